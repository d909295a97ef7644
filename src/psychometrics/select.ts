import { fillCategoryProbabilities, itemInformation } from './irt.ts';
import type { ItemBank } from './item-bank.ts';

/** What makes one item better than another as the next one; the highest value wins.
 * `information`: information at the ability so far (MFI).
 * `kullbackLeibler`: how well the item tells the ability so far from every other, each weighted by the
 *   likelihood or by the posterior (Chang & Ying 1996, APM 20; catR's KL and KLP).
 * `weightedInformation`: information averaged over the posterior (van der Linden 1998; MPWI).
 * `posteriorVariance`: minus the variance of the posterior that is to be expected after the item (MEPV).
 * `nearestDifficulty`: minus the distance from the ability so far plus `offset` to the item's difficulty; an
 *   offset of -0.85 aims at 70 % right (Eggen & Verschoor 2006). */
export type SelectionCriterion =
  | { readonly kind: 'information' | 'weightedInformation' | 'posteriorVariance' }
  | { readonly kind: 'kullbackLeibler'; readonly weight: 'likelihood' | 'posterior' }
  | { readonly kind: 'nearestDifficulty'; readonly offset: number };

/** What is known of a person: the ability so far, and on the nodes of the bank how likely each ability is,
 * as shares that sum to one, without and with the prior. */
export type Knowledge = {
  theta: number;
  readonly likelihood: Float64Array;
  readonly posterior: Float64Array;
};

/** Value of each allowed item by a criterion, -Infinity for the others.
 * @param allowed 1 where an item may be chosen
 * @param into one entry an item; filled */
export function criterionValues(
  bank: ItemBank, criterion: SelectionCriterion, known: Knowledge, allowed: Uint8Array, into: Float64Array,
): void {
  const { theta } = known;
  for (let item = 0; item < into.length; item += 1) {
    if (allowed[item] === 0) into[item] = -Infinity;
    else if (criterion.kind === 'information') into[item] = itemInformation(bank.set, item, theta);
    else into[item] = valueOf(bank, criterion, known, item);
  }
}

/** Place of the allowed item with most information at theta, -1 when none is allowed; the same item that
 * criterionValues and bestOf find, without looking at items whose ceiling is too low to win. */
export function mostInformative(bank: ItemBank, theta: number, allowed: Uint8Array): number {
  const { set, ceilings } = bank;
  let best = -1;
  let highest = -Infinity;
  for (let item = 0; item < allowed.length; item += 1) {
    if (allowed[item] === 0 || ceilings[item]! <= highest) continue;
    const value = itemInformation(set, item, theta);
    if (value <= highest) continue;
    highest = value;
    best = item;
  }
  return best;
}

/** Place of the highest value; the item first in the bank wins a tie. -1 when no item is allowed. */
export function bestOf(values: Float64Array): number {
  let best = -1;
  let highest = -Infinity;
  for (let item = 0; item < values.length; item += 1) {
    if (values[item]! <= highest) continue;
    highest = values[item]!;
    best = item;
  }
  return best;
}

function valueOf(bank: ItemBank, criterion: SelectionCriterion, known: Knowledge, item: number): number {
  switch (criterion.kind) {
    case 'information': return itemInformation(bank.set, item, known.theta);
    case 'kullbackLeibler': return divergence(bank, known.theta, known[criterion.weight], item);
    case 'weightedInformation': return weightedInformation(bank, known.posterior, item);
    case 'posteriorVariance': return -expectedVariance(bank, known.theta, known.posterior, item);
    case 'nearestDifficulty': return -Math.abs(bank.difficulties[item]! - known.theta - criterion.offset);
  }
}

let room = new Float64Array(16);

function probabilitiesAt(bank: ItemBank, theta: number, item: number): Float64Array {
  if (room.length < bank.mostCategories) room = new Float64Array(bank.mostCategories);
  fillCategoryProbabilities(bank.set, item, theta, room);
  return room;
}

/** Sum over nodes of share times sum over categories of p ln(p / p at the node), p at theta. */
function divergence(bank: ItemBank, theta: number, shares: Float64Array, item: number): number {
  const { firstRow, logProbabilities } = bank;
  const p = probabilitiesAt(bank, theta, item);
  const nodes = shares.length;
  let sum = 0;
  for (let row = firstRow[item]!; row < firstRow[item + 1]!; row += 1) {
    let expected = 0;
    for (let node = 0; node < nodes; node += 1) {
      expected += shares[node]! * logProbabilities[row * nodes + node]!;
    }
    const here = p[row - firstRow[item]!]!;
    if (here > 0) sum += here * (Math.log(here) - expected);
  }
  return sum;
}

function weightedInformation({ informations }: ItemBank, shares: Float64Array, item: number): number {
  const nodes = shares.length;
  let sum = 0;
  for (let node = 0; node < nodes; node += 1) sum += shares[node]! * informations[item * nodes + node]!;
  return sum;
}

/** Variance of the posterior after each answer, weighted by how likely the answer is at theta. */
function expectedVariance(bank: ItemBank, theta: number, shares: Float64Array, item: number): number {
  const { firstRow, probabilities, thetas } = bank;
  const p = probabilitiesAt(bank, theta, item);
  const nodes = shares.length;
  let variance = 0;
  for (let row = firstRow[item]!; row < firstRow[item + 1]!; row += 1) {
    let weight = 0;
    let first = 0;
    let second = 0;
    for (let node = 0; node < nodes; node += 1) {
      const share = shares[node]! * probabilities[row * nodes + node]!;
      const distance = thetas[node]! - theta;
      weight += share;
      first += share * distance;
      second += share * distance * distance;
    }
    if (weight > 0) variance += p[row - firstRow[item]!]! * (second / weight - (first / weight) ** 2);
  }
  return variance;
}
