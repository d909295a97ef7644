import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { plainDate } from '../base/plain-date.ts';
import { compareBirthDates } from './resemblance-dates.ts';
import { indexSchool } from './resemblance-index.ts';
import { callNamesOf, compareCallNames, compareLastNames, lastNameOf, lettersApart } from './resemblance-names.ts';
import { recognise, type Verdict } from './resemblance-verdict.ts';
import { bitsOf, compareProfiles, profileOf, rarest, type PersonRecord, type Resemblance } from './resemblance.ts';

function lastNames(a: string, b: string): string {
  const [left, right] = [a, b].map((text) => {
    const [prefix = '', name = ''] = text.includes('|') ? text.split('|') : ['', text];
    return lastNameOf(prefix || null, name);
  });
  return compareLastNames(left ?? null, right ?? null);
}

function callNames(a: string, b: string): string {
  const [left, right] = [a, b].map((text) => {
    const [call = '', first = ''] = text.split('|');
    return callNamesOf(call, first || null);
  });
  return compareCallNames(left ?? null, right ?? null);
}

test('a last name is the same whatever becomes of its prefix, its marks, its hyphen and its capitals', () => {
  for (const [a, b] of [
    ['van der|Berg', 'van der Berg'], ['van der|Berg', 'Berg, van der'], ['v.d.|Berg', 'van den|Berg'],
    ['Yılmaz', 'YILMAZ'],
    ['Jansen-de Vries', 'De Vries Jansen'], ['van den|Berg', 'Vandenberg'], ["in 't|Veld", "In 't Veld"],
    ['Özdemir', 'Ozdemir'], ['Wójcik', 'Wojcik'], ['El Amrani', 'El-Amrani'], ['ĳsbrand', 'IJsbrand'],
  ] as const) assert.equal(lastNames(a, b), 'same', `${a} and ${b}`);
  assert.equal(lastNames('de|Vries', 'Vries'), 'prefix');
  assert.equal(lastNames('El|Amrani', 'Amrani'), 'prefix');
});

test('a last name that is written or heard otherwise is weaker evidence, and another one is against', () => {
  for (const [a, b, level] of [
    ['Dijkstra', 'Dykstra', 'sound'], ['Huisman', 'Huysman', 'sound'], ['Janssen', 'Jansen', 'sound'],
    ['Schouten', 'Schouden', 'slip'], ['Bakker', 'Bakekr', 'slip'], ['Jansen-de Vries', 'Jansen', 'part'],
    ['Vermeulen', 'Vermolen', 'near'], ['Bos', 'Vos', 'near'], ['Bakker', 'Visser', 'different'],
    ['Bakker', '', 'unknown'],
  ] as const) assert.equal(lastNames(a, b), level, `${a} and ${b}`);
});

test('a call name is found among first names and initials, and a twin of nearly that name is not the same', () => {
  for (const [a, b, level] of [
    ['Anne-Marie', 'Annemarie', 'same'], ['Zoë', 'ZOE', 'same'], ['Tess|Theresia Maria', 'Theresia', 'first-name'],
    ['Sofie', 'Sophie', 'sound'], ['Mohamed', 'Mohammed', 'sound'], ['Sanne', 'Sanen', 'slip'],
    ['Jan-Willem', 'Jan', 'short'], ['Alexander', 'Alex', 'short'], ['Linde', 'L.', 'initial'],
    ['Lisa', 'Lina', 'near'], ['Jayden', 'Kayden', 'near'], ['Marit', 'Merit', 'near'], ['Linde', 'Lotte', 'letter'],
    ['Emma', 'Thijs', 'different'], ['Linde', 'S.', 'different'],
  ] as const) assert.equal(callNames(a, b), level, `${a} and ${b}`);
});

test('a birth date with day and month changed, one digit wrong or one part other is told from another date', () => {
  for (const [date, level] of [
    ['2016-03-09', 'same'], ['2016-09-03', 'swapped'], ['2016-03-08', 'digit'], ['2016-03-90', 'digit'],
    ['2016-03-21', 'part'], ['2013-03-09', 'digit'], ['2009-03-09', 'part'], ['2015-11-20', 'different'],
  ] as const) assert.equal(compareBirthDates(plainDate('2016-03-09'), date as never), level, date);
});

