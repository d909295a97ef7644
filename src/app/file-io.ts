import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

/** Files and streams as a command sees them, so that commands can be tested without a process. */
export const fileIo = {
  readFile: (path: string): Promise<Uint8Array> => readFile(path),
  /** The bytes as they come; `-` is standard input. */
  open: (path: string): AsyncIterable<Uint8Array> =>
    path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 262_144 }),
  writeFile: (path: string, text: string): Promise<void> => writeFile(path, text),
  stdin: (): Promise<Uint8Array> => buffer(process.stdin),
  out: (text: string): void => void process.stdout.write(text),
  err: (text: string): void => void process.stderr.write(text),
  /** Colours only for a person at a terminal who has not asked to leave them out (no-color.org). */
  colour: (): boolean => process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
  now: (): Date => new Date(),
  variable: (name: string): string | undefined => process.env[name],
};
