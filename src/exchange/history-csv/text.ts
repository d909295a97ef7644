import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { csvFindings } from './findings.ts';

/** Bytes of one piece of text. */
const pieceBytes = 65_536;

/** The text of a table in pieces, whatever Excel wrote it in: UTF-8 or UTF-16 by their byte order mark,
 * UTF-8 without one, else Windows-1252. A text with NULs is refused: it is no text, or UTF-16 without its mark. */
export function decodeCsv(bytes: Uint8Array): Result<Iterable<string>, Finding> {
  const foreign = notCsv(bytes);
  if (foreign !== null) return refuse(foreign);
  const [a, b] = bytes;
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (marked !== null && !fits(bytes, marked)) return refuse(unreadable());
  if (marked === null && bytes.includes(0)) return refuse(unreadable());
  const label = marked ?? (fits(bytes, 'utf-8') ? 'utf-8' : 'windows-1252');
  // Read more than once: the first line tells how to read the others.
  return ok({ [Symbol.iterator]: () => pieces(bytes, label) });
}

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
