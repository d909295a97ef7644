import { assert } from './assert.ts';
import type { Population } from './levels.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** A value with its standard error, both on one scale: logits or points of the reported scale. */
export type Measured = { readonly score: number; readonly se: number };

/** Change between two results of one pupil on one scale. */
export type Growth = {
  /** Later minus earlier. */
  readonly growth: number;
  /** Standard error of the change: both errors together. */
  readonly se: number;
  /** Change in standard errors. */
  readonly z: number;
  /** Probability of a change at least this large, up or down, if nothing had changed. */
  readonly pTwoSided: number;
  /** Bounds of the change at 95 %. */
  readonly low: number;
  readonly high: number;
  /** True when the change is larger than measurement error explains: two-sided, 95 %. Its sign is that of
   * `growth`. */
  readonly beyondNoise: boolean;
};

/** Straight line through results over time. */
export type Trend = { readonly slope: number; readonly slopeSe: number; readonly intercept: number };

const z95 = normalQuantile(0.975);

/** Change from an earlier to a later result, and whether it is more than noise.
 * Both from maximum or weighted likelihood: posterior means shrink and would show growth that is not there.
 * Source: Jacobson & Truax (1991), Journal of Consulting and Clinical Psychology 59. */
export function growthBetween(earlier: Measured, later: Measured): Growth {
  const growth = later.score - earlier.score;
  const se = Math.hypot(earlier.se, later.se);
  assert(se > 0, 'a change needs results with a standard error');
  const z = growth / se;
  return {
    growth, se, z, pTwoSided: 2 * normalCdf(-Math.abs(z)),
    low: growth - z95 * se, high: growth + z95 * se, beyondNoise: Math.abs(z) > z95,
  };
}

/** How far a change lies from the change that was expected, in standard errors of both; beyond 1.96 is more
 * than noise. */
export function againstExpected({ growth, se }: Growth, expected: Measured): number {
  return (growth - expected.score) / Math.hypot(se, expected.se);
}

/** What a pupil who started here can be expected to reach, and how far pupils like that lie apart.
 * @param start measured result at the first moment; its error is taken out first, so that a start that was
 *   high by luck is not expected again
 * @param from norm of the first moment, `to` of the second
 * @param correlation of true scores between the moments, from pupils followed over time: two norms apart
 *   do not give it
 * Source: linear regression of normal true scores; Kelley's formula for the start. */
export function expectedAfter(
  start: Measured, from: Population, to: Population, correlation: number,
): Measured {
  assert(Math.abs(correlation) <= 1, `a correlation lies between -1 and 1, not at ${correlation}`);
  assert(from.sd > 0 && to.sd > 0, 'norms have a standard deviation above 0');
  const reliability = from.sd ** 2 / (from.sd ** 2 + start.se ** 2);
  const slope = (correlation * to.sd) / from.sd;
  const unexplained = to.sd ** 2 * (1 - correlation ** 2);
  const uncertain = slope ** 2 * from.sd ** 2 * (1 - reliability);
  return {
    score: to.mean + slope * reliability * (start.score - from.mean), se: Math.sqrt(unexplained + uncertain),
  };
}

/** Line through three or more results, each counting by one over its squared error; the error is that of
 * measurement only.
 * @param points time in any unit (teaching months) with the result at that time; at least two different
 * times */
export function trendOver(points: readonly (Measured & { readonly time: number })[]): Trend {
  let weights = 0;
  let times = 0;
  let scores = 0;
  for (const { time, score, se } of points) {
    weights += 1 / (se * se);
    times += time / (se * se);
    scores += score / (se * se);
  }
  let spread = 0;
  let together = 0;
  for (const { time, score, se } of points) {
    spread += (time - times / weights) ** 2 / (se * se);
    together += ((time - times / weights) * score) / (se * se);
  }
  assert(spread > 0, 'a trend needs results at two different times');
  const slope = together / spread;
  return { slope, slopeSe: 1 / Math.sqrt(spread), intercept: (scores - slope * times) / weights };
}
