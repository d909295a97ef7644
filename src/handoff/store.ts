import type { RawBuilder } from 'kysely';
import { resultKeyOf } from '../history/own-results.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { StoredFault } from './decide.ts';
import type { DeliveryState, ResultOnItsWay } from './types.ts';

/**
 * Puts own results in the queue of a link: those that are not in it and whose pupil the LAS knows. A newer result
 * of the same sitting takes the place of an older one, which is not sent any more. What an earlier LAS of the
 * school took in an earlier school year stays there: its supplier moves it, and it would come twice.
 * @param resultId one of them, or null for all
 * @returns how many were added
 */
export async function enqueue(
  tx: TenantTx, { connectionId, identifierKinds, schoolYear, at }: QueueNow, resultId: string | null = null,
): Promise<number> {
  const added = await change(tx, sql`insert into result_delivery
      (school_id, connection_id, result_id, result_key, status, queued_at)
    select r.school_id, ${connectionId}, r.result_id, ${resultKeyOf('')}::text || r.sitting_id, 'waiting', ${at}
    from result r
    where r.school_id = ${tx.schoolId} and (${resultId}::uuid is null or r.result_id = ${resultId})
      and ${isOwnInForce} and ${isKnown(identifierKinds)} and not ${stayedWithEarlier(connectionId, schoolYear)}
      and not exists (select from result_delivery d where d.school_id = r.school_id
        and d.connection_id = ${connectionId} and d.result_id = r.result_id)
    on conflict do nothing`);
  await change(tx, sql`update result_delivery d set status = 'superseded',
      settled_at = coalesce(d.settled_at, ${at})
    from result r
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId} and d.status <> 'superseded'
      and r.school_id = d.school_id and r.result_id = d.result_id and r.superseded_by is not null`);
  return added;
}

/** The queue of a link, at a moment. */
export interface QueueNow {
  readonly connectionId: string;
  /** By which kinds of identifier this LAS may be told of a pupil. */
  readonly identifierKinds: readonly string[];
  readonly schoolYear: string;
  readonly at: Date;
}

/** A result `r` of one of our own tests that counts now. */
export const isOwnInForce = sql`r.origin in ('screen', 'paper') and r.sitting_id is not null
  and r.superseded_by is null`;

/** The LAS knows the pupil of a result `r` by one of these kinds of identifier. */
export function isKnown(kinds: readonly string[]) {
  return sql`exists (select from pupil_identifier i where i.school_id = r.school_id
    and i.pupil_id = r.pupil_id and i.source in ('uwlr', 'eckid') and i.kind = any(${kinds}::text[]))`;
}

function stayedWithEarlier(connectionId: string | null, schoolYear: string) {
  return sql`(r.school_year <> ${schoolYear} and exists (select from result_delivery e
    where e.school_id = r.school_id and e.result_id = r.result_id and e.status = 'delivered'
      and e.connection_id is distinct from ${connectionId}::uuid))`;
}

/** A result in the queue, with what decides in which message it goes. */
export interface QueuedResult {
  readonly resultId: string;
  readonly resultKey: string;
  readonly pupilId: string;
  readonly testCode: string;
  readonly generation: string;
  /** BRIN and site of the pupil; empty when the roster does not say. */
  readonly site: string;
  readonly schoolYear: string;
  readonly groupId: string | null;
  /** How often it went out since it was put in the queue; how often in a row the LAS tripped; how often it came back
   * refused. */
  readonly attempts: number;
  readonly internalFaults: number;
  readonly refusals: number;
}

/** As many as a message is chosen from. */
const waitingMax = 1000;

/**
 * What waits in the queue of a link: the oldest first, and what was refused before at the end. The site is where
 * the pupil is now; of one who left, or is at two, that of the class in the year of the result. A pupil whose key was
 * taken back with the roster that brought it waits without holding up the others.
 * @param resultIds of these alone; null means all
 */
