import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { EXIT } from '../exit.ts';

/** What a part of the benchmark is told on the command line. */
export interface BenchFlags {
  /** Smaller inputs, to see that it works rather than how fast it is. */
  readonly quick: boolean;
  /** For a part that runs in a process of its own: the file it is about, and how. */
  readonly file: string;
  readonly keeping: string;
  /** How many schools are kept in step, of how many pupils. */
  readonly schools: number;
  readonly pupils: number;
}

/** One part: measures something and tells it as JSON. */
export type BenchPart = (flags: BenchFlags) => Promise<object>;

/** What `bench exchange` runs, one after the other. Each is loaded only when it runs: what a part does not use
 * must not count in its memory or its time. */
const parts: Readonly<Record<string, BenchPart>> = {
  parse: async (flags) => (await import('./parse.ts')).parsePart(flags),
  import: async (flags) => (await import('./import.ts')).importPart(flags),
  sync: async (flags) => (await import('./sync.ts')).syncPart(flags),
};

/** What the parts run in a process of their own, so that memory and time are its own. */
const pieces: Readonly<Record<string, BenchPart>> = {
  'read-one': async (flags) => (await import('./parse.ts')).readOnePart(flags),
  'import-one': async (flags) => (await import('./import.ts')).importOnePart(flags),
  'sync-all': async (flags) => (await import('./sync.ts')).syncAllPart(flags),
  'las-for-bench': async (flags) => (await import('./sync.ts')).lasPart(flags),
};

/** `inbeeld bench exchange [--part NAME] [--schools N] [--quick]`: how fast school data are read, checked, taken and
 * kept in step, as one JSON document. */
export async function benchExchangeCommand(args: readonly string[]): Promise<number> {
  const flags = flagsOf(args);
  if (flags === null) {
    const names = Object.keys(parts).join('|');
    process.stderr.write(`Gebruik: inbeeld bench exchange [--part ${names}] [--schools N] [--quick]\n`);
    return EXIT.wrongUsage;
  }
  const piece = pieces[flags.part];
  if (piece !== undefined) {
    process.stdout.write(`${JSON.stringify(await piece(flags))}\n`);
    return EXIT.fine;
  }
  const done: object[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (flags.part === '' || flags.part === name) done.push({ part: name, ...(await part(flags)) });
  }
  const outcome = { node: process.version, cores: availableParallelism(), parts: done };
  process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
  return EXIT.fine;
}

function flagsOf(args: readonly string[]): (BenchFlags & { readonly part: string }) | null {
  const text = { type: 'string', default: '' } as const;
  const number = (preset: string) => ({ type: 'string', default: preset }) as const;
  const options = {
    part: text, file: text, keeping: text, quick: { type: 'boolean', default: false }, schools: number('200'),
    pupils: number('226'),
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    const flags = { ...values, schools: Number(values.schools), pupils: Number(values.pupils) };
    const known = values.part === '' || values.part in parts || values.part in pieces;
    return known && flags.schools > 0 && flags.pupils > 0 ? flags : null;
  } catch {
    return null;
  }
}
