import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Actor } from '../platform/database/tenancy.ts';
import type { SessionUser } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { admitMember, admitSchool, type AdmissionRefusal } from './admission.ts';
import type { SsoIdentity } from './sso.ts';
import { findSchoolOfInstitution, listKnownMembers } from './store.ts';

const doorkeeper: Actor = { kind: 'job', id: 'sign-in' };

/**
 * Learns of somebody at the door whom we do not know by any key, from the portal itself.
 * @returns whether it is worth looking again
 */
export type AdmissionRetry = (schoolId: string, identity: SsoIdentity) => Promise<boolean>;

/**
 * Finds who the portal means, and writes down that this person came in. Changes nothing in the roster.
 * @param retry who is unknown is asked for at the portal, once
 */
export async function admit(
  platform: Platform, identity: SsoIdentity, retry: AdmissionRetry = async () => false,
): Promise<Result<SessionUser, AdmissionRefusal>> {
  const school = admitSchool(
    await platform.doors.withPlatform((tx) => findSchoolOfInstitution(tx, identity.institutionId)));
  if (!school.ok) return school;
  const keys = {
    eckIdDigest: identity.eckId === null ? null : platform.secrets.digest(identity.eckId),
    basispoortId: identity.basispoortId === null ? null : String(identity.basispoortId),
  };
  const look = async () => admitMember(await platform.doors.withTenant(school.value, doorkeeper, 'sign-in',
    (tx) => listKnownMembers(tx, identity.kind, keys)));
  const first = await look();
  const isNew = !first.ok && first.refusal === 'person-unknown';
  const member = isNew && await retry(school.value, identity) ? await look() : first;
  if (!member.ok) return member;
  const user = { kind: identity.kind, id: member.value, schoolId: school.value };
  await recordSignIn(platform, user);
  return ok(user);
}

/** Every sign-in at a school is in the school's log. Customer service signs in at no school. */
export async function recordSignIn(platform: Platform, { kind, id, schoolId }: SessionUser): Promise<void> {
  if (schoolId === null) return;
  await platform.doors.withTenant(schoolId, { kind, id }, 'sign-in',
    (tx) => audit(tx, platform.clock.now(), 'sign-in'));
}
