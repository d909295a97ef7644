import type { PupilName } from '../roster/types.ts';
import { callNameAndLast } from '../ui/format.ts';
import type { BoardRow } from './board.ts';
import { takingState, type TakingFacts } from './board-rules.ts';
import { answeredWords, placeWords, stateWords } from './nl.ts';

/** What a board has to show anew. */
export interface BoardChange {
  /** All rows, in the order of the names. */
  readonly rows: readonly BoardRow[];
  readonly changed: readonly BoardRow[];
  /** Said to who cannot see it: requests for help and lost connections, that they are over, and nothing else. */
  readonly say: readonly string[];
}

/**
 * Follows one open board: what is new since the last time, seen from who looks at it.
 * @param pupils of the group, in the order in which they are shown
 */
export function followBoard(pupils: readonly PupilName[]): (facts: readonly TakingFacts[], now: Date) => BoardChange {
  let shown = new Map<string, string>();
  let kinds = new Map<string, string>();
  let isFirst = true;
  return (facts, now) => {
    const byPupil = new Map(facts.map((one) => [one.pupilId, one]));
    const rows = pupils.flatMap((pupil): readonly BoardRow[] => {
      const own = byPupil.get(pupil.pupilId);
      return own ? [{ pupil, facts: own, state: takingState(own, now) }] : [];
    });
    const looks = new Map(rows.map((row) => [row.pupil.pupilId, lookOf(row)]));
    const changed = rows.filter(({ pupil }) => looks.get(pupil.pupilId) !== shown.get(pupil.pupilId));
    // Who opens a board reads it; only what happens from then on is news.
    const say = isFirst ? [] : changed.flatMap((row) =>
      (kinds.get(row.pupil.pupilId) === row.state.kind ? [] : sayOf(row, kinds.get(row.pupil.pupilId))));
    shown = looks;
    kinds = new Map(rows.map(({ pupil, state }) => [pupil.pupilId, state.kind]));
    isFirst = false;
    return { rows, changed, say };
  };
}

/** Everything that is visible of a row: equal looks need not be sent. */
function lookOf({ facts, state }: BoardRow): string {
  return JSON.stringify([
    facts.planId, facts.status, state.kind, stateWords(facts, state).text, placeWords(facts), answeredWords(facts),
  ]);
}

function sayOf({ pupil, state }: BoardRow, before: string | undefined): readonly string[] {
  const name = callNameAndLast(pupil);
  if (state.kind === 'help') return [`${name} vraagt hulp.`];
  if (state.kind === 'offline') return [`${name} is offline.`];
  // What was said stays in the page until something else is.
  if (before === 'help') return [`${name} vraagt geen hulp meer.`];
  const isBack = before === 'offline' && (state.kind === 'busy' || state.kind === 'quiet');
  return isBack ? [`${name} is weer online.`] : [];
}
