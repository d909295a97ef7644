import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import {
  findNormTables, listForms, listTests, type FormSummary, type PublishedNormTable,
} from '../content/store.ts';
import type { Medium, NormPeriod, Season, Subject } from '../content/types.ts';
import { features } from '../ordering/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { listGroupsById, listMembers } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { accommodationsFor } from './accommodations-store.ts';
import type { Accommodations } from './accommodations.ts';
import { adviseTest } from './advice.ts';
import { bundlesWith, type Bundle } from './bundles.ts';
import { daysOf, usualOpening, type Opening } from './opening.ts';
import { mediaOf, planSeason, takingMoment, testYearGroup } from './rules.ts';
import { isHistoryComplete, listEarlierResults, listPlanProgress, type PlanProgress } from './store.ts';
import type { Advice, EarlierResult, TakingMoment, TestYearGroup } from './types.ts';

/** What somebody wants to plan, or to see the planning of. */
export interface Wanted {
  readonly bundle: Bundle;
  readonly groupIds: readonly string[];
  /** Only pupils of this year group; null for everybody in the groups. */
  readonly yearGroup: TestYearGroup | null;
  /** Null: the season of today, or the next to begin. */
  readonly season: Season | null;
}

/** Where groups stand in the subjects of a bundle: who has which test, and what is advised for who has none. */
export interface Board {
  readonly bundle: Bundle;
  /** Every bundle that has tests. */
  readonly bundles: readonly Bundle[];
  /** The subjects of the bundle that have tests. */
  readonly subjects: readonly Subject[];
  readonly yearGroup: TestYearGroup | null;
  readonly groups: readonly ClassGroup[];
  readonly schoolYear: SchoolYear;
  readonly season: Season;
  /** The season of today, or the next to begin, and those that come after it in this school year. */
  readonly seasons: readonly Season[];
  /** When a screen test is open unless somebody says otherwise. */
  readonly opening: Opening;
  readonly historyComplete: boolean;
  /** Media of the school's package, the usual one first; empty when nothing was ordered for this school year. */
  readonly media: readonly Medium[];
  /** Tests of the subjects in the order of their moments, with the media in which the school may take them. */
  readonly tests: readonly PlannableTest[];
  readonly rows: readonly BoardRow[];
}

/** A test that may be chosen. */
export interface PlannableTest extends Pick<FormSummary, 'testCode' | 'subject' | 'moment'> {
  /** The form of its first taak in each medium. */
  readonly forms: Readonly<Partial<Record<Medium, string>>>;
  /** Whether it may be read aloud. */
  readonly readAloud: boolean;
}

/** One pupil of the board. */
export interface BoardRow {
  readonly pupil: PupilName;
  /** The chosen group the pupil is in; of several the first. */
  readonly groupId: string;
  /** Null when the year group takes no tests. */
  readonly taking: TakingMoment | null;
  readonly accommodations: Accommodations;
  /** One a subject, in their order. */
  readonly cells: readonly Cell[];
}

/** One pupil and subject. */
export interface Cell {
  readonly subject: Subject;
  /** The plan that stands. */
  readonly plan: PlanProgress | null;
  /** The newest plan that was broken off or may not count. */
  readonly before: PlanProgress | null;
  readonly advice: Advice | null;
  /** The test that is filled in at first; null when there is none for this year group now. */
  readonly proposedTestCode: string | null;
}

/** Loads the board of groups of this school year, in as many statements for one group as for a whole school. */
export async function loadBoard(
  tx: TenantTx, { bundle, groupIds, yearGroup, season: wantedSeason }: Wanted, now: Date,
): Promise<Result<Board, 'not-found' | 'other-school-year'>> {
  const today = plainDateInAmsterdam(now);
  const schoolYear = schoolYearOf(today);
  const groups = await listGroupsById(tx, groupIds);
  if (groups.length === 0 || groups.length < new Set(groupIds).size) return refuse('not-found');
  if (groups.some((group) => group.schoolYear !== schoolYear)) return refuse('other-school-year');
  if (groups.some(({ active }) => !active)) return refuse('not-found');
  const media = mediaOf(await features(tx, tx.schoolId, schoolYear));
  const tests = await testsOf(tx, bundle, media);
  const norms = await normsOf(tx, tests.forms, today);
  const periods = norms.get(tests.forms.at(-1)?.subject)?.periods ?? [];
  const seasons = seasonsFrom(periods, today, schoolYear);
  const season = wantedSeason && seasons.includes(wantedSeason) ? wantedSeason : planSeason(periods, today);
  const historyComplete = await isHistoryComplete(tx);
  const rows = await rowsOf(tx, {
    groups, yearGroup, norms, periods, season, schoolYear, today, historyComplete, subjects: tests.subjects,
    tests: tests.list,
  });
  return ok({
    bundle, bundles: tests.bundles, subjects: tests.subjects, yearGroup, groups, schoolYear, season, seasons,
    historyComplete, media, opening: usualOpening(periods, season, schoolYear, now), tests: tests.list, rows,
  });
}

