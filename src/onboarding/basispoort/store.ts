import { parseBrinSite, type BrinSite } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import { all, change, find, jsonb, sql } from '../../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../../platform/database/tenancy.ts';

/** A connection of any school, as the nightly run sees it. */
export interface KnownConnection {
  readonly schoolId: string;
  readonly institutionId: number;
  readonly site: string;
  readonly grantedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Every connection that is not closed. */
export function listConnections(tx: PlatformTx): Promise<readonly KnownConnection[]> {
  return all<KnownConnection>(tx, sql`select school_id, institution_id, site, granted_at, revoked_at
    from basispoort_connection where closed_at is null order by school_id, site`);
}

/** The school that has this site in force, whether or not it ever asked for permission. */
export async function findSchoolIdOfSite(tx: PlatformTx, { brin, site }: BrinSite): Promise<string | null> {
  const row = await find<{ schoolId: string }>(tx, sql`select school_id from school_site
    where brin = ${brin} and site_code = ${site} and valid_to is null`);
  return row?.schoolId ?? null;
}

/** Marks a connection as closed: the portal says that this school is no more.
 * @returns false when it was closed before */
export async function closeConnection(
  tx: TenantTx, institutionId: number, mergedInto: number | null, at: Date,
): Promise<boolean> {
  return await change(tx, sql`update basispoort_connection
    set closed_at = ${at}, merged_into = ${mergedInto}
    where school_id = ${tx.schoolId} and institution_id = ${institutionId} and closed_at is null`) === 1;
}

/** Sites of the school in force that have no connection with permission now. */
export async function listSitesWithoutPermission(tx: TenantTx): Promise<readonly BrinSite[]> {
  const rows = await all<{ code: string }>(tx, sql`select brin || site_code as code from school_site
    where school_id = ${tx.schoolId} and valid_to is null and not exists (
      select from basispoort_connection connection where connection.school_id = school_site.school_id
        and site = brin || site_code and granted_at is not null and revoked_at is null and closed_at is null)
    order by brin, site_code`);
  return rows.flatMap(({ code }) => {
    const site = parseBrinSite(code);
    return site.ok ? [site.value] : [];
  });
}

/** How long a run that says nothing holds its night, in minutes of real time: afterwards another may go on. */
const RUN_MINUTES = 30;

/** Takes the run of a night: at most one at a time on any number of nodes; one that died is taken over.
 * @returns whether the caller has it */
export async function takeNight(
  tx: PlatformTx, run: { readonly runId: string; readonly night: PlainDate },
): Promise<boolean> {
  return await change(tx, sql`insert into basispoort_run (run_id, night, started_at)
    values (${run.runId}, ${run.night}, now())
    on conflict (night) do update set run_id = excluded.run_id, started_at = now()
      where basispoort_run.finished_at is null
        and basispoort_run.started_at < now() - make_interval(mins => ${RUN_MINUTES}::int)`) === 1;
}

/** Gives a night back that could not be finished; it is due again. */
export async function giveNightBack(tx: PlatformTx, runId: string): Promise<void> {
  await change(tx, sql`update basispoort_run
    set started_at = now() - make_interval(mins => ${RUN_MINUTES - 5}::int) where run_id = ${runId}`);
}

/** Marks a run as finished, with what it saw in numbers. */
export async function finishNight(
  tx: PlatformTx, runId: string, counts: Readonly<Record<string, number>>, listsVerified: boolean,
): Promise<void> {
  await change(tx, sql`update basispoort_run set finished_at = now(), counts = ${jsonb(counts)},
    lists_verified = ${listsVerified} where run_id = ${runId}`);
}

/** Whether the lists were read back on or after this day. */
export async function wereListsVerifiedSince(tx: PlatformTx, day: PlainDate): Promise<boolean> {
  return await find(tx, sql`select 1 from basispoort_run
    where night >= ${day} and lists_verified and finished_at is not null`) !== undefined;
}

/** Somebody whom portal and roster name differently. */
export interface Doubt {
  readonly userKind: 'pupil' | 'staff';
  readonly userId: number;
  /** `keys-disagree`: ECK iD and LAS key mean two people; `two-users`: two numbers mean one person. */
  readonly reason: 'keys-disagree' | 'two-users';
}

/** Whom a person has to look at, oldest first. */
export function listDoubts(tx: TenantTx): Promise<readonly (Doubt & { readonly firstSeenAt: Date })[]> {
  return all(tx, sql`select user_kind, user_id, reason, first_seen_at from basispoort_doubt
    where school_id = ${tx.schoolId} order by first_seen_at, user_kind, user_id`);
}

/** Keeps the doubts about one kind of people as they are now; who is in doubt no more is gone. */
export async function saveDoubts(
  tx: TenantTx, userKind: Doubt['userKind'], doubts: readonly Doubt[], at: Date,
): Promise<void> {
  const userIds = doubts.map(({ userId }) => userId);
  await change(tx, sql`delete from basispoort_doubt where school_id = ${tx.schoolId}
    and user_kind = ${userKind} and user_id <> all(${userIds}::bigint[])`);
  if (doubts.length === 0) return;
  await change(tx, sql`insert into basispoort_doubt
      (school_id, user_kind, user_id, reason, first_seen_at, last_seen_at)
    select ${tx.schoolId}::uuid, ${userKind}, "userId", reason, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${jsonb(doubts)}) as r("userId" bigint, reason text)
    on conflict (school_id, user_kind, user_id)
      do update set reason = excluded.reason, last_seen_at = excluded.last_seen_at`);
}
