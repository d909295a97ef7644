import { calendarDaysLater } from './rules.ts';
import type { Onboarding } from './types.ts';

/**
 * Where a school stands: the states of domain.md 4.2 in their order. In Dutch they are besteld, uitgenodigd,
 * sleutel_ingevoerd, basispoort_wacht, inladen, stap1_klaar, stap2_3_open, migratie_loopt, match_controle,
 * migratie_klaar, dult_test, dult_actief and opgezegd; `storing` is no state but comes on top of one.
 */
export const schoolStates = [
  'ordered', 'invited', 'key-entered', 'waiting-for-portal', 'loading', 'step1-done', 'steps-open', 'migrating',
  'deciding', 'migrated', 'link-on-trial', 'link-active', 'cancelled',
] as const;

/** One of schoolStates. */
export type SchoolState = (typeof schoolStates)[number];

/** What a state is judged by: what happened, and since when. Null: it has not. */
export interface StateFacts extends Onboarding {
  readonly orderedAt: Date;
  /** When the mail with the invitation left. */
  readonly invitedAt: Date | null;
  readonly agreementAcceptedAt: Date | null;
  /** When Basispoort was first asked for permission. */
  readonly portalRequestedAt: Date | null;
  /** Since when a site took its permission away, or is closed at Basispoort. */
  readonly portalWithdrawnAt: Date | null;
  readonly keyTrial: 'accepted' | 'no-answer' | 'refused' | null;
  /** What the LAS last answered that somebody must act on. */
  readonly lasFaultCode: string | null;
  readonly lasFaultAt: Date | null;
  /** Since when deliveries of the roster are refused, or wait for a person. */
  readonly rosterStoppedAt: Date | null;
  readonly historyStartedAt: Date | null;
  /** Old results of which somebody has to say whose they are, or in which year group. */
  readonly recordsInDoubt: number;
  /** Old results that contradict one that counts. */
  readonly conflicts: number;
  /** People of the roster of whom somebody has to say who they are. */
  readonly rosterDoubts: number;
  readonly resultsDelivered: number;
  readonly resultsRefused: number;
  readonly firstDeliveredAt: Date | null;
  readonly firstRefusedAt: Date | null;
  readonly cancelledAt: Date | null;
}

/** What is wrong on top of a state; each has somebody who must act. */
export type Trouble =
  | 'key-refused' | 'key-untried' | 'las-silent' | 'las-fault' | 'roster-refused' | 'roster-waits' | 'no-pupils'
  | 'portal-withdrawn' | 'results-refused' | 'roster-doubts';

/** Whether something is broken; what is left is a question to a person, or passes by itself. */
export function isFault(trouble: Trouble): boolean {
  return trouble !== 'key-untried' && trouble !== 'roster-doubts';
}

/** Whose turn it is. `nobody`: only time has to pass, or all is done. */
export type Turn = 'administrator' | 'coordinator' | 'las-manager' | 'service' | 'us' | 'nobody';

/** Where a school stands, and what is wrong. */
export interface SchoolStanding {
  readonly state: SchoolState;
  readonly since: Date;
  readonly troubles: readonly Trouble[];
  /** Who is to act: on the first trouble where there is one, else to get on. */
  readonly turn: Turn;
}

/** The state of a school, and what is wrong on top of it: the one place that decides so. */
export function stateOf(facts: StateFacts): SchoolStanding {
  const { state, since } = placeOf(facts);
  const troubles = state === 'cancelled' ? [] : troublesOf(facts);
  const [first] = troubles;
  return { state, since, troubles, turn: first ? troubleTurns[first] : turnOf(state, facts) };
}

interface Place {
  readonly state: SchoolState;
  readonly since: Date;
}

function placeOf(facts: StateFacts): Place {
  if (facts.cancelledAt) return { state: 'cancelled', since: facts.cancelledAt };
  if (facts.step1CompletedAt) return placeAfterStep1(facts, facts.step1CompletedAt);
  return placeInStep1(facts);
}

/** Key and acceptance come in either order; a roster from a file stands in for the key. */
function placeInStep1(facts: StateFacts): Place {
  const { orderedAt, invitedAt, keyAcceptedAt, basispoortAcceptedAt, portalRequestedAt, rosterStatus } = facts;
  const hasRoster = keyAcceptedAt !== null || rosterStatus === 'loaded';
  if (hasRoster && basispoortAcceptedAt) {
    return { state: 'loading', since: latest(keyAcceptedAt, basispoortAcceptedAt, orderedAt) };
  }
  if (hasRoster && portalRequestedAt) {
    return { state: 'waiting-for-portal', since: latest(keyAcceptedAt, portalRequestedAt, orderedAt) };
  }
  if (hasRoster) return { state: 'key-entered', since: keyAcceptedAt ?? orderedAt };
  return invitedAt ? { state: 'invited', since: invitedAt } : { state: 'ordered', since: orderedAt };
}

