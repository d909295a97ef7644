import { fillCategoryProbabilities } from './irt.ts';
import type { ItemSet } from './irt.ts';
import type { Patterns } from './patterns.ts';

/** How far answers lie from what the model expects at the abilities: about 1 when they fit, above it when
 * there is more noise, below it when there is less. */
export type MeanSquares = {
  /** Answers that counted: of persons with a finite ability. */
  readonly n: number;
  /** Sum of the squared standardised residuals. */
  readonly chiSquare: number;
  /** Their mean, sensitive to a few odd answers; and the mean weighted by information. */
  readonly outfit: number;
  readonly infit: number;
  /** Both as approximate normal deviates (Wilson & Hilferty). */
  readonly outfitT: number;
  readonly infitT: number;
};

/** Mean squares of each item over the persons.
 * @param thetas ability of each person, from maximum likelihood; persons with NaN do not count
 * Source: Wright & Masters (1982). Checked against: eRm's itemfit, rasch-fit.json. */
export function itemMeanSquares(set: ItemSet, patterns: Patterns, thetas: Float64Array): MeanSquares[] {
  return add(set, patterns, thetas, 'items');
}

/** Mean squares of each person over the items; those of a person without a finite ability are NaN. */
export function personMeanSquares(set: ItemSet, patterns: Patterns, thetas: Float64Array): MeanSquares[] {
  return add(set, patterns, thetas, 'persons');
}

type Sums = {
  n: number; squares: number; residuals: number; variances: number; kurtosis: number; spread: number;
};

function add(
  set: ItemSet, { persons, categories }: Patterns, thetas: Float64Array, by: 'items' | 'persons',
): MeanSquares[] {
  const items = set.itemIds.length;
  const sums = Array.from({ length: by === 'items' ? items : persons }, (): Sums =>
    ({ n: 0, squares: 0, residuals: 0, variances: 0, kurtosis: 0, spread: 0 }));
  const p = new Float64Array(256);
  for (let person = 0; person < persons; person += 1) {
    const theta = thetas[person]!;
    if (!Number.isFinite(theta)) continue;
    for (let item = 0; item < items; item += 1) {
      const category = categories[person * items + item]!;
      if (category >= 0) addAnswer(set, item, category, theta, p, sums[by === 'items' ? item : person]!);
    }
  }
  return sums.map(meanSquares);
}

function addAnswer(
  set: ItemSet, item: number, category: number, theta: number, p: Float64Array, into: Sums,
): void {
  const from = set.start[item]!;
  const count = fillCategoryProbabilities(set, item, theta, p);
  const scoreOf = (at: number): number => (at === 0 ? 0 : set.scores[from + at - 1]!);
  let mean = 0;
  for (let at = 1; at < count; at += 1) mean += p[at]! * scoreOf(at);
  let [second, fourth] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const square = (scoreOf(at) - mean) ** 2;
    second += p[at]! * square;
    fourth += p[at]! * square * square;
  }
  const residual = (scoreOf(category) - mean) ** 2;
  into.n += 1;
  into.squares += residual / second;
  into.residuals += residual;
  into.variances += second;
  into.kurtosis += fourth / (second * second);
  into.spread += fourth - second * second;
}

function meanSquares({ n, squares, residuals, variances, kurtosis, spread }: Sums): MeanSquares {
  const outfit = squares / n;
  const infit = residuals / variances;
  return {
    n, chiSquare: squares, outfit, infit,
    outfitT: deviate(outfit, kurtosis / (n * n) - 1 / n),
    infitT: deviate(infit, spread / (variances * variances)),
  };
}

function deviate(meanSquare: number, variance: number): number {
  const sd = Math.sqrt(variance);
  return (Math.cbrt(meanSquare) - 1) * (3 / sd) + sd / 3;
}
