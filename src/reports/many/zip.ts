import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { Readable } from 'node:stream';
import { TransformStream } from 'node:stream/web';

/** A file that goes into a zip. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

configure({ useWebWorkers: false });

/**
 * A zip as it is being made: each file is asked for when the one before has been read, so that one of them is in
 * memory, not all. Nothing is packed smaller: a PDF is packed already.
 * @param at stands in the zip with every file
 */
export function zipStream(files: AsyncIterable<ZipFile>, at: Date): Readable {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const readableNode = Readable.fromWeb(readable);
  void write(new ZipWriter(writable, { level: 0, lastModDate: at }), files).catch((error: unknown) =>
    readableNode.destroy(error instanceof Error ? error : new Error('the zip failed')));
  return readableNode;
}

async function write(zip: ZipWriter<unknown>, files: AsyncIterable<ZipFile>): Promise<void> {
  for await (const { name, bytes } of files) await zip.add(name, new Uint8ArrayReader(bytes));
  await zip.close();
}

/** Characters that some system does not take in the name of a file. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;

/** Names of files after these groups, in their order: `Groep 5A.pdf`, and a number behind a name that is there. */
export function fileNamesOf(groupNames: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return groupNames.map((groupName) => {
    const name = groupName.replace(NOT_IN_NAMES, '-').replace(/^[.\s]+|[.\s]+$/gu, '') || 'groep';
    let file = `${name}.pdf`;
    for (let count = 2; used.has(file.toLowerCase()); count += 1) file = `${name} (${count}).pdf`;
    used.add(file.toLowerCase());
    return file;
  });
}
