import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { ok, refuse } from '../../base/result.ts';
import { xmlFindings } from './findings.ts';

/** A text in pieces. Reading on past bytes that do not fit the encoding throws a BadBytes. */
export type TextPieces = Iterable<string>;

/** Bytes that the declared encoding does not have. */
export class BadBytes extends Error {
  override name = 'BadBytes';
}

/** Bytes of one piece; small enough to keep memory flat, large enough to keep the parser busy. */
const pieceBytes = 65_536;

/** Finds the encoding from the byte order mark, else the XML declaration, else UTF-8, and decodes in pieces.
 * Known: UTF-8, UTF-16 (either order), ISO-8859-1 and Windows-1252 (read alike), US-ASCII.
 * Source: XML 1.0 fifth edition, appendix F. */
export function decodeXml(bytes: Uint8Array): Result<TextPieces, Finding> {
  const label = encodingOf(bytes);
  if (label === null) {
    return refuse(findingOf(xmlFindings['XML-ENCODING'], nowhere, 'Deze tekencodering kennen wij niet.'));
  }
  return ok(pieces(bytes, label));
}

/** The label for TextDecoder, or null for an encoding that we do not read. */
function encodingOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0x00)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0x00 && b === 0x3c)) return 'utf-16be';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1];
  return known.get((declared ?? 'utf-8').toLowerCase()) ?? null;
}

/** A declaration that says UTF-16 in text that was readable byte by byte is mistaken: such a text is
 * UTF-8. */
const known: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['utf-16', 'utf-8'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
]);

function* pieces(bytes: Uint8Array, label: string): Generator<string> {
  const decoder = new TextDecoder(label, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new BadBytes(label);
    throw error;
  }
}
