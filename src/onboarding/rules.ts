import { present } from '../base/assert.ts';
import { addDays, daysBetween, plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { readDateTime } from '../exchange/xml/date-time.ts';
import type { Onboarding, StepsClosed } from './types.ts';

/** What the three steps are judged by. */
export interface StepFacts extends Onboarding {
  readonly agreementAccepted: boolean;
}

/** A step as a page shows it. */
export interface StepState {
  readonly number: 1 | 2 | 3;
  readonly state: 'done' | 'now' | 'later';
  /** Done: on which day. */
  readonly doneOn: PlainDate | null;
  /** Later: on which day it opens; null as long as nobody can know. */
  readonly opensOn: PlainDate | null;
}

/** The state of the three steps, in their order. */
export function stepStates(facts: Onboarding): readonly [StepState, StepState, StepState] {
  const opensOn = facts.instructionsDueAt && plainDateInAmsterdam(facts.instructionsDueAt);
  const after = (number: 2 | 3, doneAt: Date | null): StepState => {
    if (doneAt) return { number, state: 'done', doneOn: plainDateInAmsterdam(doneAt), opensOn: null };
    return facts.stepsOpenedAt
      ? { number, state: 'now', doneOn: null, opensOn: null }
      : { number, state: 'later', doneOn: null, opensOn };
  };
  const first = facts.step1CompletedAt;
  return [
    { number: 1, state: first ? 'done' : 'now', doneOn: first && plainDateInAmsterdam(first), opensOn: null },
    after(2, facts.historyCompletedAt),
    after(3, facts.resultsLinkAt),
  ];
}

/** What the administrator can do now; the first thing that is missing. */
export type NextAction =
  | 'accept-agreement'
  | 'enter-key'
  | 'accept-basispoort'
  | 'wait-for-roster'
  | 'mend-roster'
  | 'wait-for-opening'
  | 'import-history'
  | 'open-results-link'
  | 'nothing';

/** The first thing that is missing, in the order in which a school best does them. */
export function nextAction(facts: StepFacts): NextAction {
  if (!facts.agreementAccepted) return 'accept-agreement';
  if (facts.rosterStatus === 'failed') return 'mend-roster';
  if (!facts.step1CompletedAt) {
    if (!facts.keyAcceptedAt && facts.rosterStatus !== 'loaded') return 'enter-key';
    return facts.basispoortAcceptedAt ? 'wait-for-roster' : 'accept-basispoort';
  }
  if (!facts.stepsOpenedAt) return 'wait-for-opening';
  if (!facts.historyCompletedAt) return 'import-history';
  return facts.resultsLinkAt ? 'nothing' : 'open-results-link';
}

/** Whether the roster can be fetched: the key is in and Basispoort was accepted, in whatever order. */
export function isReadyForRoster(facts: Pick<Onboarding, 'keyAcceptedAt' | 'basispoortAcceptedAt'>): boolean {
  return facts.keyAcceptedAt !== null && facts.basispoortAcceptedAt !== null;
}

/** Whether step 1 is done: Basispoort was accepted and the roster is in, over the link or from a file. */
export function isStep1Done(facts: Pick<Onboarding, 'basispoortAcceptedAt' | 'rosterStatus'>): boolean {
  return facts.basispoortAcceptedAt !== null && facts.rosterStatus === 'loaded';
}

/** Refuses what belongs to steps 2 and 3 before they are open, and says when they will be. */
export function stepsOpen(
  facts: Pick<Onboarding, 'stepsOpenedAt' | 'instructionsDueAt'>,
): Result<null, StepsClosed> {
  if (facts.stepsOpenedAt) return ok(null);
  const { instructionsDueAt } = facts;
  return refuse({
    code: 'steps-closed',
    opensOn: instructionsDueAt && plainDateInAmsterdam(instructionsDueAt),
  });
}

/**
 * The same time of day a number of calendar days later in Europe/Amsterdam, also across a change of the
 * clocks.
 */
export function calendarDaysLater(at: Date, days: number): Date {
  const wanted = addDays(plainDateInAmsterdam(at), days);
  const guess = new Date(at.getTime() + daysBetween(plainDateInAmsterdam(at), wanted) * 86_400_000);
  return new Date(guess.getTime() + amsterdamOffsetMs(at) - amsterdamOffsetMs(guess));
}

function amsterdamOffsetMs(at: Date): number {
  const local = amsterdamClock.format(at).replace(', ', 'T').replaceAll('/', '-');
  return Date.parse(`${local}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}

const amsterdamClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** From which hour, and for how many, rosters are fetched at night: each school at a second of its own. */
const NIGHT = { firstHour: 2, hours: 3 } as const;

/**
 * When the roster of a school is next fetched by itself, after this instant: between 02.00 and 05.00 hours in
 * Europe/Amsterdam, every night at the same second, which the id of the school spreads over those hours.
 */
export function nextRosterNight(after: Date, schoolId: string): Date {
  const spread = Number.parseInt(schoolId.slice(-8), 16) % (NIGHT.hours * 3600);
  const time = new Date((NIGHT.firstHour * 3600 + spread) * 1000).toISOString().slice(11, 19);
  const today = plainDateInAmsterdam(after);
  const nights = [today, addDays(today, 1)].map((day) =>
    present(readDateTime(`${day}T${time}`), 'a time of a day that exists'));
  return present(nights.find((at) => at > after), 'tomorrow night is later');
}
