import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { PictureName } from './pictures.tsx';

/** A class that is let in without the portal. */
export interface ClassSession {
  readonly classSessionId: string;
  readonly groupId: string;
  readonly codeCipher: Uint8Array;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly endsAt: Date;
}

/** A card as it is stored. */
export interface CardRow {
  readonly pupilId: string;
  readonly picture: PictureName;
  readonly digitsCipher: Uint8Array;
  readonly wrongTries: number;
  readonly lockedAt: Date | null;
}

const sessionColumns = sql`class_session_id, group_id, code_cipher, opened_by, opened_at, ends_at`;

/** The class session of a group that is open at this time. */
export function findOpenSession(tx: TenantTx, groupId: string, at: Date): Promise<ClassSession | undefined> {
  return find<ClassSession>(tx, sql`select ${sessionColumns} from class_session
    where school_id = ${tx.schoolId} and group_id = ${groupId} and closed_at is null and ends_at > ${at}
    order by opened_at desc limit 1`);
}

/** A class session by id, when it is open at this time. */
export function findSession(tx: TenantTx, classSessionId: string, at: Date): Promise<ClassSession | undefined> {
  return find<ClassSession>(tx, sql`select ${sessionColumns} from class_session
    where school_id = ${tx.schoolId} and class_session_id = ${classSessionId} and closed_at is null
      and ends_at > ${at}`);
}

/** Groups of this school that are open at this time. */
export async function listOpenGroupIds(tx: TenantTx, at: Date): Promise<ReadonlySet<string>> {
  const rows = await all<{ groupId: string }>(tx, sql`select distinct group_id from class_session
    where school_id = ${tx.schoolId} and closed_at is null and ends_at > ${at}`);
  return new Set(rows.map(({ groupId }) => groupId));
}

/** Where a code leads, over all schools: whether it is still open is for the school's own transaction. */
export function listSessionsByCode(
  tx: PlatformTx, codeDigest: string,
): Promise<readonly { readonly schoolId: string; readonly classSessionId: string }[]> {
  return all(tx, sql`select school_id, class_session_id from class_session
    where code_digest = ${codeDigest} and closed_at is null`);
}

/** Opens a class session, and forgets those that ended a month ago. */
export async function insertSession(tx: TenantTx, session: ClassSession & {
  readonly codeDigest: string;
}): Promise<void> {
  await change(tx, sql`delete from class_session where school_id = ${tx.schoolId}
    and ends_at < ${session.openedAt}::timestamptz - interval '30 days'`);
  // The code of a session whose time is over must not be found any more.
  await change(tx, sql`update class_session set closed_at = ends_at
    where school_id = ${tx.schoolId} and closed_at is null and ends_at <= ${session.openedAt}`);
  await change(tx, sql`insert into class_session (school_id, class_session_id, group_id, code_digest, code_cipher,
      opened_by, opened_at, ends_at)
    values (${tx.schoolId}, ${session.classSessionId}, ${session.groupId}, ${session.codeDigest},
      ${session.codeCipher}, ${session.openedBy}, ${session.openedAt}, ${session.endsAt})`);
}

/** Lets a class session last until another time. */
export async function moveEnd(tx: TenantTx, classSessionId: string, endsAt: Date): Promise<void> {
  await change(tx, sql`update class_session set ends_at = ${endsAt}
    where school_id = ${tx.schoolId} and class_session_id = ${classSessionId} and closed_at is null`);
}

/** Closes a class session; false when it was closed already. */
export async function closeSession(tx: TenantTx, classSessionId: string, at: Date): Promise<boolean> {
  return await change(tx, sql`update class_session set closed_at = ${at}
    where school_id = ${tx.schoolId} and class_session_id = ${classSessionId} and closed_at is null`) === 1;
}

/** Makes whoever deals the cards of a group wait for whoever is dealing them. */
export async function lockCards(tx: TenantTx, groupId: string): Promise<void> {
  await all(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`cards:${tx.schoolId}:${groupId}`}, 0))`);
}

/** The cards of a group, also of pupils who left it. */
export function listCards(tx: TenantTx, groupId: string): Promise<readonly CardRow[]> {
  return all<CardRow>(tx, sql`select pupil_id, picture, digits_cipher, wrong_tries, locked_at from class_card
    where school_id = ${tx.schoolId} and group_id = ${groupId}`);
}

/** The cards with one picture, which nobody else tries until the transaction ends. */
export function lockPicture(tx: TenantTx, groupId: string, picture: string): Promise<readonly CardRow[]> {
  return all<CardRow>(tx, sql`select pupil_id, picture, digits_cipher, wrong_tries, locked_at from class_card
    where school_id = ${tx.schoolId} and group_id = ${groupId} and picture = ${picture}
    order by pupil_id for update`);
}

/** Adds or replaces cards, and removes those of earlier school years. */
export async function saveCards(tx: TenantTx, groupId: string, cards: readonly {
  readonly pupilId: string; readonly picture: string; readonly digitsCipher: Uint8Array;
}[], at: Date): Promise<void> {
  const rows = cards.map((card) => ({ ...card, digitsCipher: Buffer.from(card.digitsCipher).toString('hex') }));
  await change(tx, sql`delete from class_card where school_id = ${tx.schoolId} and group_id in (
    select g.group_id from class_group g where g.school_id = ${tx.schoolId} and g.school_year < (
      select school_year from class_group where school_id = ${tx.schoolId} and group_id = ${groupId}))`);
  await change(tx, sql`insert into class_card (school_id, group_id, pupil_id, picture, digits_cipher, made_at)
    select ${tx.schoolId}, ${groupId}, r."pupilId", r.picture, decode(r."digitsCipher", 'hex'), ${at}
    from jsonb_to_recordset(${jsonb(rows)}) as r("pupilId" uuid, picture text, "digitsCipher" text)
    on conflict (school_id, group_id, pupil_id) do update set picture = excluded.picture,
      digits_cipher = excluded.digits_cipher, made_at = excluded.made_at, wrong_tries = 0, locked_at = null`);
}

/** Writes how often a picture was tried wrongly since the last right one, and whether it is locked. */
export async function noteTries(tx: TenantTx, groupId: string, picture: string, noted: {
  readonly wrongTries: number; readonly lockedAt: Date | null;
}): Promise<number> {
  return change(tx, sql`update class_card set wrong_tries = ${noted.wrongTries}, locked_at = ${noted.lockedAt}
    where school_id = ${tx.schoolId} and group_id = ${groupId} and picture = ${picture}`);
}
