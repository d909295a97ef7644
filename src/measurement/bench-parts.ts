import { findRow, scoreTable } from '../psychometrics/ability.ts';
import { calibrate } from '../psychometrics/calibrate.ts';
import { chooseNext, openSession, recordAnswer } from '../psychometrics/cat.ts';
import type { CatDesign } from '../psychometrics/cat.ts';
import { countMatrix } from '../psychometrics/counts.ts';
import type { ResponseMatrix } from '../psychometrics/counts.ts';
import { itemBank } from '../psychometrics/item-bank.ts';
import { itemSet } from '../psychometrics/irt.ts';
import type { ItemSet } from '../psychometrics/irt.ts';
import { marginalData } from '../psychometrics/mml-data.ts';
import { calibrateMarginal } from '../psychometrics/mml.ts';
import { scorePatterns } from '../psychometrics/patterns.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { drawItemScore, drawItemScores } from '../psychometrics/simulate.ts';
import { slopeParameters } from '../psychometrics/slopes.ts';
import { fixedLength } from '../psychometrics/stop.ts';
import { asTheta, itemParameters } from '../psychometrics/types.ts';
import { peakMb, timed } from './bench-timing.ts';
import type { BenchFigure } from './bench-timing.ts';

interface BenchPart {
  /** What went in. */
  readonly input: string;
  /** Memory before the first run, the data loaded. */
  readonly base_mb: number;
  readonly figures: readonly BenchFigure[];
}

const persons = 100_000;
const seed = 'bench';

/** What `bench measurement` runs, by name. */
export const benchParts: Readonly<Record<string, () => BenchPart>> = {
  cml: () => {
    const { matrix } = linkedBooklets();
    const base = peakMb();
    const whole = timed('counting and estimation, from typed responses', 9, () => fitted(countMatrix(matrix)));
    const counting = timed('counting alone', 9, () => void countMatrix(matrix));
    const counts = countMatrix(matrix);
    const estimation = timed('estimation from sufficient statistics', 25, () => fitted(counts));
    return {
      input: '100,000 persons x 60 items (50 with 0/1, 10 with 0/1/2) in 6 linked booklets of 30',
      base_mb: base, figures: [whole, counting, estimation],
    };
  },
  tables: () => {
    const { booklets } = linkedBooklets(600);
    const base = peakMb();
    const eap = { kind: 'eap', prior: { mean: 0, sd: 1 } } as const;
    const methods = [{ kind: 'mle' }, { kind: 'wle', se: 'dexter' }, eap] as const;
    const figures = methods.map((method) => timed(`score tables of six booklets, ${method.kind}`, 25, () => {
      for (const booklet of booklets) scoreTable(booklet, method);
    }));
    const table = scoreTable(booklets[0]!);
    const lookUps = timed('100,000 score look-ups', 25, () => {
      let sum = 0;
      for (let at = 0; at < persons; at += 1) sum += findRow(table, at % (table.maxScore + 1))!.theta;
      return { checksum: sum };
    });
    return { input: 'six booklets of 30 items, some 200 scores', base_mb: base, figures: [...figures, lookUps] };
  },
  patterns: () => {
    const { set, matrix } = slopes(40);
    const patterns = { persons, categories: Int8Array.from(matrix.scores) };
    const base = peakMb();
    const methods = [{ kind: 'eap', prior: { mean: 0, sd: 1 } }, { kind: 'wle', se: 'information' }] as const;
    const figures = methods.map((method) =>
      timed(`abilities by ${method.kind}`, 9, () => void scorePatterns(set, patterns, method)));
    return { input: '100,000 patterns x 40 items with free slopes', base_mb: base, figures };
  },
  adaptive: () => {
    const base = peakMb();
    return { input: 'tests of 30 items from a bank of 2PL items', base_mb: base, figures: [200, 2000].map(steps) };
  },
  mml: () => {
    const { matrix } = slopes(40);
    const base = peakMb();
    const figure = timed('2PL by marginal likelihood, with standard errors', 3, () => {
      const result = calibrateMarginal(marginalData(matrix), 'own');
      return { iterations: result.ok ? result.calibration.iterations : -1 };
    });
    return { input: '100,000 persons x 40 items', base_mb: base, figures: [figure] };
  },
};

