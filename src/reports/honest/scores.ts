import type { Result } from '../../ability/types.ts';
import { normalQuantile } from '../../psychometrics/normal.ts';
import { displayedScore, shownCoverage } from '../../psychometrics/scale.ts';
import { asScaleScore } from '../../psychometrics/types.ts';

/** What of a result stands on a scale; rows of a trend have it too. */
export type OnScale = Pick<Result, 'scaleScore' | 'scaleSe' | 'intervalLow' | 'intervalHigh'>;

/** A score as it is shown, whole points; the one rounding rule is in psychometrics. */
export function shownScore(score: number): number {
  return displayedScore(asScaleScore(score));
}

/** The interval round a score as it is shown, whole points; null when none came with an old result. */
export function shownInterval(
  { intervalLow, intervalHigh }: Pick<Result, 'intervalLow' | 'intervalHigh'>,
): { readonly low: number; readonly high: number } | null {
  if (intervalLow === null || intervalHigh === null) return null;
  return { low: shownScore(intervalLow), high: shownScore(intervalHigh) };
}

/** Half the shown interval in standard errors. */
const HALF_INTERVAL = normalQuantile((1 + shownCoverage) / 2);

/** Score with its standard error in scale points, unrounded: the stored one, else from a delivered 90 % interval; null
 * when neither is known. */
export function measuredScore(
  { scaleScore, scaleSe, intervalLow, intervalHigh }: OnScale,
): { readonly score: number; readonly se: number } | null {
  if (scaleSe !== null && scaleSe > 0) return { score: scaleScore, se: scaleSe };
  if (intervalLow === null || intervalHigh === null || intervalHigh <= intervalLow) return null;
  return { score: scaleScore, se: (intervalHigh - intervalLow) / (2 * HALF_INTERVAL) };
}
