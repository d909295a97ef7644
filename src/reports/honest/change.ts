import { growthBetween } from '../../psychometrics/growth.ts';
import { formatScaleScore } from '../../ui/format.ts';
import { areComparable, type ScaleOf } from './comparable.ts';
import { measuredScore, type OnScale, shownScore } from './scores.ts';

/** Where two results of a pupil differ, and whether that is more than chance. */
export interface Change {
  /** Later minus earlier in whole points, as the two shown scores differ; null when they cannot be compared. */
  readonly points: number | null;
  /** `noise` inside the error of measurement at 95 %, `unknown` when one of the two has no known error,
   * `not-comparable` on another scale, generation or subject. */
  readonly verdict: 'more' | 'less' | 'noise' | 'unknown' | 'not-comparable';
}

/** Rules 2 and 4 of domain.md 6.2: a change between two results, with a verdict only beyond the noise, decided on
 * unrounded scores. */
export function changeBetween(earlier: OnScale & ScaleOf, later: OnScale & ScaleOf): Change {
  if (!areComparable(earlier, later)) return { points: null, verdict: 'not-comparable' };
  const points = shownScore(later.scaleScore) - shownScore(earlier.scaleScore);
  const [before, after] = [measuredScore(earlier), measuredScore(later)];
  if (!before || !after) return { points, verdict: 'unknown' };
  const { growth, beyondNoise } = growthBetween(before, after);
  if (!beyondNoise) return { points, verdict: 'noise' };
  return { points, verdict: growth > 0 ? 'more' : 'less' };
}

const verdictWords: Readonly<Record<Change['verdict'], string>> = {
  more: ', meer dan toeval', less: ', meer dan toeval', noise: ', kan toeval zijn', unknown: '', 'not-comparable': '',
};

/** The change as it is read: "+18, meer dan toeval"; "niet te vergelijken" on another scale. */
export function changeWords({ points, verdict }: Change): string {
  if (points === null) return 'niet te vergelijken';
  return `${signedPoints(points)}${verdictWords[verdict]}`;
}

/** Points with their sign: "+18", "−4", "0". */
export function signedPoints(points: number): string {
  return points > 0 ? `+${points}` : formatScaleScore(points);
}
