import { categoryProbabilities } from './irt.ts';
import type { ItemSet } from './irt.ts';
import type { Theta } from './types.ts';

/** Which weighted scores can occur: entry s is 1 when some answers give score s, length maximum + 1. */
export function reachableScores(set: ItemSet): Uint8Array {
  let reachable = Uint8Array.of(1);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    const top = set.scores[set.start[item + 1]! - 1]!;
    const next = new Uint8Array(reachable.length + top);
    next.set(reachable);
    for (let c = set.start[item]!; c < set.start[item + 1]!; c += 1) {
      const gain = set.scores[c]!;
      for (let s = 0; s < reachable.length; s += 1) if (reachable[s]) next[s + gain] = 1;
    }
    reachable = next;
  }
  return reachable;
}

/** Probability of every weighted score at theta, index = score, length maximum + 1; sums to one.
 * Source: Lord & Wingersky (1984), Applied Psychological Measurement 8; sums of positive numbers only, so
 * stable. */
export function scoreDistribution(set: ItemSet, theta: Theta): Float64Array {
  let result = Float64Array.of(1);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    const p = categoryProbabilities(set, item, theta);
    const gains = set.scores.subarray(set.start[item], set.start[item + 1]);
    result = addItem(result, p[0]!, p.subarray(1), gains);
  }
  return result;
}

/** Elementary symmetric functions: entry s sums, over all answers with score s, the product of exp(-eta).
 * Plain doubles: good while ln gamma stays within 700 of zero; beyond it use logSymmetric.
 * Source: Andersen (1972), JRSS-B 34; the sum algorithm. */
export function symmetric(set: ItemSet): Float64Array {
  let gamma: Float64Array = Float64Array.of(1);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    const [from, to] = [set.start[item]!, set.start[item + 1]!];
    const weights = set.etas.subarray(from, to).map((eta) => Math.exp(-eta));
    gamma = addItem(gamma, 1, weights, set.scores.subarray(from, to));
  }
  return gamma;
}

/** Natural logarithms of the elementary symmetric functions, for any size; -Infinity where a score cannot
 * occur. */
export function logSymmetric(set: ItemSet): Float64Array {
  let gamma = Float64Array.of(0);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    const from = set.start[item]!;
    const to = set.start[item + 1]!;
    gamma = addItemInLogs(gamma, set.etas.subarray(from, to), set.scores.subarray(from, to));
  }
  return gamma;
}

type Scores = Float64Array<ArrayBuffer>;

function addItem(old: Float64Array, zero: number, weights: Float64Array, scores: Float64Array): Scores {
  const next = new Float64Array(old.length + scores.at(-1)!);
  for (let s = 0; s < old.length; s += 1) next[s] = zero * old[s]!;
  for (let c = 0; c < scores.length; c += 1) {
    const gain = scores[c]!;
    const weight = weights[c]!;
    for (let s = 0; s < old.length; s += 1) next[s + gain] = next[s + gain]! + weight * old[s]!;
  }
  return next;
}

function addItemInLogs(old: Float64Array, etas: Float64Array, scores: Float64Array): Scores {
  const next = new Float64Array(old.length + scores.at(-1)!);
  for (let s = 0; s < next.length; s += 1) {
    let highest = s < old.length ? old[s]! : -Infinity;
    for (let c = 0; c < scores.length; c += 1) {
      const below = s - scores[c]!;
      if (below >= 0 && below < old.length) highest = Math.max(highest, old[below]! - etas[c]!);
    }
    let sum = s < old.length ? Math.exp(old[s]! - highest) : 0;
    for (let c = 0; c < scores.length; c += 1) {
      const below = s - scores[c]!;
      if (below >= 0 && below < old.length) sum += Math.exp(old[below]! - etas[c]! - highest);
    }
    next[s] = highest === -Infinity ? -Infinity : highest + Math.log(sum);
  }
  return next;
}
