import { parseArgs } from 'node:util';
import { EXIT } from '../app/exit.ts';
import { errorRates } from './generate/administrations.ts';
import { populationRates } from './generate/population.ts';
import { measureMatching } from './measure.ts';

const usage = 'Gebruik: inbeeld bench matching [--size N] [--seed S]';

/**
 * `inbeeld bench matching`: how well pupils of an old administration are found in the present one, on an
 * invented population with the errors that administrations have, as one JSON document with the rates that
 * went in.
 */
export function benchMatchingCommand(args: readonly string[]): number {
  const flags = flagsOf(args);
  if (!flags) {
    process.stderr.write(`${usage}\n`);
    return EXIT.wrongUsage;
  }
  const { size, seed } = flags;
  const results = measureMatching(size, seed);
  const model = { population: populationRates, errors: errorRates };
  process.stdout.write(`${JSON.stringify({ node: process.version, size, seed, model, results }, null, 2)}\n`);
  return EXIT.fine;
}

function flagsOf(args: readonly string[]): { readonly size: number; readonly seed: string } | null {
  try {
    const { values } = parseArgs({
      args: [...args], options: { size: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    });
    const size = Number(values.size ?? '100000');
    return Number.isInteger(size) && size > 0 && size <= 2_000_000 ? { size, seed: values.seed ?? '1' } : null;
  } catch {
    return null;
  }
}
