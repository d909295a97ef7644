import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import { findNormTable, listForms, type FormSummary } from '../content/store.ts';
import type { Medium, NormPeriod, Season, Subject } from '../content/types.ts';
import { features } from '../ordering/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { adviseTest, mediaOf, planSeason, takingMoment, testYearGroup } from './rules.ts';
import { isHistoryComplete, listEarlierResults, listPlans } from './store.ts';
import type { Advice, PlannedTest, TakingMoment } from './types.ts';

/** Where a group stands in one subject now: who has a test, and what is advised for who has none. */
export interface Board {
  readonly group: ClassGroup;
  readonly subject: Subject;
  readonly schoolYear: SchoolYear;
  readonly season: Season;
  readonly historyComplete: boolean;
  /** Media of the school's package, the usual one first; empty when nothing was ordered for this school year. */
  readonly media: readonly Medium[];
  /** Every form of the subject, in the order of its moments. */
  readonly forms: readonly FormSummary[];
  readonly rows: readonly BoardRow[];
}

/** One pupil of the board. */
export interface BoardRow {
  readonly pupil: PupilName;
  /** Null when the year group takes no tests. */
  readonly taking: TakingMoment | null;
  readonly plan: PlannedTest | null;
  readonly advice: Advice | null;
  /** Test that the form proposes; null when there is none for this year group now. */
  readonly proposedTestCode: string | null;
}

/** Loads the board of a group of this school year; undefined when the school has no such group now. */
export async function loadBoard(
  tx: TenantTx, groupId: string, subject: Subject, now: Date,
): Promise<Board | undefined> {
  const today = plainDateInAmsterdam(now);
  const schoolYear = schoolYearOf(today);
  const group = await findGroup(tx, groupId);
  if (!group?.active || group.schoolYear !== schoolYear) return undefined;
  const forms = await listForms(tx, { subject });
  const periods = await periodsOf(tx, forms, today);
  const season = planSeason(periods, today);
  const pupils = await listGroupPupils(tx, groupId);
  const pupilIds = pupils.map(({ pupilId }) => pupilId);
  const plans = new Map((await listPlans(tx, pupilIds, subject, schoolYear, season))
    .map((plan) => [plan.pupilId, plan]));
  const earlier = await listEarlierResults(tx, pupilIds, subject);
  const historyComplete = await isHistoryComplete(tx);
  const media = mediaOf(await features(tx, tx.schoolId, schoolYear));
  const available = [...new Set(forms.filter(({ medium }) => media.includes(medium)).map(({ moment }) => moment))];
  const rows = pupils.map((pupil): BoardRow => {
    const yearGroup = testYearGroup(pupil.yearGroup);
    const plan = plans.get(pupil.pupilId) ?? null;
    if (!yearGroup) return { pupil, taking: null, plan, advice: null, proposedTestCode: null };
    const taking = takingMoment(periods, today, yearGroup);
    const known = earlier.get(pupil.pupilId) ?? [];
    const advice = adviseTest({ today, taking, periods, available, historyComplete, earlier: known });
    const proposedTestCode = forms.find(({ moment }) => moment === advice.moment)?.testCode ?? null;
    return { pupil, taking, plan, advice, proposedTestCode };
  });
  return { group, subject, schoolYear, season, historyComplete, media, forms, rows };
}

/** The norm periods in force for the newest scale of these forms; without norms there are none. */
async function periodsOf(
  tx: TenantTx, forms: readonly FormSummary[], today: string,
): Promise<readonly NormPeriod[]> {
  const scale = forms.at(-1)?.scaleCode;
  const table = scale === undefined ? undefined : await findNormTable(tx, scale, today);
  return table?.periods ?? [];
}
