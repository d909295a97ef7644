import { assert } from './assert.ts';
import { normalQuantile } from './normal.ts';
import { asScaleScore, asTheta } from './types.ts';
import type { ScaleScore, Theta } from './types.ts';

/** How logits become the scale that schools see: score = slope x theta + intercept, one for all year groups
 * of a subject. */
export type ReportedScale = { readonly id: string; readonly slope: number; readonly intercept: number };

/** A scale score with its standard error, both in points of the reported scale and unrounded. */
export type MeasuredScore = { readonly score: ScaleScore; readonly se: number };

/** Bounds between which the true score lies with this probability, in points of the reported scale,
 * unrounded. */
export type ScoreInterval = {
  readonly low: ScaleScore;
  readonly high: ScaleScore;
  readonly coverage: number;
};

/** Probability of the interval that is shown beside a score. */
export const shownCoverage = 0.9;

/** Makes a reported scale; its slope must be above zero, or more ability would give less score. */
export function reportedScale(id: string, slope: number, intercept: number): ReportedScale {
  assert(Number.isFinite(slope) && slope > 0, `scale ${id}: the slope must be above 0, not ${slope}`);
  assert(Number.isFinite(intercept), `scale ${id}: the intercept must be finite`);
  return { id, slope, intercept };
}

/** Ability in logits to the reported scale, unrounded: levels and growth are decided on this value. */
export function toScale(scale: ReportedScale, theta: Theta, thetaSe: number): MeasuredScore {
  return { score: asScaleScore(scale.slope * theta + scale.intercept), se: scale.slope * thetaSe };
}

/** The ability that belongs to a scale score: toScale the other way. */
export function toTheta(scale: ReportedScale, score: ScaleScore): Theta {
  return asTheta((score - scale.intercept) / scale.slope);
}

/** The one rounding rule: whole points, a half goes up. For showing and sending only, never before a
 * decision. */
export function displayedScore(score: ScaleScore): number {
  return Math.round(score);
}

/** Interval around a measured score: score plus and minus z times se; at 90 % z is 1.645.
 * @param coverage probability that the interval holds the true score, between 0 and 1 */
export function scoreInterval({ score, se }: MeasuredScore, coverage: number = shownCoverage): ScoreInterval {
  assert(coverage > 0 && coverage < 1, `an interval covers a share between 0 and 1, not ${coverage}`);
  assert(se >= 0, 'a standard error is 0 or more');
  const reach = normalQuantile((1 + coverage) / 2) * se;
  return { low: asScaleScore(score - reach), high: asScaleScore(score + reach), coverage };
}
