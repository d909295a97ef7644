import { assert } from './assert.ts';
import { itemLogNorm, logNorm, moments, noMoments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { asTheta } from './types.ts';
import type { Theta } from './types.ts';

/** Normal population of abilities, in logits. */
export type Prior = { readonly mean: number; readonly sd: number };

/** Mean and standard deviation of the ability after a score, in logits. */
export type Posterior = { readonly theta: Theta; readonly se: number };

/** Part of a posterior that is left out: e^-45 of its top, far below the last digit of a double. */
const negligible = Math.exp(-45);

/** Posterior mean and standard deviation of theta for each score under a normal prior; finite at every score.
 * Trapezoid rule on one grid for all scores, with a spacing set by the smallest posterior that can occur:
 * exact to rounding, where fixed Gauss-Hermite nodes are off by 0.1 on long tests. Source: Bock & Mislevy
 * (1982), APM 6.
 * Checked against: fixtures/reference/psychometrics, the `_converged` columns. */
export function posteriorMeans(set: ItemSet, scores: readonly number[], prior: Prior): Posterior[] {
  const thetas = Float64Array.from(scores);
  const ses = new Float64Array(scores.length);
  posteriorsInto(set, prior, thetas, ses);
  return scores.map((_, at) => ({ theta: asTheta(thetas[at]!), se: ses[at]! }));
}

/** The same for very many scores: `thetas` holds the scores and gets the means, `ses` gets the deviations. */
export function posteriorsInto(set: ItemSet, prior: Prior, thetas: Float64Array, ses: Float64Array): void {
  assertPrior(prior);
  let lowest = Infinity;
  let highest = -Infinity;
  for (let at = 0; at < thetas.length; at += 1) {
    lowest = Math.min(lowest, thetas[at]!);
    highest = Math.max(highest, thetas[at]!);
  }
  const grid = tabulate(set, lowest, highest, prior);
  for (let at = 0; at < thetas.length; at += 1) posterior(grid, thetas[at]!, at, thetas, ses);
}

/** Posteriors of persons who each took other items of one set: the nodes and each item's part in them are
 * shared. A part of the items never has a posterior beyond those of nothing and everything right on all. */
export type SharedPosterior = {
  /** Per item and node, the fall of the likelihood of score zero to the next node. */
  readonly falls: Float64Array;
  /** Per node the climb of the prior to the next. */
  readonly priorClimbs: Float64Array;
  readonly grid: Grid;
};

/** Lays out shared posteriors for all parts of a set. */
export function sharedPosterior(set: ItemSet, prior: Prior): SharedPosterior {
  assertPrior(prior);
  const grid = tabulate(set, 0, set.maxScore, prior);
  const { from, spacing, climbs: { length } } = grid;
  const falls = new Float64Array(set.itemIds.length * length);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    let before = itemLogNorm(set, item, from);
    for (let node = 0; node < length; node += 1) {
      const here = itemLogNorm(set, item, from + (node + 1) * spacing);
      falls[item * length + node] = here - before;
      before = here;
    }
  }
  const priorClimbs = Float64Array.from({ length }, (_, node) =>
    logPrior(from + (node + 1) * spacing, prior) - logPrior(from + node * spacing, prior));
  return { falls, priorClimbs, grid };
}

/** Mean and deviation given a score on these items of the set, into place `at`. */
export function sharedPosteriorInto(
  { falls, priorClimbs, grid }: SharedPosterior, items: Int32Array, score: number, at: number,
  thetas: Float64Array, ses: Float64Array,
): void {
  const { climbs } = grid;
  climbs.set(priorClimbs);
  for (const item of items) {
    const from = item * climbs.length;
    for (let node = 0; node < climbs.length; node += 1) climbs[node]! -= falls[from + node]!;
  }
  for (let node = 0; node < climbs.length; node += 1) climbs[node] = Math.exp(climbs[node]!);
  posterior(grid, score, at, thetas, ses);
}

/** Stops when a prior is no normal distribution. */
export function assertPrior({ mean, sd }: Prior): void {
  assert(Number.isFinite(mean), 'the mean of a prior is finite');
  assert(sd > 0 && sd < Infinity, 'the standard deviation of a prior is above 0');
}

type Grid = {
  readonly from: number;
  readonly spacing: number;
  /** Per node the factor to the next node of the prior times the likelihood of score 0. */
  readonly climbs: Float64Array;
};

/** From the top of the posterior outwards, each node from its neighbour by one multiplication: the nodes lie
 * at equal distances, so a score adds the same factor at every step. */
function posterior(
  { from, spacing, climbs }: Grid, score: number, at: number, thetas: Float64Array, ses: Float64Array,
): void {
  const up = Math.exp(score * spacing);
  const top = topOf(climbs, up);
  let weight = 1;
  let first = 0;
  let second = 0;
  let share = 1;
  for (let steps = 1; top + steps <= climbs.length && share > negligible; steps += 1) {
    share *= climbs[top + steps - 1]! * up;
    weight += share;
    first += share * steps;
    second += share * steps * steps;
  }
  share = 1;
  for (let steps = 1; steps <= top && share > negligible; steps += 1) {
    share /= climbs[top - steps]! * up;
    weight += share;
    first -= share * steps;
    second += share * steps * steps;
  }
  const shift = first / weight;
  thetas[at] = from + spacing * (top + shift);
  ses[at] = spacing * Math.sqrt(second / weight - shift * shift);
}

/** Index of the highest node; a posterior of this model has one top, so halving finds it. */
function topOf(climbs: Float64Array, up: number): number {
  let low = 0;
  let high = climbs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (climbs[middle]! * up > 1) low = middle + 1;
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
  const climbs = new Float64Array(length - 1);
  const height = (at: number): number =>
    logPrior(from + at * spacing, prior) - logNorm(set, from + at * spacing);
  let before = height(0);
  for (let at = 1; at < length; at += 1) {
    const here = height(at);
    climbs[at - 1] = Math.exp(here - before);
    before = here;
  }
  return { from, spacing, climbs };
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
  const floor = height(top) + Math.log(negligible);
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