export function listWaiting(
  tx: TenantTx, { connectionId, identifierKinds }: QueueNow, resultIds: readonly string[] | null = null,
): Promise<readonly QueuedResult[]> {
  return all<QueuedResult>(tx, sql`select d.result_id, d.result_key, r.pupil_id, f.test_code,
      r.generation_code as generation, case when home.site = any(p.sites) then home.site
        else coalesce(p.sites[1], home.site, '') end as site,
      r.school_year, home.group_id, d.attempts, d.internal_faults,
      d.refusals
    from result_delivery d
    join result r on r.school_id = d.school_id and r.result_id = d.result_id
    join pupil p on p.school_id = r.school_id and p.pupil_id = r.pupil_id
    join test_form f on f.form_code = r.form_code
    left join lateral (select g.group_id, g.site from group_pupil m
      join class_group g on g.school_id = m.school_id and g.group_id = m.group_id
      where m.school_id = r.school_id and m.pupil_id = r.pupil_id and g.kind = 'class'
        and g.school_year = r.school_year
      order by m.left_on desc nulls first, g.group_id limit 1) home on true
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId} and d.status = 'waiting'
      and ${isOwnInForce} and ${isKnown(identifierKinds)}
      and (${resultIds}::uuid[] is null or d.result_id = any(${resultIds}::uuid[]))
    order by d.refusals > 0, d.queued_at, d.result_id
    limit ${waitingMax}`);
}

/** Results in one message: its link, its time of making, and which. */
export interface InMessage {
  readonly connectionId: string;
  readonly createdAt: Date;
  readonly resultIds: readonly string[];
}

/** Writes down, before anything leaves, in which message these results go: from now on the LAS may have them. What
 * is under way still, because its sender died or stands still, may arrive whatever becomes of this message. */
export async function markSending(tx: TenantTx, message: InMessage): Promise<void> {
  await change(tx, sql`update result_delivery set attempts = attempts + 1, may_hold = may_hold or in_flight,
      in_flight = true, message_created_at = ${message.createdAt}, removed_at = null, removed_by = null
    where school_id = ${tx.schoolId} and connection_id = ${message.connectionId} and status = 'waiting'
      and result_id = any(${message.resultIds}::uuid[])`);
}

/** The LAS has them. What was withdrawn or replaced while the message was under way stays so. */
export function markDelivered(tx: TenantTx, message: InMessage, at: Date): Promise<number> {
  return settleRows(tx, message, sql`status = case when status = 'waiting' then 'delivered' else status end,
    settled_at = case when status = 'waiting' then ${at} else settled_at end,
    fault_code = null, fault_text = null, attempts = 0, refusals = 0`);
}

/** The LAS will not have them. */
export function markRefused(tx: TenantTx, message: InMessage, fault: StoredFault, at: Date): Promise<number> {
  return settleRows(tx, message, sql`status = case when status = 'waiting' then 'refused' else status end,
    settled_at = case when status = 'waiting' then ${at} else settled_at end, refusals = refusals + 1,
    fault_code = ${fault.code}, fault_text = ${fault.text}`);
}

/** They wait on, and this is why. */
export async function markHeldUp(tx: TenantTx, message: InMessage, fault: StoredFault | null): Promise<void> {
  await settleRows(tx, message, sql`fault_code = ${fault?.code ?? null}, fault_text = ${fault?.text ?? null}`);
}

/** The LAS has them, or may have: also what was asked again meanwhile, and what somebody said to have removed. */
export async function markMayHold(
  tx: TenantTx, { connectionId, resultIds }: Pick<InMessage, 'connectionId' | 'resultIds'>,
): Promise<void> {
  await change(tx, sql`update result_delivery set may_hold = true, removed_at = null, removed_by = null
    where school_id = ${tx.schoolId} and connection_id = ${connectionId}
      and result_id = any(${resultIds}::uuid[])`);
}

/** Why nothing of a queue leaves. */
export async function noteWhyWaiting(tx: TenantTx, connectionId: string, fault: StoredFault): Promise<void> {
  await change(tx, sql`update result_delivery set fault_code = ${fault.code}, fault_text = ${fault.text}
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'waiting'`);
}

