import { assert } from './assert.ts';
import { logNorm, moments, noMoments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { asTheta } from './types.ts';
import type { Theta } from './types.ts';

/** Normal population of abilities, in logits. */
export type Prior = { readonly mean: number; readonly sd: number };

/** Mean and standard deviation of the ability after a score, in logits. */
export type Posterior = { readonly theta: Theta; readonly se: number };

/** Part of a posterior that is left out: exp(-45) of its top, far below the last digit of a double. */
const negligible = 45;

/** Posterior mean and standard deviation of theta for each score under a normal prior; finite at every score.
 * Trapezoid rule on one grid for all scores, with a spacing set by the smallest posterior that can occur:
 * exact to rounding, where fixed Gauss-Hermite nodes are off by 0.1 on long tests. Source: Bock & Mislevy
 * (1982), APM 6.
 * Checked against: fixtures/reference/psychometrics, the `_converged` columns. */
export function posteriorMeans(set: ItemSet, scores: readonly number[], prior: Prior): Posterior[] {
  assert(Number.isFinite(prior.mean), 'the mean of a prior is finite');
  assert(prior.sd > 0 && prior.sd < Infinity, 'the standard deviation of a prior is above 0');
  const grid = tabulate(set, Math.min(...scores), Math.max(...scores), prior);
  return scores.map((score) => posterior(grid, score));
}

type Grid = {
  /** Rising abilities at equal distances. */
  readonly thetas: Float64Array;
  /** Log of the prior times the likelihood of score 0, without constants. */
  readonly heights: Float64Array;
};

function posterior({ thetas, heights }: Grid, score: number): Posterior {
  const height = (at: number): number => score * thetas[at]! + heights[at]!;
  const top = topOf(height, thetas.length);
  let weight = 1;
  let first = 0;
  let second = 0;
  for (const direction of [-1, 1]) {
    for (let at = top + direction; at >= 0 && at < thetas.length; at += direction) {
      const fall = height(at) - height(top);
      if (fall < -negligible) break;
      const share = Math.exp(fall);
      const distance = thetas[at]! - thetas[top]!;
      weight += share;
      first += share * distance;
      second += share * distance * distance;
    }
  }
  const shift = first / weight;
  return { theta: asTheta(thetas[top]! + shift), se: Math.sqrt(second / weight - shift * shift) };
}

/** Index of the highest point; a posterior of this model has one top, so halving finds it. */
function topOf(height: (at: number) => number, length: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (height(middle) < height(middle + 1)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lays the grid from the far left of the lowest score's posterior to the far right of the highest
 * score's. */
function tabulate(set: ItemSet, lowest: number, highest: number, prior: Prior): Grid {
  const spacing = spacingFor(set, prior);
  const from = farthest(set, lowest, prior, -spacing * 8);
  const to = farthest(set, highest, prior, spacing * 8);
  const length = Math.ceil((to - from) / spacing) + 1;
  assert(length < 1_000_000, 'the posterior is too narrow for its range');
  const thetas = new Float64Array(length);
  const heights = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    thetas[at] = from + at * spacing;
    heights[at] = logPrior(thetas[at]!, prior) - logNorm(set, thetas[at]!);
  }
  return { thetas, heights };
}

/** Half the smallest posterior deviation that can occur, and fine enough for the sharpest item (its
 * likelihood has poles at a distance of pi over its weight from the real axis: the error of the rule is below
 * exp(-39)). */
function spacingFor(set: ItemSet, prior: Prior): number {
  let bound = 1 / (prior.sd * prior.sd);
  let steepest = 0;
  for (let item = 0; item < set.itemIds.length; item += 1) {
    const top = set.scores[set.start[item + 1]! - 1]!;
    bound += (top * top) / 4;
    steepest = Math.max(steepest, top);
  }
  return 0.5 * Math.min(1 / Math.sqrt(bound), 1 / steepest);
}

/** Walks from the top of a posterior until what is left is negligible. */
function farthest(set: ItemSet, score: number, prior: Prior, stride: number): number {
  const height = (theta: number): number => score * theta + logPrior(theta, prior) - logNorm(set, theta);
  const top = posteriorTop(set, score, prior);
  const floor = height(top) - negligible;
  let theta = top + stride;
  while (height(theta) > floor) theta += stride;
  return theta;
}

/** The highest point of a posterior, by halving: its slope falls all the way and is zero within prior sd^2 x
 * maximum. */
function posteriorTop(set: ItemSet, score: number, prior: Prior): number {
  const room = noMoments();
  const variance = prior.sd * prior.sd;
  let low = prior.mean - variance * set.maxScore;
  let high = prior.mean + variance * set.maxScore;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (score - moments(set, middle, room).expected > (middle - prior.mean) / variance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logPrior(theta: number, prior: Prior): number {
  const z = (theta - prior.mean) / prior.sd;
  return -0.5 * z * z;
}
