/* For tests only: documents as a school administration could make them, for the laws about reading and
 * writing. */
import type { Arbitrary } from 'fast-check';
import * as fc from 'fast-check';
import type { Brin, SiteCode } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { RosterDocument, RosterGroup, RosterPupil, RosterStaffMember } from '../roster-document.ts';
import type {
  OsoOutcome,
  Outcome,
  ResultsDocument,
  Term,
  TestDefinition,
  TestResult,
} from '../uwlr/types.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { roleCodes, yearGroupCodes } from '../roster-document.ts';
import { comparisonGroupCodes, referenceScoreCodes } from '../uwlr/wire.ts';

/** Texts with everything that writing can get wrong: markup, white space, diacritics, and what XML cannot
 * hold. */
export const text: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    "van 't",
    'Ismaël',
    'd\'Été & Zn. <x>',
    ']]>',
    '  spaties\t',
    '\r\n',
    '😀'.repeat(70),
    'x'.repeat(300),
  ),
);

const maybeText = fc.option(text);
const day = fc.integer({ min: 0, max: 20_000 }).map(
  (days) => new Date(days * 86_400_000).toISOString().slice(0, 10) as PlainDate,
);
const maybeDay = fc.option(day);
const instant = fc.integer({
  min: 946_684_800,
  max: 2_000_000_000,
}).map((seconds) => new Date(seconds * 1000));
const schoolYear = fc.integer({ min: 1991, max: 2040 }).map(schoolYearStarting);
const brin = fc.stringMatching(/^\d{2}[A-Z]{2}$/).map((code) => code as Brin);
const site = fc.stringMatching(/^\d{2}$/).map((code) => code as SiteCode);
const yearGroup = fc.option(fc.constantFrom(...yearGroupCodes));

const name = {
  lastName: maybeText,
  prefix: maybeText,
  firstNames: maybeText,
  initials: maybeText,
  callName: maybeText,
};

/** A coherent roster of 1 to 12 pupils: keys unique, references known. */
export const roster: Arbitrary<RosterDocument> = fc
  .record({ groupCount: fc.nat(4), compositeCount: fc.nat(3), siteCount: fc.nat(2) })
  .chain(({ groupCount, compositeCount, siteCount }) => {
    const groupKeys = keys('G', groupCount);
    const compositeKeys = keys('S', compositeCount);
    const siteKeys = keys('V', siteCount);
    return fc.record({
      school: fc.record({
        schoolYear: schoolYear.filter((year) => year <= '2044'),
        brin,
        site,
        institutionNumber: fc.constant(null),
        schoolKey: maybeText,
        referenceDate: maybeDay,
        createdAt: fc.option(instant),
        author: maybeText,
        xsdVersion: fc.constant('2.1'),
      }),
      sites: fc.tuple(...siteKeys.map((key) => fc.record({ key: fc.constant(key), name: text }))),
      groups: fc.tuple(...groupKeys.map(groupOf)),
      compositeGroups: fc.tuple(...compositeKeys.map((key) => fc.record({
        key: fc.constant(key),
        name: text,
      }))),
      pupils: fc
        .array(pupilOf(groupKeys, compositeKeys, siteKeys), { minLength: 1, maxLength: 12 })
        .map((pupils) => pupils.map((pupil, at) => ({ ...pupil, ...identity('L', at, pupil.eckId) }))),
      staff: fc
        .array(staffOf(groupKeys, compositeKeys), { maxLength: 4 })
        .map((staff) => staff.map((member, at) => ({ ...member, ...identity('K', at, member.eckId) }))),
    });
  });

function keys(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${prefix} ${at}&<\t\n">`);
}

function identity(
  prefix: string,
  at: number,
  eckId: string | null,
): { readonly key: string; readonly eckId: string | null } {
  return {
    key: `${prefix}00${at}`,
    eckId: eckId === null ? null : `https://ketenid.nl/201703/${prefix}${at}`,
  };
}

function groupOf(key: string): Arbitrary<RosterGroup> {
  return fc.record({ key: fc.constant(key), name: text, yearGroup });
}

function oneKeyOf(list: readonly string[]): Arbitrary<string | null> {
  return list.length === 0 ? fc.constant(null) : fc.option(fc.constantFrom(...list));
}

function pupilOf(
  groups: readonly string[],
  composite: readonly string[],
  sites: readonly string[],
): Arbitrary<RosterPupil> {
  return fc.record({
    key: fc.constant(''),
    eckId: fc.option(fc.constant('eck')),
    ...name,
    birthDate: maybeDay,
    gender: fc.constantFrom('boy' as const, 'girl' as const, 'unknown' as const),
    startYearGroup3: maybeDay,
    yearGroup,
    groupKey: oneKeyOf(groups),
    compositeGroupKeys: fc.subarray([...composite]),
    siteKey: oneKeyOf(sites),
    entryDate: maybeDay,
    exitDate: maybeDay,
  });
}

