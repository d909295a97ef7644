import { assert } from './assert.ts';
import { posteriorMeans } from './eap.ts';
import type { Prior } from './eap.ts';
import { moments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { jeffreysMeans } from './jeffreys.ts';
import { maximumLikelihood, posteriorModes, weightedError, weightedLikelihood } from './likelihood.ts';
import { reachableScores } from './symmetric.ts';
import type { Theta } from './types.ts';

/** How a score becomes an ability.
 * `mle`: maximum likelihood, no estimate at zero and full score, se = 1/sqrt(I).
 * `wle`: weighted likelihood, finite at every score; its error is `information`: 1/sqrt(I), as catR and most
 * texts, or `dexter`: sqrt(I + (J/2I)^2)/I, as Cito's open R package dexter; J is the third central moment of
 * the score.
 * `eap`: mean of the posterior under a normal prior in logits; its error is the posterior standard
 * deviation.
 * `jeffreys`: mean of the posterior under the square root of the information on [-6, 6], with dexter's nodes
 * and dexter's error: that of `wle` at that ability. */
export type AbilityMethod = { readonly kind: 'mle' } | FiniteMethod;

/** The methods that have an answer at every score, zero and full score included. */
export type FiniteMethod =
  | { readonly kind: 'wle'; readonly se: 'information' | 'dexter' }
  | { readonly kind: 'eap'; readonly prior: Prior }
  | { readonly kind: 'jeffreys' };

/** The mode of the posterior under a normal prior: for patterns, not for score tables. */
export type ModeMethod = { readonly kind: 'map'; readonly prior: Prior };

/** An ability in logits with its standard error. */
export type FiniteEstimate = { readonly theta: Theta; readonly se: number };

/** The same, or both null where maximum likelihood has no finite answer: at zero and at full score. */
export type Estimate = FiniteEstimate | { readonly theta: null; readonly se: null };

/** One line of a score table: a weighted score that can occur, and the ability that belongs to it. */
export type ScoreTableRow<E extends Estimate = Estimate> = E & { readonly score: number };

/** Every reachable weighted score of a set of items, rising, with its ability; theta rises strictly. */
export type ScoreTable<E extends Estimate = Estimate> = {
  /** The method by name, as methodName gives it: stored with every result that used the table. */
  readonly method: string;
  readonly maxScore: number;
  readonly rows: readonly ScoreTableRow<E>[];
};

/** What pupils' results are made with: weighted likelihood, because it has little bias, leans on no
 * population (so two results of one pupil can be subtracted), and has an answer at zero and full score. With
 * dexter's error, because it is never the smaller of the two, widens where a score says least, and is the one
 * Cito's own analyses can be laid beside. */
export const pupilMethod: FiniteMethod = { kind: 'wle', se: 'dexter' };

/** Name of a method with all that decides its numbers, such as `wle/dexter` or `eap/0/1`. */
export function methodName(method: AbilityMethod): string {
  if (method.kind === 'mle') return 'mle/information';
  if (method.kind === 'wle') return `wle/${method.se}`;
  if (method.kind === 'jeffreys') return 'eap/jeffreys';
  return `eap/${method.prior.mean}/${method.prior.sd}`;
}

/** Ability for each reachable weighted score of these items; 135 items with maximum 446 take a few
 * milliseconds.
 * @param set the items that were taken: a table belongs to that set and its calibration
 * Source: Warm (1989), Psychometrika 54; Bock & Mislevy (1982), APM 6. Checked against:
 * fixtures/reference/psychometrics. */
export function scoreTable(set: ItemSet, method?: FiniteMethod): ScoreTable<FiniteEstimate>;
export function scoreTable(set: ItemSet, method: AbilityMethod): ScoreTable;
export function scoreTable(set: ItemSet, method: AbilityMethod = pupilMethod): ScoreTable {
  assert(set.scores.every(Number.isSafeInteger), 'a score table needs whole weights; free slopes have none');
  const scores: number[] = [];
  reachableScores(set).forEach((reachable, score) => {
    if (reachable) scores.push(score);
  });
  const estimates = abilities(set, scores, method);
  const rows = scores.map((score, index) => ({ score, ...estimates[index]! }));
  return { method: methodName(method), maxScore: set.maxScore, rows };
}

/** Ability for one weighted score, 0 to the maximum of these items. Many scores of one set: make a scoreTable
 * once.
 * @param score sum of the weighted item scores; with free slopes (2PL) the sum of the slopes of the items
 * answered right */
export function abilityOfScore(set: ItemSet, score: number, method?: FiniteMethod): FiniteEstimate;
export function abilityOfScore(set: ItemSet, score: number, method: AbilityMethod): Estimate;
export function abilityOfScore(set: ItemSet, score: number, method: AbilityMethod = pupilMethod): Estimate {
  assert(score >= 0 && score <= set.maxScore, `score ${score} does not fit a maximum of ${set.maxScore}`);
  return abilities(set, [score], method)[0]!;
}

/** The line of a table for a score, or undefined when that score cannot occur on these items. */
export function findRow<E extends Estimate>(
  table: ScoreTable<E>, score: number,
): ScoreTableRow<E> | undefined {
  let low = 0;
  let high = table.rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = table.rows[middle]!;
    if (row.score === score) return row;
    if (row.score < score) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Abilities for scores in their order; patterns.ts is the faster way for very many.
 * @param method one of a score table, or `map`: the mode of the posterior, se = 1/sqrt(I + 1/sd^2) */
export function abilities(
  set: ItemSet, scores: readonly number[], method: AbilityMethod | ModeMethod,
): Estimate[] {
  if (method.kind === 'eap') return posteriorMeans(set, scores, method.prior);
  if (method.kind === 'jeffreys') return jeffreysMeans(set, scores);
  if (method.kind === 'map') {
    const precision = 1 / (method.prior.sd * method.prior.sd);
    return posteriorModes(set, scores, method.prior).map((theta) =>
      ({ theta, se: 1 / Math.sqrt(moments(set, theta).information + precision) }));
  }
  if (method.kind === 'mle') {
    return maximumLikelihood(set, scores).map((theta) => (theta === null
      ? { theta: null, se: null }
      : { theta, se: 1 / Math.sqrt(moments(set, theta).information) }));
  }
  return weightedLikelihood(set, scores).map((theta) =>
    ({ theta, se: weightedError(set, theta, method.se) }));
}
