import { resultKeyOf } from '../history/own-results.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { backInQueue, isKnown, isOwnInForce, type QueueNow } from './store.ts';

/** Which results a person wants to go once more; null means all. */
export interface ResendChoice {
  readonly schoolYear: string;
  /** `M`, `E` or `B`. */
  readonly season: string;
  readonly testCode: string | null;
}

/** Puts own results in force back in the queue whatever became of them, under the keys that they have; also those
 * that an earlier LAS of the school took. */
export async function requeueChosen(
  tx: TenantTx, { connectionId, identifierKinds, at }: QueueNow, choice: ResendChoice,
): Promise<number> {
  const added = await change(tx, sql`insert into result_delivery
      (school_id, connection_id, result_id, result_key, status, queued_at)
    select r.school_id, ${connectionId}, r.result_id, ${resultKeyOf('')}::text || r.sitting_id, 'waiting', ${at}
    from result r join test_form f on f.form_code = r.form_code
    where ${isChosen(tx, choice)} and ${isKnown(identifierKinds)}
      and not exists (select from result_delivery d where d.school_id = r.school_id
        and d.connection_id = ${connectionId} and d.result_id = r.result_id)
    on conflict do nothing`);
  return added + await change(tx, sql`update result_delivery d set ${backInQueue(at)}
    from result r join test_form f on f.form_code = r.form_code
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId}
      and d.result_id = r.result_id and (d.status <> 'waiting' or d.attempts > 0) and ${isChosen(tx, choice)}`);
}

function isChosen(tx: TenantTx, { schoolYear, season, testCode }: ResendChoice) {
  return sql`r.school_id = ${tx.schoolId} and ${isOwnInForce}
    and r.school_year = ${schoolYear} and left(${momentOf}, 1) = ${season}
    and (${testCode}::text is null or f.test_code = ${testCode})`;
}

const momentOf = sql`coalesce(r.moment_code, r.test_moment_code)`;

/** Puts the results of these keys back in the queue, as they are now. */
export function requeueKeys(
  tx: TenantTx, { connectionId, at }: Pick<QueueNow, 'connectionId' | 'at'>, keys: readonly string[],
): Promise<number> {
  return change(tx, sql`update result_delivery d set ${backInQueue(at)}
    from result r
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId}
      and d.result_key = any(${keys}::text[])
      and r.school_id = d.school_id and r.result_id = d.result_id and ${isOwnInForce}`);
}

/** Own results of one test in one period of a school year, and where they stand. */
export interface ResendPeriod extends ResendChoice {
  readonly testCode: string;
  readonly title: string;
  readonly results: number;
  readonly pupils: number;
  readonly delivered: number;
}

/** Tests by period that can go once more, the newest first. */
export function listResendPeriods(
  tx: TenantTx, { connectionId, identifierKinds }: QueueNow,
): Promise<readonly ResendPeriod[]> {
  return all<ResendPeriod>(tx, sql`select r.school_year, left(${momentOf}, 1) as season, f.test_code,
      min(coalesce(test.title, f.title)) as title, count(*)::int as results, count(distinct r.pupil_id)::int as pupils,
      count(*) filter (where d.status = 'delivered')::int as delivered
    from result r
    join test_form f on f.form_code = r.form_code
    left join test on test.test_code = f.test_code
    left join result_delivery d on d.school_id = r.school_id and d.result_id = r.result_id
      and d.connection_id = ${connectionId}
    where r.school_id = ${tx.schoolId} and ${isOwnInForce} and ${isKnown(identifierKinds)}
    group by r.school_year, left(${momentOf}, 1), f.test_code
    order by r.school_year desc, position(left(${momentOf}, 1) in 'EMB'), f.test_code`);
}

/** Whether the LAS has, or may have, a result under the key that this one has. */
export async function mayBeInLas(tx: TenantTx, connectionId: string, resultId: string): Promise<boolean> {
  const rows = await all(tx, sql`select from result_delivery d
    join result_delivery this on this.school_id = d.school_id and this.connection_id = d.connection_id
      and this.result_key = d.result_key
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId} and this.result_id = ${resultId}
      and (d.may_hold or d.in_flight)`);
  return rows.length > 0;
}

/** A withdrawn result that the LAS has, or may have: there is no message that takes it out. */
export interface ToRemove {
  readonly resultKey: string;
  readonly pupilId: string;
  readonly title: string;
  readonly takenOn: string;
  /** The LAS confirmed that it had it; else nobody knows. */
  readonly certain: boolean;
}

/** What a person has to remove in the LAS itself, the newest first. */
export function listToRemove(tx: TenantTx, connectionId: string): Promise<readonly ToRemove[]> {
  return all<ToRemove>(tx, sql`select d.result_key, r.pupil_id, r.taken_on,
      coalesce(test.title, f.title, r.subject_code) as title,
      bool_or(d.may_hold and not d.in_flight and d.fault_code is null) as certain
    from result_delivery d
    join result r on r.school_id = d.school_id and r.result_id = d.result_id
    left join test_form f on f.form_code = r.form_code
    left join test on test.test_code = f.test_code
    where d.school_id = ${tx.schoolId} and d.connection_id = ${connectionId} and d.status = 'superseded'
      and (d.may_hold or d.in_flight) and d.removed_at is null
      and not exists (select from result n where n.school_id = r.school_id and n.sitting_id = r.sitting_id
        and n.superseded_by is null)
    group by d.result_key, r.pupil_id, r.taken_on, coalesce(test.title, f.title, r.subject_code)
    order by r.taken_on desc, d.result_key`);
}

/** Somebody removed it in the LAS. What is under way still comes back on the list when it arrives. */
export function markRemoved(
  tx: TenantTx, connectionId: string, resultKey: string, at: Date,
): Promise<number> {
  return change(tx, sql`update result_delivery set removed_at = ${at},
      removed_by = ${`${tx.actor.kind}:${tx.actor.id}`}, may_hold = false
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and result_key = ${resultKey}
      and status = 'superseded'`);
}
