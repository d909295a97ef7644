import { assert } from './assert.ts';
import { normalQuantile } from './normal.ts';
import { shownCoverage } from './scale.ts';

/** Where a pupil stands in one subject, and how much the subject counts. */
export type WeightedStanding = {
  /** Standard deviations from the mean of the population of the moment. */
  readonly z: number;
  /** Standard error of z. */
  readonly se: number;
  /** Above 0; weights need not sum to one. */
  readonly weight: number;
};

/** Where a pupil stands on several subjects together: standard deviations of the population's own weighted means. */
export type CompositeStanding = {
  readonly standing: number;
  readonly se: number;
  /** Bounds of the shown interval, 90 %. */
  readonly low: number;
  readonly high: number;
};

/**
 * The weighted mean of standings in several subjects, in standard deviations of that mean over the population: means of
 * subjects that do not agree fully lie closer together than the subjects themselves.
 * @param parts at least one; their errors of measurement are independent
 * @param correlation between any two subjects over the population, 0 to 1
 */
export function compositeStanding(parts: readonly WeightedStanding[], correlation: number): CompositeStanding {
  assert(parts.length > 0 && parts.every(({ weight, se }) => weight > 0 && se >= 0), 'every part has a weight');
  assert(correlation >= 0 && correlation <= 1, 'a correlation between subjects lies from 0 to 1');
  const sum = (term: (part: WeightedStanding) => number) => parts.reduce((total, part) => total + term(part), 0);
  const spread = Math.sqrt(
    (1 - correlation) * sum(({ weight }) => weight ** 2) + correlation * sum(({ weight }) => weight) ** 2);
  const standing = sum(({ weight, z }) => weight * z) / spread;
  const se = Math.sqrt(sum(({ weight, se: error }) => (weight * error) ** 2)) / spread;
  const half = normalQuantile((1 + shownCoverage) / 2) * se;
  return { standing, se, low: standing - half, high: standing + half };
}
