import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import type { PupilIdentity } from '../roster/types.ts';
import { newMatcher, sourcePupilKey, type MatchContext } from './match.ts';
import { ownResultCheck } from './own-results.ts';
import { countOutcomes, judgeRecord, judgeRecords, plausibleRange, type JudgeContext } from './rules.ts';
import { knownResults, sameScorePoints, sameTakingDays } from './same-result.ts';
import type { HistoryRecord, SourcePerson } from './types.ts';

const digest = (text: string): string => `digest of ${text}`;

function record(parts: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    recordNo: 1, line: null, pupil: { key: 'L1', person: null }, sourceKey: 'H-1', origin: 'migrated',
    subjectText: 'arithmetic', subject: 'arithmetic', momentText: 'M5', generation: '3.0 (synthetisch)',
    takenOn: plainDate('2026-01-22'), yearGroup: 5, score: 628, scaleCode: 'SYN-RW-3.0', interval: null,
    correctCount: 17, itemCount: 24, references: [], ...parts,
  };
}

function context(parts: Partial<JudgeContext> = {}): JudgeContext {
  return {
    today: plainDate('2027-01-19'), matchOf: () => ({ kind: 'pupil', pupilId: 'sanne' }),
    sourceOf: ({ pupil }) => sourcePupilKey(pupil, digest), placementOf: () => null,
    rangeOf: (scaleCode) => (scaleCode === 'SYN-RW-3.0' ? plausibleRange(arithmeticNormTable()) : null),
    known: knownResults([]), resultBySource: new Map(), isOwn: () => false, isChosen: () => false,
    kindOf: () => 'history-uwlr',
    newId: countingIds(), ...parts,
  };
}

/** Ids `result-1`, `result-2`, ... */
function countingIds(): () => string {
  let count = 0;
  return () => `result-${(count += 1)}`;
}

function reasonOf(parts: Partial<HistoryRecord>, around: Partial<JudgeContext> = {}): string {
  const outcome = judgeRecord(record(parts), context(around));
  return 'reason' in outcome ? outcome.reason : outcome.status;
}

test('a complete 3.0 result of a known pupil is taken', () => {
  assert.equal(reasonOf({}), 'taken');
});

test('only results of the 3.0 generation come along; older and foreign ones are told apart', () => {
  assert.equal(reasonOf({ generation: '2.0' }), 'older-generation');
  assert.equal(reasonOf({ generation: '3.0' }), 'foreign-generation');
  assert.equal(reasonOf({ generation: 'IEP' }), 'foreign-generation');
});

test('a result without test, day, score or pupil means nothing', () => {
  for (const missing of [{ momentText: null }, { takenOn: null }, { score: null }, { generation: null },
    { pupil: { key: null, person: null } }, { subject: null, subjectText: null }] as const) {
    assert.equal(reasonOf(missing), 'incomplete');
  }
});

test('a test day after today is refused, and today itself is not', () => {
  assert.equal(reasonOf({ takenOn: plainDate('2027-01-20') }), 'future-date');
  assert.equal(reasonOf({ takenOn: plainDate('2027-01-19') }), 'taken');
});

test('a score far outside the norms of its scale is refused; on a scale without norms any score is kept', () => {
  assert.equal(reasonOf({ score: 62 }), 'implausible-score');
  assert.equal(reasonOf({ score: 6280 }), 'implausible-score');
  assert.equal(reasonOf({ score: 62, scaleCode: 'ANDERS' }), 'taken');
});

test('a 3.0 test that our catalogue lacks is held, by its subject or by its moment', () => {
  assert.equal(reasonOf({ momentText: 'S5' }), 'unknown-test');
  assert.equal(reasonOf({ subject: null, subjectText: 'Wereldoriëntatie' }), 'unknown-test');
});

test('a result that was typed in by hand comes over the link only, never from a file', () => {
  assert.equal(reasonOf({ origin: 'typed-in' }), 'taken');
  for (const kind of ['history-csv', 'history-oso', 'history-uwlr-file'] as const)
    assert.equal(reasonOf({ origin: 'typed-in' }, { kindOf: () => kind }), 'typed-in-needs-link');
});

