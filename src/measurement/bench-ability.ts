import { performance } from 'node:perf_hooks';
import { findRow, scoreTable } from '../psychometrics/ability.ts';
import type { FiniteMethod } from '../psychometrics/ability.ts';
import { chooseNext, openSession, recordAnswer } from '../psychometrics/cat.ts';
import type { CatDesign } from '../psychometrics/cat.ts';
import { itemSet } from '../psychometrics/irt.ts';
import type { ItemSet } from '../psychometrics/irt.ts';
import { itemBank } from '../psychometrics/item-bank.ts';
import { scorePatterns } from '../psychometrics/patterns.ts';
import type { PatternMethod } from '../psychometrics/patterns.ts';
import { drawPlausibleValues } from '../psychometrics/plausible.ts';
import { seededRandom } from '../psychometrics/random.ts';
import type { RunningMethod } from '../psychometrics/running-ability.ts';
import { slopeParameters } from '../psychometrics/slopes.ts';
import { fixedLength } from '../psychometrics/stop.ts';
import { itemParameters } from '../psychometrics/types.ts';

/** One measured case, in milliseconds for the whole of it or microseconds a step. */
export type AbilityFigure = {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly unit: 'milliseconds' | 'microsecondsPerStep';
  readonly runs: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  /** What we aim at, in the same unit. */
  readonly aim: number | null;
};

const wle: FiniteMethod = { kind: 'wle', se: 'information' };
const eap: FiniteMethod = { kind: 'eap', prior: { mean: 0, sd: 1 } };

/** All cases on abilities and adaptive tests, one after another; some ten seconds. Synthetic items. */
export function benchAbility(runs = 7): AbilityFigure[] {
  return [
    ...benchScoreTables(runs), ...benchPatterns(runs), ...benchPlausibleValues(Math.min(3, runs)),
    ...benchAdaptiveSteps(runs),
  ];
}

/** Score tables of six linked booklets of 30 items, and a hundred thousand scores looked up in them. */
export function benchScoreTables(runs = 7): AbilityFigure[] {
  const booklets = sixBooklets();
  const tables = booklets.map((set) => scoreTable(set, wle));
  const random = seededRandom('scores');
  const scores = Int32Array.from({ length: 100_000 }, () => random.integer(0, 30));
  const inputs = { booklets: 6, itemsPerBooklet: 30 };
  return [
    figure('score tables, WLE', inputs, runs, 5, () => booklets.forEach((set) => scoreTable(set, wle))),
    figure('score tables, EAP', inputs, runs, 5, () => booklets.forEach((set) => scoreTable(set, eap))),
    figure('score look-ups', { ...inputs, scores: 100_000 }, runs, 50, () =>
      scores.forEach((score, at) => findRow(tables[at % 6]!, score))),
  ];
}

/** A hundred thousand patterns on 40 items with free slopes. */
export function benchPatterns(runs = 7): AbilityFigure[] {
  const set = freeSlopes(40);
  const random = seededRandom('patterns');
  const categories = Int8Array.from({ length: 100_000 * 40 }, () => random.integer(0, 1));
  const methods: [string, PatternMethod][] = [
    ['EAP', eap], ['WLE', wle], ['MLE', { kind: 'mle' }],
    ['MAP', { kind: 'map', prior: { mean: 0, sd: 1 } }],
  ];
  return methods.map(([name, method]) =>
    figure(`patterns, ${name}`, { persons: 100_000, items: 40 }, runs, 150, () =>
      scorePatterns(set, { persons: 100_000, categories }, method)));
}

/** Ten plausible values of a hundred thousand persons; dexter takes 3100 ms. */
export function benchPlausibleValues(runs = 3): AbilityFigure[] {
  const booklets = sixBooklets();
  const random = seededRandom('plausible values');
  const persons = {
    booklets, population: new Int32Array(100_000),
    booklet: Int32Array.from({ length: 100_000 }, (_, at) => at % 6),
    score: Float64Array.from({ length: 100_000 }, () =>
      Math.min(30, Math.max(0, Math.round(random.normal(15, 6))))),
  };
  return [figure('plausible values', { persons: 100_000, draws: 10 }, runs, null, () =>
    drawPlausibleValues(persons, { draws: 10, seed: 'bench' }))];
}

/** One step of an adaptive test, choosing and updating, averaged over twenty tests of 30 items. */
export function benchAdaptiveSteps(runs = 7): AbilityFigure[] {
  const methods: RunningMethod[] = [{ kind: 'eap', se: 'posterior' }, { kind: 'wle' }];
  return [200, 2000].flatMap((items) => {
    const bank = itemBank(freeSlopes(items));
    return methods.map((method) => {
      const run = (): void => runTests(bank, method);
      // A bank is used for thousands of tests: the first ones, still being compiled, do not count.
      for (let round = 0; round < 5; round += 1) run();
      const inputs = { bankItems: items, testItems: 30, tests: 20, estimator: method.kind };
      const { median, lowest, highest, ...rest } = figure('adaptive step', inputs, runs, null, run);
      const [perStep, least, most] = [median, lowest, highest].map((ms) => (1000 * ms) / 600) as
        [number, number, number];
      return {
        ...rest, unit: 'microsecondsPerStep' as const, median: perStep, lowest: least, highest: most,
        aim: items === 200 ? 10 : 60,
      };
    });
  });
}

function runTests(bank: ReturnType<typeof itemBank>, method: RunningMethod): void {
  const information = { kind: 'information' } as const;
  const design: CatDesign = {
    version: 'bench', prior: { mean: 0, sd: 1 }, method, criterion: information,
    start: { theta: 0, criterion: information }, exposure: { kind: 'none' }, content: [],
    stop: fixedLength(30),
  };
  for (let test = 0; test < 20; test += 1) {
    const session = openSession(bank, design, 'bench');
    for (let next = chooseNext(session); next.kind === 'item'; next = chooseNext(session)) {
      recordAnswer(session, next.item, (test * 7 + next.item * 13) % 3 === 0 ? 0 : 1);
    }
  }
}

function figure(
  name: string, inputs: AbilityFigure['inputs'], runs: number, aim: number | null, run: () => void,
): AbilityFigure {
  run();
  const times = Array.from({ length: runs }, () => {
    const from = performance.now();
    run();
    return performance.now() - from;
  }).toSorted((one, other) => one - other);
  return {
    name, inputs, unit: 'milliseconds', runs, aim,
    median: times[runs >> 1]!, lowest: times[0]!, highest: times.at(-1)!,
  };
}

/** Blocks of ten of 60 items, three to a booklet. */
function sixBooklets(): ItemSet[] {
  const random = seededRandom('booklets');
  const items = Array.from({ length: 60 }, (_, at) =>
    itemParameters(`q${at}`, [{ score: 1, beta: random.normal() }]));
  return Array.from({ length: 6 }, (_, booklet) =>
    itemSet([0, 1, 2].flatMap((block) => {
      const from = ((booklet + block) % 6) * 10;
      return items.slice(from, from + 10);
    })));
}

function freeSlopes(items: number): ItemSet {
  const random = seededRandom('free slopes');
  return itemSet(Array.from({ length: items }, (_, at) => slopeParameters({
    itemId: `q${at}`, slope: Math.exp(random.normal(0, 0.3)), steps: [random.normal()],
  })));
}
