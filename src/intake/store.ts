import type { Finding } from '../base/findings.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { RosterReport } from '../roster/report.ts';
import type { Stayed } from '../roster/restore.ts';
import type { DeliveryCounts, DeliveryStatus, IncomingRoster, RosterDelivery } from './types.ts';

/** How long the content of a delivery is kept (design.md 8.7). */
export const RETENTION_DAYS = 30;

/** A delivery as it is written. */
export interface NewDelivery extends Omit<RosterDelivery, 'receivedBy' | 'undoneAt'> {
  readonly sha256: string;
  readonly content: Uint8Array | null;
  readonly purgeAt: Date;
  readonly asked: IncomingRoster['asked'];
  readonly report: RosterReport | null;
}

/** Keeps a delivery. */
export async function insertDelivery(tx: TenantTx, delivery: NewDelivery): Promise<void> {
  await change(
    tx,
    sql`insert into delivery (school_id, delivery_id, kind, status, received_at, received_by, fetch_id,
      site, school_year, document_created_at, sha256, content_cipher, purge_at, findings, counts, accepted_at,
      accepted_no, asked_at, asked_with, report)
    values (${tx.schoolId}, ${delivery.deliveryId}, ${delivery.kind}, ${delivery.status},
      ${delivery.receivedAt}, ${`${tx.actor.kind}:${tx.actor.id}`}, ${delivery.fetchId},
      ${delivery.site}, ${delivery.schoolYear}, ${delivery.documentCreatedAt},
      ${delivery.sha256}, ${delivery.content}, ${delivery.purgeAt},
      ${jsonb(delivery.findings)}, ${jsonb(delivery.counts)}, ${delivery.acceptedAt},
      ${acceptedNo(delivery)}, ${delivery.asked?.at ?? null}, ${delivery.asked?.keyDigest ?? null},
      ${delivery.report && jsonb(delivery.report)})`,
  );
}

/** The place in the order of acceptance, whatever a clock says. */
function acceptedNo({ acceptedAt }: { readonly acceptedAt: Date | null }) {
  return acceptedAt ? sql`nextval('delivery_accepted_no')` : sql`null`;
}

/** Settles a delivery that was looked at or waited. */
export async function settleDelivery(
  tx: TenantTx,
  deliveryId: string,
  settled: {
    readonly status: DeliveryStatus;
    readonly counts: DeliveryCounts;
    readonly acceptedAt: Date | null;
    readonly report?: RosterReport;
  },
): Promise<void> {
  await change(
    tx,
    sql`update delivery set status = ${settled.status}, counts = ${jsonb(settled.counts)},
      accepted_at = ${settled.acceptedAt}, accepted_no = ${acceptedNo(settled)},
      report = coalesce(${settled.report ? jsonb(settled.report) : null}::jsonb, report)
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}`,
  );
}

/** Settles what earlier fetches left waiting, for a person or for another site: the newest state counts. */
export async function retireWaitingFetches(tx: TenantTx, reason: Finding): Promise<void> {
  await change(tx, sql`update delivery set status = 'refused', findings = findings || ${jsonb([reason])}
    where school_id = ${tx.schoolId} and kind = 'roster-uwlr' and status in ('waiting', 'preview')`);
}

/** Refuses everything that waits: what was fetched, and files that a person has not taken yet. */
export async function refuseWaiting(tx: TenantTx, reason: Finding): Promise<void> {
  await change(tx, sql`update delivery set status = 'refused', findings = findings || ${jsonb([reason])}
    where school_id = ${tx.schoolId} and kind in ('roster-uwlr', 'roster-edexml')
      and status in ('waiting', 'preview')`);
}

const columns =
  sql.raw(`delivery_id, kind, status, received_at, received_by, fetch_id, site, school_year,
  document_created_at, findings, counts, accepted_at, undone_at`);

/** The last roster deliveries, newest first. */
export function listRosterDeliveries(tx: TenantTx, limit: number): Promise<readonly RosterDelivery[]> {
  return all<RosterDelivery>(tx, sql`select ${columns} from delivery
    where school_id = ${tx.schoolId} and kind in ('roster-uwlr', 'roster-edexml')
    order by received_at desc, delivery_id desc limit ${limit}`);
}

/** A roster delivery with its content, which is null after its retention and when nothing was usable. */
export type StoredDelivery = RosterDelivery & {
  readonly content: Uint8Array | null;
  /** What it changed, or would have changed on the day it came. */
  readonly report: RosterReport | null;
};

/** A roster delivery of this school. */
export function findRosterDelivery(tx: TenantTx, deliveryId: string): Promise<StoredDelivery | undefined> {
  return find<StoredDelivery>(tx, deliveryQuery(tx, deliveryId));
}

/** The same, locked until it is settled. */
export function lockRosterDelivery(tx: TenantTx, deliveryId: string): Promise<StoredDelivery | undefined> {
  return find<StoredDelivery>(tx, sql`${deliveryQuery(tx, deliveryId)} for update`);
}

