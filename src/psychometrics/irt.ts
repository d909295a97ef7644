import { assert } from './assert.ts';
import type { ItemParameters, Theta } from './types.ts';

/** Items laid out flat for computing: category c of item i stands at index start[i] + c, categories above
 * zero only. P(item scores a | theta) = exp(a theta - eta) / (1 + sum of the same over its categories).
 * Source: Verhelst & Glas (1995), OPLM; Maris, Bechger & San Martin (2015), Psychometrika 80. */
export type ItemSet = {
  readonly itemIds: readonly string[];
  /** Length items + 1; the last entry is the number of categories. */
  readonly start: Int32Array;
  /** Weighted points of each category. */
  readonly scores: Float64Array;
  /** Cumulated difficulty of each category: sum over its steps of beta times the points gained, in logits. */
  readonly etas: Float64Array;
  /** Highest weighted score on all items together. */
  readonly maxScore: number;
};

/** Cumulants of the weighted score at one theta. */
export type Moments = {
  /** Expected score, 0 to the maximum. */
  expected: number;
  /** Variance of the score, which is the test information: d expected / d theta. */
  information: number;
  /** Third central moment of the score: d information / d theta. */
  third: number;
  /** Fourth cumulant of the score: d third / d theta. */
  fourth: number;
};

/** Lays items out for computing. The order is kept; an item may occur once. */
export function itemSet(items: readonly ItemParameters[]): ItemSet {
  assert(items.length > 0, 'a set of items holds at least one item');
  assert(new Set(items.map((item) => item.itemId)).size === items.length, 'an item occurs twice in one set');
  const total = items.reduce((sum, item) => sum + item.categories.length, 0);
  const start = new Int32Array(items.length + 1);
  const scores = new Float64Array(total);
  const etas = new Float64Array(total);
  let at = 0;
  let maxScore = 0;
  items.forEach((item, index) => {
    let previous = 0;
    let eta = 0;
    for (const { score, beta } of item.categories) {
      eta += beta * (score - previous);
      previous = score;
      scores[at] = score;
      etas[at] = eta;
      at += 1;
    }
    start[index + 1] = at;
    maxScore += previous;
  });
  return { itemIds: items.map((item) => item.itemId), start, scores, etas, maxScore };
}

/** Probability of each category of one item, the zero category first; sums to one. No overflow at any finite
 * theta. */
export function categoryProbabilities(set: ItemSet, item: number, theta: Theta): Float64Array {
  const p = new Float64Array(set.start[item + 1]! - set.start[item]! + 1);
  fillCategoryProbabilities(set, item, theta, p);
  return p;
}

/** The same into an array that may be longer than the item has categories; answers with their number. */
export function fillCategoryProbabilities(
  set: ItemSet, item: number, theta: number, p: Float64Array,
): number {
  const from = set.start[item]!;
  const count = set.start[item + 1]! - from + 1;
  let shift = 0;
  p[0] = 0;
  for (let c = 1; c < count; c += 1) {
    p[c] = set.scores[from + c - 1]! * theta - set.etas[from + c - 1]!;
    shift = Math.max(shift, p[c]!);
  }
  let sum = 0;
  for (let c = 0; c < count; c += 1) {
    p[c] = Math.exp(p[c]! - shift);
    sum += p[c]!;
  }
  for (let c = 0; c < count; c += 1) p[c] = p[c]! / sum;
  return count;
}

/** Expected weighted score on all items, 0 to the maximum; strictly rising in theta. */
export function expectedScore(set: ItemSet, theta: Theta): number {
  return moments(set, theta).expected;
}

/** Test information in weighted score points squared; one over its square root is the error of theta. */
export function information(set: ItemSet, theta: Theta): number {
  return moments(set, theta).information;
}

/** Expected score and information of one item at theta. */
export function itemMoments(set: ItemSet, item: number, theta: Theta): Moments {
  const into = noMoments();
  addItem(set, item, theta, into);
  return into;
}

/** Information of one item at theta, without allocating: what a search through a bank asks for. */
export function itemInformation(set: ItemSet, item: number, theta: number): number {
  const from = set.start[item]!;
  if (set.start[item + 1]! > from + 1) {
    addManyCategories(set, from, set.start[item + 1]!, theta, cleared(scratch));
    return scratch.information;
  }
  const score = set.scores[from]!;
  const small = Math.exp(-Math.abs(score * theta - set.etas[from]!));
  const likely = 1 / (1 + small);
  return score * score * small * likely * likely;
}

