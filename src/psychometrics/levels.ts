import { normalCdf, normalQuantile } from './normal.ts';
import type { MeasuredScore } from './scale.ts';
import { asScaleScore } from './types.ts';
import type { ScaleScore } from './types.ts';

/** Reference population of one moment on the reported scale: normal, in scale points; of pupils or of group
 * means. */
export type Population = { readonly mean: number; readonly sd: number };

/** Level in five bands of 20 % of the population: I is the highest. */
export type RomanLevel = 'I' | 'II' | 'III' | 'IV' | 'V';

/** Level in bands of 25, 25, 25, 15 and 10 % of the population: A is the highest; C lies below the middle. */
export type LetterLevel = 'A' | 'B' | 'C' | 'D' | 'E';

/** A way to divide a population: its labels from the lowest band up, and the share below each cut between
 * them. */
export type LevelScheme<Label extends string> = {
  readonly labels: readonly Label[];
  readonly shares: readonly number[];
};

/** One band of a scheme on the reported scale; the lowest has no `from`, the highest no `to`. `from` belongs
 * to the band. */
export type LevelBand<Label extends string> = {
  readonly label: Label;
  readonly from: ScaleScore | null;
  readonly to: ScaleScore | null;
};

/** The five levels of 20 %: V, IV, III, II, I. */
export const romanScheme: LevelScheme<RomanLevel> = {
  labels: ['V', 'IV', 'III', 'II', 'I'], shares: [0.2, 0.4, 0.6, 0.8],
};

/** The five levels of unequal size: E 10 %, D 15 %, C, B and A 25 % each. */
export const letterScheme: LevelScheme<LetterLevel> = {
  labels: ['E', 'D', 'C', 'B', 'A'], shares: [0.1, 0.25, 0.5, 0.75],
};

/** Level I to V of an unrounded score in the population of a moment. */
export function romanLevel(score: ScaleScore, population: Population): RomanLevel {
  return levelOf(romanScheme, score, population);
}

/** Level A to E of an unrounded score in the population of a moment. */
export function letterLevel(score: ScaleScore, population: Population): LetterLevel {
  return levelOf(letterScheme, score, population);
}

/** Level of an unrounded score; a score exactly on a cut belongs to the higher band. */
export function levelOf<Label extends string>(
  scheme: LevelScheme<Label>, score: ScaleScore, population: Population,
): Label {
  return scheme.labels[cutScores(scheme, population).filter((cut) => score >= cut).length]!;
}

/** Lowest score of each band but the lowest, rising, in points of the reported scale. */
export function cutScores(scheme: LevelScheme<string>, population: Population): ScaleScore[] {
  return scheme.shares.map((share) => asScaleScore(population.mean + population.sd * normalQuantile(share)));
}

/** The bands of a moment for drawing, the lowest first. */
export function levelBands<Label extends string>(
  scheme: LevelScheme<Label>, population: Population,
): LevelBand<Label>[] {
  const cuts = cutScores(scheme, population);
  return scheme.labels.map((label, band) =>
    ({ label, from: cuts[band - 1] ?? null, to: cuts[band] ?? null }));
}

/** Probability that the true score lies in each band given the error of measurement, the lowest band first;
 * sums to one. No prior: the error alone is taken to be normal. */
export function levelProbabilities<Label extends string>(
  scheme: LevelScheme<Label>, { score, se }: MeasuredScore, population: Population,
): { readonly label: Label; readonly probability: number }[] {
  const certain = levelOf(scheme, score, population);
  return levelBands(scheme, population).map(({ label, from, to }) => {
    if (se === 0) return { label, probability: label === certain ? 1 : 0 };
    const low = from === null ? -Infinity : (from - score) / se;
    const high = to === null ? Infinity : (to - score) / se;
    // Above the score the upper tails are subtracted: differences near one would lose all digits.
    const probability = low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
    return { label, probability };
  });
}

/** Share of the population below a score, in per cent from 0 to 100. */
export function percentile(score: ScaleScore, population: Population): number {
  return 100 * normalCdf((score - population.mean) / population.sd);
}
