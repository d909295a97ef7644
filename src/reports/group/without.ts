import type { Subject } from '../../content/types.ts';
import { endReasons } from '../../planning/nl.ts';
import { isTaken, isToTake, type ProgressState, stateOf } from '../../planning/progress.ts';
import type { PlanProgress } from '../../planning/store.ts';
import { plural } from '../../ui/format.ts';

/** A pupil with what was planned for one subject and season, the newest last. */
export interface Planned {
  readonly pupilId: string;
  readonly yearGroup: string | null;
  readonly plans: readonly PlanProgress[];
}

/**
 * Why pupils have no result, by pupil: not planned, planned, begun, broken off, or not there when the others took it.
 * @param isNow whether the season is still going on; of an older one it only matters that there is nothing
 */
export function reasonsWithout(
  pupils: readonly Planned[], subject: Subject, { now, isNow }: { readonly now: Date; readonly isNow: boolean },
): ReadonlyMap<string, string> {
  const known = pupils.map((pupil) => ({ ...pupil, ...newest(pupil.plans), state: progressOf(pupil, subject, now) }));
  const missed = new Set([...Map.groupBy(known, ({ yearGroup }) => yearGroup).values()].flatMap(catchUp));
  return new Map(known.map((one) => [one.pupilId, reasonOf(one, { isNow, isMissed: missed.has(one.pupilId) })]));
}

interface Known extends Planned {
  readonly standing: PlanProgress | null;
  readonly ended: PlanProgress | null;
  readonly state: ProgressState;
}

function newest(plans: readonly PlanProgress[]): Pick<Known, 'standing' | 'ended'> {
  const isEnded = ({ status }: PlanProgress): boolean => status === 'broken-off' || status === 'invalid';
  return {
    standing: plans.findLast((plan) => !isEnded(plan)) ?? null, ended: plans.findLast((plan) => isEnded(plan)) ?? null,
  };
}

function progressOf({ plans }: Planned, subject: Subject, now: Date): ProgressState {
  const { standing, ended } = newest(plans);
  return stateOf({ subject, plan: standing, before: ended, advice: null, proposedTestCode: '' }, now);
}

/** Who has not begun while at least half of the own year group is done. */
function catchUp(mates: readonly Known[]): readonly string[] {
  const planned = mates.filter(({ standing }) => standing !== null);
  const done = planned.filter(({ state }) => isTaken(state)).length;
  if (done === 0 || done * 2 < planned.length) return [];
  return planned.filter(({ state, standing }) => isToTake(state) && standing?.partsIn === 0 && state !== 'busy')
    .map(({ pupilId }) => pupilId);
}

function reasonOf(
  { state, standing, ended }: Known, { isNow, isMissed }: { readonly isNow: boolean; readonly isMissed: boolean },
): string {
  if (state === 'broken-off' || state === 'invalid') {
    const why = ended?.endedCode ? ` (${endReasons[ended.endedCode]})` : '';
    return `${state === 'invalid' ? 'ongeldig verklaard' : 'afgebroken'}${why}`;
  }
  if (state === 'busy' || state === 'between') {
    return `begonnen, ${standing?.partsIn ?? 0} van ${plural(standing?.partCount ?? 1, 'taak', 'taken')} af`;
  }
  if (!isNow && (state === 'unplanned' || isToTake(state))) return 'niet gemaakt';
  return isMissed ? 'nog in te halen' : stateWords[state];
}

const stateWords: Readonly<Record<ProgressState, string>> = {
  'no-test': 'geen toets op dit moment',
  unplanned: 'niet klaargezet',
  'not-open': 'klaargezet, gaat nog open',
  ready: 'klaargezet, nog niet begonnen',
  expired: 'niet begonnen voor de sluitingstijd',
  busy: 'begonnen',
  between: 'begonnen',
  'to-enter': 'op papier, nog niet ingevoerd',
  'handed-in': 'ingeleverd, wordt nagekeken',
  done: 'gemaakt, het resultaat komt eraan',
  'broken-off': 'afgebroken',
  invalid: 'ongeldig verklaard',
};

/** How many pupils have no result, and why: "3 leerlingen hebben geen resultaat: 2 niet klaargezet, 1 afgebroken
 * (ziek)."; null when everybody has one. */
export function withoutWords(reasons: readonly string[]): string | null {
  if (reasons.length === 0) return null;
  const counted = [...Map.groupBy(reasons, (reason) => reason)].toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, each]) => `${each.length} ${reason}`);
  return `${plural(reasons.length, 'leerling heeft', 'leerlingen hebben')} geen resultaat: ${counted.join('; ')}.`;
}
