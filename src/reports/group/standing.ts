import type { Result } from '../../ability/types.ts';
import { dateParts } from '../../base/plain-date.ts';
import { addSchoolYears } from '../../base/school-year.ts';
import { type Moment, momentsInOrder, seasonOf } from '../../content/types.ts';
import { testYearGroup } from '../../planning/rules.ts';
import { comparePersonNames } from '../../ui/format.ts';
import type { Period } from '../frame/choice.ts';
import { groupMeanShown, groupVerdictShown } from '../honest/group-size.ts';
import type { Member } from './types.ts';

/** Whether two periods are the same. */
export function isSamePeriod(a: Period, b: Period): boolean {
  return a.schoolYear === b.schoolYear && a.season === b.season;
}

/** Whether a period comes before another. */
export function isBefore(a: Period, b: Period): boolean {
  const order = 'BME';
  if (a.schoolYear !== b.schoolYear) return a.schoolYear < b.schoolYear;
  return order.indexOf(a.season) < order.indexOf(b.season);
}

/** What decides to which period a result belongs. */
type Placed = Pick<Result, 'moment' | 'testMoment' | 'schoolYear' | 'takenOn'>;

/**
 * The period that a result counts for: of its moment of taking. Between the norm periods that of its test, the last
 * time that this season had begun: an E test that was taken in September belongs to the year before.
 * @returns null for an old result of which neither moment is known
 */
export function periodOf({ moment, testMoment, schoolYear, takenOn }: Placed): Period | null {
  const known = moment ?? testMoment;
  if (!known) return null;
  const season = seasonOf(known);
  const { month } = dateParts(takenOn);
  const isLate = moment === null && season !== 'B' && month >= 8 && month <= 11;
  return { schoolYear: isLate ? addSchoolYears(schoolYear, -1) : schoolYear, season };
}

/** Whether a result counts for a period. */
export function isInPeriod(result: Placed, period: Period): boolean {
  const own = periodOf(result);
  return own !== null && isSamePeriod(own, period);
}

/** Of results in one period, newest first, the one that counts: the newest on the scale of the norms, else the
 * newest. */
export function countingResult(results: readonly Result[], scaleCode: string | undefined): Result | null {
  return results.find((result) => result.scaleCode === scaleCode) ?? results[0] ?? null;
}

/** The moment at which a pupil takes tests in a season; null where there is none. */
export function momentOfMember({ pupil }: Member, { season }: Period): Moment | null {
  const yearGroup = testYearGroup(pupil.yearGroup);
  return momentsInOrder.find((moment) => moment === `${season}${yearGroup}`) ?? null;
}

/** Members by moment, in the order of the moments; who has none at the end under null. */
export function byMoment(
  members: readonly Member[], period: Period,
): readonly (readonly [Moment | null, readonly Member[]])[] {
  const groups = Map.groupBy(members, (member) => momentOfMember(member, period));
  return [...momentsInOrder, null].flatMap((moment) => {
    const own = groups.get(moment);
    return own ? [[moment, own] as const] : [];
  });
}

/** Results on the scale of the norms, which a picture and a mean may hold together. */
export function onScale(members: readonly Member[], scaleCode: string | undefined): readonly Result[] {
  return members.flatMap(({ result }) => (result && result.scaleCode === scaleCode ? [result] : []));
}

/** What a mean of scores is worth: null below seven, and without a level below ten. */
export interface MeanOfGroup {
  /** Unrounded. */
  readonly score: number;
  readonly count: number;
  readonly mayHaveLevel: boolean;
}

/** Mean of the results that were taken at a moment inside its norm period: others have no place in a mean that gets a
 * level (domain.md 6.2, rules 3 and 6). */
export function meanAt(results: readonly Result[], moment: Moment): MeanOfGroup | null {
  const scores = results.flatMap((result) => (result.moment === moment ? [result.scaleScore] : []));
  if (!groupMeanShown(scores.length)) return null;
  const score = scores.reduce((sum, each) => sum + each, 0) / scores.length;
  return { score, count: scores.length, mayHaveLevel: groupVerdictShown(scores.length) };
}

/** Members in the order that was asked for: by name, or the highest score first and who has none at the end. */
export function ordered(members: readonly Member[], order: 'name' | 'score'): readonly Member[] {
  const byName = members.toSorted((a, b) => comparePersonNames(a.pupil, b.pupil));
  if (order === 'name') return byName;
  const scoreOf = ({ result }: Member): number => result?.scaleScore ?? -Infinity;
  return byName.toSorted((a, b) => (scoreOf(a) === scoreOf(b) ? 0 : scoreOf(b) - scoreOf(a)));
}
