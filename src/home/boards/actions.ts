import { emailOf, issueMailLink, linkHours } from '../../access/mail-link.ts';
import { grantBoardRole, savePerson } from '../../access/store.ts';
import type { Board, BoardViewer } from '../../access/types.ts';
import { ok, refuse, type Result } from '../../base/result.ts';
import { listWaiting, mayRemind, type Waiting } from '../../onboarding/reminder-rules.ts';
import { listLastByBoard, saveReminder } from '../../onboarding/reminder-store.ts';
import { waitsFor } from '../../onboarding/states.ts';
import { saveBoard } from '../../ordering/board-store.ts';
import { postMail } from '../../platform/mail/mail.ts';
import type { Platform } from '../../platform/platform.ts';
import { boardInvitationMail } from './mails.ts';
import { postReminder } from '../states/reminders.ts';
import { findStanding, listStandingsOfBoards, type SchoolInState } from '../states/store.ts';

/** A school of a board, and whether it would be reminded now. */
export interface BoardSchool {
  readonly school: SchoolInState;
  /** The most pressing thing that waits for the school; null: nothing does. */
  readonly waiting: Waiting | null;
  /** When the board last had it reminded. */
  readonly lastAt: Date | null;
  /** Whether a reminder would go out now. */
  readonly remindable: boolean;
}

/** Every school of the boards of this viewer, by name: states and counts, no pupils. */
export async function listBoardSchools(
  { doors, clock }: Platform, viewer: BoardViewer,
): Promise<readonly BoardSchool[]> {
  const now = clock.now();
  return doors.withPlatform(async (tx) => {
    const schools = await listStandingsOfBoards(tx, viewer.boards.map(({ boardNumber }) => boardNumber));
    const last = await listLastByBoard(tx, schools.map(({ facts }) => facts.schoolId));
    return schools.map((school) => {
      const [waiting = null] = listWaiting(school.facts, school);
      const lastAt = last.get(school.facts.schoolId) ?? null;
      const remindable = waiting !== null && school.facts.contactEmail !== null && mayRemind(lastAt, now);
      return { school, waiting, lastAt, remindable };
    });
  });
}

/** How many schools wait for whom. */
export function countStandings(schools: readonly BoardSchool[]) {
  const count = (filter: 'school' | 'portal' | 'trouble') =>
    schools.filter(({ school }) => waitsFor(school, filter)).length;
  return { school: count('school'), portal: count('portal'), trouble: count('trouble') };
}

/**
 * Sends a reminder to these schools of the board, each about what waits there now. A school of another board, one where
 * nothing waits any more and one that was reminded a few days ago are passed by.
 * @returns how many mails
 */
export async function remindSchools(
  platform: Platform, viewer: BoardViewer, schoolIds: readonly string[],
): Promise<number> {
  const chosen = (await listBoardSchools(platform, viewer)).filter(({ school, remindable }) =>
    remindable && schoolIds.includes(school.facts.schoolId));
  let count = 0;
  for (const { school: { facts } } of chosen) {
    const board = viewer.boards.find(({ boardNumber }) => boardNumber === facts.boardNumber);
    if (!board) continue;
    count += await platform.doors.withTenant(facts.schoolId, { kind: 'person', id: viewer.id }, 'onboarding',
      async (tx) => {
        const school = await findStanding(tx);
        const [waiting] = listWaiting(school.facts, school);
        if (!waiting || !await postReminder(platform, tx, school, waiting, board.name)) return 0;
        const sentAt = platform.clock.now();
        await saveReminder(tx,
          { code: waiting.code, occasionAt: waiting.since, sentAt, sentBy: `board:${board.boardNumber}` });
        return 1;
      });
  }
  return count;
}

/** Why nobody of a board was made. */
export type BoardRefusal = 'number' | 'name' | 'person';

/** Makes a board, or finds it again, and invites somebody of it; done by customer service. */
export async function inviteBoardPerson(
  platform: Platform,
  typed: { readonly boardNumber: string; readonly boardName: string; readonly name: string; readonly email: string },
): Promise<Result<Board, BoardRefusal>> {
  const board: Board = { boardNumber: typed.boardNumber.replace(/\D/gu, ''), name: typed.boardName.trim() };
  const [name, email] = [typed.name.trim(), emailOf(typed.email)];
  if (!/^\d{5}$/.test(board.boardNumber)) return refuse('number');
  if (board.name.length < 2) return refuse('name');
  if (name.length < 2 || !/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/.test(email)) return refuse('person');
  const at = platform.clock.now();
  await platform.doors.withPlatform(async (tx) => {
    await saveBoard(tx, board, at);
    const personId = await savePerson(tx, { personId: platform.newId(), email, name, at });
    await grantBoardRole(tx, personId, board.boardNumber, at);
    const link = { personId, schoolId: null, hours: linkHours.invitation };
    const linkUrl = await issueMailLink(platform, tx, link);
    await postMail(platform, tx, {
      kind: 'bestuur', schoolId: null, to: email,
      ...boardInvitationMail({ ...platform.config, name, boardName: board.name, linkUrl }),
    });
  });
  return ok(board);
}
