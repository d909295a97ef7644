import { readFileSync } from 'node:fs';

/** The version of this program, as its package names it. */
export const checkVersion: string = versionOf(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

function versionOf(packageJson: string): string {
  const { version } = JSON.parse(packageJson) as { readonly version: string };
  return version;
}
