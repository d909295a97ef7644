import { countAttempt } from '../../access/attempts.ts';
import { emailOf, issueMailLink, linkHours } from '../../access/mail-link.ts';
import { grantPersonRole, savePerson } from '../../access/store.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { ok, refuse, type Result } from '../../base/result.ts';
import { findContactOfSchool, saveContact, type Contact } from '../../ordering/store.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { AuditEvent } from '../../platform/audit/events.ts';
import type { Actor, PlatformTx } from '../../platform/database/tenancy.ts';
import { postMail } from '../../platform/mail/mail.ts';
import type { Platform } from '../../platform/platform.ts';
import { invitationMail } from './mails.ts';

/** How often an hour, real time, an invitation leaves for a school. */
const INVITATIONS = { max: 5, withinMinutes: 60 } as const;

/** Why no invitation left. */
export type InviteRefusal = 'too-many' | 'no-contact' | 'fields';

/** Sends the contact person of a school a new link to Gebruikersbeheer. */
export async function inviteAgain(
  platform: Platform, schoolId: string, actor: Actor,
): Promise<Result<null, InviteRefusal>> {
  const sent = await platform.doors.withPlatform(async (tx): Promise<Result<null, InviteRefusal>> => {
    if (!await countAttempt(tx, `invitation:${schoolId}`, INVITATIONS)) return refuse('too-many');
    const contact = await findContactOfSchool(tx, schoolId);
    if (!contact) return refuse('no-contact');
    await invite(platform, tx, schoolId, contact);
    return ok(null);
  });
  if (sent.ok) await remember(platform, schoolId, actor, 'contact.invited');
  return sent;
}

/**
 * Makes somebody else the contact person: the mails go there from now on, and the new one is invited as an
 * administrator. Who was it before stays an administrator until somebody takes that away.
 */
export async function changeContact(
  platform: Platform, viewer: SchoolViewer, typed: { readonly name: string; readonly email: string },
): Promise<Result<null, InviteRefusal>> {
  const contact = readContact(typed);
  if (!contact) return refuse('fields');
  const { schoolId } = viewer;
  const changed = await platform.doors.withPlatform(async (tx): Promise<Result<null, InviteRefusal>> => {
    if (!await countAttempt(tx, `invitation:${schoolId}`, INVITATIONS)) return refuse('too-many');
    await saveContact(tx, schoolId, contact);
    const known = await findContactOfSchool(tx, schoolId);
    if (!known) return refuse('no-contact');
    await invite(platform, tx, schoolId, known);
    return ok(null);
  });
  if (changed.ok) await remember(platform, schoolId, viewer.actor, 'contact.changed');
  return changed;
}

function readContact({ name, email }: { readonly name: string; readonly email: string }) {
  const contactName = name.trim().replace(/\s+/gu, ' ');
  const contactEmail = emailOf(email);
  const isAddress = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/.test(contactEmail);
  return contactName.length >= 2 && contactName.length <= 100 && isAddress ? { contactName, contactEmail } : null;
}

async function invite(platform: Platform, tx: PlatformTx, schoolId: string, contact: Contact): Promise<void> {
  const at = platform.clock.now();
  const personId = await savePerson(tx, {
    personId: platform.newId(), email: contact.contactEmail, name: contact.contactName, at,
  });
  await grantPersonRole(tx, personId, schoolId, at);
  const linkUrl = await issueMailLink(platform, tx, { personId, schoolId, hours: linkHours.invitation });
  await postMail(platform, tx, {
    kind: 'uitnodiging', schoolId, to: contact.contactEmail,
    ...invitationMail({ ...platform.config, ...contact, linkUrl }),
  });
}

function remember({ doors, clock }: Platform, schoolId: string, actor: Actor, event: AuditEvent): Promise<void> {
  return doors.withTenant(schoolId, actor, 'administration', (tx) => audit(tx, clock.now(), event));
}
