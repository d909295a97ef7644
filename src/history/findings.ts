import { defineCatalogue } from '../exchange/catalogue.ts';

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
});
