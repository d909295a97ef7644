import { assert } from './assert.ts';
import type { ItemParameters } from './types.ts';

/** An item with a free slope. P(k) is proportional to exp(sum over v <= k of a (theta - b_v)): with one step
 * the two-parameter logistic model, with more the generalised partial credit model (Muraki 1992, APM 16). */
export type SlopeItem = {
  readonly itemId: string;
  /** Discrimination a, above 0 and at most 20. */
  readonly slope: number;
  /** Difficulty b of each step, in logits; between -100 and 100. */
  readonly steps: readonly number[];
};

const steepest = 20;
const farthest = 100;

/** Free slopes as the weights of the common model: category k of slope a has weight a k. What then counts as
 * the score of a person is the sum of the weights, which is no whole number: such items have no score
 * table. */
export function slopeParameters({ itemId, slope, steps }: SlopeItem): ItemParameters {
  assert(itemId !== '', 'an item needs an id');
  assert(slope > 0 && slope <= steepest, `item ${itemId}: a slope of ${slope} is not in (0, ${steepest}]`);
  assert(steps.length > 0, `item ${itemId} has no step`);
  for (const beta of steps) {
    assert(Math.abs(beta) <= farthest, `item ${itemId}: a step at ${beta} lies beyond ${farthest} logits`);
  }
  return { itemId, categories: steps.map((beta, step) => ({ score: slope * (step + 1), beta })) };
}