async function testsOf(tx: TenantTx, bundle: Bundle, media: readonly Medium[]) {
  const all = await listForms(tx);
  const bundles = bundlesWith(new Set(all.map(({ subject }) => subject)));
  const forms = all.filter(({ subject }) => bundle.subjects.includes(subject));
  const readAloud = new Set((await listTests(tx)).filter((test) => test.readAloud).map(({ code }) => code));
  const allowed = forms.filter(({ medium }) => media.includes(medium));
  const list = [...Map.groupBy(allowed, ({ testCode }) => testCode)].map(([testCode, ofTest]): PlannableTest => ({
    testCode, subject: ofTest[0]!.subject, moment: ofTest[0]!.moment, readAloud: readAloud.has(testCode),
    forms: Object.fromEntries(ofTest.map(({ medium, code }) => [medium, code])),
  }));
  const ordered = bundle.subjects.flatMap((subject) => list.filter((test) => test.subject === subject));
  const subjects = bundle.subjects.filter((subject) => forms.some((form) => form.subject === subject));
  return { bundles, forms, list: ordered, subjects };
}

/** The norms in force for the newest scale of each subject; a subject without norms is absent. */
async function normsOf(
  tx: TenantTx, forms: readonly FormSummary[], takenOn: string,
): Promise<ReadonlyMap<Subject | undefined, PublishedNormTable>> {
  const scales = new Map(forms.map(({ subject, scaleCode }) => [subject, scaleCode]));
  const tables = await findNormTables(tx, [...scales.values()].map((scaleCode) => ({ scaleCode, takenOn })));
  return new Map([...scales].flatMap(([subject, scaleCode]) => {
    const table = tables.get(`${scaleCode}|${takenOn}`);
    return table ? [[subject, table]] : [];
  }));
}

function seasonsFrom(
  periods: readonly NormPeriod[], today: PlainDate, schoolYear: SchoolYear,
): readonly Season[] {
  const open = periods.map((period) => ({ season: period.season, ...daysOf(period, schoolYear) }))
    .filter(({ to }) => to >= today).toSorted((a, b) => (a.from < b.from ? -1 : 1)).map(({ season }) => season);
  return open.length > 0 ? open : [planSeason(periods, today)];
}

/** What the rows are made of. */
interface RowInput {
  readonly groups: readonly ClassGroup[];
  readonly yearGroup: TestYearGroup | null;
  readonly norms: ReadonlyMap<Subject | undefined, PublishedNormTable>;
  readonly periods: readonly NormPeriod[];
  readonly season: Season;
  readonly schoolYear: SchoolYear;
  readonly today: PlainDate;
  readonly historyComplete: boolean;
  readonly subjects: readonly Subject[];
  readonly tests: readonly PlannableTest[];
}

async function rowsOf(tx: TenantTx, input: RowInput): Promise<readonly BoardRow[]> {
  const { groups, yearGroup, subjects, schoolYear, season } = input;
  const order = new Map(groups.map(({ groupId }, index) => [groupId, index]));
  const members = (await listMembers(tx, groups.map(({ groupId }) => groupId)))
    .filter((pupil) => yearGroup === null || pupil.yearGroup === String(yearGroup))
    .toSorted((a, b) => (order.get(a.groupId) ?? 0) - (order.get(b.groupId) ?? 0));
  // A pupil of a class and of a composite group stands once.
  const pupils = [...new Map(members.toReversed().map((pupil) => [pupil.pupilId, pupil])).values()].reverse();
  const pupilIds = pupils.map(({ pupilId }) => pupilId);
  const plans = Map.groupBy(await listPlanProgress(tx, { pupilIds, subjects, schoolYear, season }),
    ({ pupilId, subject }) => `${pupilId}|${subject}`);
  const scales = subjects.flatMap((subject) => input.norms.get(subject)?.scaleCode ?? []);
  const earlier = await listEarlierResults(tx, pupilIds, scales);
  const accommodations = await accommodationsFor(tx, pupilIds);
  const day = dayWithin(input);
  return pupils.map((pupil): BoardRow => {
    const own = testYearGroup(pupil.yearGroup);
    const taking = own && takingMoment(input.periods, day, own);
    return {
      pupil, groupId: pupil.groupId, taking, accommodations: accommodations.get(pupil.pupilId)!,
      cells: subjects.map((subject) => {
        const key = `${pupil.pupilId}|${subject}`;
        const proposed = proposal(input, day, taking, subject, earlier.get(key));
        return { subject, ...standing(plans.get(key) ?? []), ...proposed };
      }),
    };
  });
}

/** Today, or the first day of a season that is still to come. */
function dayWithin({ periods, season, schoolYear, today }: RowInput): PlainDate {
  const period = periods.find((one) => one.season === season);
  const from = period && daysOf(period, schoolYear).from;
  return from && from > today ? from : today;
}

function standing(plans: readonly PlanProgress[]): Pick<Cell, 'plan' | 'before'> {
  const ended = ({ status }: PlanProgress) => status === 'broken-off' || status === 'invalid';
  return { plan: plans.find((plan) => !ended(plan)) ?? null, before: plans.findLast(ended) ?? null };
}

function proposal(
  { norms, periods, tests, historyComplete }: RowInput, today: PlainDate, taking: TakingMoment | null, subject: Subject,
  earlier: readonly EarlierResult[] = [],
): Pick<Cell, 'advice' | 'proposedTestCode'> {
  if (!taking) return { advice: null, proposedTestCode: null };
  const ofSubject = tests.filter((test) => test.subject === subject);
  const available = ofSubject.map(({ moment }) => moment);
  const advice = adviseTest({
    today, taking, periods, available, historyComplete, earlier, norms: norms.get(subject),
  });
  return { advice, proposedTestCode: ofSubject.find(({ moment }) => moment === advice.moment)?.testCode ?? null };
}
