/* For tests only: where the official schemas and examples are, which are not part of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with the official files, or null when this machine does not have it. */
export function standardsFolder(): string | null {
  const shared = process.env['INBEELD_SHARED'] ?? join(import.meta.dirname, '../../../../shared');
  const folder = join(shared, 'standards');
  return existsSync(folder) ? folder : null;
}

/** Why a test that needs them did not run. */
export const withoutStandards = 'the official files (../shared/standards) are not on this machine';

/** The files of a folder below it, by name. */
export function standardFiles(below: string, ending: string): ReadonlyMap<string, Uint8Array> {
  const folder = join(standardsFolder() ?? '', below);
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
}

/** One file. */
export function standardFile(path: string): Uint8Array {
  return readFileSync(join(standardsFolder() ?? '', path));
}
