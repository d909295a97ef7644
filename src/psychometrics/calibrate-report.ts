import type { Conditional, Layout } from './conditional.ts';
import type { ResponseCounts } from './counts.ts';
import type { CalibrationRefusal } from './identify.ts';
import { cholesky, part, solve, zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { betaLimit, itemParameters } from './types.ts';
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
  /** Categories less one, as dexter counts the degrees of freedom, with fixed items too. */
  readonly df: number;
  /** Parameters that were estimated: what a likelihood ratio test against a smaller model counts. */
  readonly freeParameters: number;
  readonly iterations: number;
  /** Largest difference left between a count and its expectation, as a share of all answers above zero. */
  readonly largestResidual: number;
};

/** Where the search ended. */
export type Found = { readonly logB: Float64Array; readonly at: Conditional; readonly iterations: number };

/** Turns ln b into betas with their covariance, or refuses a beta beyond `betaLimit`.
 * @param moving the places that were estimated */
export function reportCalibration(
  counts: ResponseCounts, layout: Layout, { logB, at, iterations }: Found, moving: readonly number[],
  fixedIds: ReadonlySet<string>,
):
  | { readonly ok: true; readonly calibration: Calibration }
  | { readonly ok: false; readonly refusal: CalibrationRefusal } {
  const centred = !counts.items.some((item) => fixedIds.has(item.itemId));
  const betas = betasOf(layout, logB, centred);
  const covariance = covarianceOf(layout, at, moving, centred);
  const size = betas.length;
  const rows = counts.items.flatMap((item, index) => item.categories.map(({ score, n }, category) => {
    const place = layout.start[index]! + category;
    const seBeta = fixedIds.has(item.itemId) ? 0 : Math.sqrt(covariance.values[place * size + place]!);
    return { itemId: item.itemId, itemScore: score, beta: betas[place]!, n, seBeta };
  }));
  const far = rows.find(({ beta }) => !(Math.abs(beta) <= betaLimit));
  if (far) {
    return { ok: false, refusal: { code: 'notDetermined', itemId: far.itemId, score: far.itemScore } };
  }
  const items = counts.items.map((item, index) => itemParameters(item.itemId, item.categories.map(
    ({ score }, category) => ({ score, beta: betas[layout.start[index]! + category]! }))));
  const answers = layout.n.reduce((sum, n) => sum + n, 0);
  const residual = moving.reduce((most, place) =>
    Math.max(most, Math.abs(layout.n[place]! - at.expected[place]!)), 0);
  return {
    ok: true,
    calibration: {
      items, rows, covariance, iterations, df: size - 1, freeParameters: moving.length,
      logLikelihood: at.logLikelihood, largestResidual: residual / answers,
    },
  };
}

/** Differences of ln b within each item per point, then minus the mean of all when centred: linear, so it
 * turns changes of ln b into changes of the betas as well. */
function betasOf(layout: Layout, logB: Float64Array, centred: boolean): Float64Array {
  const betas = logB.slice();
  let sum = 0;
  layout.scores.forEach((scores, item) => scores.forEach((score, category) => {
    const place = layout.start[item]! + category;
    const before = category > 0 ? logB[place - 1]! : 0;
    betas[place] = (before - logB[place]!) / (score - (scores[category - 1] ?? 0));
    sum += betas[place]!;
  }));
  return centred ? betas.map((beta) => beta - sum / betas.length) : betas;
}

/** Covariance of the betas: the transform on both sides of the inverse of the information. */
function covarianceOf(layout: Layout, at: Conditional, moving: readonly number[], centred: boolean): Matrix {
  const { size } = at.information;
  const covariance = zeros(size);
  const factor = cholesky(part(at.information, moving));
  if (!factor.ok) return covariance;
  // First the columns: row f holds the betas' change with the f-th column of the inverse.
  const half = moving.map((_, column) => {
    const one = new Float64Array(moving.length);
    one[column] = 1;
    const inverse = solve(factor.lower, one);
    const logB = new Float64Array(size);
    moving.forEach((place, index) => { logB[place] = inverse[index]!; });
    return betasOf(layout, logB, centred);
  });
  for (let beta = 0; beta < size; beta += 1) {
    const logB = new Float64Array(size);
    moving.forEach((place, index) => { logB[place] = half[index]![beta]!; });
    covariance.values.set(betasOf(layout, logB, centred), beta * size);
  }
  return covariance;
}
