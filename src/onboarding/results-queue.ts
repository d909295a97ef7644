import { resolveProfile, type LasProfile, type LasProfileChanges } from '../exchange/uwlr/las-profile.ts';
import { all, change, find, one, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';

/** Where results of this school go, and how its LAS wants them. */
export interface ResultsLink {
  readonly connectionId: string;
  readonly lasName: string;
  /** Which supplier of the settings it is. */
  readonly supplierCode: string;
  /** How this LAS wants its results: functioning level, size of a message, versions. */
  readonly profile: LasProfile;
  /** Null: this LAS takes no results. */
  readonly resultsUrl: string | null;
  /** The version that this LAS took last, or the first to try. */
  readonly xsdVersion: string;
  readonly keyCipher: Uint8Array;
  readonly faultCode: string | null;
  readonly faultText: string | null;
  readonly faultAt: Date | null;
}

/** The results side of the link that is in use; undefined before a key was entered. */
export async function findResultsLink(tx: TenantTx): Promise<ResultsLink | undefined> {
  type Row = Omit<ResultsLink, 'profile'>
    & { readonly profileCode: string; readonly profileChanges: LasProfileChanges };
  const row = await find<Row>(tx, sql`select connection_id, las_name, supplier_code, profile_code,
      profile_changes, results_url, xsd_version, key_cipher, fault_code, fault_text,
      fault_at
    from las_connection where school_id = ${tx.schoolId} and ended_at is null`);
  if (!row) return undefined;
  const { profileCode, profileChanges, ...link } = row;
  return { ...link, profile: resolveProfile(profileCode, profileChanges) };
}

/**
 * Waits until nobody else chooses or settles a message of this school, and keeps it so for this transaction: what
 * is read after it is what the last message left, so that an older value never leaves after a newer one.
 */
export async function lockResultsQueue(tx: TenantTx): Promise<void> {
  await all(tx, sql`select from las_connection where school_id = ${tx.schoolId} and ended_at is null for update`);
}

/** Whether this sender may send its next message, and the time of making that it carries. */
export type ResultsTurn =
  | { readonly kind: 'turn'; readonly createdAt: Date }
  /** Somebody else is sending. */
  | { readonly kind: 'busy' }
  /** The LAS gave no answer a moment ago. */
  | { readonly kind: 'paused' };

/** Longer than a call may take; a sender that died gives its turn back by this. */
const turnSeconds = 120;

/**
 * Takes the turn to send one message to the LAS of this school: one sender at a time on any number of nodes,
 * and a time of making that is later than every one before: max(now, last + 1 s), whole seconds. It is stored
 * before anything leaves, so that a message of which nobody knows whether it arrived never shares its time
 * with the next (exchange.md 4.3). A connection that follows another goes on from the time of that one: it may be
 * the same LAS.
 * @param aheadSeconds how far ahead of both, for a LAS that seems to know a later time
 */
export async function takeResultsTurn(
  tx: TenantTx, connectionId: string, now: Date, aheadSeconds = 0,
): Promise<ResultsTurn> {
  const turn = await find<{ createdAt: Date }>(
    tx,
    sql`update las_connection set
      results_sending_until = now() + make_interval(secs => ${turnSeconds}),
      results_created_at = greatest(date_trunc('second', ${now}::timestamptz), (select
          max(one.results_created_at) + interval '1 second' from las_connection one
          where one.school_id = ${tx.schoolId})) + make_interval(secs => ${aheadSeconds})
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and ended_at is null
      and coalesce(results_sending_until, '-infinity') < now()
      and coalesce(results_paused_until, '-infinity') < now()
    returning results_created_at as created_at`,
  );
  if (turn) return { kind: 'turn', createdAt: turn.createdAt };
  const { sending } = await one<{ sending: boolean }>(tx, sql`select
      coalesce(results_sending_until, '-infinity') >= now() as sending
    from las_connection where school_id = ${tx.schoolId} and connection_id = ${connectionId}`);
  return { kind: sending ? 'busy' : 'paused' };
}

/**
 * Gives the turn back, if it is still this sender's: one that stood still for minutes may find another at work.
 * @param createdAt the time of making that came with the turn
 * @param pauseSeconds how long nobody tries, after an outage; real time
 * @returns whether it was
 */
export async function endResultsTurn(
  tx: TenantTx,
  { connectionId, createdAt }: { readonly connectionId: string; readonly createdAt: Date },
  pauseSeconds: number | null = null,
): Promise<boolean> {
  return await change(
    tx,
    sql`update las_connection set results_sending_until = null,
      results_paused_until = now() + make_interval(secs => ${pauseSeconds}::int)
    where school_id = ${tx.schoolId} and connection_id = ${connectionId} and results_created_at = ${createdAt}`,
  ) > 0;
}

/** Since when the queue does not move; the first time counts. Null: it moves, and nobody has to be told. */
export async function markResultsHeldUp(tx: TenantTx, connectionId: string, since: Date | null): Promise<void> {
  await change(tx, sql`update las_connection set
      results_held_up_since = case when ${since}::timestamptz is null then null
        else coalesce(results_held_up_since, ${since}) end,
      results_trouble_mailed_at = case when ${since}::timestamptz is null then null
        else results_trouble_mailed_at end
    where school_id = ${tx.schoolId} and connection_id = ${connectionId}`);
}

/** Which queues the school has to hear of: still since `before`, or stopped by what only the school can mend. */
export interface HeldUpSince {
  readonly before: Date;
  readonly schoolMends: readonly string[];
}

/** Schools that have to hear that their results do not move, and did not yet. */
export async function listHeldUpSchoolIds(tx: PlatformTx, since: HeldUpSince): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`select school_id from las_connection
    where ${isHeldUp(since)} order by school_id`);
  return rows.map(({ schoolId }) => schoolId);
}

/** Remembers that a school is told; of several who want to, one may. */
export async function claimHeldUpMail(tx: TenantTx, since: HeldUpSince, at: Date): Promise<boolean> {
  return await change(tx, sql`update las_connection set results_trouble_mailed_at = ${at}
    where school_id = ${tx.schoolId} and ${isHeldUp(since)}`) > 0;
}

function isHeldUp({ before, schoolMends }: HeldUpSince) {
  return sql`ended_at is null and results_trouble_mailed_at is null and results_held_up_since is not null
    and (results_held_up_since <= ${before} or fault_code = any(${schoolMends}::text[]))`;
}

/** Ends the pause: a person wants it tried now. */
export async function endResultsPause(tx: TenantTx): Promise<void> {
  await change(tx, sql`update las_connection set results_paused_until = null
    where school_id = ${tx.schoolId} and ended_at is null`);
}
