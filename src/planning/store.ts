import type { Season, Subject } from '../content/types.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { AdviceCode, EarlierResult, EndCode, PlannedTest, PlanStatus, TakingMoment } from './types.ts';

/** A plan to add; ids are given by the caller. */
export interface NewPlan {
  readonly planId: string;
  readonly pupilId: string;
  /** The group in which the pupil takes it. */
  readonly groupId: string;
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

/** Plans that stand (not withdrawn, broken off or invalid) of these pupils in a subject and season of a school year,
 * by pupil. */
export function listPlans(
  tx: TenantTx, pupilIds: readonly string[], subject: Subject, schoolYear: string, season: Season,
): Promise<readonly PlannedTest[]> {
  return all<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.pupil_id = any(${pupilIds}::uuid[])
      and p.subject_code = ${subject} and p.school_year = ${schoolYear}
      and p.moment_code like ${`${season}_`} and ${stands}
    order by p.pupil_id`);
}

/** A standing plan of a pupil, or one that was ended, with how many of its taken are in and which one is open. */
export interface PlanProgress extends PlannedTest {
  readonly partsIn: number;
  readonly openPart: number | null;
}

/** Every plan of these pupils but the withdrawn, in these subjects and a season of a school year; the newest last. */
export function listPlanProgress(tx: TenantTx, wanted: {
  readonly pupilIds: readonly string[]; readonly subjects: readonly Subject[];
  readonly schoolYear: string; readonly season: Season;
}): Promise<readonly PlanProgress[]> {
  return all<PlanProgress>(tx, sql`select ${columns}, parts.parts_in, parts.open_part
    from planned_test p join test_form f using (form_code)
    cross join lateral (select count(*) filter (where submitted_at is not null or discarded_at is not null)::int
        as parts_in, min(part_no) filter (where submitted_at is null and discarded_at is null) as open_part
      from sitting s where s.school_id = p.school_id and s.plan_id = p.plan_id) as parts
    where p.school_id = ${tx.schoolId} and p.pupil_id = any(${wanted.pupilIds}::uuid[])
      and p.subject_code = any(${wanted.subjects}::text[]) and p.school_year = ${wanted.schoolYear}
      and p.moment_code like ${`${wanted.season}_`} and p.status <> 'withdrawn'
    order by p.pupil_id, p.planned_at, p.plan_id`);
}

/** What a pupil can take on screen at this instant: open, or begun in time and not handed in; the oldest plan first.
 * What is left from an earlier school year is not taken any more. */
export function listOpenScreenPlans(
  tx: TenantTx, pupilId: string, schoolYear: string, now: Date,
): Promise<readonly PlannedTest[]> {
  return all<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.pupil_id = ${pupilId} and p.medium = 'screen'
      and p.school_year = ${schoolYear} and (p.status = 'started' or p.status = 'planned'
        and (p.opens_at is null or p.opens_at <= ${now}) and (p.closes_at is null or p.closes_at > ${now}))
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

/** Results of a pupil in one subject that an advice is built on; older ones hardly change it. */
const earlierResultsMax = 8;

/**
 * The newest results of each pupil on each of these scales, the newest first. A result of a test that was declared
 * invalid says nothing.
 * @returns by `pupil|subject`
 */
export async function listEarlierResults(
  tx: TenantTx, pupilIds: readonly string[], scaleCodes: readonly string[],
): Promise<ReadonlyMap<string, readonly EarlierResult[]>> {
  const rows = await all<EarlierResult & { pupilId: string; subjectCode: string }>(tx, sql`
    select pupil_id, subject_code, taken_on, scale_score, scale_se, test_moment_code as test_moment,
      functioning_level, origin
    from (
      select r.*, row_number() over (partition by pupil_id, subject_code order by taken_on desc, made_at desc) as newest
      from result r where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
        and scale_code = any(${scaleCodes}::text[]) and superseded_by is null
        and scale_score is not null and functioning_level is not null
        and not exists (select from sitting s join planned_test p using (school_id, plan_id)
          where s.school_id = r.school_id and s.sitting_id = r.sitting_id and p.status = 'invalid')) as known
    where newest <= ${earlierResultsMax} order by pupil_id, subject_code, newest`);
  return Map.groupBy(rows, ({ pupilId, subjectCode }) => `${pupilId}|${subjectCode}`);
}

/** Whether the old results of the school are in; before that there is no advice. */
export async function isHistoryComplete(tx: TenantTx): Promise<boolean> {
  const row = await find<{ done: boolean }>(tx, sql`select history_completed_at is not null as done
    from onboarding where school_id = ${tx.schoolId}`);
  return row?.done ?? false;
}

/** Adds what is planned with one press; a pupil who has a test for that subject and moment keeps it. Returns the plans
 * that were added. */
export async function addPlans(tx: TenantTx, plans: readonly NewPlan[], by: {
  readonly actionId: string; readonly schoolYear: string; readonly plannedBy: string; readonly plannedAt: Date;
}): Promise<ReadonlySet<string>> {
  await change(tx, sql`insert into planning_action (school_id, action_id, planned_by, planned_at)
    values (${tx.schoolId}, ${by.actionId}, ${by.plannedBy}, ${by.plannedAt})`);
  // In one order for everybody: of two who plan the same pupils the second waits, instead of each for the other.
  const rows = await all<{ planId: string }>(tx, sql`insert into planned_test (school_id, plan_id, pupil_id,
      group_id, form_code, subject_code, moment_code, school_year, medium, part_count, status, advice_code,
      advised_test_code, opens_at, closes_at, retake_of, planned_by, planned_at, action_id)
    select ${tx.schoolId}, r."planId", r."pupilId", r."groupId", f.form_code, f.subject_code, r."takingMoment",
      ${by.schoolYear}, f.medium, (select count(distinct part.part_no) from test_part as part
        where part.test_code = f.test_code and part.medium = f.medium), 'planned', r."adviceCode",
      r."advisedTestCode", r."opensAt", r."closesAt", r."retakeOf", ${by.plannedBy}, ${by.plannedAt}, ${by.actionId}
    from jsonb_to_recordset(${jsonb(plans)}) as r("planId" uuid, "pupilId" uuid, "groupId" uuid, "formCode" text,
      "takingMoment" text, "adviceCode" text, "advisedTestCode" text, "opensAt" timestamptz,
      "closesAt" timestamptz, "retakeOf" uuid)
    join test_form f on f.form_code = r."formCode"
    order by r."pupilId", f.subject_code
    on conflict do nothing returning plan_id`);
  return new Set(rows.map(({ planId }) => planId));
}

/** Something that was planned with one press, and how much of it can still be taken back. */
export interface PlanningAction {
  readonly actionId: string;
  readonly plannedBy: string;
  readonly plannedAt: Date;
  /** Plans that nobody began. */
  readonly untouched: number;
}

/** What somebody planned last for any of these pupils and subjects since an instant, unless it was taken back or
 * everybody began. */
export function findLastAction(tx: TenantTx, plannedBy: string, about: {
  readonly since: Date; readonly pupilIds: readonly string[]; readonly subjects: readonly Subject[];
}): Promise<PlanningAction | undefined> {
  return find<PlanningAction>(tx, sql`select * from (
      select a.action_id, a.planned_by, a.planned_at, (select count(*) from planned_test p
        where p.school_id = a.school_id and p.action_id = a.action_id and p.status = 'planned')::int as untouched
      from planning_action a where a.school_id = ${tx.schoolId} and a.planned_by = ${plannedBy}
        and a.planned_at >= ${about.since} and a.undone_at is null
        and exists (select 1 from planned_test p where p.school_id = a.school_id and p.action_id = a.action_id
          and p.pupil_id = any(${about.pupilIds}::uuid[]) and p.subject_code = any(${about.subjects}::text[]))
      order by a.planned_at desc, a.action_id limit 5) as recent
    where untouched > 0 order by planned_at desc, action_id limit 1`);
}

/** An action with its plans that stand, locked until the transaction ends. */
export async function lockAction(
  tx: TenantTx, actionId: string,
): Promise<{ readonly plannedBy: string; readonly plans: readonly PlannedTest[] } | undefined> {
  const action = await find<{ plannedBy: string }>(tx, sql`select planned_by from planning_action
    where school_id = ${tx.schoolId} and action_id = ${actionId} for update`);
  if (!action) return undefined;
  const plans = await all<PlannedTest>(tx, sql`select ${columns} from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.action_id = ${actionId} and p.status <> 'withdrawn'
    order by p.plan_id for update of p`);
  return { ...action, plans };
}

/** Notes that an action was taken back. */
export async function markUndone(tx: TenantTx, actionId: string, by: string, at: Date): Promise<void> {
  await change(tx, sql`update planning_action set undone_by = ${by}, undone_at = ${at}
    where school_id = ${tx.schoolId} and action_id = ${actionId}`);
}

/** Gives the screen tests of these pupils that are not handed in another time to be open; how many. */
export async function moveOpening(tx: TenantTx, wanted: {
  readonly pupilIds: readonly string[]; readonly subjects: readonly Subject[];
  readonly schoolYear: string; readonly season: Season;
}, opening: { readonly opensAt: Date | null; readonly closesAt: Date | null }): Promise<number> {
  const isWanted = sql`school_id = ${tx.schoolId} and medium = 'screen' and status in ('planned', 'started')
    and pupil_id = any(${wanted.pupilIds}::uuid[]) and subject_code = any(${wanted.subjects}::text[])
    and school_year = ${wanted.schoolYear} and moment_code like ${`${wanted.season}_`}`;
  // In the order of `lockPlans`: a teacher may be pausing the same pupils.
  await all(tx, sql`select from planned_test where ${isWanted} order by plan_id for update`);
  return change(tx, sql`update planned_test set opens_at = ${opening.opensAt}, closes_at = ${opening.closesAt}
    where ${isWanted}`);
}

/** Takes locked plans back, but those for which something was answered or entered; returns which were taken back. */
export async function withdraw(tx: TenantTx, planIds: readonly string[]): Promise<ReadonlySet<string>> {
  // An answer that is on its way waits for this lock, and then finds the plan withdrawn.
  await all(tx, sql`select 1 from sitting where school_id = ${tx.schoolId} and plan_id = any(${planIds}::uuid[])
    order by sitting_id for update`);
  const rows = await all<{ planId: string }>(tx, sql`update planned_test p set status = 'withdrawn'
    where p.school_id = ${tx.schoolId} and p.plan_id = any(${planIds}::uuid[]) and p.status in ('planned', 'started')
      and not exists (select 1 from sitting s
        where s.school_id = p.school_id and s.plan_id = p.plan_id
          and (s.submitted_at is not null
            or exists (select 1 from answer a where a.school_id = s.school_id and a.sitting_id = s.sitting_id)
            or exists (select 1 from paper_score e
              where e.school_id = s.school_id and e.sitting_id = s.sitting_id)))
    returning plan_id`);
  return new Set(rows.map(({ planId }) => planId));
}

/** Moves a plan on when it stands where the caller expects it; whether it did. */
export async function movePlan(
  tx: TenantTx, planId: string, from: readonly PlanStatus[], to: PlanStatus,
): Promise<boolean> {
  return await change(tx, sql`update planned_test set status = ${to}
    where school_id = ${tx.schoolId} and plan_id = ${planId} and status = any(${from}::text[])`) === 1;
}

/** Lets the pupils of locked plans wait since an instant, or (null) go on; returns the plans for which that is new. */
export async function setPaused(
  tx: TenantTx, planIds: readonly string[], pausedAt: Date | null,
): Promise<readonly string[]> {
  const rows = await all<{ planId: string }>(tx, sql`update planned_test set paused_at = ${pausedAt}
    where school_id = ${tx.schoolId} and plan_id = any(${planIds}::uuid[]) and status in ('planned', 'started')
      and (paused_at is null) <> (${pausedAt}::timestamptz is null)
    returning plan_id`);
  return rows.map(({ planId }) => planId);
}

/** Ends a locked plan before every taak is in, or declares it invalid: why, by whom (`kind:id`) and when stay with
 * it. */
export async function endPlanAs(tx: TenantTx, planId: string, end: {
  readonly status: 'submitted' | 'broken-off' | 'invalid'; readonly code: EndCode; readonly by: string;
  readonly at: Date;
}): Promise<void> {
  await change(tx, sql`update planned_test set status = ${end.status}, paused_at = null, ended_code = ${end.code},
      ended_by = ${end.by}, ended_at = ${end.at}
    where school_id = ${tx.schoolId} and plan_id = ${planId}`);
}

const columns = sql`p.plan_id, p.pupil_id, p.group_id, p.form_code, f.test_code, p.subject_code as subject,
  f.moment_code as test_moment, p.moment_code as taking_moment, p.school_year, p.medium, p.status, p.advice_code,
  p.advised_test_code, p.planned_at, p.part_count, p.opens_at, p.closes_at, p.retake_of, p.paused_at, p.ended_code,
  p.ended_by, p.ended_at`;

/** Of the plans of a pupil for one subject and moment, the one that counts. */
const stands = sql`p.status not in ('withdrawn', 'broken-off', 'invalid')`;