/** Selecting an item by maximum information and updating the ability by its posterior mean. */
function steps(size: number): BenchFigure {
  const criterion = { kind: 'information' } as const;
  const design: CatDesign = {
    version: 'bench', prior: { mean: 0, sd: 1 }, method: { kind: 'eap', se: 'posterior' }, criterion,
    start: { theta: 0, criterion }, exposure: { kind: 'none' }, content: [], stop: fixedLength(30),
  };
  const bank = itemBank(slopeItems(size));
  const tests = 100;
  const { name, runs, ...times } = timed(`one step, bank of ${size}`, 9, () => {
    for (let person = 0; person < tests; person += 1) {
      const session = openSession(bank, design, `${seed} ${person}`);
      const random = seededRandom(`${seed} answers ${person}`);
      for (let next = chooseNext(session); next.kind === 'item'; next = chooseNext(session)) {
        recordAnswer(session, next.item, drawItemScore(bank.set, next.item, asTheta(0), random) > 0 ? 1 : 0);
      }
    }
  });
  const perStep = (milliseconds: number): number => Number((milliseconds / (30 * tests)).toPrecision(4));
  return {
    name, runs, median_ms: perStep(times.median_ms), fastest_ms: perStep(times.fastest_ms),
    slowest_ms: perStep(times.slowest_ms),
  };
}

function fitted(counts: ReturnType<typeof countMatrix>): Readonly<Record<string, number>> {
  const result = calibrate(counts);
  return { iterations: result.ok ? result.calibration.iterations : -1 };
}

/** Blocks of ten items; booklet k has blocks k, k + 1 and k + 2. */
function linkedBooklets(count = persons): { readonly matrix: ResponseMatrix; readonly booklets: readonly ItemSet[] } {
  const random = seededRandom(seed);
  const items = Array.from({ length: 60 }, (_, item) => itemParameters(`q${item}`, item < 50
    ? [{ score: 1, beta: random.normal() }]
    : [{ score: 1, beta: random.normal() }, { score: 2, beta: random.normal() }]));
  const placesOf = (booklet: number): number[] =>
    [0, 1, 2].flatMap((block) => Array.from({ length: 10 }, (_, at) => ((booklet + block) % 6) * 10 + at));
  const places = Array.from({ length: 6 }, (_, booklet) => placesOf(booklet));
  const booklets = places.map((mine) => itemSet(mine.map((place) => items[place]!)));
  const scores = new Int8Array(count * items.length).fill(-1);
  for (let person = 0; person < count; person += 1) {
    const booklet = person % 6;
    drawItemScores(booklets[booklet]!, asTheta(random.normal()), random).forEach((score, at) => {
      scores[person * items.length + places[booklet]![at]!] = score;
    });
  }
  return { matrix: { itemIds: items.map(({ itemId }) => itemId), scores }, booklets };
}

function slopeItems(count: number): ItemSet {
  const random = seededRandom(seed);
  return itemSet(Array.from({ length: count }, (_, item) =>
    slopeParameters({ itemId: `q${item}`, slope: 0.6 + 1.2 * random.uniform(), steps: [random.normal()] })));
}

function slopes(count: number): { readonly set: ItemSet; readonly matrix: ResponseMatrix } {
  const random = seededRandom(`${seed} persons`);
  const set = slopeItems(count);
  const scores = new Int8Array(persons * count);
  for (let person = 0; person < persons; person += 1) {
    drawItemScores(set, asTheta(random.normal()), random).forEach((score, item) => {
      scores[person * count + item] = score > 0 ? 1 : 0;
    });
  }
  return { set, matrix: { itemIds: set.itemIds, scores } };
}