/** Counts the answers `InterneFout` in a row; another answer ends the row. */
export async function countInternalFaults(tx: TenantTx, message: InMessage, oneMore: boolean): Promise<void> {
  await change(tx, sql`update result_delivery
    set internal_faults = case when ${oneMore} then internal_faults + 1 else 0 end
    where ${isLastMessage(tx, message)}`);
}

/** Only rows whose last message this is: what was asked again meanwhile, or went in a later one, is not touched. */
function settleRows(tx: TenantTx, message: InMessage, set: RawBuilder<unknown>) {
  return change(tx, sql`update result_delivery set in_flight = false, ${set}
    where ${isLastMessage(tx, message)}`);
}

function isLastMessage(tx: TenantTx, { connectionId, createdAt, resultIds }: InMessage) {
  return sql`school_id = ${tx.schoolId} and connection_id = ${connectionId}
    and message_created_at = ${createdAt} and result_id = any(${resultIds}::uuid[])`;
}

/** After how many refusals a result is not tried again by itself when a roster names its pupil. */
const refusalsMax = 5;

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

/** Refused because the LAS did not know the pupil, so that a later roster may change that. */
const isUnknownPupil = sql`d.status = 'refused' and d.fault_code = 'LeerlingOngeldig'`;

/** A roster `x` that the LAS itself gave, and that came after this refusal was last looked at. */
const rosterSince = sql`x.school_id = d.school_id and x.kind = 'roster-uwlr' and x.status = 'accepted'
  and x.received_at > coalesce(d.reconsidered_at, d.settled_at)`;

/**
 * Schools with results that are due, whose link is on and in order: after a fault of the link nothing goes
 * until a new key, or an answer to another question, has cleared it. Due is also a pupil whom the LAS did not
 * know, once a roster came after that.
 */
export async function listDueSchoolIds(tx: PlatformTx, now: Date): Promise<readonly string[]> {
  return (await all(tx, dueSchools(now))).map(({ schoolId }) => schoolId);
}

/** It is asked every few seconds: two questions, each with an index of the few rows that are not settled. */
export function dueSchools(now: Date) {
  return sql<{ readonly schoolId: string }>`with due as (
      select d.school_id, d.connection_id from result_delivery d where ${due(now)}
      union
      select d.school_id, d.connection_id from result_delivery d
      where ${isUnknownPupil} and exists (select from delivery x where ${rosterSince}))
    select distinct d.school_id
    from due d
    join las_connection c on c.school_id = d.school_id and c.connection_id = d.connection_id
    join onboarding o on o.school_id = d.school_id
    where c.ended_at is null and c.results_url is not null and c.fault_code is null
      and coalesce(c.results_paused_until, '-infinity') < now() and o.results_link_at is not null
    order by d.school_id`;
}

/** Claims what is due in a school until a later time, so that of several who look one sends.
 * @returns whether there was anything */
export async function claimDue(tx: TenantTx, now: Date, until: Date): Promise<boolean> {
  const again = await requeueKnownPupils(tx, now);
  return await change(tx, sql`update result_delivery d set try_after = ${until}
    where d.school_id = ${tx.schoolId} and ${due(now)}`) + again > 0;
}

/** Puts results back in the queue whose pupil the LAS did not know, and is at school by a roster that its own site
 * gave since; and remembers that the rosters were looked at. */
async function requeueKnownPupils(tx: TenantTx, now: Date): Promise<number> {
  const again = await change(tx, sql`update result_delivery d set ${backInQueue(now)}
    from result r join pupil p on p.school_id = r.school_id and p.pupil_id = r.pupil_id
    where d.school_id = ${tx.schoolId} and ${isUnknownPupil} and d.refusals < ${refusalsMax}
      and r.school_id = d.school_id and r.result_id = d.result_id and p.active
      and exists (select from delivery x where ${rosterSince} and x.site = any(p.sites))`);
  await change(tx, sql`update result_delivery set reconsidered_at = ${now}
    where school_id = ${tx.schoolId} and status = 'refused' and fault_code = 'LeerlingOngeldig'`);
  return again;
}

