import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A file that pages load, by its name under `/assets/<hash>/`. */
export interface UiAsset {
  readonly path: UiAssetPath;
  readonly contentType: string;
  /** The bytes, read anew at each call: who serves them keeps them. */
  readonly body: () => Promise<Uint8Array>;
}

/** The names of the assets. Stylesheets name the fonts relative to themselves, so all stand under one
 * hash. */
export type UiAssetPath = keyof typeof sources;

/** Every file that the pages need and the server must hand out. */
export function uiAssets(): readonly UiAsset[] {
  return (Object.keys(sources) as UiAssetPath[]).map((path) => ({
    path,
    contentType: contentTypes[path.slice(path.lastIndexOf('.'))]!,
    body: async () =>
      Buffer.concat(await Promise.all(sources[path].map((source) => readFile(fileOf(source))))),
  }));
}

/** The address of an asset, `/assets/<hash>/inbeeld.css`; a new content has a new address, so it may be
 * kept for ever. */
export function assetUrl(path: UiAssetPath): string {
  return `/assets/${assetsHash()}/${path}`;
}

/** Twelve hexadecimal digits over all assets together; read once in the life of the process. */
export function assetsHash(): string {
  if (knownHash === null) {
    const hash = createHash('sha256');
    for (const [path, files] of Object.entries(sources)) {
      hash.update(`\n${path}\n`);
      for (const source of files) hash.update(readFileSync(fileOf(source)));
    }
    knownHash = hash.digest('hex').slice(0, 12);
  }
  return knownHash;
}

let knownHash: string | null = null;

const sourceSans = '@fontsource-variable/source-sans-3/files/source-sans-3';
const andika = '@fontsource/andika/files/andika';

/** Each asset and the files it is put together from, in that order: ours by `./`, the others from
 * packages. */
const sources = {
  'inbeeld.css': [
    './styles/fonts.css', './styles/tokens.css', './styles/base.css', './styles/frame.css',
    './styles/controls.css', './styles/forms.css', './styles/tables.css', './styles/messages.css',
    './styles/content.css', './styles/deciding.css', './styles/findings.css', './styles/grids.css',
    './styles/supervising.css', './styles/filters.css', './styles/adapt.css', './styles/print.css',
  ],
  'pupil.css': ['./styles/tokens.css', './styles/pupil.css', './styles/class-code.css'],
  'mark.svg': ['./styles/mark.svg'],
  'htmx.js': ['htmx.org/dist/htmx.min.js'],
  'shortcuts.js': ['./scripts/shortcuts.js'],
  'live-board.js': ['./scripts/live-board.js'],
  'print.js': ['./scripts/print.js'],
  'fonts/source-sans-3-latin.woff2': [`${sourceSans}-latin-wght-normal.woff2`],
  'fonts/source-sans-3-latin-ext.woff2': [`${sourceSans}-latin-ext-wght-normal.woff2`],
  'fonts/source-sans-3-vietnamese.woff2': [`${sourceSans}-vietnamese-wght-normal.woff2`],
  'fonts/source-sans-3-latin-italic.woff2': [`${sourceSans}-latin-wght-italic.woff2`],
  'fonts/andika-latin-400.woff2': [`${andika}-latin-400-normal.woff2`],
  'fonts/andika-latin-700.woff2': [`${andika}-latin-700-normal.woff2`],
  'fonts/andika-latin-ext-400.woff2': [`${andika}-latin-ext-400-normal.woff2`],
  'fonts/andika-latin-ext-700.woff2': [`${andika}-latin-ext-700-normal.woff2`],
  'fonts/andika-vietnamese-400.woff2': [`${andika}-vietnamese-400-normal.woff2`],
  'fonts/andika-vietnamese-700.woff2': [`${andika}-vietnamese-700-normal.woff2`],
} as const satisfies Record<string, readonly string[]>;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function fileOf(source: string): URL {
  return new URL(source.startsWith('./') ? source : import.meta.resolve(source), import.meta.url);
}
