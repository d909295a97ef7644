import type { Season, Subject } from '../content/types.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { AdviceCode, EarlierResult, PlannedTest, PlanStatus, TakingMoment } from './types.ts';

/** A plan to add; ids are given by the caller. */
export interface NewPlan {
  readonly planId: string;
  readonly pupilId: string;
  readonly formCode: string;
  readonly takingMoment: TakingMoment;
  readonly adviceCode: AdviceCode;
  readonly advisedTestCode: string | null;
  /** On screen: when the pupil may begin or go on; absent is no bound. */
  readonly opensAt?: Date | null;
  readonly closesAt?: Date | null;
  /** The plan whose test is taken again. */
  readonly retakeOf?: string | null;
}

/** Plans that stand (not withdrawn, broken off or invalid) of these pupils in a subject and season of a school year, by pupil. */
export function listPlans(
  tx: TenantTx, pupilIds: readonly string[], subject: Subject, schoolYear: string, season: Season,
): Promise<readonly PlannedTest[]> {
  return all<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.pupil_id = any(${pupilIds}::uuid[])
      and p.subject_code = ${subject} and p.school_year = ${schoolYear}
      and p.moment_code like ${`${season}_`} and ${stands}
    order by p.pupil_id`);
}

/** What lies ready for one pupil on screen in a school year: planned, or started and not handed in; the oldest plan
 * first. What is left from an earlier year is not taken any more. */
export function listOpenScreenPlans(
  tx: TenantTx, pupilId: string, schoolYear: string,
): Promise<readonly PlannedTest[]> {
  return all<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.pupil_id = ${pupilId} and p.medium = 'screen'
      and p.school_year = ${schoolYear} and p.status in ('planned', 'started')
    order by p.planned_at, p.plan_id`);
}

/** Paper plans of these pupils for one test and school year that stand, by pupil. */
export function listPaperPlans(
  tx: TenantTx, pupilIds: readonly string[], testCode: string, schoolYear: string,
): Promise<readonly PlannedTest[]> {
  return all<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.pupil_id = any(${pupilIds}::uuid[]) and p.medium = 'paper'
      and f.test_code = ${testCode} and p.school_year = ${schoolYear} and ${stands}
    order by p.pupil_id, p.planned_at`);
}

/** A plan of this school, locked until the transaction ends: taking it back, and starting or scoring it, wait for each
 * other. */
export function lockPlan(tx: TenantTx, planId: string): Promise<PlannedTest | undefined> {
  return find<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.plan_id = ${planId} for update of p`);
}

/** Locks plans in an order that is the same for everybody, until the transaction ends. */
export async function lockPlans(tx: TenantTx, planIds: readonly string[]): Promise<void> {
  await all(tx, sql`select from planned_test
    where school_id = ${tx.schoolId} and plan_id = any(${planIds}::uuid[]) order by plan_id for update`);
}

/** The three newest results with a functioning level of each pupil in a subject, the newest first. */
export async function listEarlierResults(
  tx: TenantTx, pupilIds: readonly string[], subject: Subject,
): Promise<ReadonlyMap<string, readonly EarlierResult[]>> {
  const rows = await all<EarlierResult & { pupilId: string }>(tx, sql`
    select pupil_id, taken_on, functioning_level, origin from (
      select r.*, row_number() over (partition by pupil_id order by taken_on desc, made_at desc) as newest
      from result r where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
        and subject_code = ${subject} and superseded_by is null and functioning_level is not null) as known
    where newest <= 3 order by pupil_id, newest`);
  return Map.groupBy(rows, ({ pupilId }) => pupilId);
}

/** Whether the old results of the school are in; before that there is no advice. */
export async function isHistoryComplete(tx: TenantTx): Promise<boolean> {
  const row = await find<{ done: boolean }>(tx, sql`select history_completed_at is not null as done
    from onboarding where school_id = ${tx.schoolId}`);
  return row?.done ?? false;
}

/** Adds plans; a pupil who has one for that subject and moment keeps it. Returns the pupils who got theirs now. */
export async function addPlans(tx: TenantTx, plans: readonly NewPlan[], by: {
  readonly groupId: string; readonly schoolYear: string; readonly plannedBy: string; readonly plannedAt: Date;
}): Promise<ReadonlySet<string>> {
  const rows = await all<{ pupilId: string }>(tx, sql`insert into planned_test (school_id, plan_id, pupil_id,
      group_id, form_code, subject_code, moment_code, school_year, medium, part_count, status, advice_code,
      advised_test_code, opens_at, closes_at, retake_of, planned_by, planned_at)
    select ${tx.schoolId}, r."planId", r."pupilId", ${by.groupId}, f.form_code, f.subject_code, r."takingMoment",
      ${by.schoolYear}, f.medium, (select count(distinct part.part_no) from test_part as part
        where part.test_code = f.test_code and part.medium = f.medium), 'planned', r."adviceCode",
      r."advisedTestCode", r."opensAt", r."closesAt", r."retakeOf", ${by.plannedBy}, ${by.plannedAt}
    from jsonb_to_recordset(${jsonb(plans)}) as r("planId" uuid, "pupilId" uuid, "formCode" text,
      "takingMoment" text, "adviceCode" text, "advisedTestCode" text, "opensAt" timestamptz,
      "closesAt" timestamptz, "retakeOf" uuid)
    join test_form f on f.form_code = r."formCode"
    on conflict do nothing returning pupil_id`);
  return new Set(rows.map(({ pupilId }) => pupilId));
}

/** Takes a locked plan back unless something was answered or entered for it; whether it was taken back. */
export async function withdraw(tx: TenantTx, planId: string): Promise<boolean> {
  // An answer that is on its way waits for this lock, and then finds the plan withdrawn.
  await all(tx, sql`select 1 from sitting where school_id = ${tx.schoolId} and plan_id = ${planId} for update`);
  return await change(tx, sql`update planned_test p set status = 'withdrawn'
    where p.school_id = ${tx.schoolId} and p.plan_id = ${planId} and p.status in ('planned', 'started')
      and not exists (select 1 from sitting s
        where s.school_id = p.school_id and s.plan_id = p.plan_id
          and (exists (select 1 from answer a where a.school_id = s.school_id and a.sitting_id = s.sitting_id)
            or exists (select 1 from paper_score e
              where e.school_id = s.school_id and e.sitting_id = s.sitting_id)))`) === 1;
}

/** Moves a plan on when it stands where the caller expects it; whether it did. */
export async function movePlan(
  tx: TenantTx, planId: string, from: readonly PlanStatus[], to: PlanStatus,
): Promise<boolean> {
  return await change(tx, sql`update planned_test set status = ${to}
    where school_id = ${tx.schoolId} and plan_id = ${planId} and status = any(${from}::text[])`) === 1;
}

const columns = sql`p.plan_id, p.pupil_id, p.group_id, p.form_code, f.test_code, p.subject_code as subject,
  f.moment_code as test_moment, p.moment_code as taking_moment, p.school_year, p.medium, p.status, p.advice_code,
  p.advised_test_code, p.planned_at, p.part_count, p.opens_at, p.closes_at, p.retake_of, p.paused_at, p.ended_code,
  p.ended_by, p.ended_at`;

/** Of the plans of a pupil for one subject and moment, the one that counts. */
const stands = sql`p.status not in ('withdrawn', 'broken-off', 'invalid')`;
