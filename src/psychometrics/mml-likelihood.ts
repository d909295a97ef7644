import { zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import type { MarginalBooklet, MarginalData } from './mml-data.ts';
import type { Nodes } from './mml-nodes.ts';
import { spreadOf } from './mml-spread.ts';
import type { Spread } from './mml-spread.ts';

/** Parameters laid out flat: the slope of item i at i, the d of its category c at items + start[i] + c. */
export type MarginalLayout = {
  readonly items: number;
  readonly start: Int32Array;
  /** Scores of the categories above zero. */
  readonly scores: Float64Array;
};

/** The marginal likelihood at one set of parameters. */
export type Marginal = {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  /** Information if the abilities were known: what EM goes by. */
  readonly complete: Matrix;
  /** Information that is missing because they are not; complete less missing is what the answers hold. */
  readonly missing: Matrix;
};

/** Lays out the items of the data. */
export function layOutMarginal({ items }: MarginalData): MarginalLayout {
  const start = new Int32Array(items.length + 1);
  items.forEach((item, index) => { start[index + 1] = start[index]! + item.categories.length; });
  const scores = Float64Array.from(items.flatMap((item) => item.categories.map(({ score }) => score)));
  return { items: items.length, start, scores };
}

/** Log-likelihood alone. */
export function marginalLogLikelihood(
  data: MarginalData, layout: MarginalLayout, parameters: Float64Array, nodes: Nodes,
): number {
  const table = tableOf(layout, parameters, nodes);
  let sum = 0;
  for (const booklet of data.booklets) {
    const { points, weight } = spreadOf(booklet, slopesOf(booklet, parameters));
    const base = baseOf(booklet, table, nodes);
    const post = new Float64Array(base.length);
    points.forEach((a, point) => { sum += weight[point]! * posterior(base, nodes, a, post); });
  }
  return sum + constantPart(data, layout, parameters);
}

/** Log-likelihood, its gradient (Fisher's identity) and both parts of its curvature (Louis 1982, JRSS-B 44).
 * Source: Bock & Aitkin (1981), Psychometrika 46; Muraki (1992), APM 16. */
export function marginal(
  data: MarginalData, layout: MarginalLayout, parameters: Float64Array, nodes: Nodes,
): Marginal {
  const size = parameters.length;
  const result = {
    logLikelihood: constantPart(data, layout, parameters), gradient: new Float64Array(size),
    complete: zeros(size), missing: zeros(size),
  };
  const table = tableOf(layout, parameters, nodes);
  for (const booklet of data.booklets) {
    const spread = spreadOf(booklet, slopesOf(booklet, parameters));
    result.logLikelihood += addBooklet(layout, booklet, spread, table, nodes, result);
  }
  return result;
}

/** Sum of n d: the part of the likelihood that no ability enters. */
function constantPart({ items }: MarginalData, layout: MarginalLayout, parameters: Float64Array): number {
  let sum = 0;
  items.forEach(({ categories }, item) => categories.forEach(({ n }, category) => {
    sum += n * parameters[layout.items + layout.start[item]! + category]!;
  }));
  return sum;
}

/** What the items are at each node. */
type Table = {
  /** Row u, in the order of the parameters: z times the expected score, or the probability of a category. */
  readonly functions: Float64Array;
  /** Row i: variance of the score. */
  readonly variance: Float64Array;
  /** Row i: ln of the norming sum. */
  readonly logNorm: Float64Array;
};

function tableOf(layout: MarginalLayout, parameters: Float64Array, { z }: Nodes): Table {
  const width = z.length;
  const functions = new Float64Array(parameters.length * width);
  const variance = new Float64Array(layout.items * width);
  const logNorm = new Float64Array(layout.items * width);
  for (let item = 0; item < layout.items; item += 1) {
    const [from, end] = [layout.start[item]!, layout.start[item + 1]!];
    for (let q = 0; q < width; q += 1) {
      const reach = parameters[item]! * z[q]!;
      let shift = 0;
      for (let c = from; c < end; c += 1) {
        shift = Math.max(shift, reach * layout.scores[c]! + parameters[layout.items + c]!);
      }
      let sum = Math.exp(-shift);
      for (let c = from; c < end; c += 1) {
        const share = Math.exp(reach * layout.scores[c]! + parameters[layout.items + c]! - shift);
        functions[(layout.items + c) * width + q] = share;
        sum += share;
      }
      let [first, second] = [0, 0];
      for (let c = from; c < end; c += 1) {
        const p = functions[(layout.items + c) * width + q]! / sum;
        functions[(layout.items + c) * width + q] = p;
        first += p * layout.scores[c]!;
        second += p * layout.scores[c]! * layout.scores[c]!;
      }
      functions[item * width + q] = z[q]! * first;
      variance[item * width + q] = second - first * first;
      logNorm[item * width + q] = shift + Math.log(sum);
    }
  }
  return { functions, variance, logNorm };
}

function slopesOf({ items }: MarginalBooklet, parameters: Float64Array): Float64Array {
  return Float64Array.from(items, (item) => parameters[item]!);
}

/** Log of the weight of each node and of the norming sums of the booklet: the posterior of A = 0. */
function baseOf({ items }: MarginalBooklet, { logNorm }: Table, { z, weight }: Nodes): Float64Array {
  const base = weight.map(Math.log);
  for (const item of items) {
    for (let q = 0; q < z.length; q += 1) base[q] = base[q]! - logNorm[item * z.length + q]!;
  }
  return base;
}

/** Posterior probabilities of the nodes at A, into `post`.
 * @returns ln of the marginal likelihood, without the part of the d */
function posterior(base: Float64Array, { z }: Nodes, a: number, post: Float64Array): number {
  let top = -Infinity;
  for (let q = 0; q < z.length; q += 1) top = Math.max(top, base[q]! + a * z[q]!);
  let sum = 0;
  for (let q = 0; q < z.length; q += 1) {
    const share = Math.exp(base[q]! + a * z[q]! - top);
    post[q] = share;
    sum += share;
  }
  for (let q = 0; q < z.length; q += 1) post[q] = post[q]! / sum;
  return top + Math.log(sum);
}

/** Adds one booklet. @returns its part of the log-likelihood */
function addBooklet(
  layout: MarginalLayout, booklet: MarginalBooklet, spread: Spread, table: Table, nodes: Nodes,
  into: Omit<Marginal, 'logLikelihood'>,
): number {
  const { z } = nodes;
  const base = baseOf(booklet, table, nodes);
  const mine = placesOf(layout, booklet);
  const variances = new Float64Array(spread.points.length);
  const persons = new Float64Array(z.length);
  const room: Room = {
    post: new Float64Array(z.length), means: new Float64Array(mine.length),
    covariances: new Float64Array(mine.length),
  };
  const missing = zeros(mine.length);
  let logLikelihood = 0;
  spread.points.forEach((a, point) => {
    const weight = spread.weight[point]!;
    if (weight === 0) return;
    logLikelihood += weight * posterior(base, nodes, a, room.post);
    let mean = 0;
    for (let q = 0; q < z.length; q += 1) mean += room.post[q]! * z[q]!;
    let variance = 0;
    for (let q = 0; q < z.length; q += 1) {
      variance += room.post[q]! * (z[q]! - mean) ** 2;
      persons[q] = persons[q]! + weight * room.post[q]!;
    }
    variances[point] = variance;
    booklet.items.forEach((item, place) => {
      into.gradient[item] = into.gradient[item]! + spread.itemWeight[point * booklet.items.length + place]! * mean;
    });
    addPoint(booklet, spread, point, mean, mine, table, z, room, missing);
  });
  addRows(booklet, spread, variances, missing);
  addNodes(layout, booklet, mine, table, z, persons, missing, into);
  scatter(missing, mine, into.missing);
  return logLikelihood;
}

type Room = { readonly post: Float64Array; readonly means: Float64Array; readonly covariances: Float64Array };

/** The parameters of a booklet's items: their slopes first, then their categories. */
function placesOf({ items, start }: MarginalLayout, booklet: MarginalBooklet): Int32Array {
  const places = Array.from(booklet.items);
  for (const item of booklet.items) {
    for (let c = start[item]!; c < start[item + 1]!; c += 1) places.push(items + c);
  }
  return Int32Array.from(places);
}

/** Louis' covariance of what differs between persons at one point: of the functions with each other, here
 * only what is taken off, and of z with the functions. */
function addPoint(
  booklet: MarginalBooklet, spread: Spread, point: number, mean: number, mine: Int32Array,
  { functions }: Table, z: Float64Array, { post, means, covariances }: Room, missing: Matrix,
): void {
  const width = z.length;
  for (let u = 0; u < mine.length; u += 1) {
    let [first, lever] = [0, 0];
    const from = mine[u]! * width;
    for (let q = 0; q < width; q += 1) {
      const share = post[q]! * functions[from + q]!;
      first += share;
      lever += share * (z[q]! - mean);
    }
    means[u] = first;
    covariances[u] = lever;
  }
  const { size, values } = missing;
  const weight = spread.weight[point]!;
  for (let u = 0; u < size; u += 1) {
    const mu = weight * means[u]!;
    const score = u < booklet.items.length ? spread.itemWeight[point * booklet.items.length + u]! : 0;
    for (let v = 0; v < size; v += 1) {
      if (v <= u) values[u * size + v] = values[u * size + v]! - mu * means[v]!;
      if (score === 0) continue;
      const [row, column] = u > v ? [u, v] : [v, u];
      // The slope's own entry gets it from both sides.
      values[row * size + column] = values[row * size + column]! - (u === v ? 2 : 1) * score * covariances[v]!;
    }
  }
}

/** Variance of z times the scores on two items, row of answers by row. */
function addRows(
  { items, scores, frequency }: MarginalBooklet, { at }: Spread, variances: Float64Array,
  { size, values }: Matrix,
): void {
  const width = items.length;
  for (let row = 0; row < frequency.length; row += 1) {
    const spread = frequency[row]! * at(variances, row);
    for (let place = 0; place < width; place += 1) {
      const share = spread * scores[row * width + place]!;
      if (share === 0) continue;
      for (let other = 0; other <= place; other += 1) {
        values[place * size + other] = values[place * size + other]! + share * scores[row * width + other]!;
      }
    }
  }
}

/** What depends on the expected persons at each node only. */
function addNodes(
  layout: MarginalLayout, booklet: MarginalBooklet, mine: Int32Array, { functions, variance }: Table,
  z: Float64Array, persons: Float64Array, missing: Matrix, { gradient, complete }: Omit<Marginal, 'logLikelihood'>,
): void {
  const width = z.length;
  const weighted = (u: number, v: number): number => {
    let sum = 0;
    for (let q = 0; q < width; q += 1) sum += persons[q]! * functions[u * width + q]! * functions[v * width + q]!;
    return sum;
  };
  for (let u = 0; u < mine.length; u += 1) {
    for (let v = 0; v <= u; v += 1) missing.values[u * missing.size + v]! += weighted(mine[u]!, mine[v]!);
    let sum = 0;
    for (let q = 0; q < width; q += 1) sum += persons[q]! * functions[mine[u]! * width + q]!;
    gradient[mine[u]!]! -= sum;
  }
  booklet.items.forEach((item, place) => {
    const from = layout.items + layout.start[item]!;
    let slope = 0;
    for (let q = 0; q < width; q += 1) slope += persons[q]! * z[q]! * z[q]! * variance[item * width + q]!;
    add(complete, item, item, slope);
    for (let c = from; c < layout.items + layout.start[item + 1]!; c += 1) {
      const score = layout.scores[c - layout.items]!;
      let [own, lever] = [0, 0];
      for (let q = 0; q < width; q += 1) {
        const share = persons[q]! * functions[c * width + q]!;
        own += share;
        lever += share * (score * z[q]! - functions[item * width + q]!);
      }
      gradient[c]! += booklet.counts[place]![c - from + 1]!;
      add(complete, c, item, lever);
      add(complete, item, c, lever);
      for (let d = from; d < layout.items + layout.start[item + 1]!; d += 1) {
        add(complete, c, d, (c === d ? own : 0) - weighted(c, d));
      }
    }
  });
}

/** Lower triangle of a booklet into both halves of the whole. */
function scatter(part: Matrix, mine: Int32Array, whole: Matrix): void {
  for (let u = 0; u < part.size; u += 1) {
    for (let v = 0; v <= u; v += 1) {
      const value = part.values[u * part.size + v]!;
      add(whole, mine[u]!, mine[v]!, value);
      if (u !== v) add(whole, mine[v]!, mine[u]!, value);
    }
  }
}

function add({ size, values }: Matrix, row: number, column: number, value: number): void {
  values[row * size + column] = values[row * size + column]! + value;
}
