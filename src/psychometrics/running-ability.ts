import type { Prior } from './eap.ts';
import { momentsOfItems, noMoments } from './irt.ts';
import type { ItemBank } from './item-bank.ts';
import { solve } from './likelihood.ts';
import type { Curve } from './likelihood.ts';
import type { Knowledge, SelectionCriterion } from './select.ts';

/** How the ability is estimated while a test runs; always within the grid of the bank.
 * `eap`: mean of the posterior on the grid; se is its deviation, or 1/sqrt(I) as jsCAT has it.
 * `map`: mode of the posterior. `mle`: maximum likelihood, the bound when all is right or wrong.
 * `wle`: weighted likelihood. `eapThenWle`: `eap` until one answer was not lowest and one not highest. */
export type RunningMethod =
  | { readonly kind: 'eap'; readonly se: 'posterior' | 'information' }
  | { readonly kind: 'map' | 'mle' | 'wle' | 'eapThenWle' };

/** What a session holds of the answers so far. */
export type Answers = {
  /** Places of the items in the bank, in the order they were given. */
  readonly items: Int32Array;
  /** Category of each answer. */
  readonly categories: Int8Array;
  count: number;
  /** Sum of the weights of the answers, and the highest it could be. */
  score: number;
  maxScore: number;
  /** Log-likelihood at each node of the bank. */
  readonly logLikelihood: Float64Array;
};

const room = noMoments();

/** Adds an answer to what is known. */
export function addAnswer(bank: ItemBank, answers: Answers, item: number, category: number): void {
  const { set, firstRow, logProbabilities, thetas } = bank;
  answers.items[answers.count] = item;
  answers.categories[answers.count] = category;
  answers.count += 1;
  answers.score += category === 0 ? 0 : set.scores[set.start[item]! + category - 1]!;
  answers.maxScore += set.scores[set.start[item + 1]! - 1]!;
  const from = (firstRow[item]! + category) * thetas.length;
  for (let node = 0; node < thetas.length; node += 1) {
    answers.logLikelihood[node]! += logProbabilities[from + node]!;
  }
}

/** Likelihood and posterior as shares that sum to one, each only where the design looks at it. */
export function weigh(
  bank: ItemBank, answers: Answers, logPrior: Float64Array, known: Knowledge, uses: Uses,
): void {
  if (uses.likelihood) share(answers.logLikelihood, undefined, bank.weights, known.likelihood);
  if (uses.posterior) share(answers.logLikelihood, logPrior, bank.weights, known.posterior);
}

/** What of its knowledge a design looks at. */
export type Uses = { readonly likelihood: boolean; readonly posterior: boolean };

/** What this method and criterion look at. */
export function usesOf(method: RunningMethod, criterion: SelectionCriterion): Uses {
  const byLikelihood = criterion.kind === 'kullbackLeibler' && criterion.weight === 'likelihood';
  const byPoint = criterion.kind === 'information' || criterion.kind === 'nearestDifficulty';
  const means = method.kind === 'eap' || method.kind === 'eapThenWle';
  return { likelihood: byLikelihood, posterior: means || !(byLikelihood || byPoint) };
}

/** The ability so far into `known`; answers with its standard error. */
export function estimateRunning(
  bank: ItemBank, answers: Answers, method: RunningMethod, prior: Prior, known: Knowledge,
): number {
  const mixed = answers.score > 0 && answers.score < answers.maxScore;
  const { kind } = method;
  if (kind === 'eap' || (kind === 'eapThenWle' && !mixed)) {
    const deviation = posteriorMean(bank, known);
    if (kind !== 'eap' || method.se === 'posterior') return deviation;
    momentsOfItems(bank.set, answers.items, answers.count, known.theta, room);
    return 1 / Math.sqrt(room.information);
  }
  const low = bank.thetas[0]!;
  const high = bank.thetas.at(-1)!;
  const from = Math.min(high, Math.max(low, known.theta));
  known.theta = solve(equation(bank, answers, kind, prior), answers.score, low, high, from);
  const { information } = momentsOfItems(bank.set, answers.items, answers.count, known.theta, room);
  return 1 / Math.sqrt(information + (kind === 'map' ? 1 / (prior.sd * prior.sd) : 0));
}

function posteriorMean({ thetas }: ItemBank, known: Knowledge): number {
  let mean = 0;
  for (let node = 0; node < thetas.length; node += 1) mean += known.posterior[node]! * thetas[node]!;
  let variance = 0;
  for (let node = 0; node < thetas.length; node += 1) {
    const distance = thetas[node]! - mean;
    variance += known.posterior[node]! * distance * distance;
  }
  known.theta = mean;
  return Math.sqrt(variance);
}

/** The score of which theta is the estimate, over the items given so far. */
function equation(
  bank: ItemBank, answers: Answers, kind: 'map' | 'mle' | 'wle' | 'eapThenWle', prior: Prior,
): Curve {
  const precision = kind === 'map' ? 1 / (prior.sd * prior.sd) : 0;
  const weighted = kind === 'wle' || kind === 'eapThenWle';
  const point = { value: 0, slope: 0 };
  return (theta) => {
    const { expected, information, third, fourth } =
      momentsOfItems(bank.set, answers.items, answers.count, theta, room);
    const bias = weighted ? third / (2 * information) : 0;
    point.value = expected - bias + (precision > 0 ? (theta - prior.mean) * precision : 0);
    point.slope = information + precision + (weighted ? 2 * bias * bias - fourth / (2 * information) : 0);
    return point;
  };
}

function share(
  logs: Float64Array, more: Float64Array | undefined, weights: Float64Array, into: Float64Array,
): void {
  let top = -Infinity;
  for (let node = 0; node < logs.length; node += 1) {
    into[node] = logs[node]! + (more === undefined ? 0 : more[node]!);
    if (into[node]! > top) top = into[node]!;
  }
  let sum = 0;
  for (let node = 0; node < logs.length; node += 1) {
    into[node] = weights[node]! * Math.exp(into[node]! - top);
    sum += into[node]!;
  }
  for (let node = 0; node < logs.length; node += 1) into[node]! /= sum;
}
