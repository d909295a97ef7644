import { enumerate, formatDate } from '../ui/format.ts';
import { KEY_ATTEMPTS_PER_HOUR } from './key-actions.ts';
import { KEY_LENGTH_MAX } from './key-rules.ts';
import type { NextAction } from './rules.ts';
import type { BasispoortRefusal, KeyRefusal, RosterPhase, StepsClosed } from './types.ts';

/** Why a key was not taken, and what to do. */
export const keyRefusals: Readonly<Record<KeyRefusal, string>> = {
  'key-empty': 'Plak de autorisatiesleutel uit uw LAS in het vak.',
  'key-too-long': `Dit is langer dan ${KEY_LENGTH_MAX} tekens. Kopieer alleen de sleutel zelf.`,
  'key-characters':
    'Er staan tekens in die niet in een sleutel voorkomen. Kopieer de sleutel opnieuw uit uw LAS.',
  'key-in-use':
    'Deze sleutel is al in gebruik bij een andere school. Kijk of u die van uw eigen school hebt, of laat in '
    + 'uw LAS een nieuwe maken. De klantenservice weet ervan en kijkt mee.',
  'key-refused':
    'Uw LAS kent deze sleutel niet voor uw school. Er is niets bewaard. Kopieer de sleutel opnieuw. Is hij '
    + 'verlopen, of van een andere vestiging? Vraag dan de applicatiebeheerder van uw LAS om een nieuwe.',
  'key-other-school':
    'Deze sleutel hoort bij een andere school. Er is niets bewaard en niets opgehaald. Vraag de '
    + 'applicatiebeheerder van uw LAS om de sleutel van uw eigen school.',
  'key-other-site':
    'Deze sleutel geeft de gegevens van een andere vestiging. Er is niets bewaard. Is dat ook een vestiging van '
    + 'uw school? Voeg haar dan eerst toe bij Vestigingen.',
  'site-unknown':
    'Kies een vestiging van uw school. Heeft de school zelf nog geen sleutel? Voer die dan eerst in.',
  'too-many-attempts': `U voerde dit uur al ${KEY_ATTEMPTS_PER_HOUR} keer een sleutel in. Wacht een uur.`,
  'no-agreement': 'Accepteer eerst de verwerkersovereenkomst. Daarna kunt u de sleutel invoeren.',
  'las-not-chosen': 'Kies van welk LAS deze sleutel is.',
  'no-las': 'Er is hier nog geen LAS-leverancier ingesteld. Bel de klantenservice.',
};

/**
 * Why a key was not taken, with the characters that cannot be in one: what is wrong is pointed at, the key itself is
 * never shown.
 */
export function keyRefusalSentence(refusal: KeyRefusal, strange: readonly string[]): string {
  if (refusal !== 'key-characters' || strange.length === 0) return keyRefusals[refusal];
  const shown = strange.map((character) => `‘${character}’`);
  const words = shown.length === 1 ? `Het teken ${shown[0]} komt` : `De tekens ${enumerate(shown)} komen`;
  return `${words} niet in een sleutel voor. Kopieer de sleutel opnieuw uit uw LAS, zonder tekst eromheen.`;
}

/** Why Basispoort could not be asked, and what to do. */
export const basispoortRefusals: Readonly<Record<BasispoortRefusal, string>> = {
  'no-agreement': 'Accepteer eerst de verwerkersovereenkomst. Daarna kunt u Basispoort koppelen.',
  'no-basispoort': 'Basispoort is hier nog niet ingesteld. Bel de klantenservice.',
  'no-answer':
    'Basispoort geeft nu geen antwoord. Wat u al deed, is bewaard. Probeer het over een kwartier nog eens. '
    + 'Lukt het dan nog niet? Bel dan de klantenservice.',
  'institution-not-found':
    'Basispoort kent uw school niet onder dit BRIN en deze vestiging. Vraag Basispoort om het BRIN van '
    + 'uw school te controleren.',
  'institution-ambiguous':
    'Basispoort kent meer dan één school onder dit BRIN en deze vestiging. Vraag Basispoort welke de goede is, '
    + 'en om de andere te sluiten.',
  'institution-merged':
    'Volgens Basispoort is uw school samengegaan met een andere school. Kijk bij Vestigingen en fusie wat '
    + 'u moet doen, of bel de klantenservice.',
  'institution-inactive':
    'Volgens Basispoort is deze school gesloten. Klopt dat niet? Vraag Basispoort om het te verbeteren.',
  'institution-in-use':
    'Deze school in Basispoort hoort bij ons al bij een andere school. Bel de klantenservice.',
};

/** The phases of loading, as they are said while they last. */
export const phaseWords: Readonly<Record<RosterPhase, string>> = {
  asking: 'We vragen de gegevens aan uw LAS.',
  reading: 'We lezen het antwoord.',
  checking: 'We controleren de gegevens.',
  saving: 'We slaan leerlingen, groepen en medewerkers op.',
  done: 'Klaar.',
};

/** What is to be done now, in the first line of the page. */
export const nextActionWords: Readonly<Record<NextAction, string>> = {
  'accept-agreement': 'Accepteer eerst de verwerkersovereenkomst. Daarna begint u met stap 1.',
  'enter-key': 'Voer nu de autorisatiesleutel uit uw LAS in.',
  'accept-basispoort': 'Laat de ICT-coördinator ons nu accepteren in Basispoort.',
  'wait-for-roster': 'We halen nu de leerlingen, groepen en medewerkers op. U hoeft niets te doen.',
  'mend-roster': 'Het ophalen van de gegevens lukte niet. Hieronder staat wat er nodig is.',
  'wait-for-opening': 'Stap 1 is klaar. Leerkrachten kunnen toetsen klaarzetten en afnemen.',
  'import-history': 'Haal nu de oude resultaten op. Daarna zijn de rapporten compleet.',
  'open-results-link': 'Zet nu de resultaatkoppeling aan. Daarna gaan resultaten vanzelf naar uw LAS.',
  'nothing': 'Alle stappen zijn klaar.',
};

/** Why a page of step 2 or 3 is closed, and when it opens. */
export function stepsClosedSentence({ opensOn }: StepsClosed): string {
  return opensOn
    ? `Stap 2 en 3 gaan open op ${formatDate(opensOn)}.`
    : 'Stap 2 en 3 gaan open nadat stap 1 klaar is.';
}
