/* The nouns of the mathematics. In: item parameters and scores. Out: abilities with standard errors, scale
 * scores, levels. Invariant: nothing here knows a person, a clock, a file or chance that was not handed
 * in. */
import { assert } from './assert.ts';

declare const brand: unique symbol;

/** Ability in logits of one calibration, usually between -6 and 6; not the scale that schools see. */
export type Theta = number & { readonly [brand]: 'Theta' };

/** Position on the reported scale of one subject (vaardigheidsscore), unrounded; synthetic scales run from
 * 400 to 900. */
export type ScaleScore = number & { readonly [brand]: 'ScaleScore' };

/** One score category of an item above zero. */
export type ItemCategory = {
  /** Weighted points of this category: a whole number above 0. */
  readonly score: number;
  /** Theta at which this category and the one below it are equally likely, in logits. */
  readonly beta: number;
};

/** Calibrated item of the extended nominal response model (OPLM): its categories above zero, scores rising,
 * gaps allowed. One category with score 1 is a Rasch item; one with score 3 an OPLM item with discrimination
 * index 3. */
export type ItemParameters = { readonly itemId: string; readonly categories: readonly ItemCategory[] };

/** One row of a parameter table: a category of an item, as dexter and fixtures/reference list them. */
export type ParameterRow = { readonly itemId: string; readonly itemScore: number; readonly beta: number };

/** Largest difficulty an item may have, in logits either way. Real calibrations stay within 8; one further
 * out says that the calibration failed, and would underflow with large weights. */
export const betaLimit = 20;

/** Makes a theta of a number that must be finite. */
export function asTheta(value: number): Theta {
  assert(Number.isFinite(value), `theta must be finite, not ${value}`);
  return value as Theta;
}

/** Makes a scale score of a number that must be finite. */
export function asScaleScore(value: number): ScaleScore {
  assert(Number.isFinite(value), `a scale score must be finite, not ${value}`);
  return value as ScaleScore;
}

/** Makes item parameters, or stops naming the item when a score or a beta cannot be right. */
export function itemParameters(itemId: string, categories: readonly ItemCategory[]): ItemParameters {
  assert(itemId !== '', 'an item needs an id');
  assert(categories.length > 0, `item ${itemId} has no category above zero`);
  let previous = 0;
  for (const { score, beta } of categories) {
    assert(Number.isSafeInteger(score) && score > 0, `item ${itemId}: ${score} is no whole score above 0`);
    assert(score > previous, `item ${itemId}: score ${score} does not rise`);
    assert(Math.abs(beta) <= betaLimit, `item ${itemId}: beta ${beta} lies beyond ${betaLimit} logits`);
    previous = score;
  }
  return { itemId, categories: categories.map(({ score, beta }) => ({ score, beta })) };
}

/** Gathers the rows of a parameter table into items, in order of first appearance, categories by rising
 * score. */
export function itemParametersFromRows(rows: readonly ParameterRow[]): ItemParameters[] {
  const byItem = new Map<string, ItemCategory[]>();
  for (const { itemId, itemScore, beta } of rows) {
    const categories = byItem.get(itemId) ?? [];
    categories.push({ score: itemScore, beta });
    byItem.set(itemId, categories);
  }
  return Array.from(byItem, ([itemId, categories]) =>
    itemParameters(itemId, categories.toSorted((left, right) => left.score - right.score)));
}
