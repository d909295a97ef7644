import { brin6, type BrinSite } from '../base/brin.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { LasConnection } from './types.ts';

/** Whether another school uses this key now, for the school or for one of its sites. */
export async function isKeyUsedElsewhere(
  tx: PlatformTx, schoolId: string, keyDigest: string,
): Promise<boolean> {
  return await find(tx, sql`
    select 1 from las_connection
    where key_digest = ${keyDigest} and ended_at is null and school_id <> ${schoolId}
    union all
    select 1 from las_site_key key join las_connection link using (school_id, connection_id)
    where key.key_digest = ${keyDigest} and link.ended_at is null and school_id <> ${schoolId}
    limit 1`) !== undefined;
}

/** What the LAS said when the key of the link in use was last tried. */
export type KeyTrialState = 'accepted' | 'no-answer' | 'refused';

/** Remembers what the LAS said to the key of the link in use. */
export async function markKeyTried(tx: TenantTx, trial: KeyTrialState, at: Date): Promise<void> {
  await change(tx, sql`update las_connection set key_trial = ${trial}, key_tried_at = ${at}
    where school_id = ${tx.schoolId} and ended_at is null`);
}

/** What the LAS said last to the key of the link in use; null: it was not asked, or there is no link. */
export async function findKeyTrial(tx: TenantTx): Promise<KeyTrialState | null> {
  const row = await find<{ keyTrial: KeyTrialState | null }>(tx, sql`select key_trial from las_connection
    where school_id = ${tx.schoolId} and ended_at is null`);
  return row?.keyTrial ?? null;
}

/** A key that opens one site. */
export interface SiteKey {
  /** BRIN and site, `99XX01`. */
  readonly site: string;
  readonly keyCipher: Uint8Array;
  readonly keyDigest: string;
  readonly keyHint: string;
  readonly enteredAt: Date;
}

/** The sites that have a key of their own, in the link that is in use. */
export function listSiteKeys(tx: TenantTx): Promise<readonly SiteKey[]> {
  return all<SiteKey>(tx, sql`select site, key.key_cipher, key.key_digest, key.key_hint, entered_at
    from las_site_key key join las_connection link using (school_id, connection_id)
    where key.school_id = ${tx.schoolId} and link.ended_at is null order by site`);
}

/** Keeps a key for one site of the link in use, in place of the one before; no other site of the school has it. */
export async function saveSiteKey(tx: TenantTx, connectionId: string, key: SiteKey): Promise<void> {
  await change(tx, sql`delete from las_site_key where school_id = ${tx.schoolId} and key_digest = ${key.keyDigest}`);
  await change(tx, sql`insert into las_site_key
      (school_id, connection_id, site, key_cipher, key_digest, key_hint, entered_at)
    values (${tx.schoolId}, ${connectionId}, ${key.site}, ${key.keyCipher}, ${key.keyDigest}, ${key.keyHint},
      ${key.enteredAt})
    on conflict (school_id, connection_id, site) do update set key_cipher = excluded.key_cipher,
      key_digest = excluded.key_digest, key_hint = excluded.key_hint, entered_at = excluded.entered_at`);
}

/** Removes the keys of all sites: with the link that they belong to. */
export async function forgetSiteKeys(tx: TenantTx): Promise<void> {
  await change(tx, sql`delete from las_site_key where school_id = ${tx.schoolId}`);
}

/** A site that has another BRIN or number keeps its key. */
export async function renameSiteKey(tx: TenantTx, from: string, to: string): Promise<void> {
  await change(tx, sql`delete from las_site_key where school_id = ${tx.schoolId} and site = ${to}`);
  await change(tx, sql`update las_site_key set site = ${to} where school_id = ${tx.schoolId} and site = ${from}`);
}

/** The link as it opens one site: with the key of that site where it has one of its own. */
export function linkForSite<Link extends Pick<LasConnection, 'keyCipher'>>(
  link: Link, siteKeys: readonly SiteKey[], site: BrinSite,
): Link {
  const own = siteKeys.find((key) => key.site === brin6(site));
  return own ? { ...link, keyCipher: own.keyCipher, keyDigest: own.keyDigest, keyHint: own.keyHint } : link;
}
