import { assert } from './assert.ts';
import type { LevelScheme } from './levels.ts';
import { asScaleScore } from './types.ts';
import type { ScaleScore } from './types.ts';

/** A reference population as a weighted sample of scores: no shape is assumed. Plausible values, not
 * estimated abilities, which spread too wide. */
export type SampledPopulation = {
  /** The different scores, rising. */
  readonly scores: Float64Array;
  /** Weight of all scores up to and including each. */
  readonly cumulative: Float64Array;
};

/** Makes a reference population of scores and their weights. */
export function sampledPopulation(scores: readonly number[], weights: readonly number[]): SampledPopulation {
  assert(scores.length > 0, 'a sample holds at least one score');
  assert(weights.length === scores.length, 'each score of a sample has a weight');
  scores.forEach((score, at) => {
    assert(Number.isFinite(score), `row ${at} of the sample: ${score} is no score`);
    const weight = weights[at]!;
    assert(weight > 0 && weight < Infinity, `row ${at} of the sample: ${weight} is no weight`);
  });
  const order = scores.map((_, at) => at).toSorted((one, other) => scores[one]! - scores[other]!);
  const different: number[] = [];
  const cumulative: number[] = [];
  let total = 0;
  for (const at of order) {
    total += weights[at]!;
    if (different.at(-1) === scores[at]) cumulative[cumulative.length - 1] = total;
    else {
      different.push(scores[at]!);
      cumulative.push(total);
    }
  }
  return { scores: Float64Array.from(different), cumulative: Float64Array.from(cumulative) };
}

/** Smallest score of the sample with at least this share at or below it. */
export function sampledQuantile({ scores, cumulative }: SampledPopulation, share: number): number {
  assert(share >= 0 && share <= 1, `a share of a population lies between 0 and 1, not at ${share}`);
  // Slack for the rounding of sums of weights.
  const wanted = (share - 1e-12) * cumulative.at(-1)!;
  return scores[Math.max(0, cumulative.findIndex((weight) => weight >= wanted))]!;
}

/** Lowest score of each band but the lowest, rising. */
export function sampledCutScores(scheme: LevelScheme<string>, population: SampledPopulation): ScaleScore[] {
  return scheme.shares.map((share) => asScaleScore(sampledQuantile(population, share)));
}

/** Level of an unrounded score; a score exactly on a cut belongs to the higher band. */
export function sampledLevel<Label extends string>(
  scheme: LevelScheme<Label>, score: ScaleScore, population: SampledPopulation,
): Label {
  return scheme.labels[sampledCutScores(scheme, population).filter((cut) => score >= cut).length]!;
}

/** Percentile rank, 0 to 100: the share below the score and half of the share that has it. */
export function sampledPercentile({ scores, cumulative }: SampledPopulation, score: number): number {
  let place = 0;
  while (place < scores.length && scores[place]! < score) place += 1;
  const below = place === 0 ? 0 : cumulative[place - 1]!;
  const equal = scores[place] === score ? cumulative[place]! - below : 0;
  return (100 * (below + equal / 2)) / cumulative.at(-1)!;
}

/** Weighted mean and standard deviation (of the sample as a population). */
export function sampledMoments(
  { scores, cumulative }: SampledPopulation,
): { readonly mean: number; readonly sd: number } {
  const total = cumulative.at(-1)!;
  const weights = cumulative.map((weight, at) => (weight - (at === 0 ? 0 : cumulative[at - 1]!)) / total);
  let mean = 0;
  weights.forEach((weight, at) => { mean += weight * scores[at]!; });
  let variance = 0;
  weights.forEach((weight, at) => { variance += weight * (scores[at]! - mean) ** 2; });
  return { mean, sd: Math.sqrt(variance) };
}
