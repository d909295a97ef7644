import { parseArgs } from 'node:util';
import { EXIT } from '../app/exit.ts';
import { adviceVersion } from '../planning/advice.ts';
import { growthModel, shareOfKind } from './generate/histories.ts';
import { simulateAdvice } from './measure.ts';

const usage = 'Gebruik: inbeeld bench advice [--pupils N] [--seed S]';

/**
 * `inbeeld bench advice`: how often the advised test fits a pupil better than the nominal one, over histories that are
 * invented by a growth model of its own, as one JSON document with the numbers of that model.
 */
export function benchAdviceCommand(args: readonly string[]): number {
  const flags = flagsOf(args);
  if (!flags) {
    process.stderr.write(`${usage}\n`);
    return EXIT.wrongUsage;
  }
  const { pupils, seed } = flags;
  const started = performance.now();
  const { all, byKind, advised } = simulateAdvice(pupils, seed);
  const milliseconds = Math.round(performance.now() - started);
  process.stdout.write(`${JSON.stringify({
    node: process.version, pupils, seed, rule: adviceVersion, model: { shareOfKind, growthModel }, milliseconds,
    results: { all, byKind }, advised,
  }, null, 2)}\n`);
  return EXIT.fine;
}

function flagsOf(args: readonly string[]): { readonly pupils: number; readonly seed: string } | null {
  try {
    const { values } = parseArgs({
      args: [...args], options: { pupils: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    });
    const pupils = Number(values.pupils ?? '100000');
    return Number.isInteger(pupils) && pupils > 0 && pupils <= 2_000_000 ? { pupils, seed: values.seed ?? '1' } : null;
  } catch {
    return null;
  }
}
