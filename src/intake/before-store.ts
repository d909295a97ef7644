import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Secrets } from '../platform/secrets/secrets.ts';
import type { RosterBefore } from '../roster/before.ts';

/** Keeps the rows as they were before a delivery, or before a decision about somebody in it: small and encrypted. */
export async function keepBefore(
  tx: TenantTx, secrets: Secrets, deliveryId: string, before: RosterBefore, at: Date,
): Promise<void> {
  const sealed = secrets.seal(deflateRawSync(JSON.stringify(before)));
  await change(tx, sql`insert into delivery_before (school_id, delivery_id, step, content_cipher, made_at)
    select ${tx.schoolId}::uuid, ${deliveryId}::uuid, count(*)::int + 1, ${sealed}::bytea, ${at}::timestamptz
    from delivery_before where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}`);
}

/** What these deliveries changed, the last change first. */
export async function listBefore(
  tx: TenantTx, secrets: Secrets, deliveryIds: readonly string[],
): Promise<readonly RosterBefore[]> {
  const rows = await all<{ contentCipher: Uint8Array }>(tx, sql`select content_cipher from delivery_before
    where school_id = ${tx.schoolId} and delivery_id = any(${deliveryIds}::uuid[])
    order by change_no desc`);
  return rows.map(({ contentCipher }) =>
    JSON.parse(inflateRawSync(secrets.open(contentCipher)).toString('utf8')) as RosterBefore);
}

/**
 * The deliveries of which everything that they changed can be taken back now, together: those of the last change,
 * with the other sites of their fetch. None when another delivery changed something in between.
 */
export async function listLastChanged(tx: TenantTx): Promise<readonly string[]> {
  const rows = await all<{ deliveryId: string }>(tx, sql`with changes as (
      select b.delivery_id, d.fetch_id, min(b.change_no) as first_no, max(b.change_no) as last_no
      from delivery_before b join delivery d on d.school_id = b.school_id and d.delivery_id = b.delivery_id
      where b.school_id = ${tx.schoolId} and d.status = 'accepted'
      group by b.delivery_id, d.fetch_id),
    last as (select delivery_id, fetch_id from changes order by last_no desc limit 1),
    together as (select c.* from changes c, last
      where c.delivery_id = last.delivery_id or c.fetch_id = last.fetch_id)
    select delivery_id from together where not exists (select from changes other
      where other.last_no > (select min(first_no) from together)
        and other.delivery_id not in (select delivery_id from together))
    order by first_no`);
  return rows.map(({ deliveryId }) => deliveryId);
}

/** Removes what is old: all steps of a delivery at once, and so never a later change before an earlier one. */
export async function purgeBefore(tx: TenantTx, madeBefore: Date): Promise<void> {
  await change(tx, sql`delete from delivery_before where school_id = ${tx.schoolId} and delivery_id in (
    select delivery_id from delivery_before
    where school_id = ${tx.schoolId} and step = 1 and made_at <= ${madeBefore})`);
}

/** Removes what every delivery of the school changed: none can be taken back any more. */
export async function dropAllBefore(tx: TenantTx): Promise<void> {
  await change(tx, sql`delete from delivery_before where school_id = ${tx.schoolId}`);
}

/** Removes what was taken back. */
export async function dropBefore(tx: TenantTx, deliveryIds: readonly string[]): Promise<void> {
  await change(tx, sql`delete from delivery_before
    where school_id = ${tx.schoolId} and delivery_id = any(${deliveryIds}::uuid[])`);
}