test('nobody is asked about a pupil whose result could not be used anyway', () => {
  const matchOf = () => ({ kind: 'waiting', reason: 'no-candidate', candidateIds: [] }) as const;
  assert.equal(reasonOf({ generation: '2.0' }, { matchOf }), 'older-generation');
  assert.equal(reasonOf({}, { matchOf }), 'no-candidate');
});

test('without a year group the roster of that school year tells it, else a person has to', () => {
  const placementOf = (pupilId: string, schoolYear: string) =>
    (pupilId === 'sanne' && schoolYear === '2025-2026' ? '5' : null);
  assert.equal(reasonOf({ yearGroup: null }, { placementOf }), 'taken');
  assert.equal(
    reasonOf({ yearGroup: null, takenOn: plainDate('2025-01-22') }, { placementOf }),
    'needs-year-group',
  );
  assert.equal(reasonOf({ yearGroup: 2 }), 'year-group-outside');
});

test('the same pupil, test, day and score is a duplicate, whatever key the source gave it', () => {
  const outcomes = judgeRecords(
    [record(), record({ recordNo: 2, sourceKey: 'H-1-2' }), record({ score: 629 })],
    context(),
  );
  assert.deepEqual(outcomes.map(({ status }) => status), ['taken', 'duplicate', 'taken']);
});

test('a record that waits is not asked about twice', () => {
  const matchOf = () => ({ kind: 'waiting', reason: 'no-candidate', candidateIds: [] }) as const;
  const outcomes = judgeRecords([record(), record({ recordNo: 2 })], context({ matchOf }));
  assert.deepEqual(outcomes.map(({ status }) => status), ['waiting', 'duplicate']);
});

test('a corrected score under the same key of the source takes the place of the first', () => {
  const outcome = judgeRecord(
    record({ score: 640 }),
    context({ resultBySource: new Map([['sanne|H-1', 'result-1']]) }),
  );
  assert.equal(outcome.status === 'taken' && outcome.supersedes, 'result-1');
});

test('of records that are judged at once, the later under one key takes the place of the earlier', () => {
  const outcomes = judgeRecords(
    [record({ score: 640 }), record({ score: 652 }), record({ score: 655 }), record({ sourceKey: 'H-2', score: 660 })],
    context(),
  );
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status === 'taken' && [outcome.resultId, outcome.supersedes]),
    [['result-1', null], ['result-2', 'result-1'], ['result-3', 'result-2'], ['result-4', null]],
  );
});

test('a result of our own that comes back is a duplicate, by its key or by pupil, subject, day and score', () => {
  const isOwn = ownResultCheck([{
    pupilId: 'sanne', subject: 'arithmetic', takenOn: plainDate('2027-01-18'), scaleScore: 640.4,
  }], ['sitting-1']);
  const returned = { sourceKey: null, takenOn: plainDate('2027-01-18'), score: 640 };
  assert.equal(reasonOf({ sourceKey: 'R-sitting-1', score: 1 }, { isOwn }), 'duplicate', 'whatever else it says');
  assert.equal(reasonOf({ sourceKey: 'R-sitting-2' }, { isOwn }), 'taken');
  assert.equal(reasonOf(returned, { isOwn }), 'duplicate');
  for (const other of [
    { score: 641 }, { takenOn: plainDate('2027-01-17') }, { subject: 'reading' as const },
  ]) {
    assert.equal(reasonOf({ ...returned, ...other }, { isOwn }), 'taken');
  }
  const matchOf = () => ({ kind: 'pupil', pupilId: 'linde' }) as const;
  assert.equal(reasonOf(returned, { isOwn, matchOf }), 'taken');
});

const anyRecord = fc
  .record({
    pupil: fc.constantFrom('L1', 'L2', '#1', null).map((key) => ({ key, person: null })),
    sourceKey: fc.constantFrom('H-1', 'H-2', null),
    subject: fc.constantFrom('arithmetic' as const, null),
    subjectText: fc.constantFrom('arithmetic', 'iets', null),
    momentText: fc.constantFrom('M5', 'E5', 'S9', null),
    generation: fc.constantFrom('3.0 (synthetisch)', '2.0', null),
    takenOn: fc.constantFrom(plainDate('2026-01-22'), plainDate('2027-08-01'), null),
    yearGroup: fc.constantFrom(2, 5, null),
    score: fc.constantFrom(628, 629, 1, null),
  })
  .map(record);
