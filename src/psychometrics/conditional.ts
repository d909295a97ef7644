import type { CountedBooklet, ResponseCounts } from './counts.ts';
import { zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { leaveOneOut, symmetricOf } from './symmetric.ts';

/** The parameters of a calibration laid out flat: category c of item i stands at start[i] + c. */
export type Layout = {
  readonly start: Int32Array;
  /** Per item the scores of its categories above zero. */
  readonly scores: readonly Float64Array[];
  /** Persons in each category. */
  readonly n: Float64Array;
  readonly booklets: readonly CountedBooklet[];
};

/** The conditional likelihood at one set of parameters, with its slope and curvature in ln b = -eta. */
export type Conditional = {
  readonly logLikelihood: number;
  /** Persons expected in each category. */
  readonly expected: Float64Array;
  /** Minus the second derivatives; singular along the shift of the scale. */
  readonly information: Matrix;
};

/** Lays out what was counted. */
export function layOut({ items, booklets }: ResponseCounts): Layout {
  const start = new Int32Array(items.length + 1);
  items.forEach((item, index) => { start[index + 1] = start[index]! + item.categories.length; });
  return {
    start, booklets,
    scores: items.map((item) => Float64Array.from(item.categories, (category) => category.score)),
    n: Float64Array.from(items.flatMap((item) => item.categories.map((category) => category.n))),
  };
}

/** Log-likelihood alone: what a step of the search is judged by. */
export function conditionalLogLikelihood(layout: Layout, logB: Float64Array): number {
  let sum = 0;
  layout.n.forEach((n, at) => { sum += n * logB[at]!; });
  const weights = weightsOf(layout, logB);
  for (const booklet of layout.booklets) {
    sum -= bookletNorm(booklet, symmetricOf(weights, layout.scores, booklet.items));
  }
  return sum;
}

/** Log-likelihood, expectations and information at these parameters.
 * Source: Andersen (1972), JRSS-B 34; Fischer & Molenaar (1995), Rasch Models. */
export function conditional(layout: Layout, logB: Float64Array): Conditional {
  const weights = weightsOf(layout, logB);
  const expected = new Float64Array(logB.length);
  const information = zeros(logB.length);
  let logLikelihood = 0;
  layout.n.forEach((n, at) => { logLikelihood += n * logB[at]!; });
  for (const booklet of layout.booklets) {
    const gamma = symmetricOf(weights, layout.scores, booklet.items);
    logLikelihood -= bookletNorm(booklet, gamma);
    addBooklet(layout, weights, booklet, gamma, expected, information);
  }
  return { logLikelihood, expected, information };
}

function addBooklet(
  layout: Layout, weights: readonly Float64Array[], booklet: CountedBooklet, gamma: Float64Array,
  expected: Float64Array, information: Matrix,
): void {
  // Persons over gamma, per total: each sum below is a product with it. Totals that nobody has drop out.
  const rates = booklet.totals.map((persons, s) => (persons > 0 ? persons / gamma[s]! : 0));
  const shares = new Map<number, Float64Array>();
  leaveOneOut(weights, layout.scores, booklet.items, (item, others) => {
    layout.scores[item]!.forEach((gain, category) => {
      const b = weights[item]![category]!;
      const share = Float64Array.from(gamma, (value, s) =>
        (s >= gain && value > 0 ? (b * (others[s - gain] ?? 0)) / value : 0));
      const at = layout.start[item]! + category;
      const sum = share.reduce((total, p, s) => total + p * booklet.totals[s]!, 0);
      expected[at] = expected[at]! + sum;
      add(information, at, at, sum);
      shares.set(at, share);
    });
  });
  subtractProducts(information, booklet, shares);
  for (const [position, item] of booklet.items.entries()) {
    // Each pair once, from its first item; the others of the booklet are in the base.
    const later = booklet.items.slice(position + 1);
    const base = symmetricOf(weights, layout.scores, booklet.items.slice(0, position));
    leaveOneOut(weights, layout.scores, later, (other, rest) => {
      addPair(layout, weights, rates, item, other, rest, information);
    }, base);
  }
}

/** Persons expected in a category of both items at once. */
function addPair(
  layout: Layout, weights: readonly Float64Array[], rates: Float64Array, item: number, other: number,
  rest: Float64Array, information: Matrix,
): void {
  layout.scores[item]!.forEach((gain, category) => {
    layout.scores[other]!.forEach((otherGain, otherCategory) => {
      let sum = 0;
      for (let s = 0; s < rest.length; s += 1) sum += rest[s]! * rates[s + gain + otherGain]!;
      const both = sum * weights[item]![category]! * weights[other]![otherCategory]!;
      const [row, column] = [layout.start[item]! + category, layout.start[other]! + otherCategory];
      add(information, row, column, both);
      add(information, column, row, both);
    });
  });
}

function subtractProducts(
  information: Matrix, { totals }: CountedBooklet, shares: ReadonlyMap<number, Float64Array>,
): void {
  for (const [row, p] of shares) {
    for (const [column, q] of shares) {
      if (column > row) continue;
      let sum = 0;
      for (let s = 0; s < totals.length; s += 1) sum += totals[s]! * p[s]! * q[s]!;
      add(information, row, column, -sum);
      if (row !== column) add(information, column, row, -sum);
    }
  }
}

function add({ size, values }: Matrix, row: number, column: number, value: number): void {
  values[row * size + column] = values[row * size + column]! + value;
}

function weightsOf({ start, scores }: Layout, logB: Float64Array): Float64Array[] {
  return scores.map((_, item) => logB.slice(start[item], start[item + 1]).map(Math.exp));
}

function bookletNorm({ totals }: CountedBooklet, gamma: Float64Array): number {
  return totals.reduce((sum, persons, s) => (persons > 0 ? sum + persons * Math.log(gamma[s]!) : sum), 0);
}
