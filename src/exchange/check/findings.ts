import { defineCatalogue } from '../catalogue.ts';

/** What checking itself can say, beside what the standards say. */
export const checkFindings = defineCatalogue({
  'CHECK-UNKNOWN': [
    'error', true, 'Wij herkennen dit bestand niet.',
    'Kies een EDEXML-bestand, een UWLR-bericht, een OSO-dossier of een CSV met toetsresultaten.',
  ],
});
