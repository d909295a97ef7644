import { plainDateInAmsterdam, addDays } from '../base/plain-date.ts';
import type { Season, Subject } from '../content/types.ts';
import { subjectNames } from '../content/types.ts';
import { enumerate, formatDate, formatDateShort, formatDateTime } from '../ui/format.ts';
import type { PlanRefusal } from './actions.ts';
import type { Accommodations } from './accommodations.ts';
import type { LeftOverPlan } from './left-over-store.ts';
import { timeInAmsterdam, type Opening, type OpeningRefusal } from './opening.ts';
import type { ProgressState } from './progress.ts';
import type { PlanProgress } from './store.ts';
import type { Advice, AdviceCode, EndCode, ExpectedNow } from './types.ts';

/** What a planner reads when nothing was planned, changed or taken back. */
export const refusalWords: Readonly<Record<PlanRefusal | OpeningRefusal | 'already-answered', string>> = {
  'not-found': 'Deze groep of toets is er niet (meer).',
  'other-school-year': 'Deze groep is van een ander schooljaar. Kies een groep van dit schooljaar.',
  'licence-ended': 'De licentie van uw school is opgezegd. Wat klaarstond kan nog gemaakt worden, nieuwe toetsen niet.',
  'no-licence': 'Uw school heeft voor dit schooljaar geen pakket. Er is niets klaargezet. Vraag de beheerder om er een '
    + 'te bestellen.',
  'nothing-chosen': 'U hebt voor geen enkele leerling een toets gekozen. Er is niets klaargezet.',
  'no-such-pupil': 'Een van de leerlingen zit niet meer in deze groep of is van school. Er is niets klaargezet. '
    + 'Kies opnieuw.',
  'no-such-test': 'Een van de gekozen toetsen bestaat niet op deze manier. Er is niets klaargezet. Kies opnieuw.',
  'not-in-package': 'Toetsen op het scherm horen niet bij het pakket van uw school. Er is niets klaargezet.',
  'no-year-group': 'Een van de leerlingen heeft geen jaargroep van 3 tot en met 8. Er is niets klaargezet.',
  'already-answered': 'Deze toets kan niet meer terug: er is al een antwoord gegeven of ingevoerd.',
  'no-such-day': 'Deze dag bestaat niet. Schrijf hem als 19-01-2027. Er is niets veranderd.',
  'no-such-time': 'Deze tijd bestaat niet. Schrijf hem als 9.30. Er is niets veranderd.',
  'ends-before-it-opens': 'Het einde ligt voor het begin. Er is niets veranderd.',
  'already-over': 'Het einde is al voorbij. Kies een later moment. Er is niets veranderd.',
};

/** The name of a season as schools say it. */
export const seasonNames: Readonly<Record<Season, string>> = { B: 'begin', M: 'midden', E: 'eind' };

/** The name of a medium in a sentence. */
export const mediumNames = { screen: 'op het scherm', paper: 'op papier' } as const;

/** How far a pupil is, as a teacher says it. */
export const stateNames: Readonly<Record<ProgressState, string>> = {
  'no-test': 'geen toets',
  unplanned: 'niet klaargezet',
  'not-open': 'nog niet open',
  ready: 'moet nog',
  expired: 'verlopen',
  busy: 'bezig',
  between: 'wacht op volgende taak',
  'to-enter': 'nog invoeren',
  'handed-in': 'ingeleverd',
  done: 'klaar',
  'broken-off': 'afgebroken',
  invalid: 'telt niet mee',
};

/** How far a pupil is, with the taak or the day that matters. */
export function stateWords(state: ProgressState, plan: PlanProgress | null): string {
  if (plan && state === 'busy' && plan.partCount > 1) return `bezig met taak ${plan.openPart}`;
  if (plan && state === 'between') return `wacht op taak ${plan.partsIn + 1}`;
  if (plan?.opensAt && state === 'not-open') return `open vanaf ${dayOrTime(plan.opensAt)}`;
  return stateNames[state];
}

/** Why a test was ended, or may not count. */
export const endReasons: Readonly<Record<EndCode, string>> = {
  ill: 'ziek', refused: 'wilde niet verder', technical: 'storing', 'wrong-test': 'verkeerde toets',
  disturbed: 'gestoord', helped: 'geholpen', other: 'andere reden',
};

/** Why a pupil can be planned again, in one sentence. */
export function retakeReason({ status, endedCode, endedAt }: PlanProgress): string {
  const why = endedCode ? ` (${endReasons[endedCode]})` : '';
  const when = endedAt ? ` op ${formatDateShort(plainDateInAmsterdam(endedAt))}` : '';
  return status === 'invalid' ? `Opnieuw: de toets telt niet mee${why}${when && `, besloten${when}`}.`
    : `Opnieuw: de toets is afgebroken${why}${when}.`;
}

/** What becomes of a test that stays behind. */
export function leftOverWords({ status, partsIn, medium }: LeftOverPlan): string {
  if (status === 'submitted') return 'Alles is in. Kijk de open antwoorden na, dan komt het resultaat.';
  if (partsIn > 0) return 'Sluit de toets af: er komt een resultaat van wat in is.';
  return medium === 'paper' ? 'Sluit de toets af: wat ingevoerd is telt dan niet.'
    : 'Sluit de toets af: wat half gemaakt is telt dan niet.';
}

