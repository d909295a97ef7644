import type { Finding } from '../base/findings.ts';
import { defineCatalogue, findingOf, nowhere } from '../exchange/catalogue.ts';

/**
 * What can be wrong with a file of old results as a whole. What a file says of its own form stands in
 * the findings.ts of its format.
 */
export const historyFindings = defineCatalogue({
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
  'HISTORY-PUT-AWAY': [
    'note',
    false,
    'Deze levering is bekeken en weggedaan.',
    'Er is niets van overgenomen.',
  ],
});

/** What is said of a delivery that a person looked at and did not want. */
export const putAway: Finding = findingOf(
  historyFindings['HISTORY-PUT-AWAY'], nowhere, historyFindings['HISTORY-PUT-AWAY'].meaning,
);