const anyMatch = fc.constantFrom(
  { kind: 'pupil', pupilId: 'sanne' } as const, { kind: 'left-out' } as const,
  { kind: 'waiting', reason: 'no-candidate', candidateIds: [] } as const,
);

test('of any list of records, read = taken + duplicate + refused + waiting, and no result is taken twice', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 40 }), anyMatch, (records, match) => {
      const outcomes = judgeRecords(records, context({ matchOf: () => match }));
      const { read, taken, duplicate, refused, waiting } = countOutcomes(
        outcomes.map(({ status }) => status),
      );
      assert.equal(read, records.length);
      assert.equal(read, taken + duplicate + refused + waiting);
      const keys = outcomes.filter(({ status }) => status === 'taken').map(({ naturalKey }) => naturalKey);
      assert.equal(new Set(keys).size, keys.length);
      const replaced = new Set(outcomes.map((one) => (one.status === 'taken' ? one.supersedes : null)));
      const inForce = outcomes.flatMap((one, at) => {
        const key = records[at]?.sourceKey;
        return one.status === 'taken' && !replaced.has(one.resultId) && key ? [`${one.pupilId}|${key}`] : [];
      });
      assert.equal(new Set(inForce).size, inForce.length, 'one result in force under one key of the source');
    }),
  );
});

test('judging the same records again, with what was taken known, takes nothing', () => {
  fc.assert(fc.property(fc.array(anyRecord, { maxLength: 40 }), anyMatch, (records, match) => {
    const around = { matchOf: () => match, known: knownResults([]) };
    judgeRecords(records, context(around));
    const second = judgeRecords(records, context(around));
    assert.equal(second.filter(({ status }) => status === 'taken' || status === 'waiting').length, 0);
  }));
});

const fromSomeSource = fc.record({
  kind: fc.constantFrom('history-uwlr' as const, 'history-csv' as const, 'history-oso' as const),
  takenOn: fc.integer({ min: 0, max: sameTakingDays }).map((later) => addDays(plainDate('2026-01-22'), later)),
  score: fc.constantFrom(628, 628.4, 650), correctCount: fc.constantFrom(17, null),
});

test('whatever sources bring, no two results that count are the same one, and all again changes nothing', () => {
  fc.assert(fc.property(fc.array(fromSomeSource, { maxLength: 25 }), (given) => {
    const records = given.map(({ kind, ...parts }, at) =>
      record({ ...parts, sourceKey: kind === 'history-uwlr' ? `H-${at}` : null }));
    const kinds = new Map(records.map((one, at) => [one, given[at]!.kind]));
    const around = { kindOf: (one: HistoryRecord) => kinds.get(one) ?? 'history-csv', known: knownResults([]) };
    const outcomes = judgeRecords(records, context(around));
    const gone = new Set(outcomes.flatMap((one) =>
      (one.status === 'taken' ? [one.supersedes, one.replaces?.resultId] : [])));
    const counting = outcomes.flatMap((one, at) =>
      (one.status === 'taken' && !gone.has(one.resultId) ? [{ ...records[at]!, kind: given[at]!.kind }] : []));
    for (const [at, a] of counting.entries()) for (const b of counting.slice(at + 1)) {
      assert.ok(Math.abs((a.score ?? 0) - (b.score ?? 0)) > sameScorePoints, JSON.stringify([a, b]));
    }
    const again = judgeRecords(records, context(around));
    assert.ok(again.every(({ status }) => status === 'duplicate'), JSON.stringify(again));
  }), { numRuns: 1000 });
});

test('a correction that turns out to equal another result lets go of what it corrects, and is a duplicate', () => {
  const kindOf = ({ sourceKey }: HistoryRecord) => (sourceKey === null ? 'history-csv' : 'history-uwlr');
  const [first, other, corrected] = judgeRecords([
    record({ score: 650, takenOn: plainDate('2026-01-01') }), record({ sourceKey: null }),
    record({ correctCount: null }),
  ], context({ kindOf }));
  assert.deepEqual([first?.status, other?.status, corrected?.status], ['taken', 'taken', 'duplicate']);
  assert.deepEqual(corrected?.status === 'duplicate' && corrected.retires, { resultId: 'result-1', by: 'result-2' });
});

// Matching
//
//
//
//
//

