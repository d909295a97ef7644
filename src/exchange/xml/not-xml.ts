import type { Finding } from '../../base/findings.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { xmlFindings } from './findings.ts';

/** Recognises what people hand over by mistake: nothing, a web page, an old EDEX text file, something binary.
 * @returns null when the text may be XML */
export function notXml(bytes: Uint8Array): Finding | null {
  const start = beginning(bytes);
  if (start.trim() === '' && bytes.length < 500) {
    return findingOf(xmlFindings['XML-EMPTY'], nowhere, 'Het bestand is leeg.');
  }
  const text = start.trimStart();
  if (/^<(!doctype\s+html|html[\s>])/i.test(text)) {
    return findingOf(xmlFindings['XML-HTML'], nowhere, 'Dit is een webpagina en geen bericht.');
  }
  if (text.startsWith('<')) return null;
  if (isCompressed(bytes)) {
    return findingOf(xmlFindings['XML-COMPRESSED'], nowhere, 'Dit is een ingepakt bestand.');
  }
  const entry = looksLikeEdex2000(text) ? 'XML-EDEX2000' : 'XML-NOT-XML';
  return findingOf(xmlFindings[entry], { line: 1, column: 1, path: null }, xmlFindings[entry].meaning);
}

/** Whether a file begins as zip (also Excel), gzip, 7z, rar, bzip2, xz or zstd does. We unpack nothing. */
export function isCompressed(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 6)).toString('latin1');
  return signatures.some((signature) => start.startsWith(signature));
}

const signatures: readonly string[] = [
  'PK\u0003\u0004', 'PK\u0005\u0006', '\u001f\u008b', '7z\u00bc\u00af\u0027\u001c', 'Rar!', 'BZh',
  '\u00fd7zXZ', '\u0028\u00b5\u002f\u00fd',
];

/** The first characters, whatever the encoding: enough to see what kind of file it is. */
function beginning(bytes: Uint8Array): string {
  const some = bytes.subarray(0, 500);
  const text = String.fromCharCode(...some.filter((byte) => byte !== 0));
  return text.replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
}

/** EDEX2000 texts are lines of quoted or bare fields with separators, beginning with a record letter or the
 * word EDEX. */
function looksLikeEdex2000(text: string): boolean {
  return /^"?EDEX/i.test(text) || /^"?(LL|LK|GR|SC)"?[;,|]/i.test(text);
}

/** Turns the parser's complaint into Dutch; what it has no words for becomes a general sentence. */
export function malformedInDutch(message: string): string {
  for (const [pattern, dutch] of complaints) {
    const match = pattern.exec(message);
    if (match !== null) return dutch.replace('$1', (match[1] ?? '').slice(0, 40));
  }
  return 'De XML is niet welgevormd.';
}

const complaints: readonly (readonly [RegExp, string])[] = [
  [/unclosed tag: ([\w.:-]+)/, 'Het element <$1> wordt niet gesloten; misschien is het bestand afgebroken.'],
  [
    /unexpected close tag|unmatched closing tag: ([\w.:-]+)/,
    'Er wordt een element gesloten dat niet open is.',
  ],
  [/document must contain a root element/, 'Er is geen enkel element; misschien is het bestand afgebroken.'],
  [/unexpected end/, 'Het bestand houdt midden in een element op.'],
  [/entity/, 'Er staat een &-verwijzing die XML zelf niet kent, of een los &-teken.'],
  [/duplicate attribute: ([\w.:-]+)/, 'Het attribuut $1 staat twee keer bij hetzelfde element.'],
  [/unbound namespace prefix: "?([\w.-]+)/, 'Het voorvoegsel $1 heeft geen naamruimte.'],
  [/disallowed character/, 'Er staat een teken dat in XML niet mag.'],
  [/text data outside of root node/, 'Er staat tekst buiten het eerste element.'],
  [/only one root/, 'Er staan twee documenten achter elkaar; een bestand heeft één eerste element.'],
  [/XML declaration must/, 'De regel <?xml ...?> staat niet vooraan; misschien zijn het twee bestanden achter elkaar.'],
];
