import { inWords } from './interpret.ts';
import { conforms, renderConformJson, renderConformJunit, renderConformText } from './report.ts';
import { runConformance } from './run.ts';
import { flagsOf, targetOf, usage } from './target.ts';

/** What the command needs of the world. */
export interface ConformIo {
  /** Rejects when the file cannot be read. */
  readFile(path: string): Promise<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
  now(): Date;
  /** A variable of the environment. */
  variable(name: string): string | undefined;
}

/** `inbeeld conform URL`: puts a UWLR server through the expected answers.
 * @returns 0 it does what the standard asks; 1 it does not; 2 wrong usage, or nobody answers */
export async function conformCommand(args: readonly string[], io: ConformIo): Promise<0 | 1 | 2> {
  if (args.includes('-h') || args.includes('--help')) {
    io.out(usage);
    return 0;
  }
  const flags = flagsOf(args);
  const target = flags === null ? 'Zo begrijp ik de opdracht niet.' : await targetOf(flags, io);
  if (flags === null || typeof target === 'string') {
    io.err(`${typeof target === 'string' ? `${target}\n` : ''}${usage}`);
    return 2;
  }
  const startedAt = io.now();
  const results = await runConformance(target, flags.only);
  if ('kind' in results) {
    io.err(`${target.rosterUrl.origin} is ${inWords(results)}. Er is niets gestuurd.\n`);
    return 2;
  }
  const strict = flags.on.has('strict');
  io.out(flags.on.has('json') ? renderConformJson(target, results, strict)
    : flags.on.has('junit') ? renderConformJunit(results, startedAt, strict)
    : renderConformText(target, results));
  return conforms(results, strict) ? 0 : 1;
}
