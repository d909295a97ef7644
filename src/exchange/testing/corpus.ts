/* For tests and for `inbeeld fuzz`: every example there is, official and own, by its path. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { examples } from '../check/examples/examples.ts';
import { standardsFolder } from './standards.ts';

/** The folders with examples in the official files. */
const folders = [
  'edexml-2.0', 'edexml-2.1', 'edexml-2.1/ongeldig', 'oso-2019.1', 'uwlr-2.2/voorbeelden-eigen',
  'uwlr-2.2/voorbeelden-eigen/ongeldig', 'uwlr-2.2/voorbeelden-eigen/xsd-valide-maar-fout',
];

const ownExamples = path.join(import.meta.dirname, '../../../docs/examples');

/** Longest example of a code to start from; longer ones show that something is too long. */
const exampleMax = 20_000;

/** A document to start from. */
export interface CorpusDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** All official examples when this machine has them, what docs/examples has, and the text of each code's own
 * example. */
export function corpus(): readonly CorpusDocument[] {
  const standards = standardsFolder();
  const official = standards === null ? [] : folders.flatMap((folder) =>
    filesIn(path.join(standards, folder)).map((file) => documentOf(path.join(standards, folder, file), folder)));
  const own = filesIn(ownExamples).map((file) => documentOf(path.join(ownExamples, file), 'docs/examples'));
  const shown = Object.entries(examples)
    .map(([code, { document }]) => ({ name: `example of ${code}`, bytes: document?.() ?? new Uint8Array() }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length < exampleMax);
  return [...official, ...own, ...shown];
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => /\.(xml|csv)$/.test(file)).sort() : [];
}

function documentOf(file: string, folder: string): CorpusDocument {
  return { name: `${folder}/${path.basename(file)}`, bytes: readFileSync(file) };
}
