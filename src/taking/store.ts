import { defaultAccommodations, type Accommodations } from '../planning/accommodations.ts';
import { all, change, find, jsonb, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Shift } from '../psychometrics/routing.ts';
import type { FinalAnswer, GivenAnswer, Sitting } from './types.ts';

/** A sitting of this school. */
export function findSitting(tx: TenantTx, sittingId: string): Promise<Sitting | undefined> {
  return find<Sitting>(tx, sql`select ${columns} from sitting s join planned_test p using (school_id, plan_id)
    where s.school_id = ${tx.schoolId} and s.sitting_id = ${sittingId}`);
}

/** A sitting that nobody else writes to until the transaction ends. Its plan is not locked: answers do not move it. */
export function lockSitting(tx: TenantTx, sittingId: string): Promise<Sitting | undefined> {
  return find<Sitting>(tx, sql`select ${columns} from sitting s join planned_test p using (school_id, plan_id)
    where s.school_id = ${tx.schoolId} and s.sitting_id = ${sittingId}
    for update of s`);
}

/** The same with its plan, for work that moves the plan on. Whoever locks both locks the plan first. */
export async function lockSittingWithPlan(tx: TenantTx, sittingId: string): Promise<Sitting | undefined> {
  await all(tx, sql`select from planned_test where school_id = ${tx.schoolId}
    and plan_id = (select plan_id from sitting where school_id = ${tx.schoolId} and sitting_id = ${sittingId})
    for update`);
  return lockSitting(tx, sittingId);
}

/** Opens the sitting of a taak, or finds the one that is there; no device has it yet. */
export async function openSitting(tx: TenantTx, sitting: {
  readonly sittingId: string; readonly planId: string; readonly partNo: number; readonly shift: Shift;
  readonly formCode: string; readonly accommodations?: Accommodations; readonly takenOn: string; readonly at: Date;
}): Promise<string> {
  // The update changes nothing; it makes a second request at the same moment see the row of the first.
  const row = await one<{ sittingId: string }>(tx, sql`insert into sitting as s
      (school_id, sitting_id, plan_id, part_no, shift, pupil_id, form_code, medium, accommodations, taken_on,
      started_at)
    select school_id, ${sitting.sittingId}, plan_id, ${sitting.partNo}::int, ${sitting.shift}::int, pupil_id,
      ${sitting.formCode}, medium, ${jsonb(sitting.accommodations ?? defaultAccommodations)},
      ${sitting.takenOn}::date, ${sitting.at}
    from planned_test where school_id = ${tx.schoolId} and plan_id = ${sitting.planId}
    on conflict (school_id, plan_id, part_no) do update set device_epoch = s.device_epoch
    returning sitting_id`);
  return row.sittingId;
}

/** Gives a sitting to the device that asks, under the next epoch; what an older epoch sends is refused from then on. */
export async function takeOverSitting(tx: TenantTx, sittingId: string): Promise<number> {
  const row = await one<{ deviceEpoch: number }>(tx, sql`update sitting set device_epoch = device_epoch + 1
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId} returning device_epoch`);
  return row.deviceEpoch;
}

/** What became of a batch of answers; nothing was stored when it clashed or the test was not open. */
export interface StoredBatch {
  /** A number was used before for something else. */
  readonly clash: boolean;
  readonly open: boolean;
  /** Highest number up to which every answer of this epoch is stored; 0 before the first. */
  readonly acknowledged: number;
}

/** Adds a batch of answers, those that were stored before left alone. One statement: this is the hot path. */
export async function addAnswers(
  tx: TenantTx, sittingId: string, deviceEpoch: number, answers: readonly GivenAnswer[], receivedAt: Date,
): Promise<StoredBatch> {
  return one<StoredBatch>(tx, sql`with given as (
      select * from jsonb_to_recordset(${jsonb(answers)})
        as r(sequence int, "itemId" text, responses jsonb, "givenAt" timestamptz)
    ), before as (
      select sequence, item_id, responses from answer
      where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and device_epoch = ${deviceEpoch}
    ), clash as (
      select 1 from given join before using (sequence)
      where before.item_id <> given."itemId" or before.responses <> given.responses
    ), open as (
      select 1 from sitting join planned_test using (school_id, plan_id)
      where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and status in ('planned', 'started')
    ), stored as (
      insert into answer (school_id, sitting_id, device_epoch, sequence, item_id, responses, given_at, received_at)
      select ${tx.schoolId}, ${sittingId}, ${deviceEpoch}, sequence, "itemId", responses, "givenAt", ${receivedAt}
      from given where not exists (select from clash) and exists (select from open)
      on conflict do nothing
    ), numbered as (
      select sequence, row_number() over (order by sequence) as place
      from (select sequence from before union select sequence from given) as known
    )
    select exists (select from clash) as clash, exists (select from open) as open,
      coalesce((select max(sequence) from numbered where sequence = place), 0)::int as acknowledged`);
}

