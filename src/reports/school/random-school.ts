import * as fc from 'fast-check';
import { type PlainDate, plainDate } from '../../base/plain-date.ts';
import { addSchoolYears, schoolYearStarting, startOf } from '../../base/school-year.ts';
import { type Moment, momentsInOrder, type Season } from '../../content/types.ts';
import { letterLevel, romanLevel } from '../../psychometrics/levels.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import { inventedNorms } from '../invented-results.ts';
import type { NormsByKey } from './standing.ts';
import type { Membership, SchoolResult } from './types.ts';

// For tests: schools that could be, with years of results, pupils who repeat, come and go, tests between the norm
// periods, a second norm, a second scale and results without an error.

/** The norms that random results name: two versions, of which the second lies higher. */
export const twoNorms: NormsByKey = new Map([1, 2].map((version) => {
  const table = inventedNorms();
  const moments = table.moments.map((moment) => ({ ...moment, mean: moment.mean + 12 * (version - 1) }));
  return [`SYN/${version}`, { ...table, version, moments }];
}));

const newest = schoolYearStarting(2026);

interface Drawn {
  /** Cohorts before the crowded one: who left since is above group 8 now. */
  readonly later: number;
  readonly repeats: boolean;
  readonly talent: number;
  readonly tests: readonly {
    readonly yearsAgo: number;
    readonly season: Season;
    readonly missed: boolean;
    readonly noise: number;
    readonly outside: boolean;
    readonly newNorm: boolean;
    readonly otherScale: boolean;
    readonly withoutError: boolean;
    readonly offLevel: boolean;
    readonly noNorm: boolean;
  }[];
}

const rarely = fc.nat({ max: 9 }).map((chance) => chance === 0);

const drawn: fc.Arbitrary<Drawn> = fc.record({
  later: fc.nat({ max: 5 }),
  repeats: rarely,
  talent: fc.integer({ min: -100, max: 100 }),
  tests: fc.tuple(...[0, 1, 2, 3, 4, 5].flatMap((yearsAgo) => (['M', 'E', 'B'] as const).map((season) => fc.record({
    yearsAgo: fc.constant(yearsAgo), season: fc.constant(season), missed: fc.nat({ max: 5 }).map((chance) =>
      chance === 0),
    noise: fc.double({ min: -40, max: 40, noNaN: true }), outside: rarely, newNorm: rarely, otherScale: rarely,
    withoutError: rarely, offLevel: rarely, noNorm: rarely,
  })))),
});

/** Results of a school of up to a hundred and sixty pupils, also of those who left, as `listSchoolResults` gives them.
 * A third sits in one cohort, so that there are means, verdicts and trends beside groups that are too small for
 * them. */
export const randomResults: fc.Arbitrary<readonly SchoolResult[]> = fc.record({
  pupils: fc.array(drawn, { minLength: 50, maxLength: 160, size: 'max' }),
  crowded: fc.integer({ min: 3, max: 8 }),
  everyYear: fc.integer({ min: -15, max: 15 }),
  newNorms: fc.boolean(),
}).map(({ pupils, crowded, everyYear, newNorms }) => pupils.flatMap((pupil, index) => {
  const later = index % 3 === 0 ? 0 : pupil.later;
  const talent = pupil.talent + everyYear * (2 - later);
  return resultsOf({ ...pupil, talent }, crowded + later, newNorms, index);
}));

function resultsOf(
  { repeats, talent, tests }: Drawn, groupNow: number, newNorms: boolean, index: number,
): readonly SchoolResult[] {
  return tests.flatMap((test): SchoolResult[] => {
    const group = groupNow - test.yearsAgo + (repeats && test.yearsAgo > 2 ? 1 : 0);
    const own = momentsInOrder.find((known) => known === `${test.season}${group}`);
    if (!own || own === 'E8' || test.missed) return [];
    const schoolYear = addSchoolYears(newest, -test.yearsAgo);
    const moment: Moment | null = test.outside ? null : own;
    const version = newNorms && (test.newNorm || test.yearsAgo < 2) ? 2 : 1;
    const norm = twoNorms.get(`SYN/${version}`)!.moments.find((known) => known.moment === own)!;
    const scaleScore = norm.mean + talent * norm.sd / 60 + test.noise;
    // Also between the norm periods, where the reports have to leave it out.
    const levelled = !test.otherScale && !test.noNorm;
    return [{
      resultId: `${index} ${schoolYear} ${test.season}`, pupilId: `pupil ${index}`, subject: 'arithmetic', schoolYear,
      season: test.season, moment, testMoment: test.offLevel ? 'M5' : own, yearGroup: String(group),
      takenOn: dayOf(startOf(schoolYear), test.season),
      generation: '3.0 (synthetisch)', scaleCode: test.otherScale ? 'OUD-2.0' : 'SYN-RW-3.0', scaleScore,
      scaleSe: test.withoutError ? null : 12,
      roman: levelled ? romanLevel(asScaleScore(scaleScore), norm) : null,
      letter: levelled ? letterLevel(asScaleScore(scaleScore), norm) : null,
      functioningLevel: null, normCode: test.noNorm ? null : 'SYN', normVersion: test.noNorm ? null : version,
      origin: 'migrated',
    }];
  });
}

function dayOf(year: number, season: Season): PlainDate {
  const day = { B: `${year}-10-20`, M: `${year + 1}-01-20`, E: `${year + 1}-05-20` };
  return plainDate(day[season]);
}

/** Home groups of these results: two in each year group, some pupils in none, some who change in February. */
export function membershipsOf(results: readonly SchoolResult[]): readonly Membership[] {
  const seen = new Map(results.map((result) => [`${result.pupilId} ${result.schoolYear}`, result]));
  return [...seen.values()].flatMap(({ pupilId, schoolYear, yearGroup }): Membership[] => {
    const number = Number(pupilId.slice(6));
    if (number % 11 === 5) return [];
    const start = startOf(schoolYear as typeof newest);
    const group = (letter: string) => ({
      pupilId, schoolYear, groupId: `${yearGroup}${letter} ${schoolYear}`, groupName: `${yearGroup}${letter}`,
      site: letter === 'a' ? '99XX00' : '99XX01',
    });
    const [first, second] = number % 2 === 0 ? ['a', 'b'] as const : ['b', 'a'] as const;
    if (number % 7 !== 3) return [{ ...group(first), joinedOn: plainDate(`${start}-08-01`), leftOn: null }];
    return [
      { ...group(first), joinedOn: plainDate(`${start}-08-01`), leftOn: plainDate(`${start + 1}-02-01`) },
      { ...group(second), joinedOn: plainDate(`${start + 1}-02-01`), leftOn: null },
    ];
  });
}
