import { daysBetween, type PlainDate } from '../base/plain-date.ts';
import { schoolYearOf, startOf } from '../base/school-year.ts';
import type { FormSummary } from '../content/store.ts';
import type { Medium, Moment, NormPeriod, Season } from '../content/types.ts';
import { momentsInOrder } from '../content/types.ts';
import type { Advice, AdviceCode, EarlierResult, TakingMoment, TestYearGroup } from './types.ts';

/** Days after which a result says too little about now: fourteen months (domain.md 5.2). */
export const resultTooOldAfterDays = 426;

/** Moments that the expected level may lie from the own one before another test is advised (domain.md 5.2). */
const tolerance = 1;

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
const placeOfSeason: Readonly<Record<Season, number>> = { B: -0.5, M: 0, E: 1 };

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

/** What an advice is made of. */
export interface AdviceInput {
  readonly today: PlainDate;
  readonly taking: TakingMoment;
  readonly periods: readonly NormPeriod[];
  /** Moments for which there is a test. */
  readonly available: readonly Moment[];
  /** Whether the old results of the school are in (step 2). */
  readonly historyComplete: boolean;
  /** Results of this pupil and subject, the newest first; those without a functioning level are left out. */
  readonly earlier: readonly EarlierResult[];
}

/** Which test is advised: the own moment, or the nearest to what the pupil is expected to reach by now. */
export function adviseTest(input: AdviceInput): Advice {
  const { earlier: [last], available } = input;
  const own = ownMoment(input);
  const keep = (code: AdviceCode): Advice => ({ code, moment: own, basedOn: last ?? null });
  if (!input.historyComplete) return { ...keep('step-2'), basedOn: null };
  if (!last) return keep('no-result');
  if (daysBetween(last.takenOn, input.today) > resultTooOldAfterDays) return keep('too-old');
  if (last.origin === 'typed-in') return keep('total-only');
  if (isOutlier(input)) return keep('outlier');
  const nominal = momentIndex(input.taking);
  const expected = expectedIndex(last, input.today, input.periods);
  if (Math.abs(expected - nominal) <= tolerance) return keep('own');
  const nearest = nearestMoment(available, expected);
  // Where the catalogue ends the nearest test may be the own one after all.
  if (!nearest || nearest === own) return keep('own');
  return { code: expected < nominal ? 'easier' : 'harder', moment: nearest, basedOn: last };
}

/** The test of the pupil's own year group at this time, where there is one. */
function ownMoment({ taking, available }: AdviceInput): Moment | null {
  const moment = asMoment(taking);
  return moment && available.includes(moment) ? moment : null;
}

/** Functioning level then, plus the half years since. */
function expectedIndex(result: EarlierResult, today: PlainDate, periods: readonly NormPeriod[]): number {
  const elapsed = timeIndex(today, periods) - timeIndex(result.takenOn, periods);
  return functioningIndex(result.functioningLevel) + elapsed;
}

/** A place on the line of moments; below the table counts as one moment below its first, above likewise. */
function functioningIndex(label: string): number {
  const moment = momentsInOrder.find((known) => label.endsWith(known)) ?? 'M3';
  const outside = { '<': -1, '>': 1 }[label.charAt(0)] ?? 0;
  return momentIndex(moment) + outside;
}

/** Half years of calendar time, so that repeating a year counts as time. */
function timeIndex(date: PlainDate, periods: readonly NormPeriod[]): number {
  return startOf(schoolYearOf(date)) * 2 + placeOfSeason[planSeason(periods, date)];
}

/** Whether the newest result lies more than two moments from what each of the two before it led to expect. */
function isOutlier({ earlier: [last, ...before], periods }: AdviceInput): boolean {
  if (!last || before.length < 2) return false;
  return before.slice(0, 2).every((result) =>
    Math.abs(functioningIndex(last.functioningLevel) - expectedIndex(result, last.takenOn, periods)) > 2);
}

/** The lower moment wins a tie: a test that is a little too easy measures better than one that discourages. */
function nearestMoment(available: readonly Moment[], index: number): Moment | null {
  const byDistance = available.toSorted((a, b) =>
    Math.abs(momentIndex(a) - index) - Math.abs(momentIndex(b) - index) || momentIndex(a) - momentIndex(b));
  return byDistance[0] ?? null;
}
