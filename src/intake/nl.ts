import type { RosterFault } from '../onboarding/types.ts';
import type { Fault } from '../exchange/uwlr/types.ts';
import type { GuardReason } from '../roster/rules.ts';
import type { DoubtReason } from '../roster/match.ts';
import type { AcceptRefusal } from './accept.ts';
import type { DecideRefusal } from './decide.ts';

type Words = Pick<RosterFault, 'text' | 'remedy'>;

const ours = 'U hoeft niets te doen. Bel de klantenservice als dit morgen nog zo is.';
const supplier =
  'Dit kan uw school niet oplossen. Bel onze klantenservice; wij nemen contact op met de LAS-leverancier.';

/** What each fault of a LAS means for the school, and who must do what (exchange.md section 5). */
export const lasFaultWords: Readonly<Record<Fault['code'], Words>> = {
  OngeldigBericht: { text: 'Uw LAS begrijpt onze vraag niet.', remedy: supplier },
  OngeldigeKlantIdentificatie: { text: 'Uw LAS herkent ons niet als toetsleverancier.', remedy: supplier },
  AutorisatieOngeldig: {
    text: 'Uw LAS weigert de autorisatiesleutel, of de sleutel hoort bij een andere school of vestiging.',
    remedy: 'Maak in uw LAS een nieuwe sleutel voor uw school en plak die bij Autorisatiesleutel.',
  },
  VocabulaireTermOngeldig: { text: 'Uw LAS kent een woord uit onze vraag niet.', remedy: supplier },
  XsdVersieOngeldig: { text: 'Uw LAS spreekt een andere versie van UWLR dan wij.', remedy: supplier },
  LeerlingOngeldig: { text: 'Uw LAS kent een leerling niet.', remedy: supplier },
  ToetsNormeringOngeldig: { text: 'Uw LAS kan de normering niet verwerken.', remedy: supplier },
  ScoreOngeldig: { text: 'Uw LAS kan een score niet verwerken.', remedy: supplier },
  EldResultaatOngeldig: { text: 'Uw LAS kan een resultaat niet verwerken.', remedy: supplier },
  InterneFout: { text: 'Er ging iets mis bij uw LAS.', remedy: ours },
  TijdelijkNietBeschikbaar: { text: 'Uw LAS is even niet bereikbaar.', remedy: ours },
  unknown: { text: 'Uw LAS weigert de vraag zonder een reden die wij kennen.', remedy: supplier },
};

/** What else can stop the loading. */
export const fetchWords = {
  'no-answer': { text: 'Uw LAS geeft geen antwoord.', remedy: ours },
  'address-moved': {
    text: 'Uw LAS is verhuisd naar een ander adres. Daar sturen we uw sleutel niet zomaar heen.',
    remedy: supplier,
  },
  unreadable: { text: 'We kunnen het antwoord van uw LAS niet lezen.', remedy: supplier },
  'no-data': {
    text: 'Uw LAS heeft voor dit schooljaar geen leerlingen voor ons.',
    remedy:
      'Kijk in uw LAS of de leerlingen in een groep van dit schooljaar zitten. Probeer het dan opnieuw.',
  },
  refused: {
    text:
      'De gegevens van uw LAS kunnen we niet gebruiken. We hebben niets veranderd, bij geen enkele vestiging.',
    remedy:
      'Kijk bij Gegevens uit het LAS wat er niet klopt, verbeter het in uw LAS en probeer het opnieuw.',
  },
  'pupils-vanish': {
    text: 'In de nieuwe gegevens ontbreekt meer dan een vijfde van de leerlingen. We hebben niets veranderd.',
    remedy: 'Kijk bij Gegevens uit het LAS wie er ontbreekt. Klopt het? Bevestig het dan daar.',
  },
  'groups-vanish': {
    text: 'In de nieuwe gegevens staat geen enkele groep. We hebben niets veranderd.',
    remedy:
      'Kijk in uw LAS of de groepen van dit schooljaar er zijn. Klopt het toch? Bevestig het dan hier.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Data for the other sites, and none for these that had pupils. */
export function noDataAt(sites: readonly string[]): Words {
  return {
    text: `Uw LAS heeft voor vestiging ${sites.join(' en ')} geen leerlingen meer voor ons. Daar zijn bij ons wel `
      + 'leerlingen. We hebben niets veranderd, bij geen enkele vestiging.',
    remedy: 'Kijk in uw LAS of de leerlingen van die vestiging in een groep van dit schooljaar zitten. Probeer het dan '
      + 'opnieuw. Bestaat de vestiging niet meer? Bel dan de klantenservice.',
  };
}

/** What the guard asks a person. */
export const guardWords: Readonly<Record<GuardReason, string>> = {
  'pupils-vanish':
    'Meer dan een vijfde van de leerlingen ontbreekt. Dat gebeurt bij een filter of een half gevuld LAS, '
    + 'en soms terecht.',
  'groups-vanish': 'Er staat geen enkele groep in. Alle groepen worden dan afgesloten.',
};

/** What a doubt about a person means. */
export const doubtWords: Readonly<Record<DoubtReason, string>> = {
  'several-candidates':
    'Er zijn meer mensen met deze naam en geboortedatum. We veranderen niets, tot u kiest of uw LAS een vaste '
    + 'sleutel of een ECK iD meegeeft.',
  'similar-candidate':
    'Er is iemand in uw school die hier sterk op lijkt. We veranderen niets, tot u zegt of het dezelfde is.',
  'key-contradicts':
    'De sleutel is van iemand met een andere naam en geboortedatum. We veranderen niets, tot u zegt wie het is.',
  'key-reused':
    'De sleutel hoorde eerder bij iemand anders. We nemen deze persoon op als nieuw. Kijk of dat klopt.',
  unrecognisable:
    'Zonder vaste sleutel, ECK iD en geboortedatum (bij medewerkers: e-mailadres) herkennen we deze persoon '
    + 'een volgende keer niet. We nemen de persoon niet op. Vul dit aan in uw LAS.',
};

/** Why a delivery was not taken after all. */
export const acceptWords: Readonly<Record<AcceptRefusal | 'not-last', string>> = {
  'not-found': 'Deze gegevens zijn er niet.',
  settled: 'Over deze gegevens is al beslist.',
  purged: 'De inhoud is na dertig dagen gewist. Haal de gegevens opnieuw op.',
  confirm: 'Vink aan dat het klopt dat deze leerlingen of groepen ontbreken.',
  'other-site':
    'We lezen alle vestigingen samen in. Van een andere vestiging kunnen we de gegevens niet gebruiken, '
    + 'of moet u nog iets bevestigen. Kijk bij Gegevens uit het LAS.',
  outdated:
    'Er zijn intussen nieuwere gegevens ingelezen. Maak een nieuw bestand, of haal de gegevens opnieuw op.',
  'not-last':
    'U kunt alleen de laatste levering terugdraaien die iets veranderde, en niet later dan dertig dagen daarna. '
    + 'Hierna is al iets anders ingelezen of teruggedraaid, of kreeg een vestiging een ander BRIN of nummer.',
};

/** Why a decision about somebody was not kept. */
export const decideWords: Readonly<Record<DecideRefusal, string>> = {
  'not-found': 'Deze vraag is er niet.',
  settled: 'Hierover is al beslist, of er zijn nieuwere gegevens. Kijk bij de nieuwste levering.',
  'other-person': 'Kies iemand uit de lijst.',
  purged: 'De inhoud is na dertig dagen gewist. Haal de gegevens opnieuw op.',
};
