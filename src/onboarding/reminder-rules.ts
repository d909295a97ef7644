import { calendarDaysLater } from './rules.ts';
import type { SchoolStanding, StateFacts, Trouble } from './states.ts';

/** What a school is reminded of. */
export type ReminderCode = 'key-missing' | 'portal-missing' | 'matches-open' | 'steps-waiting' | 'link-trouble';

/** On which days after something began to wait a mail goes out, in calendar days; 0: at once. */
export const REMINDER_DAYS: Readonly<Record<ReminderCode, readonly number[]>> = {
  'key-missing': [3, 10],
  'portal-missing': [2, 5],
  'matches-open': [3, 10],
  'steps-waiting': [7, 21],
  'link-trouble': [0, 3],
};

/** Something that waits for the school. */
export interface Waiting {
  readonly code: ReminderCode;
  /** Since when. */
  readonly since: Date;
  readonly trouble: Trouble | null;
}

/** A mail that has to go out. */
export interface DueReminder extends Waiting {
  /** The moment for which it goes: with the code it tells this mail from every other, for ever. */
  readonly occasionAt: Date;
}

/** Troubles that a mail to the school helps; who else is to act hears of it otherwise. */
const MAILED: readonly Trouble[] = ['key-refused', 'roster-waits', 'roster-refused', 'no-pupils', 'portal-withdrawn',
  'results-refused'];

/** What waits for the school now, the most pressing first; what is done is not here any more. */
export function listWaiting(facts: StateFacts, standing: SchoolStanding): readonly Waiting[] {
  const { state, since } = standing;
  if (state === 'cancelled') return [];
  const trouble = standing.troubles.find((one) => MAILED.includes(one)) ?? null;
  const waiting: Waiting[] = [];
  const wrongSince = trouble && troubleSince(facts, trouble);
  if (wrongSince) waiting.push({ code: 'link-trouble', since: wrongSince, trouble });
  const noRoster = facts.keyAcceptedAt === null && facts.rosterStatus !== 'loaded';
  if (!facts.step1CompletedAt && noRoster) {
    waiting.push({ code: 'key-missing', since: facts.invitedAt ?? facts.orderedAt, trouble: null });
  }
  if (!facts.step1CompletedAt && !facts.basispoortAcceptedAt && facts.portalRequestedAt) {
    waiting.push({ code: 'portal-missing', since: facts.portalRequestedAt, trouble: null });
  }
  if (state === 'deciding') waiting.push({ code: 'matches-open', since, trouble: null });
  if (state === 'steps-open') waiting.push({ code: 'steps-waiting', since, trouble: null });
  return waiting;
}

/**
 * The mails that are due and have not gone out: for each thing that waits only the last of its days that has come,
 * so that a standstill of ours does not end in two mails at once.
 * @param sent whether the mail of a code and moment went out before
 */
export function dueReminders(
  waiting: readonly Waiting[], now: Date, sent: (code: ReminderCode, occasionAt: Date) => boolean,
): readonly DueReminder[] {
  return waiting.flatMap((one) => {
    const occasions = REMINDER_DAYS[one.code].map((days) => calendarDaysLater(one.since, days));
    const last = occasions.findLast((at) => at <= now);
    return last && !sent(one.code, last) ? [{ ...one, occasionAt: last }] : [];
  });
}

/** When to look again: at the next day of anything that waits, else in a day. */
export function nextLook(waiting: readonly Waiting[], now: Date): Date {
  const coming = waiting.flatMap(({ code, since }) =>
    REMINDER_DAYS[code].map((days) => calendarDaysLater(since, days)).filter((at) => at > now));
  return new Date(Math.min(calendarDaysLater(now, 1).getTime(), ...coming.map((at) => at.getTime())));
}

/** How many days at least lie between two reminders of a board to one school. */
export const BOARD_PAUSE_DAYS = 7;

/** Whether a board may have a school reminded now. */
export function mayRemind(lastByBoard: Date | null, now: Date): boolean {
  return lastByBoard === null || calendarDaysLater(lastByBoard, BOARD_PAUSE_DAYS) <= now;
}

/** Null where nobody wrote down since when: then a page tells it, and no mail. */
function troubleSince(facts: StateFacts, trouble: Trouble): Date | null {
  if (trouble === 'portal-withdrawn') return facts.portalWithdrawnAt;
  if (trouble === 'results-refused') return facts.firstRefusedAt;
  return trouble === 'key-refused' ? facts.lasFaultAt : facts.rosterStoppedAt ?? facts.lasFaultAt;
}