/** Cumulants at theta of the first `count` items of a list: the items taken so far. */
export function momentsOfItems(
  set: ItemSet, items: Int32Array, count: number, theta: number, into: Moments,
): Moments {
  cleared(into);
  for (let at = 0; at < count; at += 1) addItem(set, items[at]!, theta, into);
  return into;
}

/** Cumulants of the weighted score at theta, summed over the items in their order. */
export function moments(set: ItemSet, theta: number, into: Moments = noMoments()): Moments {
  cleared(into);
  for (let item = 0; item < set.itemIds.length; item += 1) addItem(set, item, theta, into);
  return into;
}

/** Sum over items of ln(1 + sum over categories of exp(a theta - eta)). The log-likelihood of a weighted
 * score s is s theta minus this, up to what does not depend on theta. */
export function logNorm(set: ItemSet, theta: number): number {
  let sum = 0;
  for (let item = 0; item < set.itemIds.length; item += 1) sum += itemLogNorm(set, item, theta);
  return sum;
}

/** The same of one item. */
export function itemLogNorm(set: ItemSet, item: number, theta: number): number {
  const from = set.start[item]!;
  const to = set.start[item + 1]!;
  let shift = 0;
  for (let c = from; c < to; c += 1) shift = Math.max(shift, set.scores[c]! * theta - set.etas[c]!);
  let terms = shift === 0 ? 0 : Math.exp(-shift);
  let skipped = shift === 0;
  for (let c = from; c < to; c += 1) {
    const exponent = set.scores[c]! * theta - set.etas[c]! - shift;
    // The largest term is exactly 1 and is left to log1p, once.
    if (!skipped && exponent === 0) skipped = true;
    else terms += Math.exp(exponent);
  }
  return shift + Math.log1p(terms);
}

/** Room for moments; hand it in again to compute many thetas without allocating. */
export function noMoments(): Moments {
  return { expected: 0, information: 0, third: 0, fourth: 0 };
}

const scratch = noMoments();

function cleared(into: Moments): Moments {
  into.expected = 0;
  into.information = 0;
  into.third = 0;
  into.fourth = 0;
  return into;
}

function addItem(set: ItemSet, item: number, theta: number, into: Moments): void {
  const from = set.start[item]!;
  if (set.start[item + 1] === from + 1) addTwoCategories(set.scores[from]!, set.etas[from]!, theta, into);
  else addManyCategories(set, from, set.start[item + 1]!, theta, into);
}

function addTwoCategories(score: number, eta: number, theta: number, into: Moments): void {
  const z = score * theta - eta;
  const small = Math.exp(-Math.abs(z));
  const likely = 1 / (1 + small);
  const rare = small * likely;
  const variance = rare * likely;
  const skew = z > 0 ? rare - likely : likely - rare;
  const square = score * score;
  into.expected += z > 0 ? score * likely : score * rare;
  into.information += square * variance;
  into.third += square * score * variance * skew;
  into.fourth += square * square * variance * (1 - 6 * variance);
}

function addManyCategories(set: ItemSet, from: number, to: number, theta: number, into: Moments): void {
  const { scores, etas } = set;
  let shift = 0;
  let mode = 0;
  for (let c = from; c < to; c += 1) {
    const exponent = scores[c]! * theta - etas[c]!;
    if (exponent <= shift) continue;
    shift = exponent;
    mode = scores[c]!;
  }
  // Moments about the likeliest score: where one category takes nearly all, those about zero would cancel.
  let sum = Math.exp(-shift);
  let first = -mode * sum;
  let second = -mode * first;
  let third = -mode * second;
  let fourth = -mode * third;
  for (let c = from; c < to; c += 1) {
    const weight = Math.exp(scores[c]! * theta - etas[c]! - shift);
    const distance = scores[c]! - mode;
    const square = weight * distance * distance;
    sum += weight;
    first += weight * distance;
    second += square;
    third += square * distance;
    fourth += square * distance * distance;
  }
  const m1 = first / sum;
  const m2 = second / sum;
  const m3 = third / sum;
  into.expected += mode + m1;
  into.information += m2 - m1 * m1;
  into.third += m3 - 3 * m1 * m2 + 2 * m1 ** 3;
  into.fourth += fourth / sum - 4 * m1 * m3 - 3 * m2 * m2 + 12 * m1 * m1 * m2 - 6 * m1 ** 4;
}