function staffOf(groups: readonly string[], composite: readonly string[]): Arbitrary<RosterStaffMember> {
  const roles = fc.subarray([...roleCodes]);
  const all = [
    ...groups.map((key) => ({ kind: 'group' as const, key })),
    ...composite.map((key) => ({ kind: 'compositeGroup' as const, key })),
  ];
  return fc.record({
    key: fc.constant(''),
    eckId: fc.option(fc.constant('eck')),
    ...name,
    email: maybeText,
    roles,
    groups: fc.subarray(all).chain((some) => fc.tuple(...some.map((one) => roles.map((of) => ({
      ...one,
      roles: of,
    }))))),
  });
}

const uri = fc.option(fc.constantFrom('http://voorbeeld.invalid/toetsen', 'urn:x'));
const term: Arbitrary<Term> = fc.record({ text, vocabulary: uri, vocabularyLocation: uri });
const maybeTerm = fc.option(term).map((value) => value);
const whole = fc.nat(10_000);
const decimal = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((thousandths) => thousandths / 1000);

const oso: Arbitrary<OsoOutcome> = fc.record({
  testScore: fc.record({
    itemCount: fc.constant(40),
    correctCount: fc.option(fc.nat(20)),
    wrongCount: fc.option(fc.nat(20)),
    readCount: fc.option(whole),
    durationSeconds: fc.option(fc.nat(100_000).map((tenths) => tenths / 10)),
    ability: fc.option(decimal),
    scaleCode: maybeText,
    interval: fc.option(fc.tuple(decimal, whole).map(([low, width]) => ({ low, high: low + width }))),
  }),
  referenceScores: fc.array(
    fc.record({
      code: fc.constantFrom(...referenceScoreCodes),
      comparisonGroup: fc.constantFrom(...comparisonGroupCodes),
      value: text,
      qualification: maybeText,
    }),
    { maxLength: 3 },
  ),
});

const outcome: Arbitrary<Outcome> = fc.oneof(
  whole.map((score): Outcome => ({ kind: 'score', score })),
  oso.map((value): Outcome => ({ kind: 'oso', oso: value })),
);

/** Tests without norms, of which T0 has parts, and T1 has norms for scores that no result here has a score
 * for. */
function testOf(at: number): Arbitrary<TestDefinition> {
  return fc.record({
    code: fc.record({ text: fc.constant(`T${at}`), vocabulary: uri, vocabularyLocation: uri }),
    version: maybeTerm,
    name: maybeText,
    yearGroup: maybeTerm,
    subject: maybeTerm,
    norms: fc.constant(null),
    hierarchy: fc.array(fc.record({ level: fc.integer({ min: 1, max: 9 }), entry: term }), { maxLength: 2 }),
    parts: fc.tuple(part(1), part(2)).map((parts) => (at === 0 ? parts : [])),
  });
}

function part(sequence: number): Arbitrary<TestDefinition['parts'][number]> {
  const band = fc.record({
    term: text,
    description: maybeText,
    from: fc.constant(0),
    to: fc.constant(10_000),
    colour: fc.option(fc.constant({ red: 1, green: 2, blue: 255, alpha: 0.5 })),
    markFrom: fc.option(fc.constant(5.5)),
    markTo: fc.option(fc.constant(10)),
  });
  return fc.record({
    sequence: fc.constant(sequence),
    code: fc.record({ text: fc.constant(`P${sequence}`), vocabulary: uri, vocabularyLocation: uri }),
    name: maybeText,
    norms: fc.option(
      fc.record({
        vocabulary: uri,
        vocabularyLocation: uri,
        category: maybeTerm,
        level: maybeTerm,
        weight: fc.option(decimal),
        bands: fc.tuple(band),
      }),
    ),
  });
}

const result: Arbitrary<Omit<TestResult, 'key'>> = fc.record({
  takenOn: day,
  testCode: fc.constantFrom('T0', 'T1'),
  version: maybeTerm,
  partCode: fc.constant(null),
  outcome,
  infoUrl: maybeText,
});

/** A coherent delivery of results, keys unique, tests defined. */
export const results: Arbitrary<ResultsDocument> = fc.record({
  school: fc.record({
    schoolYear,
    school: fc.oneof(
      fc.record({ kind: fc.constant('brin' as const), brin, site }, { noNullPrototype: true }),
      fc.constant({ kind: 'schoolKey' as const, schoolKey: 'S1' }),
    ),
    createdAt: instant,
    author: maybeText,
    xsdVersion: fc.constant('2.2'),
  }),
  administrations: fc
    .array(
      fc.record({
        pupilKey: fc.constantFrom('L1', 'L2'),
        eckId: maybeText,
        processedBy: maybeText,
        results: fc.array(result, { minLength: 1, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) =>
      all.map((one, at) => ({
        ...one,
        results: one.results.map((of, nth) => ({ ...of, key: `R${at}-${nth}` })),
      })),
    ),
  tests: fc.tuple(testOf(0), testOf(1)),
});
