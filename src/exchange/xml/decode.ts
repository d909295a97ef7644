import type { Finding } from '../../base/findings.ts';
import type { CatalogueEntry, Place } from '../catalogue.ts';
import type { Result } from '../../base/result.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { ok, refuse } from '../../base/result.ts';
import { xmlFindings } from './findings.ts';

/** Bytes that the encoding of a text does not have. */
export class BadBytes extends Error {
  override name = 'BadBytes';
  /** The text of the piece up to the first such byte, so that its place can be told. */
  readonly before: string;
  constructor(before: string) {
    super('bytes that do not fit the encoding');
    this.before = before;
  }
}

/** What is odd about the first line of a text, and can be lived with. */
export interface Notice {
  readonly entry: CatalogueEntry;
  readonly place: Place;
  readonly what: string;
}

/** Turns the bytes of one text into characters, piece by piece. */
export interface Decoding {
  readonly notices: readonly Notice[];
  /** Throws a BadBytes. */
  decode(bytes: Uint8Array): string;
  /** What was left over; throws a BadBytes when that is half a character. */
  end(): string;
  /** What shows only at the end: a text that says it has one byte per character, and looks like UTF-8. */
  afterwards(): Notice | null;
}

/** Bytes in which the encoding shows itself. */
export const headBytes = 1024;

/** Finds the encoding from the byte order mark, else the shape of the first characters, else the XML
 * declaration, else UTF-8. Known: UTF-8, UTF-16 (either order), and what has one byte per character: ISO-8859,
 * Windows-125x, Macintosh. ISO-8859-1 is read as Windows-1252, as everybody does.
 * A declaration that the bytes contradict is told, and the bytes are believed.
 * Source: XML 1.0 fifth edition, appendix F. */
export function newDecoding(head: Uint8Array): Result<Decoding, Finding> {
  const shape = shapeOf(head);
  const declaration = declarationIn(head, shape);
  if (declaration === null) {
    const what = 'De eerste regel (<?xml ...?>) heeft geen einde.';
    return refuse(findingOf(xmlFindings['XML-MALFORMED'], top, what));
  }
  const label = shape === 'bytes' ? labelOf(declaration.encoding) : shape === 'utf-8-marked' ? 'utf-8' : shape;
  if (label === null || shape === 'utf-32') {
    return refuse(findingOf(xmlFindings['XML-ENCODING'], top, 'Deze tekencodering kennen wij niet.'));
  }
  const notices: Notice[] = [];
  if (lies(declaration.encoding, shape)) {
    notices.push(contradicted);
  }
  if (declaration.version !== null && declaration.version !== '1.0') {
    const what = 'Het bestand noemt een andere versie van XML dan 1.0.';
    notices.push({ entry: xmlFindings['XML-VERSION'], place: top, what });
  }
  return ok(decodingOf(label, notices, declaration.encoding !== null && isAscii(declaration.encoding)));
}

const top: Place = { ...nowhere, line: 1, column: 1 };

const contradicted: Notice = {
  entry: xmlFindings['XML-ENCODING-OTHER'],
  place: top,
  what: 'De eerste regel noemt een andere tekencodering dan het bestand heeft.',
};

const suspect: Notice = {
  entry: xmlFindings['XML-ENCODING-SUSPECT'],
  place: top,
  what: 'De tekens lijken UTF-8, maar de eerste regel zegt iets anders.',
};

type Shape = 'bytes' | 'utf-8-marked' | 'utf-16le' | 'utf-16be' | 'utf-32';

function shapeOf([a, b, c, d]: Uint8Array): Shape {
  if ((a === 0 && b === 0) || (a === 0xff && b === 0xfe && c === 0 && d === 0)) return 'utf-32';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8-marked';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return 'bytes';
}

interface Declaration {
  readonly encoding: string | null;
  readonly version: string | null;
}

/** Null when it does not end within the head, which no real one fills. */
function declarationIn(head: Uint8Array, shape: Shape): Declaration | null {
  const start = head.subarray(0, headBytes).filter((byte) => byte !== 0);
  const text = String.fromCharCode(...start).replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  if (/^<\?xml\s/.test(text) && !text.includes('?>')) return null;
  const declaration = /^<\?xml\s([^>]*)\?>/.exec(text)?.[1] ?? '';
  const encoding = /(?:^|\s)encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(declaration)?.[1] ?? null;
  const version = /(?:^|\s)version\s*=\s*["']([^"']{1,20})["']/.exec(declaration)?.[1] ?? null;
  return { encoding: encoding?.toLowerCase() ?? null, version: shape === 'utf-32' ? null : version };
}

/** The label for TextDecoder of a text with one byte or more per character; null for one that we do not
 * read. Who writes UTF-16 in a text that could be read byte by byte means UTF-8. */
function labelOf(encoding: string | null): string | null {
  if (encoding === null || isUtf8(encoding) || isUtf16(encoding)) return 'utf-8';
  if (/^(iso-?8859-?1|iso_8859-1|latin-?1|l1|cp-?1252|windows-?1252)$/.test(encoding)) return 'windows-1252';
  if (/^(iso-8859-(?:[2-9]|1[0-6])|windows-125\d|macintosh|us-ascii|ascii)$/.test(encoding)) {
    return isAscii(encoding) ? 'utf-8' : encoding;
  }
  return null;
}

const isUtf8 = (encoding: string): boolean => /^utf-?8$/.test(encoding);
const isUtf16 = (encoding: string): boolean => /^(utf-?16(le|be)?|ucs-?2|iso-10646-ucs-2)$/.test(encoding);
const isAscii = (encoding: string): boolean => /^(us-)?ascii$/.test(encoding);

function lies(encoding: string | null, shape: Shape): boolean {
  if (encoding === null) return false;
  if (shape === 'bytes') return isUtf16(encoding);
  return shape === 'utf-8-marked' ? !isUtf8(encoding) && !isAscii(encoding) : !isUtf16(encoding);
}

function decodingOf(label: string, notices: readonly Notice[], ascii: boolean): Decoding {
  const decoder = new TextDecoder(label, { fatal: true });
  const forgiving = new TextDecoder(label);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let fitsUtf8 = ascii || (label !== 'utf-8' && !label.startsWith('utf-16'));
  let beyondAscii = false;
  const compare = (bytes: Uint8Array, stream: boolean): void => {
    try {
      const text = utf8.decode(bytes, { stream });
      beyondAscii ||= text.length !== bytes.length;
    } catch {
      fitsUtf8 = false;
    }
  };
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    if (fitsUtf8) compare(bytes, stream);
    // Goes along, because what is wrong with these bytes may have begun in the last ones.
    const forgiven = forgiving.decode(bytes, { stream });
    try {
      return decoder.decode(bytes, { stream });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new BadBytes(forgiven.split('\ufffd', 1)[0] ?? '');
    }
  };
  return {
    notices,
    decode: (bytes) => decode(bytes, true),
    end: () => decode(new Uint8Array(), false),
    afterwards: () => (fitsUtf8 && beyondAscii ? (ascii ? contradicted : suspect) : null),
  };
}
