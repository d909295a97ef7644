import { assert } from './assert.ts';

/** Reliability of maximum or weighted likelihood abilities in a group: one minus the share of the error in
 * their variance. Below zero when the errors are larger than the spread. NaN abilities do not count. */
export function marginalReliability(thetas: Float64Array, ses: Float64Array): number {
  const { variance, error } = spread(thetas, ses);
  return 1 - error / variance;
}

/** Reliability of posterior means: their variance as a share of it plus the mean posterior variance. */
export function posteriorReliability(means: Float64Array, deviations: Float64Array): number {
  const { variance, error } = spread(means, deviations);
  return variance / (variance + error);
}

/** Reliability at one ability in a population with this standard deviation: 1 - se^2 / sd^2. */
export function localReliability(se: number, populationSd: number): number {
  assert(populationSd > 0, 'a population has a standard deviation above 0');
  return 1 - (se * se) / (populationSd * populationSd);
}

function spread(
  thetas: Float64Array, ses: Float64Array,
): { readonly variance: number; readonly error: number } {
  let [n, sum, error] = [0, 0, 0];
  for (let at = 0; at < thetas.length; at += 1) {
    if (!Number.isFinite(thetas[at])) continue;
    n += 1;
    sum += thetas[at]!;
    error += ses[at]! * ses[at]!;
  }
  assert(n > 1, 'a reliability needs two abilities at least');
  let variance = 0;
  for (const theta of thetas) if (Number.isFinite(theta)) variance += (theta - sum / n) ** 2 / (n - 1);
  assert(variance > 0, 'abilities that are all the same have no reliability');
  return { variance, error: error / n };
}
