import type { Season } from '../content/types.ts';
import { formatDateShort } from '../ui/format.ts';
import type { PlanRefusal } from './actions.ts';
import type { Advice, AdviceCode, PlanStatus } from './types.ts';

/** What a planner reads when nothing was planned or taken back. */
export const refusalWords: Readonly<Record<PlanRefusal | 'already-answered', string>> = {
  'not-found': 'Deze groep of toets is er niet (meer).',
  'licence-ended': 'De licentie van uw school is opgezegd. Wat klaarstond kan nog gemaakt worden, nieuwe toetsen niet.',
  'nothing-chosen': 'U hebt voor geen enkele leerling een toets gekozen. Er is niets klaargezet.',
  'no-such-pupil': 'Een van de leerlingen zit niet meer in deze groep. Er is niets klaargezet. Kies opnieuw.',
  'no-such-test': 'Deze toets bestaat niet op de gekozen manier. Er is niets klaargezet. Kies opnieuw.',
  'not-in-package': 'Toetsen op het scherm horen niet bij het pakket van uw school. Er is niets klaargezet.',
  'no-year-group': 'Een van de leerlingen heeft geen jaargroep van 3 tot en met 8. Er is niets klaargezet.',
  'already-answered': 'Deze toets kan niet meer terug: er is al een antwoord gegeven of ingevoerd.',
};

/** The name of a season as schools say it. */
export const seasonNames: Readonly<Record<Season, string>> = { B: 'begin', M: 'midden', E: 'eind' };

/** The name of a medium in a sentence. */
export const mediumNames = { screen: 'op het scherm', paper: 'op papier' } as const;

/** How far a plan is, as a teacher says it. */
export const statusNames: Readonly<Record<PlanStatus, string>> = {
  planned: 'moet nog',
  started: 'bezig',
  submitted: 'ingeleverd',
  scored: 'klaar',
  withdrawn: 'teruggenomen',
  'broken-off': 'afgebroken',
  invalid: 'ongeldig',
};

const reasons: Readonly<Record<AdviceCode, (advice: Advice) => string>> = {
  own: (advice) => `Past bij de eigen jaargroep.${lastTime(advice)}`,
  easier: (advice) => `Een makkelijker toets past beter.${lastTime(advice)}`,
  harder: (advice) => `Een moeilijker toets past beter.${lastTime(advice)}`,
  'too-old': (advice) => `Toets van de eigen jaargroep: het laatste resultaat is oud.${lastTime(advice)}`,
  'total-only': (advice) =>
    `Toets van de eigen jaargroep: het laatste resultaat is met de hand in het LAS gezet.${lastTime(advice)}`,
  outlier: (advice) =>
    `Toets van de eigen jaargroep: het laatste resultaat wijkt sterk af van de twee daarvoor.${lastTime(advice)}`,
  'no-result': () => 'Nog geen advies: er is nog geen resultaat van deze leerling.',
  'step-2': () => 'Nog geen advies: stap 2 is nog niet klaar.',
};

/** Why this test is advised, in one or two short sentences. */
export function adviceReason(advice: Advice): string {
  if (advice.moment === null && advice.code === 'own') {
    return `Voor deze jaargroep is er nu geen toets.${lastTime(advice)}`;
  }
  return reasons[advice.code](advice);
}

function lastTime({ basedOn }: Advice): string {
  return basedOn ? ` Laatst: ${basedOn.functioningLevel} op ${formatDateShort(basedOn.takenOn)}.` : '';
}
