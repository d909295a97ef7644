import { sql } from 'kysely';
import { jsonb } from '../../platform/database/query.ts';
import { first, list, write, type SandboxTx } from '../store.ts';
import type { TileAddress, TileDocument } from './types.ts';

/** Where a school stands with the publisher. */
export interface Permission {
  readonly institutionId: number;
  readonly requestedAt: Date | null;
  readonly grantedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A tile with its document and who may open it, ascending. */
export interface StoredTile extends TileAddress {
  readonly document: TileDocument;
}

/** The permission of a school; one who never ticked nor was asked has none of the dates. */
export async function permissionOf(tx: SandboxTx, institutionId: number): Promise<Permission> {
  const stored = await first<Permission>(tx, sql`select institution_id, requested_at, granted_at, revoked_at
    from sandbox.bp_permission where institution_id = ${institutionId}`);
  return stored ?? { institutionId, requestedAt: null, grantedAt: null, revokedAt: null };
}

/** Whether the school's data may be read and its tiles shown. */
export function isGranted({ grantedAt, revokedAt }: Permission): boolean {
  return grantedAt !== null && revokedAt === null;
}

/** Schools with permission, ascending. */
export async function listGranted(tx: SandboxTx): Promise<readonly number[]> {
  const rows = await list<{ institutionId: number }>(tx, sql`select institution_id from sandbox.bp_permission
    where granted_at is not null and revoked_at is null order by institution_id`);
  return rows.map(({ institutionId }) => institutionId);
}

/** Puts a request before the coordinator; asked again it stays the first. */
export async function requestPermission(tx: SandboxTx, institutionId: number, at: Date): Promise<void> {
  await write(tx, sql`insert into sandbox.bp_permission (institution_id, requested_at)
    values (${institutionId}, ${at}) on conflict (institution_id)
    do update set requested_at = coalesce(bp_permission.requested_at, excluded.requested_at)`);
}

/** Ticks or unticks the publisher; doing what is so already leaves no trace. */
export async function setPermission(
  tx: SandboxTx, institutionId: number, granted: boolean, moment: { readonly at: Date; readonly day: string },
): Promise<void> {
  const { at, day } = moment;
  if (isGranted(await permissionOf(tx, institutionId)) === granted) return;
  await write(tx, granted
    ? sql`insert into sandbox.bp_permission (institution_id, granted_at) values (${institutionId}, ${at})
        on conflict (institution_id) do update set granted_at = excluded.granted_at, revoked_at = null`
    : sql`update sandbox.bp_permission set revoked_at = ${at}, requested_at = null
        where institution_id = ${institutionId}`);
  await write(tx, sql`insert into sandbox.bp_permission_event (institution_id, event, on_day, at)
    values (${institutionId}, ${granted ? 'granted' : 'revoked'}, ${day}, ${at}) on conflict do nothing`);
}

/** Schools that granted or revoked on a day, ascending. */
export async function listPermissionEvents(
  tx: SandboxTx, event: 'granted' | 'revoked', day: string,
): Promise<readonly number[]> {
  const rows = await list<{ institutionId: number }>(tx, sql`select distinct institution_id
    from sandbox.bp_permission_event where event = ${event} and on_day = ${day} order by institution_id`);
  return rows.map(({ institutionId }) => institutionId);
}

/** All tiles; methodes before their products. */
export function listTiles(tx: SandboxTx): Promise<readonly StoredTile[]> {
  return list<StoredTile>(tx, sql`select methode_id, product_id, document from sandbox.bp_tile
    order by methode_id, product_id`);
}

/** One tile, or undefined. */
export async function findTile(
  tx: SandboxTx, { methodeId, productId }: TileAddress,
): Promise<TileDocument | undefined> {
  const row = await first<{ document: TileDocument }>(tx, sql`select document from sandbox.bp_tile
    where methode_id = ${methodeId} and product_id = ${productId}`);
  return row?.document;
}

/** Creates or replaces a tile. */
export async function saveTile(
  tx: SandboxTx, { methodeId, productId }: TileAddress, document: TileDocument,
): Promise<void> {
  await write(tx, sql`insert into sandbox.bp_tile (methode_id, product_id, document)
    values (${methodeId}, ${productId}, ${jsonb(document)})
    on conflict (methode_id, product_id) do update set document = excluded.document`);
}

/** Removes a tile; a methode takes its products along.
 * @returns whether there was one */
export async function removeTile(tx: SandboxTx, { methodeId, productId }: TileAddress): Promise<boolean> {
  return await write(tx, sql`delete from sandbox.bp_tile where methode_id = ${methodeId}
    and (product_id = ${productId} or ${productId} = '')`) > 0;
}

/** Who may open a tile, ascending. */
export async function listUsers(tx: SandboxTx, { methodeId, productId }: TileAddress): Promise<readonly number[]> {
  const rows = await list<{ userId: number }>(tx, sql`select user_id from sandbox.bp_access
    where methode_id = ${methodeId} and product_id = ${productId} order by user_id`);
  return rows.map(({ userId }) => userId);
}

/** Adds users to the list of a tile; who is on it stays on it. */
export async function addUsers(tx: SandboxTx, tile: TileAddress, userIds: readonly number[]): Promise<void> {
  await write(tx, sql`insert into sandbox.bp_access (methode_id, product_id, user_id)
    select ${tile.methodeId}, ${tile.productId}, r."userId"
    from jsonb_to_recordset(${jsonb(userIds.map((userId) => ({ userId })))}) as r("userId" bigint)
    on conflict do nothing`);
}

/** Takes users off the list of a tile; null takes everybody off. */
export async function removeUsers(tx: SandboxTx, tile: TileAddress, userIds: readonly number[] | null): Promise<void> {
  await write(tx, userIds === null
    ? sql`delete from sandbox.bp_access where methode_id = ${tile.methodeId} and product_id = ${tile.productId}`
    : sql`delete from sandbox.bp_access where methode_id = ${tile.methodeId} and product_id = ${tile.productId}
        and user_id in (select value::bigint from jsonb_array_elements_text(${jsonb(userIds)}))`);
}

/** The tiles that a user is on the list of. */
export function listTilesOfUser(tx: SandboxTx, userId: number): Promise<readonly StoredTile[]> {
  return list<StoredTile>(tx, sql`select methode_id, product_id, document from sandbox.bp_tile
    join sandbox.bp_access using (methode_id, product_id) where user_id = ${userId} order by methode_id, product_id`);
}
