import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');
const stampFile = (folder: string): string => path.join(folder, 'sources.sha256');

/**
 * Builds the pupil's browser program when its sources changed since the last time; otherwise a matter of
 * milliseconds.
 */
export async function buildPlayerWhenStale(): Promise<string> {
  const hash = await hashOfSources();
  const folder = path.join(root, 'build', 'player');
  const known = await readFile(stampFile(folder), 'utf8').catch(() => '');
  if (known === hash) return folder;
  const { buildPlayer } = await import('../../tools/build-player.ts');
  await buildPlayer(folder);
  await writeFile(stampFile(folder), hash);
  return folder;
}

/** Whether the program that is built is the one of these sources. */
export async function isPlayerFresh(): Promise<boolean> {
  const known = await readFile(stampFile(path.join(root, 'build', 'player')), 'utf8').catch(() => '');
  return known === await hashOfSources();
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const player = path.join(root, 'src', 'player');
  const names = (await readdir(player)).sort();
  const files = [...names.map((name) => path.join(player, name)), path.join(root, 'package-lock.json'),
    path.join(root, 'src', 'taking', 'wire.ts')];
  for (const file of files) hash.update(`\n${path.basename(file)}\n`).update(await readFile(file));
  return hash.digest('hex');
}