/** Highest number up to which every answer of an epoch is stored; 0 when there is none. */
export async function acknowledgedSequence(
  tx: TenantTx, sittingId: string, deviceEpoch: number,
): Promise<number> {
  const row = await one<{ acknowledged: number }>(tx, sql`
    select coalesce(max(sequence), 0)::int as acknowledged from (
      select sequence, row_number() over (order by sequence) as place from answer
      where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and device_epoch = ${deviceEpoch}) as numbered
    where sequence = place`);
  return row.acknowledged;
}

/** The answers of a sitting that count, by item. */
export function listFinalAnswers(tx: TenantTx, sittingId: string): Promise<readonly FinalAnswer[]> {
  return all<FinalAnswer>(tx, sql`select distinct on (item_id) item_id, device_epoch, sequence, responses from answer
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId}
    order by item_id, device_epoch desc, sequence desc`);
}

/** Hands a sitting in; false when it was in already. */
export async function submitSitting(tx: TenantTx, sittingId: string, by: {
  readonly submittedBy: string; readonly at: Date;
}): Promise<boolean> {
  return await change(tx, sql`update sitting set submitted_at = ${by.at}, submitted_by = ${by.submittedBy}
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and submitted_at is null
      and discarded_at is null`) === 1;
}

/** Takes a hand-in back: the pupil may go on with this taak. */
export async function unsubmitSitting(tx: TenantTx, sittingId: string): Promise<void> {
  await change(tx, sql`update sitting set submitted_at = null, submitted_by = null
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId}`);
}

/** Ends a sitting that is not handed in: it does not count. */
export async function discardSitting(tx: TenantTx, sittingId: string, at: Date): Promise<void> {
  await change(tx, sql`update sitting set discarded_at = ${at}
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and submitted_at is null`);
}

/** Whether anything was answered, or entered on paper, in a sitting. */
export async function hasAnswers(tx: TenantTx, sittingId: string): Promise<boolean> {
  const row = await one<{ any: boolean }>(tx, sql`select
    exists (select from answer where school_id = ${tx.schoolId} and sitting_id = ${sittingId})
    or exists (select from paper_score where school_id = ${tx.schoolId} and sitting_id = ${sittingId}) as any`);
  return row.any;
}

/** Corrects the day on which a paper test was taken; each correction has its own number, also one that goes back. */
export async function correctTakenOn(tx: TenantTx, sittingId: string, takenOn: string): Promise<void> {
  await change(tx, sql`update sitting set taken_on = ${takenOn}::date, taken_on_revision = taken_on_revision + 1
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId}`);
}

/** Sittings of these plans, the taken of each in their order. */
export function listSittingsOfPlans(tx: TenantTx, planIds: readonly string[]): Promise<readonly Sitting[]> {
  return all<Sitting>(tx, sql`select ${columns} from sitting s join planned_test p using (school_id, plan_id)
    where s.school_id = ${tx.schoolId} and s.plan_id = any(${planIds}::uuid[]) order by s.plan_id, s.part_no`);
}

const columns = sql`s.sitting_id, s.plan_id, s.pupil_id, p.group_id, s.part_no, p.part_count, s.shift, s.form_code,
  s.medium, p.school_year, s.device_epoch, s.taken_on, s.taken_on_revision, s.started_at, s.submitted_at,
  s.discarded_at, s.accommodations, p.status as plan_status, p.paused_at,
  (select test_code from test_form f where f.form_code = p.form_code) as test_code,
  (select active from pupil where pupil.school_id = s.school_id and pupil.pupil_id = s.pupil_id) as at_school`;