function pupil(pupilId: string, parts: Partial<PupilIdentity> = {}): PupilIdentity {
  return {
    pupilId,
    callName: 'Sanne',
    prefix: 'de',
    lastName: 'Vries',
    firstNames: 'Susanna Maria',
    birthDate: plainDate('2016-03-09'),
    gender: 'girl',
    active: true,
    yearGroup: '5',
    identifiers: [{ source: 'uwlr', kind: 'las-key', value: `key-${pupilId}` }],
    ...parts,
  };
}

function person(parts: Partial<SourcePerson> = {}): SourcePerson {
  return { callName: 'Sanne', prefix: 'de', lastName: 'Vries', birthDate: plainDate('2016-03-09'), ...parts };
}

function matched(
  given: SourcePerson | null,
  pupils: readonly PupilIdentity[],
  parts: Partial<MatchContext> & { key?: string } = {},
) {
  const { key = null, ...rest } = parts;
  const match = newMatcher({ pupils, decisions: new Map(), keySources: ['uwlr', 'edexml'], digest, ...rest })(
    { key, person: given },
  );
  return match.kind === 'pupil'
    ? match.pupilId
    : match.kind === 'waiting'
      ? [match.reason, ...match.candidateIds]
      : match.kind;
}

test('the key of the LAS is enough, and a key of a file that we do not hold is not', () => {
  assert.equal(matched(null, [pupil('a'), pupil('b')], { key: 'key-b' }), 'b');
  assert.deepEqual(matched(null, [pupil('a')], { key: 'key-z' }), ['no-candidate']);
  assert.deepEqual(
    matched(null, [pupil('a', { identifiers: [{ source: 'uwlr', kind: 'las-key', value: '#1' }] })], {
      key: '#1',
    }),
    ['no-candidate'],
  );
});

test('a key of a pupil with another name and another birth date was given to somebody else once', () => {
  const other = person({ lastName: 'Bakker', birthDate: plainDate('2015-01-01') });
  assert.deepEqual(matched(other, [pupil('a')], { key: 'key-a' }), ['key-contradicts', 'a']);
  assert.equal(matched(person({ lastName: 'Bakker' }), [pupil('a')], { key: 'key-a' }), 'a');
});

test('names are compared without capitals, accents and prefix, and the first of the first names will do', () => {
  const known = [pupil('a', { callName: 'Zoë', lastName: "d'Été", prefix: null })];
  assert.equal(matched(person({ callName: 'ZOE', lastName: 'D Ete', prefix: null }), known), 'a');
  assert.equal(matched(person({ prefix: null, lastName: 'de Vries' }), [pupil('a')]), 'a');
  assert.equal(matched(person({ callName: 'Susanna' }), [pupil('a')]), 'a');
});

test('two pupils of the same name and birth date are never chosen between', () => {
  assert.deepEqual(matched(person(), [pupil('a'), pupil('b')]), ['several-candidates', 'a', 'b']);
});

test('a twin whose call name begins like that of the other waits for a person, who is shown both', () => {
  const twins = [
    pupil('linde', { callName: 'Linde', firstNames: null }),
    pupil('lotte', { callName: 'Lotte', firstNames: null }),
  ];
  assert.deepEqual(matched(person({ callName: 'L.' }), twins), ['several-candidates', 'linde', 'lotte']);
  assert.deepEqual(matched(person({ callName: 'Linde' }), twins), ['several-candidates', 'linde', 'lotte']);
});

test('a day and month that changed places, and another spelling, are shown and never taken', () => {
  assert.deepEqual(matched(person({ birthDate: plainDate('2016-09-03') }), [pupil('a')]), [
    'similar-candidate',
    'a',
  ]);
  assert.deepEqual(matched(person({ callName: 'Els', lastName: 'Vriess' }), [pupil('a')]), [
    'similar-candidate',
    'a',
  ]);
  assert.deepEqual(matched(person({ callName: 'Els', lastName: 'Bakker' }), [pupil('a')]), ['no-candidate']);
});

test('what a person decided comes before everything else', () => {
  const key = sourcePupilKey({ key: 'key-a', person: null }, digest) ?? '';
  assert.equal(
    matched(null, [pupil('a'), pupil('b')], { key: 'key-a', decisions: new Map([[key, 'b']]) }),
    'b',
  );
  assert.equal(matched(null, [pupil('a')], { key: 'key-a', decisions: new Map([[key, null]]) }), 'left-out');
});
