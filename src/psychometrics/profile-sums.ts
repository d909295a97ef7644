import { assert } from './assert.ts';
import { partScoresGivenTotal } from './expected-given-score.ts';
import { itemSet } from './irt.ts';
import type { DomainProfile, ProfileDomain } from './profile.ts';
import type { ItemParameters } from './types.ts';

/** What was scored on a category, and how likely each score was: of one person, or summed over persons. */
export type CategorySum = {
  readonly name: string;
  readonly observed: number;
  /** Probability of each weighted score, 0 to the maximum; sums to one. */
  readonly chances: Float64Array;
};

/** A score with what was expected, and the interval that chance gives it. */
export type JudgedScore = {
  readonly name: string;
  readonly maxScore: number;
  readonly observed: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: DomainProfile['verdict'];
};

/** Each category of one person: the observed weighted score, and the exact distribution of it among persons with
 * the same total on the items taken. Categories of which nothing was taken are left out.
 * @param scores weighted score of each item taken */
export function categorySums(
  items: readonly ItemParameters[], scores: ReadonlyMap<string, number>, categories: readonly ProfileDomain[],
): CategorySum[] {
  const set = itemSet(items.filter((item) => scores.has(item.itemId)));
  const total = set.itemIds.reduce((sum, id) => sum + scores.get(id)!, 0);
  return categories.flatMap(({ name, itemIds }) => {
    const places = set.itemIds.flatMap((id, place) => (itemIds.includes(id) ? [place] : []));
    if (places.length === 0) return [];
    const observed = places.reduce((sum, place) => sum + scores.get(set.itemIds[place]!)!, 0);
    return [{ name, observed, chances: partScoresGivenTotal(set, places, total) }];
  });
}

/** Adds up categories of persons by name, in the order in which the names first appear. Persons are independent, so
 * the distribution of a sum is the convolution of theirs: exact, whatever their totals. */
export function addSums(persons: readonly (readonly CategorySum[])[]): CategorySum[] {
  const sums = new Map<string, CategorySum>();
  for (const { name, observed, chances } of persons.flat()) {
    const before = sums.get(name);
    sums.set(name, before
      ? { name, observed: before.observed + observed, chances: convolve(before.chances, chances) }
      : { name, observed, chances });
  }
  return [...sums.values()];
}

function convolve(one: Float64Array, other: Float64Array): Float64Array {
  const sum = new Float64Array(one.length + other.length - 1);
  for (let a = 0; a < one.length; a += 1) {
    const chance = one[a]!;
    if (chance === 0) continue;
    for (let b = 0; b < other.length; b += 1) sum[a + b]! += chance * other[b]!;
  }
  return sum;
}

/** Probability that one of several intervals must hold, so that all of them hold with probability `together`:
 * 1 - (1 - together) / count. Holds whatever the dependence between them, so it errs on the quiet side.
 * Source: Bonferroni's inequality (Dunn 1961, JASA 56). */
export function sharedCoverage(count: number, together: number): number {
  assert(count >= 1, 'there is one interval at least');
  assert(together > 0 && together < 1, `a probability lies between 0 and 1, not ${together}`);
  return 1 - (1 - together) / count;
}

/** Lays a score beside the interval that chance gives it: at either side at most half of what the coverage leaves.
 * @param coverage least probability of the interval, between 0 and 1 */
export function judge({ name, observed, chances }: CategorySum, coverage: number): JudgedScore {
  // Sums of many chances miss one by their last digits.
  const tail = (1 - coverage) / 2 + 1e-12;
  const maxScore = chances.length - 1;
  let [low, high] = [0, maxScore];
  for (let below = chances[low]!; below <= tail && low < maxScore; below += chances[low]!) low += 1;
  for (let above = chances[high]!; above <= tail && high > 0; above += chances[high]!) high -= 1;
  const verdict = observed < low ? 'lower' : observed > high ? 'higher' : 'asExpected';
  const expected = chances.reduce((mean, chance, score) => mean + chance * score, 0);
  return { name, maxScore, observed, expected, low, high, verdict };
}
