import { assert } from './assert.ts';
import { fillCategoryProbabilities, moments, noMoments } from './irt.ts';
import type { ItemSet } from './irt.ts';

/* What the model expects of items or domains once the total is known. The total is sufficient, so the ability
 * drops out: any theta gives the same answer, and the one whose expected score is the total keeps every
 * probability in the range of doubles, whatever the size of the test. */

/** Mean and variance of a part of a test among persons with one total. */
export type GivenTotal = { readonly mean: number; readonly variance: number };

/** Mean and variance of each item's weighted score given the total on these items; no variance at zero and
 * full score. Leaves each item out by halving, so nothing is divided out: n S log n additions. */
export function itemsGivenTotal(set: ItemSet, total: number): GivenTotal[] {
  const theta = abilityAt(set, total);
  const result: GivenTotal[] = set.itemIds.map(() => ({ mean: 0, variance: 0 }));
  const all = set.itemIds.map((_, item) => item);
  const leaveOut = (items: readonly number[], others: Float64Array): void => {
    if (items.length === 1) {
      result[items[0]!] = givenTotal(distributionOf(set, items, theta), others, total);
      return;
    }
    const middle = items.length >> 1;
    const [left, right] = [items.slice(0, middle), items.slice(middle)];
    leaveOut(left, distributionOf(set, right, theta, others));
    leaveOut(right, distributionOf(set, left, theta, others));
  };
  leaveOut(all, Float64Array.of(1));
  return result;
}

/** Mean and variance of the weighted score on some of the items given the total on all of them. */
export function partGivenTotal(set: ItemSet, items: readonly number[], total: number): GivenTotal {
  const theta = abilityAt(set, total);
  const rest = set.itemIds.map((_, item) => item).filter((item) => !items.includes(item));
  return givenTotal(distributionOf(set, items, theta), distributionOf(set, rest, theta), total);
}

/** Probability of each weighted score on some of the items, 0 to their maximum, given the total on all of them. */
export function partScoresGivenTotal(set: ItemSet, items: readonly number[], total: number): Float64Array {
  const theta = abilityAt(set, total);
  const rest = set.itemIds.map((_, item) => item).filter((item) => !items.includes(item));
  const [own, others] = [distributionOf(set, items, theta), distributionOf(set, rest, theta)];
  const joint = own.map((chance, score) => chance * (others[total - score] ?? 0));
  const sum = joint.reduce((all, chance) => all + chance, 0);
  assert(sum > 0, `a total of ${total} cannot occur on these items`);
  return joint.map((chance) => chance / sum);
}

function givenTotal(own: Float64Array, others: Float64Array, total: number): GivenTotal {
  let [sum, first, second] = [0, 0, 0];
  for (let score = Math.max(0, total - others.length + 1); score < own.length && score <= total; score += 1) {
    const share = own[score]! * others[total - score]!;
    sum += share;
    first += share * score;
    second += share * score * score;
  }
  assert(sum > 0, `a total of ${total} cannot occur on these items`);
  const mean = first / sum;
  return { mean, variance: Math.max(0, second / sum - mean * mean) };
}

/** Probability of each weighted score on some items, times what came before. Lord & Wingersky (1984). */
function distributionOf(
  set: ItemSet, items: readonly number[], theta: number, before: Float64Array = Float64Array.of(1),
): Float64Array {
  let result = before;
  const p = new Float64Array(256);
  for (const item of items) {
    const from = set.start[item]!;
    const categories = fillCategoryProbabilities(set, item, theta, p);
    const next = new Float64Array(result.length + set.scores[set.start[item + 1]! - 1]!);
    for (let category = 0; category < categories; category += 1) {
      const gain = category === 0 ? 0 : set.scores[from + category - 1]!;
      const chance = p[category]!;
      for (let s = 0; s < result.length; s += 1) next[s + gain]! += chance * result[s]!;
    }
    result = next;
  }
  return result;
}

/** Ability with this expected score, near enough: the answer does not depend on it. */
function abilityAt(set: ItemSet, total: number): number {
  assert(set.scores.every(Number.isSafeInteger), 'free slopes have no totals to compare persons by');
  assert(total >= 0 && total <= set.maxScore, `a total of ${total} is not within 0 and ${set.maxScore}`);
  const room = noMoments();
  let [low, high] = [-40, 40];
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    if (moments(set, middle, room).expected < total) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