test('letters apart counts a swap of neighbours as one, and stops at three', () => {
  assert.deepEqual(
    [['sanne', 'sanen'], ['lisa', 'lina'], ['a', 'abcdef'], ['', '']].map(([a = '', b = '']) => lettersApart(a, b)),
    [1, 1, 3, 0],
  );
});

const names = ['Sanne', 'Sane', 'Hanne', 'Lisa', 'Lina', 'Mohamed', 'Mohammed', 'Anne-Marie', 'L.', 'Zoë', 'Jan', ''];
const surnames = [
  'Vries', 'de Vries', 'Jansen-de Vries', 'Janssen', 'Dijkstra', 'Yılmaz', 'Yildiz', 'El Amrani', 'Bos', '',
];
const person: fc.Arbitrary<PersonRecord> = fc.record({
  callName: fc.constantFrom(...names), firstNames: fc.constantFrom(null, 'Susanna Maria', 'Anne'),
  prefix: fc.constantFrom(null, 'de', 'van der', 'v.d.'), lastName: fc.constantFrom(...surnames),
  birthDate: fc.constantFrom(null, plainDate('2016-03-09'), plainDate('2016-09-03'), plainDate('2015-11-20')),
  gender: fc.constantFrom('boy' as const, 'girl' as const, 'unknown' as const, null),
});

describe('the comparison', () => {
  test('is the same from either side', () => {
    fc.assert(fc.property(person, person, (a, b) => {
      assert.deepEqual(compareProfiles(profileOf(a), profileOf(b)), compareProfiles(profileOf(b), profileOf(a)));
    }));
  });

  test('does not see capitals and marks', () => {
    const bare = (text: string | null) => text && text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
    fc.assert(fc.property(person, person, (a, b) => {
      const plain = { ...a, callName: bare(a.callName), lastName: bare(a.lastName), prefix: bare(a.prefix) };
      assert.deepEqual(compareProfiles(profileOf(plain), profileOf(b)), compareProfiles(profileOf(a), profileOf(b)));
    }));
  });

  test('counts more agreement never lower', () => {
    const ladders = {
      lastName: ['different', 'near', 'part', 'slip', 'sound', 'prefix', 'same'],
      callName: ['different', 'letter', 'near', 'initial', 'short', 'slip', 'sound', 'first-name', 'same'],
      birthDate: ['different', 'part', 'digit', 'swapped', 'same'], gender: ['different', 'same'],
    } as const;
    const chance = fc.double({ min: 1 / 1500, max: 1, noNaN: true });
    const step = fc.constantFrom(...Object.entries(ladders).flatMap(([field, ladder]) =>
      ladder.slice(1).map((level, at) => ({ field, worse: ladder[at]!, better: level }))));
    fc.assert(fc.property(person, person, step, chance, (a, b, { field, worse, better }, common) => {
      const around = compareProfiles(profileOf(a), profileOf(b));
      const rarity = { lastName: common, surname: common, callName: common, birthDate: common };
      const bits = (level: string) => bitsOf({ ...around, [field]: level } as Resemblance, rarity);
      assert.ok(bits(better) >= bits(worse), `${field}: ${better} is at least ${worse}`);
      assert.ok(bitsOf({ ...around, [field]: 'same' } as Resemblance, rarest) >= bitsOf(
        { ...around, [field]: 'unknown' } as Resemblance, rarest,
      ), `${field}: the same is at least nothing`);
    }));
  });
});

interface Pupil extends PersonRecord { readonly id: string }

function verdicts(asked: readonly PersonRecord[], pupils: readonly Pupil[]): readonly Verdict<{ id: string }>[] {
  const known = pupils.map((pupil) => ({ id: pupil.id, profile: profileOf(pupil) }));
  return recognise(asked.map((one, at) => ({
    holder: null, profile: profileOf(one), source: String(at),
  })), indexSchool(known));
}

function words(verdict: Verdict<{ id: string }> | undefined): string {
  if (verdict?.kind === 'same') return verdict.known.id;
  return verdict?.kind === 'doubt' ? verdict.reason : 'nobody';
}

