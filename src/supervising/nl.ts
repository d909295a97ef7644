import type { EndCode } from '../planning/types.ts';
import { subjectNames, type Subject } from '../content/types.ts';
import type { IconName } from '../ui/icons.ts';
import type { StatusTone } from '../ui/components/tags.tsx';
import { formatTime, plural } from '../ui/format.ts';
import type { ReopenRefusal } from '../taking/supervise.ts';
import type { RoutingDecision, RoutingReason } from '../taking/types.ts';
import type { TakingFacts, TakingState } from './board-rules.ts';

/** How a state looks and what it says. */
export interface StateWords {
  readonly tone: StatusTone;
  readonly icon: IconName;
  readonly text: string;
}

const looks: Readonly<Record<TakingState['kind'], StateWords>> = {
  'not-begun': { tone: 'neutral', icon: 'clock', text: 'nog niet begonnen' },
  'on-paper': { tone: 'neutral', icon: 'file-text', text: 'op papier' },
  busy: { tone: 'busy', icon: 'pencil-line', text: 'bezig' },
  quiet: { tone: 'neutral', icon: 'clock', text: 'stil' },
  help: { tone: 'warning', icon: 'life-buoy', text: 'vraagt hulp' },
  offline: { tone: 'error', icon: 'triangle-alert', text: 'offline' },
  paused: { tone: 'neutral', icon: 'circle-pause', text: 'pauze' },
  'part-done': { tone: 'success', icon: 'check', text: 'klaar met taak' },
  done: { tone: 'success', icon: 'check', text: 'klaar' },
  ended: { tone: 'neutral', icon: 'circle-x', text: 'afgebroken, telt mee' },
  'broken-off': { tone: 'neutral', icon: 'circle-x', text: 'afgebroken' },
  invalid: { tone: 'neutral', icon: 'circle-x', text: 'ongeldig' },
};

/** What the teacher reads of a pupil's state, with since when. */
export function stateWords({ sitting, partCount }: TakingFacts, state: TakingState): StateWords {
  const look = looks[state.kind];
  if (state.kind === 'part-done' && sitting) {
    return { ...look, text: partCount > 1 ? `klaar met taak ${sitting.partNo} van ${partCount}` : 'klaar' };
  }
  return 'since' in state && state.since ? { ...look, text: `${look.text} sinds ${formatTime(state.since)}` } : look;
}

/** Where in the test a pupil is: `taak 1 van 3, opgave 7 van 24`; empty when there is nothing to tell. */
export function placeWords({ status, sitting, partCount }: TakingFacts): string {
  if (status !== 'started' || !sitting || sitting.submittedAt || sitting.discardedAt) return '';
  const part = partCount > 1 ? `taak ${sitting.partNo} van ${partCount}` : '';
  const item = sitting.position === null ? '' : `opgave ${sitting.position + 1} van ${sitting.itemCount}`;
  return [part, item].filter(Boolean).join(', ');
}

/** How many answers there are of the taak that is open; empty when the device has not told. */
export function answeredWords({ status, sitting }: TakingFacts): string {
  if (status !== 'started' || !sitting || sitting.submittedAt || sitting.answered === null) return '';
  return `${sitting.answered} ingevuld`;
}

/** What is told of a whole class: one count a state, in this order. */
export function countWords(states: readonly TakingState[]): string {
  const counts = [
    [['help'], 'vraagt hulp', 'vragen hulp'], [['offline'], 'offline', 'offline'],
    [['busy', 'quiet'], 'bezig', 'bezig'], [['paused'], 'in pauze', 'in pauze'],
    [['part-done'], 'klaar met een taak', 'klaar met een taak'],
    [['not-begun'], 'nog niet begonnen', 'nog niet begonnen'],
    [['on-paper'], 'op papier', 'op papier'], [['done'], 'klaar', 'klaar'],
    [['ended', 'broken-off', 'invalid'], 'afgebroken', 'afgebroken'],
  ] as const;
  return counts.flatMap(([kinds, one, many]) => {
    const count = states.filter(({ kind }) => (kinds as readonly string[]).includes(kind)).length;
    return count === 0 ? [] : [plural(count, one, many)];
  }).join(', ');
}

/** Why a teacher ended a test, or declared it invalid. */
export const endNames: Readonly<Record<EndCode, string>> = {
  ill: 'De leerling is ziek geworden',
  refused: 'De leerling wil niet verder',
  technical: 'Technisch probleem',
  'wrong-test': 'Verkeerde toets klaargezet',
  disturbed: 'De afname is gestoord',
  helped: 'De leerling is geholpen',
  other: 'Iets anders',
};

const steps: Readonly<Record<RoutingDecision['step'], string>> = {
  easier: 'makkelijker dan', same: 'even moeilijk als', harder: 'moeilijker dan',
};

const reasons: Readonly<Record<RoutingReason, string>> = {
  'below-cut': 'het resultaat tot dan toe lag onder de ondergrens.',
  'between-cuts': 'het resultaat tot dan toe lag tussen de twee grenzen.',
  'from-cut': 'het resultaat tot dan toe lag op of boven de bovengrens.',
  'one-moment-at-a-time': 'een toets schuift per taak hoogstens één moment op.',
  'part-not-available': 'een makkelijker of moeilijker versie van deze taak is er niet.',
  'not-routed': 'bij deze toets is niet gekozen tussen makkelijker en moeilijker.',
};

/** Why a taak is as hard as it is, in one sentence; for the teacher, never for the pupil. */
export function routingWords({ partNo, step, reason, ruleVersion }: RoutingDecision): string {
  const rule = ruleVersion === null ? '' : ` (Keuzeregel, versie ${ruleVersion}.)`;
  return `Taak ${partNo} is ${steps[step]} taak ${partNo - 1}: ${reasons[reason]}${rule}`;
}

/** Why a hand-in cannot be taken back. */
export const reopenWords: Readonly<Record<ReopenRefusal, string>> = {
  'not-found': 'Deze taak is er niet (meer).',
  'not-in': 'Deze taak is niet ingeleverd. De leerling kan gewoon verder.',
  'next-begun': 'De leerling is al aan de volgende taak begonnen. Deze taak kan niet meer open.',
  ended: 'Deze toets is beëindigd of telt niet mee. De taak kan niet meer open.',
};

/** The name of a subject in a title. */
export function subjectName(subject: Subject): string {
  return subjectNames[subject];
}
