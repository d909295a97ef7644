import { assert } from './assert.ts';
import { cholesky, solve, zeros } from './matrix.ts';

/** Where a pupil stood among the pupils of a moment: standard deviations from their mean, with the standard error. */
export type Standing = {
  /** Any unit in which `at` and the constants of the kinship are counted; here half school years. */
  readonly time: number;
  readonly z: number;
  readonly se: number;
};

/** What is expected at another time. */
export type Projection = {
  readonly z: number;
  /** Of the true standing then: what the results leave open, and what may have changed since. */
  readonly se: number;
  /** How much each result counts, in its order: 1 in full, less where it lies far from what the others say. */
  readonly weights: readonly number[];
};

/**
 * How alike the true standings of one pupil are at two times. The part that lasts never fades, the rest does; together
 * they are the spread of the population, 1.
 */
export type Kinship = { readonly lasting: number; readonly fading: number };

/**
 * Standings half a year apart agree for .94, five years apart for .64. An assumption, in the range that studies of
 * pupils followed over time report; norms of different pupils at each moment cannot give it.
 */
export const usualKinship: Kinship = { lasting: 0.5, fading: 8 };

/** Standard errors from what the others say beyond which a result counts for less. */
const outlyingFrom = 2.5;

/**
 * The expected standing of a pupil at a time, from results that may be few, old or imprecise: each weighs by its error
 * and its age, and where they say little the mean of the population says the rest. One result that contradicts two or
 * more others is turned down, not left out.
 * Source: the posterior mean of a Gaussian process with a constant and an exponential kernel (Rasmussen & Williams
 * (2006), Gaussian Processes for Machine Learning, algorithm 2.1); weights after Huber (1964), Annals of Mathematical
 * Statistics 35.
 */
export function projectStanding(
  standings: readonly Standing[], at: number, kinship: Kinship = usualKinship,
): Projection {
  assert(standings.every(({ se }) => se > 0), 'a standing has a standard error above 0');
  const weights = standings.map((one, index) =>
    weightOf(one, standings.filter((_, other) => other !== index), kinship));
  const weighted = standings.map((one, index) => ({ ...one, se: one.se / Math.sqrt(weights[index]!) }));
  return { ...posterior(weighted, at, kinship), weights };
}

function weightOf(one: Standing, others: readonly Standing[], kinship: Kinship): number {
  if (others.length < 2) return 1;
  const expected = posterior(others, one.time, kinship);
  const away = Math.abs(one.z - expected.z) / Math.hypot(one.se, expected.se);
  return away <= outlyingFrom ? 1 : (outlyingFrom / away) ** 4;
}

function posterior(
  standings: readonly Standing[], at: number, kinship: Kinship,
): { readonly z: number; readonly se: number } {
  const size = standings.length;
  if (size === 0) return { z: 0, se: 1 };
  const together = zeros(size);
  standings.forEach((a, row) => standings.forEach((b, column) => {
    together.values[row * size + column] = likeness(kinship, a.time, b.time) + (row === column ? a.se ** 2 : 0);
  }));
  const factor = cholesky(together);
  assert(factor.ok, 'standings with errors determine their weights');
  const withThen = Float64Array.from(standings, ({ time }) => likeness(kinship, time, at));
  const share = solve(factor.lower, withThen);
  const z = standings.reduce((sum, standing, index) => sum + share[index]! * standing.z, 0);
  const known = withThen.reduce((sum, value, index) => sum + value * share[index]!, 0);
  return { z, se: Math.sqrt(Math.max(0, 1 - known)) };
}

function likeness({ lasting, fading }: Kinship, a: number, b: number): number {
  return lasting + (1 - lasting) * Math.exp(-Math.abs(a - b) / fading);
}
