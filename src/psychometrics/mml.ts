import { cholesky, solve, zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import type { MarginalData } from './mml-data.ts';
import { layOutMarginal, marginal, marginalLogLikelihood } from './mml-likelihood.ts';
import type { Marginal, MarginalLayout } from './mml-likelihood.ts';
import { nodesWithin } from './mml-nodes.ts';
import type { Nodes } from './mml-nodes.ts';

/** `one`: one slope for all items, so that the spread of the population is what is estimated: Rasch, partial
 * credit, OPLM with the scores as weights. `own`: a slope for each item: 2PL, generalised partial credit. */
export type Slopes = 'one' | 'own';

/** Item parameters by marginal maximum likelihood, for a standard normal population.
 * P(score x on item i | z) is proportional to exp(slope x z + d_x), d_0 = 0. */
export type MarginalCalibration = {
  readonly items: readonly MarginalItem[];
  /** Covariance of the estimates: with one slope first that slope, else those of the items; then the d. */
  readonly covariance: Matrix;
  readonly logLikelihood: number;
  /** Parameters estimated. */
  readonly parameters: number;
  readonly iterations: number;
};

/** One item. */
export type MarginalItem = {
  readonly itemId: string;
  /** With one slope for all: that slope, which is the standard deviation of the population when slopes are
   * called 1. */
  readonly slope: number;
  readonly seSlope: number;
  readonly categories: readonly {
    readonly score: number; readonly n: number; readonly d: number; readonly seD: number;
    /** Place where this category and the one below are equally likely, on the scale of z, and its error. */
    readonly step: number; readonly seStep: number;
  }[];
};

/** Why there is no marginal calibration. */
export type MarginalRefusal =
  | { readonly code: 'categoryNotSeen'; readonly itemId: string; readonly score: number }
  | { readonly code: 'notDetermined'; readonly itemId: string }
  | { readonly code: 'notConverged' }
  | { readonly code: 'cancelled' };

/** A calibration, or the reason why there is none. */
export type MarginalResult =
  | { readonly ok: true; readonly calibration: MarginalCalibration }
  | { readonly ok: false; readonly refusal: MarginalRefusal };

/** Told after every iteration; answers false to stop. */
export type OnMarginalProgress = (progress: {
  readonly iteration: number; readonly logLikelihood: number; readonly longestStep: number;
}) => boolean;

type State = { readonly x: Float64Array; readonly at: Marginal; readonly nodes: Nodes };
type Reduction = (full: Marginal) => Omit<Marginal, 'logLikelihood'>;

const maxIterations = 200;
const steepest = 20;

/** Calibrates by marginal maximum likelihood: persons are a sample of a normal population. A few steps of EM
 * (its gradient form, Lange 1995, JRSS-B 57), then Newton's method on the marginal likelihood, back to EM
 * where that is not curved as at a top. The likelihood never falls.
 * Checked against: mirt, mml-*.json. */
export function calibrateMarginal(
  data: MarginalData, slopes: Slopes, onProgress: OnMarginalProgress = () => true,
): MarginalResult {
  const unseen = data.items.find(({ zero, categories }) => zero === 0 || categories.length === 0);
  if (unseen) {
    const score = unseen.zero === 0 ? 0 : 1;
    return { ok: false, refusal: { code: 'categoryNotSeen', itemId: unseen.itemId, score } };
  }
  const layout = layOutMarginal(data);
  let nodes = nodesWithin(0.2);
  let x = startingPoint(data, layout);
  let iteration = 0;
  for (;;) {
    const found = maximise(data, layout, slopes, { x, nodes, iteration }, onProgress);
    if ('code' in found) return { ok: false, refusal: found };
    ({ iteration } = found);
    const wanted = smallestDeviation(layout, found.x, nodes);
    if (nodes.spacing <= wanted) {
      return { ok: true, calibration: report(data, layout, slopes, found, iteration) };
    }
    // Sharp tests need nodes closer together: go on from here with those.
    nodes = nodesWithin(wanted * 0.9);
    x = found.x;
  }
}

/** Parameters of the search: with one slope the first entry stands for all. */
function reduction(layout: MarginalLayout, slopes: Slopes): Reduction {
  if (slopes === 'own') return (full) => full;
  const to = (place: number): number => (place < layout.items ? 0 : place - layout.items + 1);
  return ({ gradient, complete, missing }) => {
    const size = gradient.length - layout.items + 1;
    const folded = new Float64Array(size);
    gradient.forEach((value, place) => { folded[to(place)]! += value; });
    const fold = (whole: Matrix): Matrix => {
      const small = zeros(size);
      for (let row = 0; row < whole.size; row += 1) {
        for (let column = 0; column < whole.size; column += 1) {
          small.values[to(row) * size + to(column)]! += whole.values[row * whole.size + column]!;
        }
      }
      return small;
    };
    return { gradient: folded, complete: fold(complete), missing: fold(missing) };
  };
}

function maximise(
  data: MarginalData, layout: MarginalLayout, slopes: Slopes,
  begin: { readonly x: Float64Array; readonly nodes: Nodes; readonly iteration: number },
  onProgress: OnMarginalProgress,
): (State & { readonly iteration: number }) | MarginalRefusal {
  const { nodes } = begin;
  const reduce = reduction(layout, slopes);
  let { x, iteration } = begin;
  let at = marginal(data, layout, x, nodes);
  const firstNewton = iteration === 0 ? 3 : 0;
  for (let round = 0; iteration < maxIterations; round += 1) {
    iteration += 1;
    const { gradient, complete, missing } = reduce(at);
    const observed = round < firstNewton ? undefined : cholesky(less(complete, missing));
    const factor = observed?.ok ? observed : cholesky(complete);
    if (!factor.ok) return { code: 'notDetermined', itemId: itemAt(data, layout, slopes, factor.row) };
    const step = solve(factor.lower, gradient);
    const longest = step.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    const from: Float64Array = x;
    const go = (share: number): Float64Array => moved(from, step, share, layout, slopes);
    const height = (place: Float64Array): number => marginalLogLikelihood(data, layout, place, nodes);
    // Close to the top rounding alone may lower the likelihood: no halving there.
    x = longest > 1e-5 ? climb(height, at.logLikelihood, go, Math.min(1, 1 / longest)) : go(1);
    at = marginal(data, layout, x, nodes);
    const steep = x.subarray(0, layout.items).findIndex((slope) => Math.abs(slope) > steepest);
    if (steep >= 0) return { code: 'notDetermined', itemId: data.items[steep]!.itemId };
    if (longest < 1e-8 && observed?.ok) return { x, at, nodes, iteration };
    const goOn = onProgress({ iteration, logLikelihood: at.logLikelihood, longestStep: longest });
    if (!goOn) return { code: 'cancelled' };
  }
  return { code: 'notConverged' };
}

/** Halves a step until the likelihood no longer falls. */
function climb(
  height: (place: Float64Array) => number, before: number, go: (share: number) => Float64Array, first: number,
): Float64Array {
  let share = first;
  while (share > 1e-6 && !(height(go(share)) >= before)) share /= 2;
  return go(share);
}

function startingPoint({ items }: MarginalData, layout: MarginalLayout): Float64Array {
  const x = new Float64Array(layout.items + layout.scores.length).fill(1, 0, layout.items);
  items.forEach(({ zero, categories }, item) => categories.forEach(({ n }, category) => {
    x[layout.items + layout.start[item]! + category] = 1.2 * Math.log(n / zero);
  }));
  return x;
}

function moved(
  x: Float64Array, step: Float64Array, share: number, layout: MarginalLayout, slopes: Slopes,
): Float64Array {
  const shift = slopes === 'own' ? 0 : layout.items - 1;
  return x.map((value, place) => value + share * step[place < layout.items && shift > 0 ? 0 : place - shift]!);
}

function less(left: Matrix, right: Matrix): Matrix {
  return { size: left.size, values: left.values.map((value, at) => value - right.values[at]!) };
}

function itemAt({ items }: MarginalData, layout: MarginalLayout, slopes: Slopes, row: number): string {
  const place = slopes === 'own' ? row : row + layout.items - 1;
  if (place < layout.items) return items[place]!.itemId;
  return items[layout.start.findLastIndex((from) => from <= place - layout.items)]!.itemId;
}

/** Smallest standard deviation that a posterior can have: that of somebody who took all items. */
function smallestDeviation(layout: MarginalLayout, x: Float64Array, { z }: Nodes): number {
  let most = 0;
  for (const theta of z) {
    let information = 1;
    for (let item = 0; item < layout.items; item += 1) {
      let [norm, first, second] = [1, 0, 0];
      for (let c = layout.start[item]!; c < layout.start[item + 1]!; c += 1) {
        const score = layout.scores[c]!;
        const share = Math.exp(Math.min(600, x[item]! * score * theta + x[layout.items + c]!));
        norm += share;
        first += share * score;
        second += share * score * score;
      }
      information += x[item]! * x[item]! * (second / norm - (first / norm) ** 2);
    }
    most = Math.max(most, information);
  }
  return 1 / Math.sqrt(most);
}

function report(
  data: MarginalData, layout: MarginalLayout, slopes: Slopes, { x, at }: State, iterations: number,
): MarginalCalibration {
  const { complete, missing } = reduction(layout, slopes)(at);
  const covariance = inverse(less(complete, missing));
  const shift = slopes === 'own' ? 0 : layout.items - 1;
  const variance = (u: number, v: number): number => covariance.values[u * covariance.size + v]!;
  const items = data.items.map(({ itemId, categories }, item): MarginalItem => {
    const slope = x[item]!;
    const u = slopes === 'own' ? item : 0;
    return {
      itemId, slope, seSlope: Math.sqrt(variance(u, u)),
      categories: categories.map(({ score, n }, category) => {
        const place = layout.items + layout.start[item]! + category;
        const v = place - shift;
        const gain = (score - (categories[category - 1]?.score ?? 0)) * slope;
        const step = -(x[place]! - (category > 0 ? x[place - 1]! : 0)) / gain;
        // Delta method: the step's derivatives to the slope, to its own d and to the one before.
        const parts: readonly (readonly [number, number])[] = [
          [u, -step / slope], [v, -1 / gain], ...(category > 0 ? [[v - 1, 1 / gain] as const] : []),
        ];
        const seStep = Math.sqrt(parts.reduce((sum, [row, left]) =>
          parts.reduce((inner, [column, right]) => inner + left * right * variance(row, column), sum), 0));
        return { score, n, d: x[place]!, seD: Math.sqrt(variance(v, v)), step, seStep };
      }),
    };
  });
  return { items, covariance, logLikelihood: at.logLikelihood, parameters: covariance.size, iterations };
}

function inverse(matrix: Matrix): Matrix {
  const result = zeros(matrix.size);
  const factor = cholesky(matrix);
  if (!factor.ok) return result;
  for (let column = 0; column < matrix.size; column += 1) {
    const one = new Float64Array(matrix.size);
    one[column] = 1;
    result.values.set(solve(factor.lower, one), column * matrix.size);
  }
  return result;
}
