import type { PlainDate } from '../base/plain-date.ts';
import type { FormSummary } from '../content/store.ts';
import type { Medium, Moment, NormPeriod, Season } from '../content/types.ts';
import { momentsInOrder } from '../content/types.ts';
import type { TakingMoment, TestYearGroup } from './types.ts';

/** The season whose norm period holds this day; null between the periods. Only inside one a level may be given. */
export function normSeason(periods: readonly NormPeriod[], date: PlainDate): Season | null {
  const day = date.slice(5);
  const holds = ({ from, to }: NormPeriod): boolean =>
    (from <= to ? from <= day && day <= to : from <= day || day <= to);
  return periods.find(holds)?.season ?? null;
}

/** The season in which tests are planned on a day: the one whose norm period it is, or the next one to begin. */
export function planSeason(periods: readonly NormPeriod[], date: PlainDate): Season {
  const within = normSeason(periods, date);
  if (within) return within;
  const day = date.slice(5);
  const byStart = periods.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return (byStart.find(({ from }) => from > day) ?? byStart[0])?.season ?? 'M';
}

/** The year group of a pupil as a number, or null outside 3 to 8 (groups 1 and 2, special education, unknown). */
export function testYearGroup(yearGroup: string | null): TestYearGroup | null {
  return yearGroup !== null && /^[3-8]$/.test(yearGroup) ? Number(yearGroup) as TestYearGroup : null;
}

/** Whether pupils of a group may take tests: these begin in year group 3, which a combination group may reach. */
export function mayTakeTests({ yearGroup }: { readonly yearGroup: string | null }): boolean {
  return yearGroup !== '1' && yearGroup !== '2';
}

/** When a pupil of this year group takes a test that is taken on this day. */
export function takingMoment(
  periods: readonly NormPeriod[], date: PlainDate, yearGroup: TestYearGroup,
): TakingMoment {
  return `${planSeason(periods, date)}${yearGroup}`;
}

/** The moment whose norm fits a test that was taken on this day; null between the norm periods, and where no moment
 * exists (there is no B5). */
export function normMoment(
  periods: readonly NormPeriod[], date: PlainDate, yearGroup: TestYearGroup,
): Moment | null {
  const season = normSeason(periods, date);
  return season && asMoment(`${season}${yearGroup}`);
}

/** A taking moment as a moment of the scale; null when the scale has none of that name. */
export function asMoment(taking: TakingMoment): Moment | null {
  return momentsInOrder.find((moment) => moment === taking) ?? null;
}

/** Half years since the middle of group 3; B8 lies between E7 and M8. */
export function momentIndex(moment: Moment | TakingMoment): number {
  return (Number(moment.charAt(1)) - 3) * 2 + placeOfSeason[moment.charAt(0) as Season];
}

/** Half years after the middle of the school year. */
export const placeOfSeason: Readonly<Record<Season, number>> = { B: -0.5, M: 0, E: 1 };

/** Which tests can be planned in a medium: forms of that medium, one a test, in the order of their moments. */
export function formsOf(forms: readonly FormSummary[], medium: Medium): readonly FormSummary[] {
  return forms.filter((form) => form.medium === medium);
}

/** The media that a package allows. */
export function mediaOf(features: ReadonlySet<string>): readonly Medium[] {
  const media: Medium[] = [];
  if (features.has('screen_tests')) media.push('screen');
  if (features.has('paper_tests')) media.push('paper');
  return media;
}
