import { change, one, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';

/** How often something may be tried, counted over all nodes together in real time. */
export interface AttemptLimit {
  readonly max: number;
  readonly withinMinutes: number;
}

/**
 * Counts an attempt and tells whether it is still within its limit; an attempt over the limit is not counted,
 * so that waiting helps.
 * @param key what is tried and by or at whom; digest what is personal in it
 */
export async function countAttempt(tx: PlatformTx, key: string, limit: AttemptLimit): Promise<boolean> {
  await one(tx, sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const { recent } = await one<{ recent: number }>(tx, sql`select count(*)::int as recent from attempt
    where attempt_key = ${key} and at > now() - make_interval(mins => ${limit.withinMinutes}::int)`);
  if (recent >= limit.max) return false;
  await change(tx, sql`delete from attempt where at < now() - interval '1 day'`);
  await change(tx, sql`insert into attempt (attempt_key) values (${key})`);
  return true;
}

/** Takes the last counted attempt back: it was right, so only wrong ones count. */
export async function forgiveAttempt(tx: PlatformTx, key: string): Promise<void> {
  await change(tx, sql`delete from attempt where ctid = (
    select ctid from attempt where attempt_key = ${key} order by at desc limit 1)`);
}

/** Forgets every attempt under a key: somebody who may do so lets it be tried anew. */
export async function forgetAttempts(tx: PlatformTx, key: string): Promise<void> {
  await change(tx, sql`delete from attempt where attempt_key = ${key}`);
}
