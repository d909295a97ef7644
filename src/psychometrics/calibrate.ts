import { conditional, conditionalLogLikelihood, layOut } from './conditional.ts';
import type { Conditional, Layout } from './conditional.ts';
import { checkCounts } from './identify.ts';
import type { CalibrationRefusal } from './identify.ts';
import type { ResponseCounts } from './counts.ts';
import { cholesky, solve, zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { itemParameters } from './types.ts';
import type { ItemParameters, ParameterRow } from './types.ts';

/** Item parameters by conditional maximum likelihood, with what one needs to judge them. */
export type Calibration = {
  readonly items: readonly ItemParameters[];
  /** One row a category: n persons in it, beta and its standard error in logits; 0 for a fixed item. */
  readonly rows: readonly (ParameterRow & { readonly n: number; readonly seBeta: number })[];
  /** Covariance of the betas, in the order of the rows. */
  readonly covariance: Matrix;
  /** Conditional log-likelihood, without what does not depend on the parameters. */
  readonly logLikelihood: number;
  /** Free parameters. */
  readonly df: number;
  readonly iterations: number;
  /** Largest difference left between a count and its expectation, as a share of all answers above zero. */
  readonly largestResidual: number;
};

/** A calibration, or the reason why there is none. */
export type CalibrationResult =
  | { readonly ok: true; readonly calibration: Calibration }
  | { readonly ok: false; readonly refusal: CalibrationRefusal };

type Search = { readonly logB: Float64Array; readonly at: Conditional; readonly iterations: number };

const maxIterations = 60;

/** Calibrates items by conditional maximum likelihood: no assumption on the population, any linked design.
 * Without fixed items the mean of all betas is 0 (over categories, as dexter); with them the scale is theirs.
 * Plain doubles: for booklets whose symmetric functions stay in their range, some 200 items of usual
 * difficulty.
 * Source: Andersen (1972), JRSS-B 34; Eggen (1993). Checked against: dexter's cml-*.json. */
export function calibrate(counts: ResponseCounts, fixed: readonly ItemParameters[] = []): CalibrationResult {
  const refusal = checkCounts(counts, fixed);
  if (refusal) return { ok: false, refusal };
  const layout = layOut(counts);
  const fixedIds = new Set(fixed.map((item) => item.itemId));
  const free: number[] = [];
  counts.items.forEach((item, index) => {
    if (fixedIds.has(item.itemId)) return;
    for (let at = layout.start[index]!; at < layout.start[index + 1]!; at += 1) free.push(at);
  });
  // One parameter stays where it started: the likelihood does not change when the whole scale shifts.
  const moving = fixed.length > 0 ? free : free.slice(1);
  const search = maximise(layout, startingPoint(counts, fixed), moving);
  if (search === undefined) return { ok: false, refusal: { code: 'notConverged' } };
  if (typeof search === 'number') {
    return { ok: false, refusal: { code: 'notDetermined', ...categoryAt(counts, search) } };
  }
  return { ok: true, calibration: report(counts, layout, search, moving, fixed) };
}

/** Newton's method on ln b. Undefined when it does not settle; a place when that parameter is not
 * determined. */
function maximise(
  layout: Layout, start: Float64Array, moving: readonly number[],
): Search | number | undefined {
  let logB = start;
  let at = conditional(layout, logB);
  for (let iterations = 1; iterations <= maxIterations; iterations += 1) {
    const factor = cholesky(part(at.information, moving));
    if (!factor.ok) return moving[factor.row]!;
    const slope = Float64Array.from(moving, (place) => layout.n[place]! - at.expected[place]!);
    const step = solve(factor.lower, slope);
    const longest = step.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    const go = (share: number): Float64Array => moved(logB, moving, step, share);
    // Close to the top rounding alone may lower the likelihood: no halving there.
    logB = longest > 1e-4 ? climb(layout, at.logLikelihood, go, Math.min(1, 2 / longest)) : go(1);
    at = conditional(layout, logB);
    if (!Number.isFinite(at.logLikelihood)) return undefined;
    if (longest < 1e-9) return { logB, at, iterations };
  }
  return undefined;
}

/** Far from the top a full step can overshoot: halves it until the likelihood no longer falls. */
function climb(
  layout: Layout, before: number, go: (share: number) => Float64Array, firstShare: number,
): Float64Array {
  let share = firstShare;
  while (share > 1e-6 && conditionalLogLikelihood(layout, go(share)) < before) share /= 2;
  return go(share);
}

function moved(
  logB: Float64Array, moving: readonly number[], step: Float64Array, scale: number,
): Float64Array {
  const next = logB.slice();
  moving.forEach((place, index) => { next[place] = next[place]! + scale * step[index]!; });
  return next;
}

/** Log odds of each category against zero, and -eta for fixed items. */
function startingPoint(counts: ResponseCounts, fixed: readonly ItemParameters[]): Float64Array {
  const given = new Map(fixed.map((item) => [item.itemId, item]));
  return Float64Array.from(counts.items.flatMap((item) => {
    const known = given.get(item.itemId);
    if (!known) return item.categories.map(({ n }) => Math.log(n / Math.max(item.zero, 0.5)));
    let previous = 0;
    let eta = 0;
    return known.categories.map(({ score, beta }) => {
      eta += beta * (score - previous);
      previous = score;
      return -eta;
    });
  }));
}

function report(
  counts: ResponseCounts, layout: Layout, { logB, at, iterations }: Search, moving: readonly number[],
  fixed: readonly ItemParameters[],
): Calibration {
  const toBeta = betaTransform(layout, fixed.length === 0);
  const size = logB.length;
  const betas = Float64Array.from({ length: size }, (_, row) =>
    logB.reduce((sum, value, column) => sum + toBeta.values[row * size + column]! * value, 0));
  const covariance = covarianceOf(at, moving, toBeta);
  const fixedIds = new Set(fixed.map((item) => item.itemId));
  const rows = counts.items.flatMap((item, index) => item.categories.map(({ score, n }, category) => {
    const place = layout.start[index]! + category;
    const seBeta = fixedIds.has(item.itemId) ? 0 : Math.sqrt(covariance.values[place * size + place]!);
    return { itemId: item.itemId, itemScore: score, beta: betas[place]!, n, seBeta };
  }));
  const items = counts.items.map((item, index) => itemParameters(item.itemId, item.categories.map(
    ({ score }, category) => ({ score, beta: betas[layout.start[index]! + category]! }))));
  const answers = layout.n.reduce((sum, n) => sum + n, 0);
  const residuals = moving.map((place) => Math.abs(layout.n[place]! - at.expected[place]!));
  return {
    items, rows, covariance, iterations, df: moving.length,
    logLikelihood: at.logLikelihood, largestResidual: Math.max(...residuals) / answers,
  };
}

/** Matrix that turns ln b into beta: differences within an item, then minus the mean of all when centred. */
function betaTransform(layout: Layout, centred: boolean): Matrix {
  const size = layout.n.length;
  const transform = zeros(size);
  layout.scores.forEach((scores, item) => scores.forEach((score, category) => {
    const row = layout.start[item]! + category;
    const gain = score - (scores[category - 1] ?? 0);
    transform.values[row * size + row] = -1 / gain;
    if (category > 0) transform.values[row * size + row - 1] = 1 / gain;
  }));
  if (!centred) return transform;
  for (let column = 0; column < size; column += 1) {
    let sum = 0;
    for (let row = 0; row < size; row += 1) sum += transform.values[row * size + column]!;
    for (let row = 0; row < size; row += 1) transform.values[row * size + column]! -= sum / size;
  }
  return transform;
}

/** Covariance of the betas: the transform around the inverse of the information. */
function covarianceOf(at: Conditional, moving: readonly number[], transform: Matrix): Matrix {
  const size = transform.size;
  const covariance = zeros(size);
  const factor = cholesky(part(at.information, moving));
  if (!factor.ok) return covariance;
  for (let row = 0; row < size; row += 1) {
    const line = Float64Array.from(moving, (place) => transform.values[row * size + place]!);
    const solved = solve(factor.lower, line);
    for (let column = 0; column < size; column += 1) {
      let sum = 0;
      moving.forEach((place, index) => { sum += transform.values[column * size + place]! * solved[index]!; });
      covariance.values[row * size + column] = sum;
    }
  }
  return covariance;
}

function part(whole: Matrix, places: readonly number[]): Matrix {
  const result = zeros(places.length);
  places.forEach((from, row) => places.forEach((to, column) => {
    result.values[row * places.length + column] = whole.values[from * whole.size + to]!;
  }));
  return result;
}

function categoryAt(counts: ResponseCounts, place: number): { itemId: string; score: number } {
  const all = counts.items.flatMap(({ itemId, categories }) =>
    categories.map(({ score }) => ({ itemId, score })));
  return all[place]!;
}
