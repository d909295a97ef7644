import { all, change, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';

/** Whom we put on the list of a tile, ascending. */
export async function listListed(tx: TenantTx, tileId: string): Promise<readonly number[]> {
  const rows = await all<{ userId: number }>(tx, sql`select user_id from basispoort_listed
    where school_id = ${tx.schoolId} and tile_id = ${tileId} order by user_id`);
  return rows.map(({ userId }) => userId);
}

/** Whom we put on any list. */
export function listAllListed(
  tx: TenantTx,
): Promise<readonly { readonly tileId: string; readonly userId: number }[]> {
  return all(tx, sql`select tile_id, user_id from basispoort_listed
    where school_id = ${tx.schoolId} order by tile_id, user_id`);
}

/** Remembers whom we put on a list and whom we took off. */
export async function saveListed(
  tx: TenantTx, tileId: string,
  { added, removed }: { readonly added: readonly number[]; readonly removed: readonly number[] }, at: Date,
): Promise<void> {
  await change(tx, sql`insert into basispoort_listed (school_id, tile_id, user_id, listed_at)
    select ${tx.schoolId}::uuid, ${tileId}, user_id, ${at}::timestamptz
    from unnest(${[...added]}::bigint[]) as r(user_id) on conflict do nothing`);
  await change(tx, sql`delete from basispoort_listed where school_id = ${tx.schoolId}
    and tile_id = ${tileId} and user_id = any(${[...removed]}::bigint[])`);
}

/** Forgets whom we put on lists: the next push sends everybody. */
export async function forgetListed(tx: TenantTx): Promise<void> {
  await change(tx, sql`delete from basispoort_listed where school_id = ${tx.schoolId}`);
}
