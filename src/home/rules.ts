import type { SchoolState } from './types.ts';

/** A step of a school on its way in, as `StepList` shows it. */
export type StepState = 'done' | 'now' | 'later';

/** Which of the three steps are done, which can be done now and which come later. */
export function stepStates(state: SchoolState): readonly [StepState, StepState, StepState] {
  const open = (doneAt: Date | null): StepState => doneAt ? 'done' : state.stepsOpenedAt ? 'now' : 'later';
  return [state.step1CompletedAt ? 'done' : 'now', open(state.historyCompletedAt), open(state.resultsLinkAt)];
}

/**
 * The one thing that the administrator does next; `wait` when it is somebody else's turn, `nothing` when all
 * is done.
 */
export type NextAct =
  | 'accept-agreement' | 'enter-key' | 'accept-basispoort' | 'watch-roster' | 'mend-roster' | 'wait'
  | 'get-history' | 'open-results-link' | 'nothing';

/** What comes next, in the order in which a school does it; key and Basispoort may change places. */
export function nextAct(state: SchoolState): NextAct {
  if (!state.agreementAcceptedAt) return 'accept-agreement';
  if (!state.step1CompletedAt) return nextActOfStep1(state);
  if (!state.stepsOpenedAt) return 'wait';
  if (!state.historyCompletedAt) return 'get-history';
  return state.resultsLinkAt ? 'nothing' : 'open-results-link';
}

function nextActOfStep1(state: SchoolState): NextAct {
  if (!state.keyAcceptedAt) return 'enter-key';
  if (!state.basispoortAcceptedAt) return 'accept-basispoort';
  return state.rosterStatus === 'failed' ? 'mend-roster' : 'watch-roster';
}