/** The other deliveries of the same fetch, by site; locked. */
export function listFetchedWith(
  tx: TenantTx, { deliveryId, fetchId }: Pick<RosterDelivery, 'deliveryId' | 'fetchId'>,
): Promise<readonly StoredDelivery[]> {
  return all<StoredDelivery>(tx, sql`select ${columns}, report, content_cipher as content from delivery
    where school_id = ${tx.schoolId} and fetch_id = ${fetchId} and delivery_id <> ${deliveryId}
    order by site, delivery_id for update`);
}

function deliveryQuery(tx: TenantTx, deliveryId: string) {
  return sql<StoredDelivery>`select ${columns}, report, content_cipher as content from delivery
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}
      and kind in ('roster-uwlr', 'roster-edexml')`;
}

/**
 * When a state was made, as far as it can be: not after we asked for it, or a file came. A LAS whose clock was
 * wrong once would else hold back every state that came after.
 */
const madeAt = sql.raw('least(document_created_at, coalesce(asked_at, received_at))');

/** When the state was made that was taken last, by site, of a school year. */
export async function lastCreatedBySite(
  tx: TenantTx,
  schoolYear: string,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await all<{ site: string; createdAt: Date }>(
    tx,
    sql`select site, max(${madeAt}) as created_at
    from delivery where school_id = ${tx.schoolId} and school_year = ${schoolYear} and status = 'accepted'
      and site is not null and document_created_at is not null
    group by site`,
  );
  return new Map(rows.map(({ site, createdAt }) => [site, createdAt]));
}

/**
 * Marks deliveries as taken back, with who or what stayed. Later deliveries that changed nothing are taken back as
 * well: they said the same, and would make the LAS answer that nothing changed since.
 */
export async function markUndone(
  tx: TenantTx, deliveryIds: readonly string[], stayed: Stayed, at: Date,
): Promise<void> {
  const count = Object.values(stayed).flat().length;
  await change(tx, sql`update delivery set status = 'undone', undone_at = ${at},
      counts = counts || case when delivery_id = any(${deliveryIds}::uuid[])
        then ${jsonb({ stayed: count })} else '{}' end,
      report = case when delivery_id = any(${deliveryIds}::uuid[])
        then coalesce(report, '{}') || ${jsonb({ stayed })} else report end
    where school_id = ${tx.schoolId} and status = 'accepted' and kind in ('roster-uwlr', 'roster-edexml')
      and accepted_no >= (select min(accepted_no) from delivery
        where school_id = ${tx.schoolId} and (delivery_id = any(${deliveryIds}::uuid[])
          or fetch_id in (select fetch_id from delivery
            where school_id = ${tx.schoolId} and delivery_id = any(${deliveryIds}::uuid[]))))`);
}

/** The last state of a site in a school year that was taken, and how it came. */
export interface TakenState extends Pick<RosterDelivery, 'deliveryId' | 'kind'> {
  /** When it was made, and never after it came; null when it does not say. */
  readonly madeAt: Date | null;
  readonly site: string;
  readonly schoolYear: string;
  readonly acceptedAt: Date;
  readonly askedAt: Date | null;
  readonly askedWith: string | null;
}

/** The last state that was taken of every site in every school year. */
export function listTakenStates(tx: TenantTx): Promise<readonly TakenState[]> {
  return all<TakenState>(tx, sql`select distinct on (site, school_year) site, school_year, delivery_id, kind,
      case when document_created_at is not null then ${madeAt} end as made_at, accepted_at, asked_at, asked_with
    from delivery where school_id = ${tx.schoolId} and status = 'accepted' and site is not null
      and school_year is not null and kind in ('roster-uwlr', 'roster-edexml')
    order by site, school_year, accepted_no desc nulls last`);
}

/**
 * Empties deliveries whose retention has passed: the content, and the names of those nobody could recognise. The
 * row itself stays.
 */
export async function purgeContent(tx: TenantTx, now: Date): Promise<number> {
  const old = sql`(select delivery_id from delivery where school_id = ${tx.schoolId} and purge_at <= ${now})`;
  await change(tx, sql`update roster_doubt set identity = null
    where school_id = ${tx.schoolId} and identity is not null and delivery_id in ${old}`);
  return change(tx, sql`update delivery set content_cipher = null
    where school_id = ${tx.schoolId} and content_cipher is not null and purge_at <= ${now}`);
}

/** Removes nights on which nothing changed: they tell nothing any more. The database lets go of no other delivery. */
export async function purgeQuietNights(tx: TenantTx, receivedBefore: Date): Promise<void> {
  await change(tx, sql`delete from delivery
    where school_id = ${tx.schoolId} and status = 'unchanged' and received_at <= ${receivedBefore}`);
}

/** Every school, for work that is done for each. */
export async function listSchoolIds(tx: PlatformTx): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`select school_id from school order by school_id`);
  return rows.map(({ schoolId }) => schoolId);
}