/** What a row becomes that goes once more; a message that is under way does not settle it. */
export function backInQueue(at: Date) {
  return sql`status = 'waiting', settled_at = null, fault_code = null, fault_text = null, queued_at = ${at},
    try_after = null, message_created_at = null, attempts = 0, internal_faults = 0`;
}

/** Puts refused results back in the queue.
 * @param resultId one of them, or null for all */
export function requeue(
  tx: TenantTx, connectionId: string, resultId: string | null, at: Date,
): Promise<number> {
  return change(tx, sql`update result_delivery set ${backInQueue(at)}
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'refused'
      and (${resultId}::uuid is null or result_id = ${resultId})`);
}

/** Where every own result in force stands; of who is in one group now or of everybody, of one school year or of all. */
export function listOnTheirWay(
  tx: TenantTx, queue: Waiting | null, groupId: string | null, schoolYear: string | null = null,
): Promise<readonly ResultOnItsWay[]> {
  return all<ResultOnItsWay>(tx, sql`${onItsWay(tx, queue)}
      and (${groupId}::uuid is null or exists (select from group_pupil m where m.school_id = r.school_id
        and m.pupil_id = r.pupil_id and m.group_id = ${groupId}::uuid and m.left_on is null))
      and (${schoolYear}::text is null or r.school_year = ${schoolYear})
    order by r.taken_on desc, r.made_at desc, r.result_id`);
}

/** One of them; undefined for a result from elsewhere, and for one that counts no more. */
export function findOnItsWay(
  tx: TenantTx, queue: Waiting | null, resultId: string,
): Promise<ResultOnItsWay | undefined> {
  return find<ResultOnItsWay>(tx, sql`${onItsWay(tx, queue)} and r.result_id = ${resultId}`);
}

type Waiting = Pick<QueueNow, 'connectionId' | 'identifierKinds' | 'schoolYear'>;

function onItsWay(tx: TenantTx, queue: Waiting | null) {
  return sql`select r.result_id, r.pupil_id, r.subject_code as subject, ${stateOf(queue)} as state,
      coalesce(test.title, f.title, r.test_moment_code, r.subject_code) as title, r.taken_on, r.scale_score,
      r.level_roman as roman,
      r.functioning_level, d.settled_at, coalesce(d.attempts, 0) as attempts, d.fault_code, d.fault_text
    from result r
    left join result_delivery d on d.school_id = r.school_id and d.result_id = r.result_id
      and d.connection_id = ${queue?.connectionId ?? null}::uuid
    left join test_form f on f.form_code = r.form_code
    left join test on test.test_code = f.test_code
    where r.school_id = ${tx.schoolId} and r.origin in ('screen', 'paper') and r.superseded_by is null`;
}

/** A result without a row in the queue waits for the next look, unless the LAS does not know the pupil or an
 * earlier one has it. */
function stateOf(queue: Waiting | null) {
  return sql<DeliveryState>`case
    when d.status in ('delivered', 'refused') then d.status
    when d.status is null and ${stayedWithEarlier(queue?.connectionId ?? null, queue?.schoolYear ?? '')}
      then 'earlier-las'
    when ${isKnown(queue?.identifierKinds ?? ['las-key'])} then 'waiting'
    else 'unknown-pupil' end`;
}

/** Why the queue of the school does not move, and how many results wait in it. */
export function findTrouble(
  tx: TenantTx,
): Promise<{ readonly code: string | null; readonly waiting: number } | undefined> {
  return find(tx, sql`select coalesce(c.fault_code, max(d.fault_code)) as code, count(d.result_id)::int as waiting
    from las_connection c
    left join result_delivery d on d.school_id = c.school_id and d.connection_id = c.connection_id
      and d.status = 'waiting'
    where c.school_id = ${tx.schoolId} and c.ended_at is null
    group by c.fault_code`);
}

/** When the LAS last took something from this link. */
export async function findLastDelivered(tx: TenantTx, connectionId: string): Promise<Date | null> {
  const row = await find<{ at: Date | null }>(tx, sql`select max(settled_at) as at from result_delivery
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and status = 'delivered'`);
  return row?.at ?? null;
}
