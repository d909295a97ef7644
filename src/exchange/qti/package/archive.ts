// A zip of a stranger, read in memory and never written to disk. Everything is judged by what the archive says of
// itself first, and held to that while it is unpacked.

import {
  configure, ERR_ENCRYPTED, ERR_ENCRYPTED_CENTRAL_DIRECTORY, ERR_INVALID_COMPRESSED_DATA, ERR_INVALID_CRC32,
  ERR_INVALID_UNCOMPRESSED_SIZE, ERR_OVERLAPPING_ENTRY, ERR_UNSAFE_FILENAME, type FileEntry, Uint8ArrayReader,
  Uint8ArrayWriter, ZipReader, ZipWriter,
} from '@zip.js/zip.js';
import type { Finding } from '../../../base/findings.ts';
import { ok, refuse, type Result } from '../../../base/result.ts';
import { newFindingList } from '../../catalogue.ts';
import { addAt, packageFindings as codes } from './findings.ts';

/** How much of a stranger's archive is unpacked; sizes in bytes. */
export interface ArchiveLimits {
  readonly packed: number;
  readonly files: number;
  readonly perFile: number;
  readonly unpacked: number;
  /** Unpacked size / packed size of a file that is larger than `ratioFrom`. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

/** Room for the whole bank of a publisher: some thousands of items with pictures. */
export const archiveLimits: ArchiveLimits = {
  packed: 200_000_000, files: 20_000, perFile: 20_000_000, unpacked: 500_000_000, ratio: 100, ratioFrom: 100_000,
};

/** Files by path, e.g. `items/opgave-1.xml`; folders are left out. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

// Workers would outlive a command, and the archive is read in one go.
configure({ useWebWorkers: false });

/** Unpacks a zip, or says everything for which it is refused. */
export async function readArchive(
  bytes: Uint8Array, limits: ArchiveLimits = archiveLimits,
): Promise<Result<ArchiveFiles, readonly Finding[]>> {
  const findings = newFindingList();
  if (bytes.length > limits.packed) {
    addAt(findings, codes['PACKAGE-TOO-LARGE'], '/', `Het pakket is groter dan ${limits.packed} bytes.`);
    return refuse(findings.all());
  }
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    strictness: 'strict', checkCrc32: true, checkOverlappingEntry: true,
  });
  let current = '';
  try {
    const entries = await listFiles(reader, limits);
    const add: Add = (code, path, what) => addAt(findings, codes[code], path, what);
    for (const entry of entries) judgeEntry(entry, limits, add);
    judgeTogether(entries, limits, add);
    if (findings.blocks()) return refuse(findings.all());
    const files = new Map<string, Uint8Array>();
    for (const entry of entries) {
      current = entry.filename;
      files.set(current, await unpack(entry));
    }
    for (const [path, content] of files) {
      if (isArchive(content)) addAt(findings, codes['PACKAGE-NESTED'], path, `Het bestand ${path} is zelf ingepakt.`);
    }
    return findings.blocks() ? refuse(findings.all()) : ok(files);
  } catch (error) {
    const { code, what } = troubleOf(error, current);
    addAt(findings, codes[code], current || '/', what);
    return refuse(findings.all());
  } finally {
    await reader.close();
  }
}

/** Packs files in the order given; the same files give the same bytes on every day. */
export async function writeArchive(files: Iterable<readonly [path: string, content: string]>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    lastModDate: new Date(2000, 0, 1), extendedTimestamp: false, useCompressionStream: false,
  });
  const encoder = new TextEncoder();
  for (const [path, content] of files) await writer.add(path, new Uint8ArrayReader(encoder.encode(content)));
  return writer.close();
}

type Code = keyof typeof codes;
type Add = (code: Code, path: string, what: string) => void;

/** Says no while the archive is read; caught by `readArchive` alone. */
class Stop extends Error {
  readonly code: Code;

  constructor(code: Code, what: string) {
    super(what);
    this.code = code;
  }
}

async function listFiles(reader: ZipReader<Uint8Array>, limits: ArchiveLimits): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  let count = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    count += 1;
    if (count > limits.files) throw new Stop('PACKAGE-TOO-MANY', `Er zitten meer dan ${limits.files} bestanden in.`);
    if (!entry.directory) files.push(entry);
  }
  return files;
}

