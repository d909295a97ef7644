import type { Board, BoardRow, Cell } from './board.ts';
import { hasExpired } from './opening.ts';

/** Where one pupil is with one subject, from nothing to done. */
export type ProgressState =
  /** There is no test for this year group now, or the year group takes none. */
  | 'no-test'
  | 'unplanned'
  /** Planned on screen: opens later, can be begun, is over without having been begun. */
  | 'not-open' | 'ready' | 'expired'
  /** A taak is being taken; the last one is in and the next not begun. */
  | 'busy' | 'between'
  /** On paper and not handed in yet. */
  | 'to-enter'
  | 'handed-in' | 'done'
  /** Ended, or may not count, and not planned again. */
  | 'broken-off' | 'invalid';

/** Where a pupil is with the subject of a cell. */
export function stateOf({ plan, before, proposedTestCode }: Cell, now: Date): ProgressState {
  if (!plan) {
    if (before) return before.status === 'invalid' ? 'invalid' : 'broken-off';
    return proposedTestCode === null ? 'no-test' : 'unplanned';
  }
  if (plan.status === 'scored') return 'done';
  if (plan.status === 'submitted') return 'handed-in';
  if (plan.medium === 'paper') return 'to-enter';
  if (plan.openPart !== null) return 'busy';
  if (plan.partsIn > 0) return 'between';
  if (hasExpired(plan, now)) return 'expired';
  return plan.opensAt && plan.opensAt > now ? 'not-open' : 'ready';
}

/** States in which the pupil still has to do something. */
export function isToTake(state: ProgressState): boolean {
  return ['not-open', 'ready', 'expired', 'busy', 'between'].includes(state);
}

/** States in which the pupil's part is done: on the way to a result, or there. */
export function isTaken(state: ProgressState): boolean {
  return state === 'handed-in' || state === 'done';
}

/** One pupil and subject with its state. */
export interface Progress {
  readonly row: BoardRow;
  readonly cell: Cell;
  readonly state: ProgressState;
}

/** What a group still has to do in the subjects of a board. */
export interface GroupProgress {
  readonly groupId: string;
  readonly name: string;
  readonly pupils: number;
  readonly counts: Readonly<Record<ProgressState, number>>;
  /** Not done while at least half of their year group in it is: they were absent, or did not finish. */
  readonly toCatchUp: readonly Progress[];
  /** Without a plan while others of their year group in it have one: they came later, or were forgotten. */
  readonly lateJoiners: readonly Progress[];
}

/** The progress of every pupil and subject, by group in the order of the board. */
export function progressOf({ rows, groups }: Pick<Board, 'rows' | 'groups'>, now: Date): readonly GroupProgress[] {
  return groups.flatMap(({ groupId, name }) => {
    const ofGroup = rows.filter((row) => row.groupId === groupId);
    if (ofGroup.length === 0) return [];
    const all = ofGroup.flatMap((row) => row.cells.map((cell): Progress => ({ row, cell, state: stateOf(cell, now) })));
    // The two year groups of a combination group need not take a test in the same week.
    const mates = [...Map.groupBy(all, ({ row, cell }) => `${row.pupil.yearGroup}|${cell.subject}`).values()];
    return [{
      groupId, name, pupils: ofGroup.length, counts: countStates(all),
      toCatchUp: mates.flatMap(catchUp), lateJoiners: mates.flatMap(joiners),
    }];
  });
}

function catchUp(mates: readonly Progress[]): readonly Progress[] {
  const planned = mates.filter(({ cell }) => cell.plan !== null);
  const taken = planned.filter(({ state }) => isTaken(state) || state === 'between').length;
  if (taken === 0 || taken * 2 < planned.length) return [];
  return planned.filter(({ state }) => isToTake(state) && state !== 'between');
}

function joiners(mates: readonly Progress[]): readonly Progress[] {
  if (!mates.some(({ cell }) => cell.plan !== null)) return [];
  return mates.filter(({ state }) => state === 'unplanned');
}

function countStates(all: readonly Progress[]): Readonly<Record<ProgressState, number>> {
  const counts: Record<ProgressState, number> = {
    'no-test': 0, unplanned: 0, 'not-open': 0, ready: 0, expired: 0, busy: 0, between: 0, 'to-enter': 0, 'handed-in': 0,
    done: 0, 'broken-off': 0, invalid: 0,
  };
  for (const { state } of all) counts[state] += 1;
  return counts;
}