const sanne: PersonRecord = {
  callName: 'Sanne', prefix: 'de', lastName: 'Vries', birthDate: plainDate('2016-03-09'), gender: 'girl',
};

describe('of a whole delivery', () => {
  test('one slip is forgiven, a birth date that is not the same never', () => {
    const school = [{ ...sanne, id: 'sanne' }];
    const alone = (changes: Partial<PersonRecord>) => words(verdicts([{ ...sanne, ...changes }], school)[0]);
    assert.equal(alone({ lastName: 'Vreis' }), 'sanne');
    assert.equal(alone({ prefix: null, lastName: 'Vries-Jansen' }), 'sanne');
    for (const changes of [
      { birthDate: plainDate('2016-09-03') }, { birthDate: plainDate('2016-03-08') }, { birthDate: null },
      { lastName: 'Bakker', prefix: null }, { callName: 'S.' }, { callName: 'Hanne' }, { gender: 'boy' as const },
      { lastName: 'Vreis', callName: 'Sanen' },
    ]) assert.equal(alone(changes), 'similar-candidate', JSON.stringify(changes));
    assert.equal(alone({ callName: 'Thijs', lastName: 'Bakker', prefix: null }), 'nobody');
  });

  test('two of one delivery are never one pupil by themselves', () => {
    const school = [{ ...sanne, id: 'sanne' }];
    assert.deepEqual(verdicts([sanne, { ...sanne, prefix: null }], school).map(words),
      ['several-candidates', 'several-candidates']);
  });

  test('twins of nearly one name, or of one first letter, are never matched by themselves', () => {
    const twinNames = fc.constantFrom(
      ['Lisa', 'Lina'], ['Linde', 'Lotte'], ['Jayden', 'Kayden'], ['Noa', 'Noah'], ['Tim', 'Tom'],
    );
    const family = fc.constantFrom(...surnames.slice(0, -1));
    fc.assert(fc.property(twinNames, family, fc.boolean(), fc.integer({ min: 0, max: 3 }),
      ([one = '', other = ''], lastName, both, written) => {
        const born = { lastName, prefix: null, birthDate: plainDate('2016-03-09') };
        const school = [one, other].map((callName) => ({ ...born, callName, id: callName }));
        const spelt = [one, other, `${one[0]}.`, one.toUpperCase()][written] ?? one;
        const asked = [{ ...born, callName: spelt }, ...both ? [{ ...born, callName: other }] : []];
        for (const verdict of verdicts(asked, school)) assert.notEqual(verdict.kind, 'same');
      }));
  });

  test('a twin is not taken for the one who stayed when it left, nor when it is new', () => {
    const stayed = [{ ...sanne, id: 'sanne' }];
    for (const callName of ['Sanna', 'Sofie', 'Hanne', 'S.']) {
      assert.notEqual(verdicts([{ ...sanne, callName }], stayed)[0]?.kind, 'same', callName);
    }
  });

  test('twins whose names have nothing in common are told apart when nothing differs', () => {
    const born = { lastName: 'Tweehuysen', prefix: null, birthDate: plainDate('2015-11-02') };
    const school = ['Emma', 'Thijs'].map((callName) => ({ ...born, callName, id: callName }));
    assert.deepEqual(verdicts(school, school).map(words), ['Emma', 'Thijs']);
  });

  test('the order of the records and of the school makes no difference, and nobody is chosen twice', () => {
    const people = fc.array(person, { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(people, people, fc.nat(), (asked, others, turn) => {
      const school = others.map((one, at) => ({ ...one, id: `pupil-${at}` }));
      const shift = <T>(list: readonly T[]) => {
        const at = turn % list.length;
        return [...list.slice(at), ...list.slice(0, at)];
      };
      const plain = verdicts(asked, school).map(words);
      assert.deepEqual(verdicts(shift(asked), shift(school)).map(words), shift(plain));
      const chosen = plain.filter((word) => word.startsWith('pupil-'));
      assert.equal(new Set(chosen).size, chosen.length);
    }));
  });
});