/** Steps 2 and 3 go in either order: what still needs a person comes before what is done. */
function placeAfterStep1(facts: StateFacts, doneAt: Date): Place {
  const { stepsOpenedAt, historyStartedAt, historyCompletedAt, resultsLinkAt, firstDeliveredAt } = facts;
  if (!stepsOpenedAt) return { state: 'step1-done', since: doneAt };
  if (facts.recordsInDoubt + facts.conflicts > 0) {
    return { state: 'deciding', since: historyStartedAt ?? stepsOpenedAt };
  }
  if (historyStartedAt && !historyCompletedAt) return { state: 'migrating', since: historyStartedAt };
  if (resultsLinkAt && firstDeliveredAt) return { state: 'link-active', since: firstDeliveredAt };
  if (resultsLinkAt) return { state: 'link-on-trial', since: resultsLinkAt };
  if (historyCompletedAt) return { state: 'migrated', since: historyCompletedAt };
  return { state: 'steps-open', since: stepsOpenedAt };
}

/** What is wrong, the one that stops most first. */
function troublesOf(facts: StateFacts): readonly Trouble[] {
  const { lasFaultCode, rosterStatus, rosterProgress, keyTrial } = facts;
  const fault = rosterStatus === 'failed' ? rosterProgress?.fault : undefined;
  const found: Trouble[] = [];
  if (facts.portalWithdrawnAt) found.push('portal-withdrawn');
  if (lasFaultCode === KEY_REFUSED || keyTrial === 'refused') found.push('key-refused');
  else if (lasFaultCode !== null) found.push(fault?.retrying ? 'las-silent' : 'las-fault');
  else if (keyTrial === 'no-answer') found.push('key-untried');
  if (fault?.deliveryId) found.push('roster-waits');
  else if (fault?.code === 'no-data') found.push('no-pupils');
  else if (fault && lasFaultCode === null) found.push('roster-refused');
  if (facts.resultsRefused > 0) found.push('results-refused');
  if (facts.rosterDoubts > 0) found.push('roster-doubts');
  return found;
}

/** As the standard has it: the key is not, or no more, good for this school. */
const KEY_REFUSED = 'AutorisatieOngeldig';

const troubleTurns: Readonly<Record<Trouble, Turn>> = {
  'key-refused': 'las-manager', 'key-untried': 'us', 'las-silent': 'us', 'las-fault': 'service',
  'roster-refused': 'las-manager', 'roster-waits': 'administrator', 'no-pupils': 'las-manager',
  'portal-withdrawn': 'coordinator', 'results-refused': 'administrator',
  'roster-doubts': 'administrator',
};

function turnOf(state: SchoolState, facts: StateFacts): Turn {
  switch (state) {
    case 'ordered': return 'us';
    case 'invited': case 'key-entered': case 'steps-open': case 'deciding': case 'migrated': return 'administrator';
    case 'waiting-for-portal': return 'coordinator';
    case 'loading': case 'migrating': return 'us';
    case 'link-active': return facts.historyCompletedAt ? 'nobody' : 'administrator';
    case 'step1-done': case 'link-on-trial': case 'cancelled': return 'nobody';
  }
}

/** The three ways in which a board looks for schools that stand still. */
export type StandingFilter = 'school' | 'portal' | 'trouble';

/** Whether a school waits for what a filter is about; a school in trouble also waits for whose turn it is. */
export function waitsFor({ turn, troubles }: SchoolStanding, filter: StandingFilter): boolean {
  if (filter === 'trouble') return troubles.some(isFault);
  return filter === 'portal' ? turn === 'coordinator' : turn === 'administrator' || turn === 'las-manager';
}

/** How long a school that ended its licence may still read and export, in calendar days. */
export const NOTICE_DAYS = 90;

/** Until when a school that cancelled may read. */
export function readableUntil(cancelledAt: Date): Date {
  return calendarDaysLater(cancelledAt, NOTICE_DAYS);
}

function latest(...moments: readonly (Date | null)[]): Date {
  return new Date(Math.max(...moments.map((at) => at?.getTime() ?? 0)));
}
