import { randomInt } from 'node:crypto';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Sessions } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup } from '../roster/types.ts';
import { dealCards, newClassCode, type Card } from './class-code-rules.ts';
import {
  closeSession, findOpenSession, insertSession, listCards, lockCards, moveEnd, noteTries, saveCards,
} from './class-code-store.ts';

/** How the class code of a group stands. */
export interface ClassCodeView {
  readonly group: ClassGroup;
  readonly pupilCount: number;
  /** Null while it is closed. */
  readonly open: { readonly classSessionId: string; readonly code: string; readonly endsAt: Date } | null;
  /** Cards of who is in the group now, as the Dutch sort names; pupils who came later may lack one. */
  readonly cards: readonly Card[];
}

/** The class code of a group, and the cards of its pupils; undefined when there is no such group this school year. */
export function viewClassCode(
  platform: Platform, viewer: SchoolViewer, groupId: string,
): Promise<ClassCodeView | undefined> {
  return withGroup(platform, viewer, groupId, async (tx, group) => {
    const open = await findOpenSession(tx, groupId, platform.clock.now());
    const pupils = await listGroupPupils(tx, groupId);
    return {
      group, pupilCount: pupils.length, cards: await cardsOf(platform, tx, groupId),
      open: open ? {
        classSessionId: open.classSessionId, endsAt: open.endsAt,
        code: platform.secrets.open(open.codeCipher).toString(),
      } : null,
    };
  });
}

/** Lets a class in for a time, with the cards that its pupils still lack; one that is open stays as it is. */
export function openClassCode(
  platform: Platform, viewer: SchoolViewer, groupId: string, minutes: number,
): Promise<true | undefined> {
  return withGroup<true>(platform, viewer, groupId, async (tx) => {
    const at = platform.clock.now();
    await lockCards(tx, groupId);
    await dealMissing(platform, tx, groupId);
    if (await findOpenSession(tx, groupId, at)) return true;
    const code = newClassCode(randomInt);
    await insertSession(tx, {
      classSessionId: platform.newId(), groupId, codeDigest: digestOf(platform, code),
      codeCipher: platform.secrets.seal(code), openedBy: `${viewer.actor.kind}:${viewer.actor.id}`, openedAt: at,
      endsAt: new Date(at.getTime() + minutes * 60_000),
    });
    await audit(tx, at, 'class-code.opened', { kind: 'group', id: groupId }, { minutes });
    return true;
  });
}

/** Lets the class session of a group last an hour longer. */
export async function prolongClassCode(
  platform: Platform, sessions: Sessions, viewer: SchoolViewer, groupId: string,
): Promise<true | undefined> {
  const longer = await withGroup(platform, viewer, groupId, async (tx) => {
    const open = await findOpenSession(tx, groupId, platform.clock.now());
    if (!open) return null;
    const endsAt = new Date(open.endsAt.getTime() + 3_600_000);
    await moveEnd(tx, open.classSessionId, endsAt);
    await audit(tx, platform.clock.now(), 'class-code.opened', { kind: 'group', id: groupId }, { minutes: 60 });
    return { id: open.classSessionId, endsAt };
  });
  if (longer) await sessions.moveBound(longer.id, secondsUntil(platform, longer.endsAt));
  return longer === undefined ? undefined : true;
}

/** Closes the class session of a group: the code is worth nothing any more, and who came in by it is out. */
export async function closeClassCode(
  platform: Platform, sessions: Sessions, viewer: SchoolViewer, groupId: string,
): Promise<true | undefined> {
  const closed = await withGroup(platform, viewer, groupId, async (tx) => {
    const at = platform.clock.now();
    const open = await findOpenSession(tx, groupId, at);
    if (!open || !await closeSession(tx, open.classSessionId, at)) return null;
    await audit(tx, at, 'class-code.closed', { kind: 'group', id: groupId });
    return open.classSessionId;
  });
  if (closed) await sessions.endBound(closed);
  return closed === undefined ? undefined : true;
}

/** Whole seconds of real time until a time of the domain's clock; at least one. */
export function secondsUntil({ clock }: Platform, at: Date): number {
  return Math.max(1, Math.round((at.getTime() - clock.now().getTime()) / 1000));
}

