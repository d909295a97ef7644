import { defineCatalogue } from '../catalogue.ts';

/** What can be wrong with a text before any standard has a say. What blocks also stops the reading. */
export const xmlFindings = defineCatalogue({
  'XML-EMPTY': ['error', true, 'Het bestand is leeg.', 'Maak de export in het LAS opnieuw.'],
  'XML-TOO-LARGE': [
    'error',
    true,
    'Het bestand is groter dan wij lezen.',
    'Exporteer één school en één schooljaar, of vraag de beheerder om de grens te verhogen.',
  ],
  'XML-ENCODING': [
    'error',
    true,
    'De tekens passen niet bij de codering die het bestand noemt, of wij kennen die codering niet.',
    'Bewaar het bestand als UTF-8, met die codering in de eerste regel.',
  ],
  'XML-ENCODING-OTHER': [
    'error',
    false,
    'De eerste regel noemt een andere tekencodering dan het bestand heeft.',
    'Wij lezen het zoals het is. Vraag de leverancier van het LAS om de juiste codering te noemen.',
  ],
  'XML-ENCODING-SUSPECT': [
    'warning',
    false,
    'De tekens lijken UTF-8, maar de eerste regel noemt een codering met één byte per teken.',
    'Controleer namen met een accent. Zijn ze verminkt, bewaar het bestand dan met encoding="UTF-8".',
  ],
  'XML-VERSION': [
    'warning',
    false,
    'Het bestand noemt een andere versie van XML dan 1.0.',
    'Wij lezen het als XML 1.0. Schrijf version="1.0" in de eerste regel.',
  ],
  'XML-COMPRESSED': [
    'error',
    true,
    'Dit is een ingepakt bestand (zip, gzip of iets dergelijks).',
    'Pak het eerst uit en kies het XML-bestand dat erin zit.',
  ],
  'XML-NOT-XML': [
    'error',
    true,
    'Het bestand is geen XML.',
    'Kies het bestand dat het LAS als EDEXML of UWLR heeft gemaakt, uitgepakt en ongewijzigd.',
  ],
  'XML-HTML': [
    'error',
    true,
    'Dit is een webpagina en geen XML-bericht; vaak is het een foutpagina of een aanmeldpagina.',
    'Controleer het adres van de koppeling, of meld u opnieuw aan in het LAS en maak de export opnieuw.',
  ],
  'XML-EDEX2000': [
    'error',
    true,
    'Dit is een bestand van het oude EDEX (tekstbestanden zoals EDEXLL.TXT).',
    'Kies in het LAS EDEXML: in ESIS heet het EDEXML en niet EDEX, in ParnasSys "EDEX & UWLR (nieuw)".',
  ],
  'XML-DOCTYPE': [
    'error',
    true,
    'Het bestand heeft een DOCTYPE; dat kan misbruikt worden en wij lezen het niet.',
    'Verwijder de regel met <!DOCTYPE; EDEXML en UWLR kennen hem niet.',
  ],
  'XML-ENTITY': [
    'error',
    true,
    'Het bestand gebruikt een verwijzing (&naam;) die XML zelf niet kent.',
    'Schrijf het teken zelf, of als getal zoals &#233;.',
  ],
  'XML-DEPTH': [
    'error',
    true,
    'De elementen zijn dieper in elkaar gezet dan enig bericht nodig heeft.',
    'Controleer het programma dat dit bestand heeft gemaakt.',
  ],
  'XML-TAG-LENGTH': [
    'error',
    true,
    'Een element heeft een naam of attributen die langer zijn dan enig bericht nodig heeft.',
    'Controleer het programma dat dit bestand heeft gemaakt.',
  ],
  'XML-TEXT-LENGTH': [
    'error',
    true,
    'Een tekst of commentaar is langer dan enig bericht nodig heeft.',
    'Controleer het programma dat dit bestand heeft gemaakt.',
  ],
  'XML-RECORDS': [
    'error',
    true,
    'Er staan meer leerlingen, groepen of resultaten in dan wij lezen.',
    'Exporteer één school en één schooljaar.',
  ],
  'XML-RECORD': [
    'error',
    true,
    'In één element staan meer elementen dan enig bericht nodig heeft.',
    'Controleer het programma dat dit bestand heeft gemaakt.',
  ],
  'XML-MALFORMED': [
    'error',
    true,
    'De XML is niet welgevormd.',
    'Maak de export opnieuw; bewerk het bestand niet met de hand.',
  ],
});
