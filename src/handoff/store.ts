import type { Result } from '../ability/types.ts';
import { resultKeyOf } from '../history/own-results.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { DeliveryState, ResultOnItsWay } from './types.ts';

/**
 * Puts own results in the queue of a link, for those that are not in it and whose pupil the LAS knows; a
 * newer result of the same sitting takes the place of an older one, which is not sent any more.
 * @returns how many were added
 */
export async function enqueue(
  tx: TenantTx, connectionId: string, results: readonly Result[], at: Date,
): Promise<number> {
  const rows = results.flatMap(({ resultId, pupilId, sittingId, origin }) =>
    sittingId && (origin === 'screen' || origin === 'paper')
      ? [{ resultId, pupilId, resultKey: resultKeyOf(sittingId) }]
      : [],
  );
  const added = await change(tx, sql`insert into result_delivery
      (school_id, connection_id, result_id, result_key, status, queued_at)
    select ${tx.schoolId}, ${connectionId}, "resultId", "resultKey", 'waiting', ${at}
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultId" uuid, "pupilId" uuid, "resultKey" text)
    where exists (select from pupil_identifier i
      where i.school_id = ${tx.schoolId} and i.pupil_id = r."pupilId" and i.source = 'uwlr' and i.kind = 'las-key')
    on conflict do nothing`);
  await change(tx, sql`update result_delivery d set status = 'superseded',
      settled_at = coalesce(d.settled_at, ${at})
    from result r
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId} and d.status <> 'superseded'
      and r.school_id = d.school_id and r.result_id = d.result_id and r.superseded_by is not null`);
  return added;
}

/** A result in the queue, with what decides in which message it goes. */
export interface QueuedResult {
  readonly resultId: string;
  readonly resultKey: string;
  /** BRIN and site of the pupil; empty when the roster does not say. */
  readonly site: string;
  readonly schoolYear: string;
  readonly groupId: string | null;
  /** How often it went out. */
  readonly attempts: number;
}

/** What waits in the queue of a link: by site, school year and group, the oldest first. */
export function listWaiting(tx: TenantTx, connectionId: string): Promise<readonly QueuedResult[]> {
  return all<QueuedResult>(tx, sql`select d.result_id, d.result_key, p.site, r.school_year, home.group_id,
      d.attempts
    from result_delivery d
    join result r on r.school_id = d.school_id and r.result_id = d.result_id
    join pupil p on p.school_id = r.school_id and p.pupil_id = r.pupil_id
    left join lateral (select g.group_id from group_pupil m
      join class_group g on g.school_id = m.school_id and g.group_id = m.group_id
      where m.school_id = r.school_id and m.pupil_id = r.pupil_id and g.kind = 'class'
        and g.school_year = r.school_year
      order by m.left_on desc nulls first, g.group_id limit 1) home on true
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId} and d.status = 'waiting'
    order by p.site, r.school_year, home.group_id, d.queued_at, d.result_id`);
}

/** Writes down, before anything leaves, in which message these results go. */
export async function markSending(
  tx: TenantTx, connectionId: string, resultIds: readonly string[], messageCreatedAt: Date,
): Promise<void> {
  await change(tx, sql`update result_delivery set attempts = attempts + 1,
      message_created_at = ${messageCreatedAt}
    where ${theseWaiting(tx, connectionId, resultIds)}`);
}

/** The LAS has them. */
export function markDelivered(
  tx: TenantTx, connectionId: string, resultIds: readonly string[], at: Date,
): Promise<number> {
  return change(tx, sql`update result_delivery set status = 'delivered', settled_at = ${at},
      fault_code = null, fault_text = null
    where ${theseWaiting(tx, connectionId, resultIds)}`);
}

/** What the LAS said, or that it said nothing. */
export interface StoredFault {
  readonly code: string;
  readonly text: string;
}

/** The LAS will not have them. */
export function markRefused(
  tx: TenantTx, connectionId: string, resultIds: readonly string[], fault: StoredFault, at: Date,
): Promise<number> {
  return change(tx, sql`update result_delivery set status = 'refused', settled_at = ${at},
      fault_code = ${fault.code}, fault_text = ${fault.text}
    where ${theseWaiting(tx, connectionId, resultIds)}`);
}

/** They wait on, and this is why. */
export function markHeldUp(
  tx: TenantTx, connectionId: string, resultIds: readonly string[], fault: StoredFault,
): Promise<number> {
  return change(tx, sql`update result_delivery set fault_code = ${fault.code}, fault_text = ${fault.text}
    where ${theseWaiting(tx, connectionId, resultIds)}`);
}

