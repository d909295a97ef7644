import type { MarginalBooklet } from './mml-data.ts';

/** Persons of a booklet gathered at a few values of A = sum of slope x score. Whatever is a smooth function g
 * of A has the same sum over the persons as over the points: sum over p of g(A_p) = sum over j of weight_j
 * g(A_j), for polynomials up to degree 5 exactly (Lagrange's interpolation). So the cost of a posterior does
 * not depend on the number of persons. */
export type Spread = {
  readonly points: Float64Array;
  /** Persons per point; may be below zero. */
  readonly weight: Float64Array;
  /** Per item and point: sum of the scores on the item. */
  readonly itemWeight: Float64Array;
  /** Value of a function at the A of one row of answers, from its values at the points. */
  readonly at: (values: Float64Array, row: number) => number;
};

const spacing = 0.05;
const stencil = 6;
/** With fewer rows each is a point of its own. */
const manyRows = 1500;

/** Gathers the persons of a booklet.
 * @param slopes slope of each item of the booklet */
export function spreadOf(booklet: MarginalBooklet, slopes: Float64Array): Spread {
  const sums = slopeSums(booklet, slopes);
  let [low, high] = [Infinity, -Infinity];
  for (const sum of sums) {
    low = Math.min(low, sum);
    high = Math.max(high, sum);
  }
  const grid = Math.ceil((high - low) / spacing) + stencil;
  return sums.length < manyRows || grid > sums.length
    ? { ...gather(booklet, sums.length, single(sums.length)), points: sums }
    : { ...gather(booklet, grid, onGrid(sums, low)), points: gridPoints(grid, low) };
}

/** Which points a row is spread over, and with what weight. */
type Places = { readonly size: number; readonly first: Int32Array; readonly share: Float64Array };

function single(rows: number): Places {
  const first = Int32Array.from({ length: rows }, (_, row) => row);
  return { size: 1, first, share: new Float64Array(rows).fill(1) };
}

function gridPoints(size: number, low: number): Float64Array {
  return Float64Array.from({ length: size }, (_, at) => low + (at - 2) * spacing);
}

function onGrid(sums: Float64Array, low: number): Places {
  const first = new Int32Array(sums.length);
  const share = new Float64Array(sums.length * stencil);
  for (let row = 0; row < sums.length; row += 1) {
    const place = (sums[row]! - low) / spacing;
    const cell = Math.floor(place);
    const t = place - cell + 2;
    first[row] = cell;
    for (let node = 0; node < stencil; node += 1) {
      let weight = 1;
      for (let other = 0; other < stencil; other += 1) {
        if (other !== node) weight *= (t - other) / (node - other);
      }
      share[row * stencil + node] = weight;
    }
  }
  return { size: stencil, first, share };
}

function gather(
  { items, scores, frequency }: MarginalBooklet, size: number, { size: width, first, share }: Places,
): Omit<Spread, 'points'> {
  const weight = new Float64Array(size);
  const itemWeight = new Float64Array(size * items.length);
  for (let row = 0; row < frequency.length; row += 1) {
    for (let node = 0; node < width; node += 1) {
      const persons = frequency[row]! * share[row * width + node]!;
      const point = first[row]! + node;
      weight[point] = weight[point]! + persons;
      // Point by point, so that the scores of one row lie side by side.
      for (let place = 0; place < items.length; place += 1) {
        const score = scores[row * items.length + place]!;
        if (score > 0) itemWeight[point * items.length + place]! += persons * score;
      }
    }
  }
  const at = (values: Float64Array, row: number): number => {
    let sum = 0;
    for (let node = 0; node < width; node += 1) sum += share[row * width + node]! * values[first[row]! + node]!;
    return sum;
  };
  return { weight, itemWeight, at };
}

function slopeSums({ items, scores, frequency }: MarginalBooklet, slopes: Float64Array): Float64Array {
  const sums = new Float64Array(frequency.length);
  for (let row = 0; row < sums.length; row += 1) {
    let sum = 0;
    for (let place = 0; place < items.length; place += 1) {
      sum += slopes[place]! * scores[row * items.length + place]!;
    }
    sums[row] = sum;
  }
  return sums;
}
