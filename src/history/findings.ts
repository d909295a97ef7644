import { defineCatalogue } from '../exchange/catalogue.ts';

/**
 * What can be wrong with a file of old results. What UWLR says of its own form stands in
 * exchange/uwlr/findings.ts.
 */
export const historyFindings = defineCatalogue({
  'HISTORY-EMPTY': [
    'error',
    true,
    'Het bestand is leeg.',
    'Kies een CSV-bestand met een regel namen van kolommen erboven.',
  ],
  'HISTORY-NOT-CSV': [
    'error',
    true,
    'Dit is geen CSV-bestand.',
    'Maak in het LAS of in CP LOVS een CSV-bestand en kies dat.',
  ],
  'HISTORY-COLUMN-MISSING': [
    'error',
    true,
    'Een verplichte kolom ontbreekt.',
    'Zet de kolom erbij, met deze naam in de eerste regel.',
  ],
  'HISTORY-COLUMN-DOUBLE': [
    'error',
    true,
    'Een kolom staat er twee keer in.',
    'Geef elke kolom een eigen naam in de eerste regel.',
  ],
  'HISTORY-COLUMN-UNKNOWN': [
    'note',
    false,
    'Een kolom die wij niet gebruiken.',
    'Wij slaan deze kolom over en bewaren hem niet.',
  ],
  'HISTORY-QUOTES': [
    'error',
    true,
    'Een aanhalingsteken staat open.',
    'Sluit het aanhalingsteken; twee achter elkaar staan voor één.',
  ],
  'HISTORY-DATE': [
    'error',
    false,
    'Een datum bestaat niet.',
    'Schrijf een datum als 2026-01-22 of als 22-1-2026.',
  ],
  'HISTORY-NUMBER': ['error', false, 'Een getal is niet te lezen.', 'Schrijf een getal als 628 of 628,5.'],
  'HISTORY-YEAR-GROUP': [
    'error',
    false,
    'Een jaargroep bestaat niet.',
    'Schrijf de jaargroep als 3, 4, 5, 6, 7 of 8.',
  ],
  'HISTORY-INCOMPLETE': [
    'error',
    false,
    'Een regel mist iets dat nodig is.',
    'Vul de regel aan; zonder dat nemen wij dit resultaat niet over.',
  ],
  'HISTORY-TOO-LONG': [
    'error',
    false,
    'Een regel is te lang.',
    'Controleer de aanhalingstekens rond deze regel.',
  ],
  'HISTORY-NO-RESULTS': [
    'error',
    true,
    'Dit is geen bestand met resultaten.',
    'Vraag uw LAS-leverancier om een leerresultaten_verzoek (UWLR 2.2).',
  ],
  'HISTORY-OTHER-SCHOOL': [
    'error',
    true,
    'Het bestand is van een andere school.',
    'Haal de resultaten van uw eigen school en vestiging op.',
  ],
});
