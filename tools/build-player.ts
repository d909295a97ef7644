// usage: node --import tsx tools/build-player.ts [OUTDIR]     (build/player unless given)

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

/** Folder of the bundle when nobody says otherwise. */
export const playerFolder = resolve(import.meta.dirname, '../build/player');

/** Bundles the pupil's browser program: `player.js` (an ES module), `player.css` and the letter beside it, to
 * be served from one folder. The bundle holds qti-components and is therefore under GPL-3.0.
 * @returns sizes in bytes by file name */
export async function buildPlayer(outDir: string = playerFolder): Promise<ReadonlyMap<string, number>> {
  const source = resolve(import.meta.dirname, '../src/player');
  await mkdir(outDir, { recursive: true });
  const result = await build({
    entryPoints: [
      { in: join(source, 'main.ts'), out: 'player' },
      { in: join(source, 'forward.ts'), out: 'forward' },
      { in: join(source, 'player.css'), out: 'player' },
    ],
    outdir: outDir,
    bundle: true,
    format: 'esm',
    target: ['es2022'],
    minify: true,
    legalComments: 'linked',
    metafile: true,
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    logLevel: 'silent',
  });
  const files = Object.entries(result.metafile.outputs);
  return new Map(files.map(([path, { bytes }]) => [path.slice(path.lastIndexOf('/') + 1), bytes]));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, bytes] of await buildPlayer(process.argv[2])) console.log(`${bytes}\t${name}`);
}
