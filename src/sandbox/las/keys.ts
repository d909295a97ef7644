import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Brin, SiteCode } from '../../base/brin.ts';
import type { SchoolRef } from '../../exchange/uwlr/types.ts';
import { jsonb } from '../../platform/database/query.ts';
import { sha256 } from '../../platform/secrets/secrets.ts';
import { first, list, write, type SandboxTx } from '../store.ts';

/** A key as the LAS shows it afterwards: by its first characters only. */
export interface IssuedKey {
  readonly keyHash: string;
  readonly keyHint: string;
  /** BRIN and site together: `99XA00`. */
  readonly schoolCodes: readonly string[];
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
}

// Without letters and digits that look alike.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const keyLength = 40;
const chunkLength = 5;

/** Makes an autorisatiesleutel of 40 characters that opens these schools.
 * @returns the key itself, which is nowhere else: the store has its hash */
export async function issueKey(tx: SandboxTx, schoolCodes: readonly string[], at: Date): Promise<string> {
  const key = Array.from({ length: keyLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  await write(tx, sql`insert into sandbox.las_key (key_hash, key_hint, school_codes, issued_at)
    select ${sha256(key)}, ${key.slice(0, chunkLength)},
      array(select jsonb_array_elements_text(${jsonb(schoolCodes)})), ${at}`);
  return key;
}

/** Stops a key for good; a key that was stopped stays so. */
export async function revokeKey(tx: SandboxTx, keyHash: string, at: Date): Promise<void> {
  await write(tx, sql`update sandbox.las_key set revoked_at = ${at}
    where key_hash = ${keyHash} and revoked_at is null`);
}

/** The keys that open a school, newest first. */
export function listKeys(tx: SandboxTx, schoolCode: string): Promise<readonly IssuedKey[]> {
  return list<IssuedKey>(tx, sql`select key_hash, key_hint, school_codes, issued_at, revoked_at from sandbox.las_key
    where ${schoolCode} = any (school_codes) order by issued_at desc, key_hash`);
}

/** The schools that a key opens; null when there is no such key or it was revoked. */
export async function schoolsOfKey(tx: SandboxTx, key: string): Promise<readonly string[] | null> {
  const row = await first<{ schoolCodes: readonly string[] }>(tx, sql`select school_codes from sandbox.las_key
    where key_hash = ${sha256(key)} and revoked_at is null`);
  return row?.schoolCodes ?? null;
}

/** A key in chunks of five, as a person copies it. */
export function inChunks(key: string): string {
  return key.match(new RegExp(`.{1,${chunkLength}}`, 'gu'))?.join(' ') ?? key;
}

/** `99XA00` as UWLR names a school. */
export function schoolRefOf(code: string): SchoolRef {
  return { kind: 'brin', brin: code.slice(0, 4) as Brin, site: code.slice(4) as SiteCode };
}

/** A school of UWLR as `99XA00`; null for one named by a key of its own, which this LAS does not give out. */
export function schoolCodeOf(school: SchoolRef): string | null {
  return school.kind === 'brin' ? `${school.brin}${school.site}` : null;
}
