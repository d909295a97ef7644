import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { csvFindings } from './findings.ts';
import { unmix } from './mixed-text.ts';

/** Bytes of one piece of text. */
const pieceBytes = 65_536;

/** What a table says, and where that is not sure. */
export interface CsvText {
  /** May be walked through more than once. */
  readonly pieces: Iterable<string>;
  /** 1-based lines with signs in another encoding than the others have. */
  readonly oddLines: readonly number[];
}

/** The text of a table, whatever Excel wrote it in: UTF-8 or UTF-16 by their byte order mark, UTF-8 without one,
 * else Windows-1252, or both of these mixed. A text with NULs is refused: it is no text, or UTF-16 without its
 * mark. */
export function decodeCsv(bytes: Uint8Array): Result<CsvText, Finding> {
  const foreign = notCsv(bytes);
  if (foreign !== null) return refuse(foreign);
  const [a, b] = bytes;
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (marked !== null && !fits(bytes, marked)) return refuse(unreadable());
  if (marked === null && bytes.includes(0)) return refuse(unreadable());
  if (marked !== null) return ok(textOf(bytes, marked));
  if (fits(bytes, 'utf-8')) return ok(textOf(bytes, 'utf-8'));
  const mixed = unmix(bytes);
  return ok(mixed === null ? textOf(bytes, 'windows-1252') : textOf(mixed.bytes, 'utf-8', mixed.oddLines));
}

function textOf(bytes: Uint8Array, label: string, oddLines: readonly number[] = []): CsvText {
  return { pieces: { [Symbol.iterator]: () => pieces(bytes, label) }, oddLines };
}

/** The start of a file in a way in which its first line can be read even where the whole is refused: whole lines,
 * since a cut inside a character would look like another encoding, and no NULs unless they belong there. */
export function legibleStart(bytes: Uint8Array): Uint8Array {
  const isUtf16 = /^(\xff\xfe|\xfe\xff)/.test(String.fromCharCode(...bytes.subarray(0, 2)));
  const start = bytes.subarray(0, startBytes);
  const end = start.lastIndexOf(10);
  const lines = bytes.length <= startBytes || end < 0 ? start : start.subarray(0, isUtf16 ? end - (end % 2) : end);
  return isUtf16 ? lines : lines.filter((byte) => byte !== 0);
}

/** Enough for the first lines. */
const startBytes = 16_000;

/** Other kinds of file that people choose by mistake. */
function notCsv(bytes: Uint8Array): Finding | null {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^PK/, 'Dit is een Excel-bestand of een zip.'],
    [/^\xd0\xcf./, 'Dit is een oud Excel-bestand.'],
    [/^%PDF/, 'Dit is een pdf.'],
    [/^(\xef\xbb\xbf)?\s*</, 'Dit is XML of een webpagina.'],
  ];
  const what = kinds.find(([form]) => form.test(start))?.[1];
  return what === undefined ? null : findingOf(csvFindings['CSV-NOT-CSV'], nowhere, what);
}

function unreadable(): Finding {
  return findingOf(csvFindings['CSV-ENCODING'], nowhere, 'De tekens in het bestand zijn niet te lezen.');
}

function fits(bytes: Uint8Array, label: string): boolean {
  try {
    for (const piece of pieces(bytes, label)) if (label !== 'utf-8' && piece.includes('\u0000')) return false;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function* pieces(bytes: Uint8Array, label: string): Generator<string> {
  const decoder = new TextDecoder(label, { fatal: true });
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true });
  }
  yield decoder.decode();
}
