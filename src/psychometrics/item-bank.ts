import { assert } from './assert.ts';
import { fillCategoryProbabilities, itemInformation } from './irt.ts';
import type { ItemSet } from './irt.ts';

/** Equal steps of theta on which the likelihood of a session is kept, in logits. */
export type AbilityGrid = {
  readonly from: number;
  readonly to: number;
  readonly nodes: number;
  /** Weight of both ends: half of the others is the trapezoid rule, the plain sum is what jsCAT does. */
  readonly ends: 'half' | 'full';
};

/** Items to choose from, with everything tabulated that does not depend on the answers: once per bank, for
 * all its sessions. */
export type ItemBank = {
  readonly set: ItemSet;
  readonly thetas: Float64Array;
  /** Weight of each node. */
  readonly weights: Float64Array;
  /** First row in the tables of each item: its category zero; length items + 1. */
  readonly firstRow: Int32Array;
  /** Probability of each category at each node, category after category; and its logarithm. */
  readonly probabilities: Float64Array;
  readonly logProbabilities: Float64Array;
  /** Information of each item at each node, item after item. */
  readonly informations: Float64Array;
  /** More information than this no item gives anywhere: a quarter of its highest weight squared. */
  readonly ceilings: Float64Array;
  /** Where each item lies, in logits: its beta, or the weighted mean of its betas. */
  readonly difficulties: Float64Array;
  /** Highest number of categories of an item, zero included. */
  readonly mostCategories: number;
};

/** 61 steps of 0.2 on [-6, 6]: the running ability of an adaptive test needs no more. */
export const usualGrid: AbilityGrid = { from: -6, to: 6, nodes: 61, ends: 'half' };

/** Tabulates a bank. */
export function itemBank(set: ItemSet, grid: AbilityGrid = usualGrid): ItemBank {
  assert(grid.nodes >= 2 && grid.to > grid.from, 'a grid rises and has two nodes at least');
  const items = set.itemIds.length;
  const { nodes } = grid;
  const step = (grid.to - grid.from) / (nodes - 1);
  const thetas = Float64Array.from({ length: nodes }, (_, at) => grid.from + at * step);
  const firstRow = Int32Array.from({ length: items + 1 }, (_, item) => set.start[item]! + item);
  const probabilities = new Float64Array(firstRow[items]! * nodes);
  const informations = new Float64Array(items * nodes);
  let mostCategories = 0;
  for (let item = 0; item < items; item += 1) {
    const room = new Float64Array(firstRow[item + 1]! - firstRow[item]!);
    mostCategories = Math.max(mostCategories, room.length);
    for (let node = 0; node < nodes; node += 1) {
      fillCategoryProbabilities(set, item, thetas[node]!, room);
      room.forEach((p, category) => { probabilities[(firstRow[item]! + category) * nodes + node] = p; });
      informations[item * nodes + node] = itemInformation(set, item, thetas[node]!);
    }
  }
  return {
    set, thetas, firstRow, probabilities, informations, mostCategories,
    // A probability below the smallest double counts as that: its logarithm stays finite.
    logProbabilities: probabilities.map((p) => Math.log(Math.max(p, Number.MIN_VALUE))),
    weights: thetas.map((_, at) => (grid.ends === 'half' && (at === 0 || at === nodes - 1) ? 0.5 : 1)),
    ceilings: Float64Array.from({ length: items }, (_, item) =>
      set.scores[set.start[item + 1]! - 1]! ** 2 / 4),
    difficulties: Float64Array.from({ length: items }, (_, item) => {
      const top = set.start[item + 1]! - 1;
      return set.etas[top]! / set.scores[top]!;
    }),
  };
}
