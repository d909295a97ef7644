import { timingSafeEqual } from 'node:crypto';
import { countAttempt, forgiveAttempt } from '../access/attempts.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Actor, TenantTx } from '../platform/database/tenancy.ts';
import type { SessionBond, SessionUser } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { listGroupPupils } from '../roster/store.ts';
import { digestOf, secondsUntil } from './class-code-actions.ts';
import { readClassCode, wrongTriesMax } from './class-code-rules.ts';
import {
  findSession, listCards, listSessionsByCode, lockPicture, noteTries, type CardRow, type ClassSession,
} from './class-code-store.ts';
import { isPicture, type PictureName } from './pictures.tsx';

/** A class that a device found the way to; names are not in it. */
export interface FoundClass {
  readonly schoolId: string;
  readonly classSessionId: string;
}

/** Wrong class codes from one network address: a school has one, so a whole school may mistype within a quarter. */
const perDevice = { max: 200, withinMinutes: 15 } as const;
/** Wrong digits in one class session, over all pictures. */
const perClass = { max: 40, withinMinutes: 15 } as const;

const doorkeeper: Actor = { kind: 'job', id: 'class-code' };

/** Why a class code opens nothing. */
export type CodeRefusal = 'unknown-code' | 'too-many-tries';

/** Finds the class of a code that is open now, and the bond of the device's session with it. */
export async function findClass(
  platform: Platform, typed: string, networkAddress: string,
): Promise<Result<FoundClass & { readonly bond: SessionBond }, CodeRefusal>> {
  const key = `class-code:device:${platform.secrets.digest(networkAddress)}`;
  const code = readClassCode(typed);
  const found = await platform.doors.withPlatform(async (tx) => {
    if (!await countAttempt(tx, key, perDevice)) return null;
    return code === null ? [] : listSessionsByCode(tx, digestOf(platform, code));
  });
  if (found === null) return refuse('too-many-tries');
  for (const one of found) {
    const open = await openClass(platform, one);
    if (!open) continue;
    await platform.doors.withPlatform((tx) => forgiveAttempt(tx, key));
    return ok({ ...one, bond: bondOf(platform, open) });
  }
  return refuse('unknown-code');
}

/** The pictures of a class that is open, in the order of their names; null when it is not open any more. */
export async function picturesOf(
  platform: Platform, { schoolId, classSessionId }: FoundClass,
): Promise<readonly PictureName[] | null> {
  return platform.doors.withTenant(schoolId, doorkeeper, 'sign-in', async (tx) => {
    const open = await findSession(tx, classSessionId, platform.clock.now());
    if (!open) return null;
    const present = await presentIn(tx, open.groupId);
    const cards = (await listCards(tx, open.groupId)).filter(({ pupilId }) => present.has(pupilId));
    return [...new Set(cards.map(({ picture }) => picture))].sort();
  });
}

/** Why picture and digits let nobody in. */
export type CardRefusal = 'closed' | 'wrong' | 'locked' | 'too-many-tries';

/** Lets the pupil in whose picture and digits these are. */
export async function enterClass(
  platform: Platform, { schoolId, classSessionId }: FoundClass,
  given: { readonly picture: string; readonly digits: string },
): Promise<Result<{ readonly user: SessionUser; readonly bond: SessionBond }, CardRefusal>> {
  const key = `class-code:class:${classSessionId}`;
  if (!await platform.doors.withPlatform((tx) => countAttempt(tx, key, perClass))) return refuse('too-many-tries');
  const at = platform.clock.now();
  const entered = await platform.doors.withTenant(schoolId, doorkeeper, 'sign-in', async (tx) => {
    const open = await findSession(tx, classSessionId, at);
    if (!open || !isPicture(given.picture)) return refuse(open ? 'wrong' : 'closed');
    const pupilId = await tryPicture(platform, tx, open.groupId, given.picture, given.digits.replace(/\s/g, ''));
    if (!pupilId.ok) return pupilId;
    await audit(tx, at, 'sign-in.class-code', { kind: 'pupil', id: pupilId.value });
    const user: SessionUser = { kind: 'pupil', id: pupilId.value, schoolId };
    return ok({ user, bond: bondOf(platform, open) });
  });
  if (entered.ok) await platform.doors.withPlatform((tx) => forgiveAttempt(tx, key));
  return entered;
}

/** Judges digits and counts; the cards are locked, so that tries at the same moment count one after the other. */
async function tryPicture(
  platform: Platform, tx: TenantTx, groupId: string, picture: PictureName, digits: string,
): Promise<Result<string, 'wrong' | 'locked'>> {
  const present = await presentIn(tx, groupId);
  const cards = (await lockPicture(tx, groupId, picture)).filter(({ pupilId }) => present.has(pupilId));
  const [first] = cards;
  if (!first) return refuse('wrong');
  if (first.lockedAt) return refuse('locked');
  const right = cards.find((card) => fits(platform, card, digits));
  const wrongTries = right ? 0 : first.wrongTries + 1;
  const lockedAt = wrongTries >= wrongTriesMax ? platform.clock.now() : null;
  if (wrongTries !== first.wrongTries) await noteTries(tx, groupId, picture, { wrongTries, lockedAt });
  if (right) return ok(right.pupilId);
  return refuse(lockedAt ? 'locked' : 'wrong');
}

function fits({ secrets }: Platform, { digitsCipher }: CardRow, typed: string): boolean {
  const digits = secrets.open(digitsCipher);
  const given = Buffer.from(typed);
  return given.length === digits.length && timingSafeEqual(given, digits);
}

async function presentIn(tx: TenantTx, groupId: string): Promise<ReadonlySet<string>> {
  return new Set((await listGroupPupils(tx, groupId)).map(({ pupilId }) => pupilId));
}

function openClass(platform: Platform, { schoolId, classSessionId }: FoundClass): Promise<ClassSession | undefined> {
  return platform.doors.withTenant(schoolId, doorkeeper, 'sign-in',
    (tx) => findSession(tx, classSessionId, platform.clock.now()));
}

function bondOf(platform: Platform, { classSessionId, endsAt }: ClassSession): SessionBond {
  return { id: classSessionId, seconds: secondsUntil(platform, endsAt) };
}
