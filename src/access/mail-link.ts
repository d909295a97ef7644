import { present } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { SessionUser } from '../platform/http/session.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import { postMail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { newToken, sha256 } from '../platform/secrets/secrets.ts';
import { countAttempt } from './attempts.ts';
import { signInMail } from './nl.ts';
import { recordSignIn } from './sign-in.ts';
import {
  findInvitation, findPersonIdByEmail, insertInvitation, listRolesOfPerson, listStaffByEmail, useInvitation, type Whose,
} from './store.ts';

/**
 * How long a link in a mail can be used, in real hours: the first invitation, and a link that was asked for.
 */
export const linkHours = { invitation: 14 * 24, signIn: 1 } as const;

/** Why a link does not open: never made by us, used before, or too old. */
export type LinkRefusal = 'unknown' | 'used' | 'expired';

/** For whom a link is, as its page says it. */
export interface MailLink {
  /** Null for a member of staff. */
  readonly personName: string | null;
  /** Null for customer service. */
  readonly schoolName: string | null;
}

/** Makes a link that signs this person or member of staff in once; null as school is customer service.
 * @returns the whole address; only its hash is kept */
export async function issueMailLink(platform: Platform, tx: PlatformTx, link: Whose & {
  readonly schoolId: string | null; readonly hours: number;
}): Promise<string> {
  const token = newToken();
  await insertInvitation(tx, { ...link, tokenHash: sha256(token) });
  return `${platform.config.publicUrl}/uitnodiging/${token}`;
}

/** What a link is for, without using it: mail programs open links to look at them. */
export async function readMailLink(
  platform: Platform, token: string,
): Promise<Result<MailLink, LinkRefusal>> {
  const row = await platform.doors.withPlatform((tx) => findInvitation(tx, sha256(token)));
  if (!row) return refuse('unknown');
  if (row.used) return refuse('used');
  return row.expired ? refuse('expired') : ok(row);
}

/** Uses a link: of two that press at once, one comes in. */
export async function openMailLink(
  platform: Platform, token: string,
): Promise<Result<SessionUser, LinkRefusal>> {
  const used = await platform.doors.withPlatform((tx) => useInvitation(tx, sha256(token)));
  if (!used) {
    const link = await readMailLink(platform, token);
    return link.ok ? refuse('used') : link;
  }
  const kind = used.staffId === null ? 'person' : 'staff';
  const id = present(used.personId ?? used.staffId, 'whose the link is');
  const user = { kind, id, schoolId: used.schoolId } as const;
  await recordSignIn(platform, user);
  return ok(user);
}

const perAddress = { max: 3, withinMinutes: 15 } as const;
const perSender = { max: 20, withinMinutes: 15 } as const;

/**
 * Sends a link to whoever has a role under this address and to the member of staff whose address the LAS says it is,
 * one for each school. Tells the caller nothing: whether the address is known, and whether there were too many
 * requests, is nobody's business.
 */
export async function requestMailLink(platform: Platform, email: string, sender: string): Promise<void> {
  const address = emailOf(email);
  await platform.doors.withPlatform(async (tx) => {
    const { digest } = platform.secrets;
    if (!await countAttempt(tx, `mail-link:sender:${digest(sender)}`, perSender)) return;
    if (!await countAttempt(tx, `mail-link:address:${digest(address)}`, perAddress)) return;
    const links: { schoolName: string | null; href: string }[] = [];
    const places = [...await placesOfPerson(tx, address), ...await placesOfStaff(tx, address)];
    for (const { whose, schoolId, label } of places) {
      const href = await issueMailLink(platform, tx, { ...whose, schoolId, hours: linkHours.signIn });
      links.push({ schoolName: label, href });
    }
    if (links.length === 0) return;
    await postMail(platform, tx, {
      kind: 'inloglink', schoolId: places[0]?.schoolId ?? null, to: address,
      ...signInMail(platform.config.productName, links),
    });
  });
}

/** Where an address lets somebody in, and as whom. */
interface Place {
  readonly whose: Whose;
  readonly schoolId: string | null;
  readonly label: string | null;
}

async function placesOfPerson(tx: PlatformTx, address: string): Promise<readonly Place[]> {
  const personId = await findPersonIdByEmail(tx, address);
  if (!personId) return [];
  const roles = await listRolesOfPerson(tx, personId);
  // Who is of several boards sees them all behind one link.
  return [...new Map(roles.map((role) => [role.schoolId, role])).values()].map(
    ({ schoolId, schoolName, boardName }) => ({ whose: { personId }, schoolId, label: schoolName ?? boardName }));
}

async function placesOfStaff(tx: PlatformTx, address: string): Promise<readonly Place[]> {
  return (await listStaffByEmail(tx, address)).map(
    ({ staffId, schoolId, schoolName }) => ({ whose: { staffId }, schoolId, label: `${schoolName}, als medewerker` }));
}

/** An address as we keep it: without spaces round it, in small letters. */
export function emailOf(text: string): string {
  return text.trim().toLowerCase();
}
