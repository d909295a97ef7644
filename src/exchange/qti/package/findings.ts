import type { CatalogueEntry, FindingList } from '../../catalogue.ts';
import { defineCatalogue } from '../../catalogue.ts';

/** What can be wrong with a package of QTI items: the archive, its manifest, its pictures and sounds, its items. */
export const packageFindings = defineCatalogue({
  'PACKAGE-UNREADABLE': [
    'error', true, 'Dit is geen zipbestand, of verschillende programma\'s zouden het verschillend lezen.',
    'Pak het pakket opnieuw in met een gewoon programma.',
  ],
  'PACKAGE-ENCRYPTED': ['error', true, 'Een bestand is versleuteld.', 'Pak het pakket in zonder wachtwoord.'],
  'PACKAGE-PATH': [
    'error', true, 'Een bestandsnaam wijst buiten het pakket of is geen gewone naam.',
    'Gebruik namen als items/opgave-1.xml: gewone schuine strepen, geen lege delen, geen punten als deel.',
  ],
  'PACKAGE-LINK': ['error', true, 'Een bestand is een verwijzing naar een ander bestand.', 'Pak het bestand zelf in.'],
  'PACKAGE-TWICE': [
    'error', true, 'Twee bestanden hebben dezelfde naam, of namen die alleen in hoofdletters verschillen.',
    'Geef ieder een eigen naam.',
  ],
  'PACKAGE-TOO-MANY': ['error', true, 'Het pakket heeft te veel bestanden.', 'Verdeel het over meer pakketten.'],
  'PACKAGE-TOO-LARGE': [
    'error', true, 'Het pakket of een bestand erin is te groot.', 'Verklein het of verdeel het over meer pakketten.',
  ],
  'PACKAGE-BOMB': [
    'error', true, 'Een bestand wordt bij het uitpakken veel groter dan het is, of deelt zijn inhoud met een ander.',
    'Een gewoon pakket heeft dit niet: maak het opnieuw.',
  ],
  'PACKAGE-NESTED': ['error', true, 'Er zit een ingepakt bestand in het pakket.', 'Pak alles in één keer in.'],
  'PACKAGE-DAMAGED': ['error', true, 'Een bestand is beschadigd.', 'Maak het pakket opnieuw.'],
  'PACKAGE-MANIFEST': [
    'error', true, 'Het bestand imsmanifest.xml ontbreekt of is onbruikbaar.',
    'Zet er een manifest in met een resource per item.',
  ],
  'PACKAGE-MISSING': ['error', true, 'Een bestand dat genoemd wordt, zit niet in het pakket.', 'Voeg het toe.'],
  'PACKAGE-UNLISTED': ['note', false, 'Het manifest noemt dit bestand niet.', 'Wij slaan het over.'],
  'PACKAGE-ACTIVE': [
    'error', true, 'Een item of tekening bevat iets dat kan werken of weglopen: een script, een formulier, een link.',
    'Laat alleen tekst, tabellen, plaatjes en geluid staan.',
  ],
  'PACKAGE-FOREIGN': [
    'error', true, 'Er wordt iets van buiten het pakket gehaald.',
    'Zet het bestand in het pakket en verwijs ernaar met zijn naam.',
  ],
  'PACKAGE-KIND': [
    'error', true, 'Dit soort bestand kunnen wij niet in een item zetten.', 'Gebruik PNG, JPEG, SVG of MP3.',
  ],
  'PACKAGE-STYLE': ['note', false, 'Een opmaakbestand slaan wij over.', 'De speler heeft een eigen opmaak.'],
  'PACKAGE-ITEM-TWICE': ['error', true, 'Twee items hebben dezelfde naam.', 'Geef elk item een eigen identifier.'],
  'PACKAGE-INTERACTION': [
    'error', true, 'Een item vraagt iets dat onze speler niet kent, of niets.',
    'Gebruik keuze, keuze in een regel, invullen, volgorde, koppelen, woorden in gaten, aanwijzen of lange tekst.',
  ],
  'PACKAGE-KEY': [
    'error', true, 'Het goede antwoord van een item levert niet alle punten op, of geen antwoord levert punten op.',
    'Verbeter het antwoordmodel, de responsverwerking of het hoogste aantal punten.',
  ],
  'PACKAGE-TEST': [
    'error', true, 'Een toetsbestand (qti-assessment-test) is onbruikbaar.',
    'Noem elk item één keer, in volgorde, met een gewicht dat een geheel getal vanaf 1 is.',
  ],
});

/** Adds a finding about a file of the package. */
export function addAt(list: FindingList, entry: CatalogueEntry, path: string, what: string): void {
  list.add(entry, { line: null, column: null, path }, what);
}