const reasons: Readonly<Record<AdviceCode, (advice: Advice) => string>> = {
  own: (advice) => `${ownFits(advice)}${lastTime(advice)}`,
  easier: (advice) => `${anotherFits(advice)}${lastTime(advice)}`,
  harder: (advice) => `${anotherFits(advice)}${lastTime(advice)}`,
  outlier: (advice) => `${ownFits(advice)} Het laatste resultaat wijkt sterk af van de andere en telt minder mee.`
    + lastTime(advice),
  'too-old': (advice) => `Toets van de eigen jaargroep: het laatste resultaat is te oud.${lastTime(advice)}`,
  'total-only': (advice) =>
    `Toets van de eigen jaargroep: er zijn alleen totalen die met de hand in het LAS staan.${lastTime(advice)}`,
  'no-result': () => 'Nog geen advies: er is nog geen resultaat van dit vak.',
  'step-2': () => 'Nog geen advies: stap 2 is nog niet klaar.',
};

/** Why this test is advised, in one or two short sentences. */
export function adviceReason(advice: Advice): string {
  if (advice.own === null && advice.basedOn) {
    return `Voor deze jaargroep is er nu geen toets.${lastTime(advice)}`;
  }
  return reasons[advice.code](advice);
}

function ownFits({ own, expected, isLast }: Advice): string {
  if (!expected) return 'Past bij de eigen jaargroep.';
  const fits = expected.level === own ? `toets ${own} past daarbij`
    : isLast ? `er is geen toets die beter past dan ${own}` : `dat ligt dicht genoeg bij toets ${own}`;
  return `Naar verwachting nu ongeveer ${expectedWords(expected)}; ${fits}.`;
}

function anotherFits({ moment, own, expected }: Advice): string {
  if (!expected) return '';
  return `Naar verwachting nu ongeveer ${expectedWords(expected)}; daarom toets ${moment} in plaats van ${own}.`;
}

/** The functioning level that is expected, with how sure that is: `M4 (E3 tot E4)`. */
export function expectedWords({ level, lowLevel, highLevel }: ExpectedNow): string {
  const range = lowLevel === highLevel ? '' : ` (${levelWords(lowLevel)} tot ${levelWords(highLevel)})`;
  return `${levelWords(level)}${range}`;
}

/** A functioning level within a sentence: `M4`, `lager dan M3`. */
function levelWords(level: string): string {
  return level.replace('<', 'lager dan ').replace('>', 'hoger dan ');
}

function lastTime({ basedOn }: Advice): string {
  return basedOn
    ? ` Laatst: ${levelWords(basedOn.functioningLevel)} op ${formatDateShort(basedOn.takenOn)}.` : '';
}

/** When a test on screen is open, within a sentence: `nu tot en met wo 31 maart 2027`. */
export function openingWords({ opensAt, closesAt }: Opening, now: Date): string {
  const from = opensAt && opensAt > now ? `vanaf ${dayOrTime(opensAt)}` : 'nu';
  if (!closesAt) return `${from}, zonder einde`;
  if (timeInAmsterdam(closesAt) !== '00:00') return `${from} tot ${formatDateTime(closesAt)}`;
  return `${from} tot en met ${formatDate(addDays(plainDateInAmsterdam(closesAt), -1))}`;
}

function dayOrTime(instant: Date): string {
  return timeInAmsterdam(instant) === '00:00' ? formatDate(plainDateInAmsterdam(instant)) : formatDateTime(instant);
}

/**
 * What differs from what is usual, as small words; empty when nothing does.
 * @param notReadAloud subjects in which reading aloud is not used
 */
export function accommodationWords(
  { textSize, lineSpacing, letter, contrast, readingRuler, readAloud, readAloudSpeed, extraBreaks }: Accommodations,
  notReadAloud: readonly Subject[] = [],
): string {
  const withoutVoice = notReadAloud.length === 0
    ? '' : ` (niet bij ${enumerate(notReadAloud.map((subject) => subjectNames[subject]))})`;
  return [
    textSize === 100 ? '' : `letters ${textSize} %`,
    lineSpacing === 'wide' ? 'ruime regels' : '',
    letter === 'sans' ? 'schreefloze letter' : '',
    contrast === 'normal' ? '' : contrastNames[contrast].toLowerCase(),
    readingRuler ? 'leesliniaal' : '',
    readAloud ? `voorlezen${speedWords[readAloudSpeed]}${withoutVoice}` : '',
    extraBreaks ? 'extra pauzes' : '',
  ].filter((word) => word !== '').join(', ');
}

/** The name of each contrast. */
export const contrastNames: Readonly<Record<Accommodations['contrast'], string>> = {
  normal: 'Gewoon', high: 'Sterk contrast', dark: 'Licht op donker', yellow: 'Zwart op geel',
};

const speedWords: Readonly<Record<Accommodations['readAloudSpeed'], string>> = {
  0.75: ', langzaam', 1: '', 1.25: ', vlot',
};
