import type { Fault } from '../exchange/uwlr/types.ts';
import { suspectCodes } from './decide.ts';
import type { DeliveryState, OwnFaultCode, ResultOnItsWay } from './types.ts';

/** What went wrong, and who must do what, as sentences. */
export interface FaultWords {
  readonly what: string;
  readonly remedy: string;
}

const supplier =
  'Bel onze klantenservice. Wij lossen dit op met uw LAS-leverancier. De resultaten blijven hier bewaard.';
const nothing = 'U hoeft niets te doen. Wij proberen het vanzelf opnieuw.';

/** What each code of a LAS means for a school that sends results (exchange.md section 5). */
export const faultWords: Readonly<Record<Fault['code'] | OwnFaultCode, FaultWords>> = {
  OngeldigBericht: { what: 'Het LAS begrijpt ons bericht niet.', remedy: supplier },
  OngeldigeKlantIdentificatie: { what: 'Het LAS herkent ons niet als toetsleverancier.', remedy: supplier },
  AutorisatieOngeldig: {
    what: 'Het LAS laat ons niet meer binnen met de autorisatiesleutel van uw school.',
    remedy:
      'De beheerder maakt in het LAS een nieuwe sleutel en vult die in bij Gebruikersbeheer, stap 1. Daarna '
      + 'versturen wij vanzelf weer.',
  },
  VocabulaireTermOngeldig: { what: 'Het LAS kent een woord in dit resultaat niet.', remedy: supplier },
  XsdVersieOngeldig: { what: 'Het LAS spreekt een andere versie van UWLR dan wij.', remedy: supplier },
  LeerlingOngeldig: {
    what: 'Het LAS kent deze leerling niet.',
    remedy:
      'Kijk in het LAS of de leerling nog op school is. Zo ja, dan proberen wij het vanzelf opnieuw zodra het LAS de '
      + 'leerling weer doorgeeft; Opnieuw proberen kan ook meteen. Zo nee, dan blijft het resultaat alleen hier.',
  },
  ToetsNormeringOngeldig: {
    what: 'Het LAS kan de normering van deze toets niet verwerken.',
    remedy: supplier,
  },
  ScoreOngeldig: { what: 'Het LAS neemt deze score niet aan.', remedy: supplier },
  EldResultaatOngeldig: { what: 'Het LAS neemt dit toetsresultaat niet aan.', remedy: supplier },
  InterneFout: { what: 'Er ging iets mis in het LAS.', remedy: nothing },
  TijdelijkNietBeschikbaar: { what: 'Het LAS is even niet bereikbaar.', remedy: nothing },
  'no-answer': { what: 'Het LAS gaf geen antwoord.', remedy: nothing },
  'las-stopped': { what: 'Het LAS herkent ons niet als toetsleverancier.', remedy: supplier },
  'no-supplier': { what: 'Bij ons ontbreken de gegevens van de leverancier van uw LAS.', remedy: supplier },
  'address-moved': {
    what: 'Het LAS is verhuisd naar een ander adres. Daar sturen wij de sleutel van uw school niet zomaar heen.',
    remedy: supplier,
  },
  unreadable: {
    what: 'Het LAS gaf een antwoord dat wij niet kunnen lezen.',
    remedy: 'Wij proberen het vanzelf opnieuw. Blijft dit zo? Bel dan onze klantenservice.',
  },
  unknown: { what: 'Het LAS weigerde met een code die wij niet kennen.', remedy: supplier },
};

/** The words for a stored code. */
export function wordsOfFault(code: string): FaultWords {
  return code in faultWords ? faultWords[code as keyof typeof faultWords] : faultWords.unknown;
}

const stumbles: FaultWords = { what: 'Er gaat iets mis in het LAS, alleen bij dit resultaat.', remedy: supplier };

/** The words for the code with which a LAS refused one result: nothing goes again by itself. */
export function wordsOfRefusal(code: string): FaultWords {
  return code === 'InterneFout' ? stumbles : wordsOfFault(code);
}

const divided: FaultWords = {
  what: 'Er zit iets in dat het LAS niet aanneemt. Wij hebben het bericht daarom verdeeld.',
  remedy: 'De andere resultaten gaan in een volgend bericht. Bij Resultaten naar het LAS staat welk resultaat '
    + 'geweigerd is, en wat u kunt doen.',
};

/** The words for how a whole message ended.
 * @param results how many were in it */
export function wordsOfMessage(code: string, results: number): FaultWords {
  return results > 1 && aboutOneThing.has(code) ? divided : wordsOfFault(code);
}

const aboutOneThing: ReadonlySet<string> = new Set(suspectCodes);

/** Where a result stands, in a word or two. */
export const stateWords: Readonly<Record<DeliveryState, string>> = {
  waiting: 'wacht', delivered: 'in het LAS', refused: 'geweigerd', 'unknown-pupil': 'niet in dit LAS',
  'earlier-las': 'in het vorige LAS',
};

/**
 * Why a result is not in the LAS, and what helps; empty for what is there.
 * @param isLinkOn whether step 3 is done
 */
export function whyNotInLas(
  { state, faultCode }: Pick<ResultOnItsWay, 'state' | 'faultCode'>, isLinkOn: boolean,
): string {
  switch (state) {
    case 'delivered':
      return '';
    case 'unknown-pupil':
      return 'Deze leerling kwam niet uit uw LAS. Het resultaat staat alleen hier.';
    case 'earlier-las':
      return 'Staat in het LAS dat u hiervoor had. Opnieuw sturen kan, bij Een periode opnieuw sturen.';
    case 'waiting':
      if (faultCode) return `${wordsOfFault(faultCode).what} ${wordsOfFault(faultCode).remedy}`;
      return isLinkOn ? 'Gaat vanzelf met de volgende levering mee.' : 'Gaat mee zodra de koppeling aanstaat.';
    case 'refused': {
      const { what, remedy } = wordsOfRefusal(faultCode ?? '');
      return `${what} ${remedy}`;
    }
  }
}

/** Why the link could not be turned on. */
export const openWords = {
  'steps-closed': 'Stap 3 is nog niet open.',
  'no-link': 'Er is geen koppeling met een LAS dat resultaten aanneemt.',
} as const;
