import type { ItemParameters } from '../psychometrics/types.ts';
import { itemParameters } from '../psychometrics/types.ts';
import type { Item } from './types.ts';

/** An invented item with what the calibration needs to know about it. */
export interface WrittenItem {
  readonly item: Item;
  /** Logits, relative to the other items of its taak: about -1 to 1. */
  readonly hardness: number;
  /** OPLM weight 1 to 3: picked answers tell less than typed ones. */
  readonly weight: number;
}

// Between the steps of an item worth more points, in logits: each further point is a little harder to get.
const stepSpread = 0.3;

/**
 * Parameters with the spread of the hardness, shifted so that pupils of an ability get a given share of the points.
 * Ours are invented, not estimated from pupils: whoever shows a number made with them says so.
 * @param theta ability of the pupils for whom the taak is meant, in logits
 * @param averageRight between 0 and 1: mean over the items of expected points / most points
 */
export function calibrate(
  items: readonly WrittenItem[], theta: number, averageRight: number,
): readonly ItemParameters[] {
  const share = (shift: number): number =>
    items.reduce((sum, written) => sum + expectedShare(written, theta, shift), 0) / items.length;
  let [low, high] = [theta - 6, theta + 6];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    // The harder the items (a larger shift), the fewer points.
    if (share(middle) > averageRight) low = middle;
    else high = middle;
  }
  // Adding 0 makes 0 of -0, which a database does not keep.
  return items.map((written) => itemParameters(written.item.id, stepsOf(written, low).map((beta, index) => (
    { score: (index + 1) * written.weight, beta: Number(beta.toFixed(3)) + 0 }))));
}

/** Where each point of an item becomes as likely as the one before it. */
function stepsOf({ item, hardness }: WrittenItem, shift: number): number[] {
  const middle = (item.maxScore - 1) / 2;
  return Array.from({ length: item.maxScore }, (_, step) => shift + hardness + (step - middle) * stepSpread);
}

/** Expected points of an item as a share of the most points, in the extended nominal response model. */
function expectedShare(written: WrittenItem, theta: number, shift: number): number {
  let logit = 0;
  const odds = [1, ...stepsOf(written, shift).map((beta) => {
    logit += written.weight * (theta - beta);
    return Math.exp(logit);
  })];
  const all = odds.reduce((sum, odd) => sum + odd, 0);
  const points = odds.reduce((sum, odd, score) => sum + odd * score, 0) / all;
  return points / written.item.maxScore;
}
