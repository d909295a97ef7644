import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The CSV template with invented pupils, as docs/examples has it and the screen hands it out. */
export const exampleFilePath = path.join(import.meta.dirname, '../../docs/examples/oude-resultaten.csv');

/** Its bytes. */
export function exampleFile(): Uint8Array {
  return readFileSync(exampleFilePath);
}
