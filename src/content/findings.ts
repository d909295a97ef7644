import { defineCatalogue } from '../exchange/catalogue.ts';

/** What can be wrong with the tests of a package whose items are all in order. */
export const contentFindings = defineCatalogue({
  'CONTENT-DATA-MISSING': [
    'error', true, 'Het bestand inbeeld.json ontbreekt.',
    'Zonder dat bestand zijn er items, maar geen toetsen, ijking en normen.',
  ],
  'CONTENT-DATA': [
    'error', true, 'Het bestand inbeeld.json klopt niet op deze plaats.',
    'Zie docs/content-package.md voor wat er hoort te staan.',
  ],
  'CONTENT-BANK': [
    'error', true, 'De toetsen, formulieren, ijking, routering of normen van een vak spreken elkaar tegen.',
    'Verbeter inbeeld.json of de toetsbestanden.',
  ],
  'CONTENT-RETIRES': [
    'error', true, 'Het pakket trekt een toets in die nooit gepubliceerd is.',
    'Verbeter de code in package.retires, of importeer eerst het pakket dat de toets brengt.',
  ],
  'CONTENT-PUBLISHED': [
    'error', true, 'Een code en versie is al gepubliceerd, met een andere inhoud.',
    'Wat gepubliceerd is verandert niet: geef de verbetering een nieuwe code of versie.',
  ],
});
