import { all, change, find, jsonb, one, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';

/** A school whose night has come. */
export interface DueRoster {
  readonly schoolId: string;
  /** Whether there is a key to ask its LAS with. */
  readonly hasKey: boolean;
  /** Whether its administrator stopped the fetching at night. */
  readonly paused: boolean;
  /** Where its LAS is; null without a link. */
  readonly rosterUrl: string | null;
}

/** Schools whose roster is due, locked; those that another node is busy with are passed by. */
export function lockDueRosters(tx: PlatformTx, now: Date, limit: number): Promise<readonly DueRoster[]> {
  return all<DueRoster>(tx, sql`select o.school_id, o.key_accepted_at is not null as has_key,
      o.roster_paused_at is not null as paused, l.roster_url
    from onboarding o left join las_connection l on l.school_id = o.school_id and l.ended_at is null
    where o.roster_due_at <= ${now}
    order by o.roster_due_at, o.school_id limit ${limit} for update of o skip locked`);
}

/** Moves the next fetching of these schools on. */
export async function moveRostersDue(
  tx: PlatformTx, moved: readonly { readonly schoolId: string; readonly dueAt: Date }[],
): Promise<void> {
  await change(tx, sql`update onboarding set roster_due_at = r."dueAt"
    from jsonb_to_recordset(${jsonb(moved)}) as r("schoolId" uuid, "dueAt" timestamptz)
    where onboarding.school_id = r."schoolId"`);
}

/** When the roster of a school is fetched by itself, and since when that is stopped. */
export interface NightlyFetch {
  readonly dueAt: Date | null;
  readonly pausedAt: Date | null;
}

/** The nightly fetch of this school. */
export function getNightlyFetch(tx: TenantTx): Promise<NightlyFetch> {
  return one<NightlyFetch>(tx, sql`select roster_due_at as due_at, roster_paused_at as paused_at from onboarding
    where school_id = ${tx.schoolId}`);
}

/** Stops the fetching at night, or with null lets it go on.
 * @returns false when it was so already */
export async function setNightlyPause(tx: TenantTx, pausedAt: Date | null): Promise<boolean> {
  return await change(tx, sql`update onboarding set roster_paused_at = ${pausedAt}
    where school_id = ${tx.schoolId}
      and (roster_paused_at is null) <> (${pausedAt}::timestamptz is null)`) === 1;
}

/** The host of the LAS of a school: whom its questions wait for. Null without a link. */
export async function findLasHost(tx: PlatformTx | TenantTx, schoolId: string): Promise<string | null> {
  const row = await find<{ rosterUrl: string }>(tx, sql`select roster_url from las_connection
    where school_id = ${schoolId} and ended_at is null`);
  return row ? hostOf(row.rosterUrl) : null;
}

/** The host of an address, with its port. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/** A LAS that gave no answer, by host. Times are real time, as those of jobs are. */
export interface LasOutage {
  readonly lasHost: string;
  /** How long nobody asks it yet, in seconds; 0 when it may be tried again. */
  readonly secondsLeft: number;
}

/** The LASes that gave no answer when they were asked last. */
export function listOutages(tx: PlatformTx): Promise<readonly LasOutage[]> {
  return all<LasOutage>(tx, sql`select las_host,
      greatest(0, ceil(extract(epoch from paused_until - now())))::int as seconds_left
    from las_outage order by las_host`);
}

/** The pause after the first silence of a LAS; each next one is twice as long, up to the longest. */
const PAUSE_SECONDS = { first: 10, longest: 1800 } as const;

/** Nobody asks this LAS for a while: longer each time it was silent again. */
export async function markSilent(tx: PlatformTx, lasHost: string): Promise<void> {
  await change(tx, sql`insert into las_outage (las_host, failures, since, paused_until)
    values (${lasHost}, 1, now(), now() + make_interval(secs => ${PAUSE_SECONDS.first}))
    on conflict (las_host) do update set failures = las_outage.failures + 1,
      paused_until = now() + make_interval(secs => least(${PAUSE_SECONDS.longest},
        ${PAUSE_SECONDS.first} * power(2, least(las_outage.failures, 10))))
      where las_outage.paused_until <= now()`);
}

/** The LAS answers again. */
export async function markAnswering(tx: PlatformTx, lasHost: string): Promise<void> {
  await change(tx, sql`delete from las_outage where las_host = ${lasHost}`);
}