/** Deals cards to the pupils who have none; they hold for the school year. */
export function makeCards(platform: Platform, viewer: SchoolViewer, groupId: string): Promise<true | undefined> {
  return withGroup<true>(platform, viewer, groupId, async (tx) => {
    await lockCards(tx, groupId);
    await dealMissing(platform, tx, groupId);
    return true;
  });
}

/** The cards of a group to print them, which the school's log tells. */
export function readCards(
  platform: Platform, viewer: SchoolViewer, groupId: string,
): Promise<{ readonly group: ClassGroup; readonly cards: readonly Card[] } | undefined> {
  return withGroup(platform, viewer, groupId, async (tx, group) => {
    await audit(tx, platform.clock.now(), 'class-cards.read', { kind: 'group', id: groupId });
    return { group, cards: await cardsOf(platform, tx, groupId) };
  });
}

/** Gives a pupil another picture and other digits: the old card was lost or seen by others. */
export async function replaceCard(
  platform: Platform, viewer: SchoolViewer, groupId: string, pupilId: string,
): Promise<Result<true, 'not-found'>> {
  const done = await withGroup(platform, viewer, groupId, async (tx) => {
    await lockCards(tx, groupId);
    const cards = await cardsOf(platform, tx, groupId);
    if (!cards.some(({ pupil }) => pupil.pupilId === pupilId)) return false;
    const [card] = dealCards([pupilId], cards, randomInt);
    await save(platform, tx, groupId, card ? [card] : []);
    return true;
  });
  return done ? ok(true) : refuse('not-found');
}

/** Lets a picture be tried again. */
export async function unlockPicture(
  platform: Platform, viewer: SchoolViewer, groupId: string, picture: string,
): Promise<Result<true, 'not-found'>> {
  const done = await withGroup(platform, viewer, groupId, async (tx) => {
    if (await noteTries(tx, groupId, picture, { wrongTries: 0, lockedAt: null }) === 0) return false;
    await audit(tx, platform.clock.now(), 'class-card.unlocked', { kind: 'group', id: groupId });
    return true;
  });
  return done ? ok(true) : refuse('not-found');
}

/** How a code is found without being stored as it is. */
export function digestOf({ secrets }: Platform, code: string): string {
  return secrets.digest(`class-code:${code}`);
}

async function dealMissing(platform: Platform, tx: TenantTx, groupId: string): Promise<void> {
  const cards = await cardsOf(platform, tx, groupId);
  const have = new Set(cards.map(({ pupil }) => pupil.pupilId));
  const without = (await listGroupPupils(tx, groupId)).map(({ pupilId }) => pupilId).filter((id) => !have.has(id));
  if (without.length > 0) await save(platform, tx, groupId, dealCards(without, cards, randomInt));
}

async function save(
  platform: Platform, tx: TenantTx, groupId: string, cards: ReturnType<typeof dealCards>,
): Promise<void> {
  const at = platform.clock.now();
  const sealed = cards.map(({ digits, ...card }) => ({ ...card, digitsCipher: platform.secrets.seal(digits) }));
  await saveCards(tx, groupId, sealed, at);
  await audit(tx, at, 'class-cards.made', { kind: 'group', id: groupId }, { count: cards.length });
}

async function cardsOf({ secrets }: Platform, tx: TenantTx, groupId: string): Promise<readonly Card[]> {
  const rows = new Map((await listCards(tx, groupId)).map((row) => [row.pupilId, row]));
  return (await listGroupPupils(tx, groupId)).flatMap((pupil) => {
    const row = rows.get(pupil.pupilId);
    if (!row) return [];
    const digits = secrets.open(row.digitsCipher).toString();
    return [{ pupil, picture: row.picture, digits, locked: row.lockedAt !== null }];
  });
}

/** Work on a group of this school year that the viewer may let in; undefined when it is not there. */
async function withGroup<T>(
  platform: Platform, viewer: SchoolViewer, groupId: string, work: (tx: TenantTx, group: ClassGroup) => Promise<T>,
): Promise<T | undefined> {
  if (!may(viewer, 'open-class-code', { groupIds: [groupId] })) return undefined;
  const schoolYear = schoolYearOf(plainDateInAmsterdam(platform.clock.now()));
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const group = await findGroup(tx, groupId);
    return group?.active && group.schoolYear === schoolYear ? work(tx, group) : undefined;
  });
}
