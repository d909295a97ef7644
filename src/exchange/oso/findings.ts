import { defineCatalogue } from '../catalogue.ts';

/** What can be wrong with an OSO dossier. Only what leaves nothing to import blocks: a dossier with one bad
 * test still has others. */
export const osoFindings = defineCatalogue({
  'OSO-ROOT': [
    'error', true, 'Het eerste element is niet <dossier> of <dossiers> van OSO.',
    'Kies het dossier dat het LAS of LVS voor de overstap heeft gemaakt.',
  ],
  'OSO-NO-PUPIL': [
    'error', true, 'Er staat geen leerling in.', 'Maak het dossier opnieuw, met de leerling erin.',
  ],
  'OSO-PUPIL-UNIDENTIFIED': [
    'error', false, 'De leerling heeft geen leerlingid, en geen naam met geboortedatum.',
    'Vul naam en geboortedatum in; zonder die twee weten wij niet van wie de toetsen zijn.',
  ],
  'OSO-SCHOOL-UNIDENTIFIED': [
    'error', false, 'Bij de huidige school staat geen bruikbaar BRIN.',
    'Vul het BRIN en de vestiging van de school in.',
  ],
  'OSO-OTHER-YEAR': [
    'note', false, 'Dit dossier is van een andere jaargang dan 2019.',
    'Wij kennen alleen het schema van 2019 en kijken hier naar de school, de leerling en de toetsen.',
  ],
  'OSO-VERSION': [
    'warning', false, 'De standaardversie past niet bij de naamruimte van het dossier.',
    'Vraag de leverancier om beide gelijk te maken.',
  ],
  'OSO-KIND': [
    'warning', false, 'Deze overdrachtsoort kennen wij niet.',
    'Kies een soort uit codelijst 29, zoals overstapdossier of overdrachtbinnenbrin.',
  ],
  'OSO-PART': [
    'warning', false, 'Dit deeldossier kennen wij niet.',
    'Kies een waarde uit codelijst 33: LAS, LVS, LASLVS of TIB.',
  ],
  'OSO-NO-CONSENT': [
    'warning', false, 'In het dossier staat dat de ouders geen toestemming gaven.',
    'Neem het dossier alleen over als uw school daar een andere grondslag voor heeft.',
  ],
  'OSO-BSN-DROPPED': [
    'note', false, 'Het dossier bevat een burgerservicenummer of onderwijsnummer.', 'Wij bewaren het niet.',
  ],
  'OSO-NOT-USED': [
    'note', false, 'Het dossier bevat meer dan toetsen, zoals zorggegevens, documenten of adressen.',
    'Wij kijken alleen naar de vorm en bewaren er niets van.',
  ],
  'OSO-FEEDBACK': [
    'note', false, 'Het bestand bevat terugkoppelingen van het voortgezet onderwijs.',
    'Wij lezen ze niet.',
  ],
  'OSO-NO-TESTS': [
    'warning', false, 'Het dossier bevat geen toetsen.',
    'Kies bij het maken van het dossier dat de toetsresultaten meegaan.',
  ],
  'OSO-TEST-DOUBLE': [
    'warning', false, 'Dezelfde toets van dezelfde dag staat er twee keer in.',
    'Haal de dubbele toets weg in het systeem dat het dossier maakt.',
  ],
  'OSO-RESULT-EMPTY': [
    'warning', false, 'Een toets heeft geen score, geen referentiescore en geen onderdeel.',
    'Vul het resultaat in of laat de toets weg.',
  ],
  'OSO-NUMBERS': [
    'error', false, 'De getallen van één afname spreken elkaar tegen.',
    'Controleer de aantallen en het betrouwbaarheidsinterval.',
  ],
  'OSO-REFERENCE': [
    'error', false, 'De code van een referentiescore staat niet in codelijst 11 van OSO.',
    'Kies een code zoals IV, AE, FN of DLE.',
  ],
  'OSO-COMPARISON': [
    'error', false, 'De vergelijkingsgroep staat niet in codelijst 22 van OSO.',
    'In het basisonderwijs is dat Landelijk.',
  ],
  'OSO-YEARGROUP': [
    'error', false, 'De jaargroep staat niet in codelijst 13 van OSO.',
    'Kies 0 tot en met 8, 11 tot en met 16, S of P.',
  ],
  'OSO-DATE-AFTER': [
    'warning', false, 'Een toets is afgenomen na de dag waarop het dossier is gemaakt.',
    'Controleer de afnamedatum.',
  ],
  'OSO-CHOICE': [
    'error', false, 'Van elementen waarvan er één hoort te staan, staan er meer of geen.',
    'Laat er precies één staan.',
  ],
  'OSO-MISSING': ['error', false, 'Een verplicht element ontbreekt.', 'Vul het aan.'],
  'OSO-UNKNOWN': [
    'error', false, 'Er staat een element of attribuut dat de standaard hier niet kent.',
    'Wij slaan het over. Laat het weg.',
  ],
  'OSO-ORDER': [
    'error', false, 'De elementen staan niet in de volgorde van het schema.',
    'Wij lezen het toch. Herstel de volgorde.',
  ],
  'OSO-REPEATED': [
    'error', false, 'Een element staat er vaker dan mag.',
    'Wij gebruiken het eerste. Haal de andere weg.',
  ],
  'OSO-EMPTY': ['error', false, 'Een element of attribuut is leeg.', 'Laat het weg of vul het in.'],
  'OSO-TEXT': ['error', false, 'Er staat losse tekst tussen de elementen.', 'Haal de tekst weg.'],
  'OSO-LENGTH': ['error', false, 'Een tekst is te lang.', 'Kort de tekst in.'],
  'OSO-FORM': [
    'error', false, 'Een waarde heeft niet de vorm die de standaard vraagt.', 'Verbeter de waarde.',
  ],
  'OSO-CODE': ['error', false, 'Een code staat niet in de codelijst.', 'Kies een code uit de lijst.'],
  'OSO-DATE': [
    'error', false, 'Een datum bestaat niet of is anders geschreven.', 'Schrijf hem als 2026-01-22.',
  ],
});
