import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's root. */
export const root = path.join(import.meta.dirname, '..');

/** A file of our own source. */
export interface SourceFile {
  /** Relative to the root, with slashes. */
  readonly name: string;
  readonly text: string;
}

/** Every file of ours under a folder that ends in one of the given ways, in name order. */
export function sourceFiles(folder: string, ...endings: readonly string[]): readonly SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .sort()
    .map((name) => ({
      name: `${folder}/${name}`.replaceAll(path.sep, '/'),
      text: readFileSync(path.join(root, folder, name), 'utf8'),
    }));
}
