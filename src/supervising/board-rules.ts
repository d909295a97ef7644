import type { PlanStatus } from '../planning/types.ts';
import type { Medium } from '../content/types.ts';

/** Where the test of a pupil stands, as the database has it. */
export interface TakingFacts {
  readonly planId: string;
  readonly pupilId: string;
  readonly medium: Medium;
  readonly status: PlanStatus;
  readonly partCount: number;
  readonly pausedAt: Date | null;
  readonly endedAt: Date | null;
  /** The taak that was begun last; null before the first. */
  readonly sitting: SittingFacts | null;
}

/** The taak that was begun last, and what the pupil's device told of it. */
export interface SittingFacts {
  readonly sittingId: string;
  readonly partNo: number;
  readonly itemCount: number;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly discardedAt: Date | null;
  /** Item shown, from 0; null when the device has not told. */
  readonly position: number | null;
  readonly answered: number | null;
  readonly online: boolean | null;
  readonly heardAt: Date | null;
  readonly answeredAt: Date | null;
  readonly helpAskedAt: Date | null;
}

/** What a pupil is doing, in one word; what asks for the teacher comes first. */
export type TakingState =
  | { readonly kind: 'not-begun' | 'on-paper' | 'busy' | 'part-done' | 'done' | 'ended' | 'broken-off' | 'invalid' }
  /** Since when: the hand up, silent, without connection, paused. Null: not known. */
  | { readonly kind: 'help' | 'quiet' | 'offline' | 'paused'; readonly since: Date | null };

/** Seconds without connection before a pupil counts as offline: a page that is loaded anew is no news. */
export const offlineAfterSeconds = 20;
/** Seconds of silence after which an open line is not believed any more: its node died. A line beats every 25. */
export const lineDeadAfterSeconds = 75;
/** Seconds without an answer before a pupil counts as silent: a reading text takes minutes (domain.md 9.2: an answer a
 * minute in the mean). */
export const quietAfterSeconds = 240;

/** What a pupil is doing at this instant. */
export function takingState(facts: TakingFacts, now: Date): TakingState {
  const { status, sitting } = facts;
  if (status === 'invalid' || status === 'broken-off') return { kind: status };
  if (status === 'submitted' || status === 'scored') return { kind: facts.endedAt ? 'ended' : 'done' };
  if (facts.medium === 'paper') return { kind: 'on-paper' };
  if (facts.pausedAt) return { kind: 'paused', since: facts.pausedAt };
  if (!sitting) return { kind: 'not-begun' };
  if (sitting.submittedAt) return { kind: 'part-done' };
  if (sitting.helpAskedAt) return { kind: 'help', since: sitting.helpAskedAt };
  return connectionState(sitting, now);
}

function connectionState(sitting: SittingFacts, now: Date): TakingState {
  const { heardAt, online, startedAt, answeredAt } = sitting;
  const lastHeard = heardAt ?? startedAt;
  const patience = online ? lineDeadAfterSeconds : offlineAfterSeconds;
  if (secondsBetween(lastHeard, now) > patience) return { kind: 'offline', since: heardAt };
  const lastAnswer = answeredAt && answeredAt > startedAt ? answeredAt : startedAt;
  return secondsBetween(lastAnswer, now) > quietAfterSeconds ? { kind: 'quiet', since: lastAnswer } : { kind: 'busy' };
}

/** Whether a pupil may still be paused, resumed or ended. */
export function isOpen({ status }: Pick<TakingFacts, 'status'>): boolean {
  return status === 'planned' || status === 'started';
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