function judgeEntry(entry: FileEntry, limits: ArchiveLimits, addTo: Add): void {
  const { filename, uncompressedSize, compressedSize } = entry;
  const add = (code: Code, what: string): void => addTo(code, filename, what);
  // zip.js refuses what leaves the package; a backslash or a control character it takes as a name. Names are shown in
  // findings: none may steer a terminal or turn the reading direction.
  // eslint-disable-next-line no-control-regex
  if (/[\\:\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(filename)) {
    add('PACKAGE-PATH', 'De naam heeft een teken dat niet mag.');
  }
  if (entry.encrypted) add('PACKAGE-ENCRYPTED', `Het bestand ${filename} is versleuteld.`);
  if (entry.symlink || isSpecial(entry.unixMode)) add('PACKAGE-LINK', `Het bestand ${filename} is niet gewoon.`);
  if (uncompressedSize > limits.perFile) {
    add('PACKAGE-TOO-LARGE', `Het bestand ${filename} is groter dan ${limits.perFile} bytes.`);
  } else if (uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio) {
    const times = Math.round(uncompressedSize / compressedSize);
    add('PACKAGE-BOMB', `Het bestand ${filename} wordt ${times} keer zo groot.`);
  }
}

// The kind of file in a Unix mode: 0 is not told, 8 an ordinary file.
function isSpecial(unixMode: number | undefined): boolean {
  const kind = (unixMode ?? 0) >> 12;
  return kind !== 0 && kind !== 8;
}

function judgeTogether(entries: readonly FileEntry[], limits: ArchiveLimits, add: Add): void {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > limits.unpacked) add('PACKAGE-TOO-LARGE', '/', `Uitgepakt is het meer dan ${limits.unpacked} bytes.`);
  const names = new Set<string>();
  for (const { filename } of entries) {
    const name = filename.normalize('NFC').toLowerCase();
    if (names.has(name)) add('PACKAGE-TWICE', filename, `Het bestand ${filename} staat er twee keer in.`);
    names.add(name);
  }
}

/** The content of a file, never more than the archive said that it would be. */
async function unpack(entry: FileEntry): Promise<Uint8Array> {
  const content = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  await entry.getData(new WritableStream<Uint8Array>({
    write(chunk) {
      const room = content.length - at;
      if (chunk.length > room) throw new Stop('PACKAGE-BOMB', `Het bestand ${entry.filename} is groter dan het zegt.`);
      content.set(chunk, at);
      at += chunk.length;
    },
  }));
  if (at < content.length) throw new Stop('PACKAGE-DAMAGED', `Het bestand ${entry.filename} is korter dan het zegt.`);
  return content;
}

// Starts of zip, gzip, 7z, rar, bzip2 and xz files.
const archiveStarts = ['504b0304', '504b0506', '1f8b', '377abcaf', '52617221', '425a68', 'fd377a58'];

function isArchive(content: Uint8Array): boolean {
  const start = Buffer.from(content.subarray(0, 4)).toString('hex');
  return archiveStarts.some((known) => start.startsWith(known));
}

/** zip.js tells by the text of an error what is wrong; anything it does not name is an archive we cannot read. */
function troubleOf(error: unknown, current: string): { readonly code: Code; readonly what: string } {
  if (error instanceof Stop) return { code: error.code, what: error.message };
  if (!(error instanceof Error)) throw error;
  const file = 'filename' in error && typeof error.filename === 'string' ? error.filename : current;
  const reason = 'reason' in error ? String(error.reason) : '';
  if (reason.includes('duplicate')) return { code: 'PACKAGE-TWICE', what: 'Een naam komt twee keer voor.' };
  const known = troubles.find(([messages]) => messages.includes(error.message));
  return known ? { code: known[1], what: `Het bestand ${file} ${known[2]}.` }
    : { code: 'PACKAGE-UNREADABLE', what: 'Het pakket kan niet als zip worden gelezen.' };
}

const troubles: readonly (readonly [readonly string[], Code, string])[] = [
  [[ERR_UNSAFE_FILENAME], 'PACKAGE-PATH', 'heeft een naam die niet mag'],
  [[ERR_ENCRYPTED, ERR_ENCRYPTED_CENTRAL_DIRECTORY], 'PACKAGE-ENCRYPTED', 'is versleuteld'],
  [[ERR_OVERLAPPING_ENTRY], 'PACKAGE-BOMB', 'deelt zijn inhoud met een ander'],
  [[ERR_INVALID_UNCOMPRESSED_SIZE], 'PACKAGE-BOMB', 'is niet zo groot als het zegt'],
  [[ERR_INVALID_CRC32, ERR_INVALID_COMPRESSED_DATA], 'PACKAGE-DAMAGED', 'is beschadigd'],
];
