import { categoryProbabilities } from './irt.ts';
import type { ItemSet } from './irt.ts';
import type { Random } from './random.ts';
import type { Theta } from './types.ts';

/** Draws the weighted score of one item at theta. */
export function drawItemScore(set: ItemSet, item: number, theta: Theta, random: Random): number {
  const p = categoryProbabilities(set, item, theta);
  let left = random.uniform();
  for (let category = p.length - 1; category > 0; category -= 1) {
    left -= p[category]!;
    if (left < 0) return set.scores[set.start[item]! + category - 1]!;
  }
  return 0;
}

/** Draws the weighted scores of all items at theta, in their order: one answer sheet. */
export function drawItemScores(set: ItemSet, theta: Theta, random: Random): number[] {
  return set.itemIds.map((_, item) => drawItemScore(set, item, theta, random));
}