function theseWaiting(tx: TenantTx, connectionId: string, resultIds: readonly string[]) {
  return sql`school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'waiting'
    and result_id = any(${resultIds}::uuid[])`;
}

/** Nothing of this queue goes before `until`, unless a person wants it. */
export async function pauseQueue(tx: TenantTx, connectionId: string, until: Date): Promise<void> {
  await change(tx, sql`update result_delivery set try_after = ${until}
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'waiting'`);
}

/** Seconds after which a result that nobody tried is due: the job that came with it has had its chance. */
const firstChanceSeconds = 60;

/** Which rows are due at `now`; a row of a queue that was held up has its own time. */
function due(now: Date) {
  return sql`d.status = 'waiting'
    and coalesce(d.try_after, d.queued_at + make_interval(secs => ${firstChanceSeconds})) <= ${now}`;
}

/**
 * Schools with results that are due, whose link is on and in order: after a fault of the link nothing goes
 * until a new key, or an answer to another question, has cleared it.
 */
export async function listDueSchoolIds(tx: PlatformTx, now: Date): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`select distinct d.school_id
    from result_delivery d
    join las_connection c on c.school_id = d.school_id and c.connection_id = d.connection_id
    join onboarding o on o.school_id = d.school_id
    where ${due(now)} and c.ended_at is null and c.results_url is not null and c.fault_code is null
      and coalesce(c.results_paused_until, '-infinity') < now() and o.results_link_at is not null
    order by d.school_id`);
  return rows.map(({ schoolId }) => schoolId);
}

/** Claims what is due in a school until a later time, so that of several who look one sends.
 * @returns whether there was anything */
export async function claimDue(tx: TenantTx, now: Date, until: Date): Promise<boolean> {
  return await change(tx, sql`update result_delivery d set try_after = ${until}
    where d.school_id = ${tx.schoolId} and ${due(now)}`) > 0;
}

/** Puts refused results back in the queue.
 * @param resultId one of them, or null for all */
export function requeue(
  tx: TenantTx,
  connectionId: string,
  resultId: string | null,
  at: Date,
): Promise<number> {
  return change(
    tx,
    sql`update result_delivery set status = 'waiting', settled_at = null, fault_code = null,
      fault_text = null, queued_at = ${at}, try_after = null
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'refused'
      and (${resultId}::uuid is null or result_id = ${resultId})`,
  );
}

/**
 * Where every own result in force stands, by day of taking, the newest first; results of one group or of all.
 */
export function listOnTheirWay(
  tx: TenantTx, connectionId: string | null, groupId: string | null,
): Promise<readonly ResultOnItsWay[]> {
  return all<ResultOnItsWay>(
    tx,
    sql`select r.result_id, r.pupil_id, ${stateOf} as state,
      coalesce(f.title, r.test_moment_code, r.subject_code) as title, r.taken_on, r.scale_score,
      r.level_roman as roman,
      r.functioning_level, d.settled_at, coalesce(d.attempts, 0) as attempts, d.fault_code, d.fault_text
    from result r
    left join result_delivery d on d.school_id = r.school_id and d.result_id = r.result_id
      and d.connection_id = ${connectionId}::uuid
    left join test_form f on f.form_code = r.form_code
    where r.school_id = ${tx.schoolId} and r.origin in ('screen', 'paper') and r.superseded_by is null
      and (${groupId}::uuid is null or exists (select from group_pupil m where m.school_id = r.school_id
        and m.pupil_id = r.pupil_id and m.group_id = ${groupId}::uuid))
    order by r.taken_on desc, r.made_at desc, r.result_id`,
  );
}

/** A result without a row in the queue waits for the next look, unless the LAS does not know the pupil. */
const stateOf = sql<DeliveryState>`case
  when d.status in ('delivered', 'refused', 'waiting') then d.status
  when exists (select from pupil_identifier i where i.school_id = r.school_id and i.pupil_id = r.pupil_id
    and i.source = 'uwlr' and i.kind = 'las-key') then 'waiting'
  else 'unknown-pupil' end`;

/** When the LAS last took something from this link. */
export async function findLastDelivered(tx: TenantTx, connectionId: string): Promise<Date | null> {
  const row = await find<{ at: Date | null }>(tx, sql`select max(settled_at) as at from result_delivery
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'delivered'`);
  return row?.at ?? null;
}
