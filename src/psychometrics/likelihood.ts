import { assert } from './assert.ts';
import { assertPrior } from './eap.ts';
import type { Prior } from './eap.ts';
import { logNorm, moments, noMoments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { asTheta } from './types.ts';
import type { Theta } from './types.ts';

/** A function of theta with its slope, evaluated together. */
export type Curve = (theta: number) => { readonly value: number; readonly slope: number };

/** A curve on a grid fine enough to see each of its turns: every crossing lies between two neighbours. */
type Traced = { readonly curve: Curve; readonly thetas: Float64Array; readonly values: Float64Array };

/** Maximum likelihood for each score: the theta whose expected score is that score; null at zero and at full
 * score. */
export function maximumLikelihood(set: ItemSet, scores: readonly number[]): (Theta | null)[] {
  // A sum of free slopes may miss the full score by rounding; whole weights cannot.
  const slack = 1e-12 * set.maxScore;
  const inside = scores.filter((score) => score > slack && score < set.maxScore - slack);
  if (inside.length === 0) return scores.map(() => null);
  const traced = trace(set, Math.min(...inside), Math.max(...inside), expectedScoreCurve(set));
  return scores.map((score) => {
    if (score <= slack || score >= set.maxScore - slack) return null;
    return asTheta(crossings(traced, score)[0]!);
  });
}

/** Weighted likelihood for each score: the theta that solves score = E - J / 2I; finite at every score.
 * It is where the likelihood times the square root of the information is highest, which decides when the
 * equation has more than one solution (items far apart, large gaps); the lower theta on a tie. Source: Warm
 * (1989), Psychometrika 54. */
export function weightedLikelihood(set: ItemSet, scores: readonly number[]): Theta[] {
  const traced = trace(set, Math.min(...scores), Math.max(...scores), weightedScore(set));
  return scores.map((score) => asTheta(best(set, score, crossings(traced, score))));
}

/** Standard error of a weighted likelihood ability, by either convention of AbilityMethod. */
export function weightedError(set: ItemSet, theta: number, convention: 'information' | 'dexter'): number {
  const { information, third } = moments(set, theta);
  const bias = convention === 'dexter' ? third / (2 * information) : 0;
  return Math.sqrt(information + bias * bias) / information;
}

/** Mode of the posterior under a normal prior for each score: score = E + (theta - mean) / sd^2; its error is
 * 1 / sqrt(I + 1/sd^2). */
export function posteriorModes(set: ItemSet, scores: readonly number[], prior: Prior): Theta[] {
  const curve = posteriorScore(set, prior);
  const reach = prior.sd * prior.sd * set.maxScore;
  return scores.map((score) =>
    asTheta(solve(curve, score, prior.mean - reach, prior.mean + reach, prior.mean)));
}

/** The score of which theta is the maximum likelihood ability: E. */
export function expectedScoreCurve(set: ItemSet): Curve {
  const room = noMoments();
  return (theta) => {
    const { expected, information } = moments(set, theta, room);
    return { value: expected, slope: information };
  };
}

/** The score of which theta solves the weighted likelihood equation: E - J / 2I. */
export function weightedScore(set: ItemSet): Curve {
  const room = noMoments();
  return (theta) => {
    const { expected, information, third, fourth } = moments(set, theta, room);
    assert(information > 0, `the items say nothing about an ability of ${theta}: they lie too far apart`);
    const bias = third / (2 * information);
    return { value: expected - bias, slope: information - fourth / (2 * information) + 2 * bias * bias };
  };
}

/** The score of which theta is the mode of the posterior: E + (theta - mean) / sd^2. */
export function posteriorScore(set: ItemSet, prior: Prior): Curve {
  assertPrior(prior);
  const room = noMoments();
  const precision = 1 / (prior.sd * prior.sd);
  return (theta) => {
    const { expected, information } = moments(set, theta, room);
    return { value: expected + (theta - prior.mean) * precision, slope: information + precision };
  };
}

function best(set: ItemSet, score: number, candidates: readonly number[]): number {
  if (candidates.length === 1) return candidates[0]!;
  const height = (theta: number): number =>
    score * theta - logNorm(set, theta) + 0.5 * Math.log(moments(set, theta).information);
  const heights = candidates.map(height);
  // Equal up to rounding counts as a tie, so that the choice does not hang on the last digit.
  const enough = Math.max(...heights) - 1e-9;
  return candidates[heights.findIndex((reached) => reached >= enough)]!;
}

/** Traces a curve over all abilities where it can take a value between these scores. */
function trace(set: ItemSet, lowest: number, highest: number, curve: Curve): Traced {
  const { steepest, smallestStep } = weightsOf(set);
  const { low, high } = rangeOf(set, lowest, highest, steepest, smallestStep);
  const steps = Math.ceil((high - low) / Math.max(0.02, Math.min(0.25, 0.5 / steepest)));
  const thetas = new Float64Array(steps + 1);
  const values = new Float64Array(steps + 1);
  for (let at = 0; at <= steps; at += 1) {
    thetas[at] = low + ((high - low) * at) / steps;
    values[at] = curve(thetas[at]!).value;
  }
  return { curve, thetas, values };
}

/** Range of abilities that can answer to scores from the lowest to the highest; outside it none of them
 * solves its equation. J / 2I never exceeds half the weight of the heaviest item, so E must lie that near the
 * score; and where E is below a fifth of the smallest step, J / 2I is above it, so that not even score zero
 * does. The same holds from the full score down. */
export function rangeOf(
  set: ItemSet, lowest: number, highest: number, steepest: number, smallestStep: number,
): { readonly low: number; readonly high: number } {
  const room = noMoments();
  const bottom = Math.max(0.2 * smallestStep, lowest - steepest / 2);
  const top = set.maxScore - Math.max(0.2 * smallestStep, set.maxScore - highest - steepest / 2);
  let low = -5;
  let high = 5;
  while (moments(set, low, room).expected >= bottom) low -= 5;
  while (moments(set, high, room).expected <= top) high += 5;
  return { low, high };
}

/** Weight of the heaviest item, and the smallest gain from one category to the next. */
export function weightsOf(set: ItemSet): { readonly steepest: number; readonly smallestStep: number } {
  let steepest = 0;
  let smallestStep = Infinity;
  for (let item = 0; item < set.itemIds.length; item += 1) {
    let previous = 0;
    for (const score of set.scores.subarray(set.start[item], set.start[item + 1])) {
      smallestStep = Math.min(smallestStep, score - previous);
      previous = score;
    }
    steepest = Math.max(steepest, previous);
  }
  return { steepest, smallestStep };
}

/** Where the curve rises through the target, lowest theta first; there is always one. */
function crossings({ curve, thetas, values }: Traced, target: number): number[] {
  const found: number[] = [];
  for (let at = 1; at < values.length; at += 1) {
    const below = values[at - 1]!;
    const above = values[at]!;
    if (below > target || above <= target) continue;
    const start = thetas[at - 1]! + ((thetas[at]! - thetas[at - 1]!) * (target - below)) / (above - below);
    found.push(solve(curve, target, thetas[at - 1]!, thetas[at]!, start));
  }
  return found;
}

/** Newton's method kept between two bounds: bisects when a step leaves them or the curve is flat. */
export function solve(curve: Curve, target: number, from: number, to: number, start: number): number {
  let low = from;
  let high = to;
  let theta = start;
  for (let round = 0; round < 200 && high - low > 1e-14 * Math.max(1, Math.abs(theta)); round += 1) {
    const { value, slope } = curve(theta);
    if (value > target) high = theta;
    else low = theta;
    const newton = theta - (value - target) / slope;
    const usable = slope > 1e-12 && newton >= low && newton <= high;
    const next = usable ? newton : (low + high) / 2;
    // Newton doubles the digits: after a step this small the next one would be below rounding.
    if (usable && Math.abs(next - theta) < 1e-8 * Math.min(1, slope)) return next;
    theta = next;
  }
  return theta;
}
