import { assert } from './assert.ts';
import { abilityOfScore } from './ability.ts';
import { chiSquareTail } from './chi-square.ts';
import { itemsGivenTotal } from './expected-given-score.ts';
import type { ItemSet } from './irt.ts';
import type { Patterns } from './patterns.ts';
import { groupByItemsTaken, takenSet } from './taken-items.ts';
import type { TakenGroup } from './taken-items.ts';

/** One item among persons of about the same ability. */
export type FitGroup = {
  readonly n: number;
  /** Mean of their abilities, in logits (weighted likelihood). */
  readonly theta: number;
  /** Mean weighted score on the item: found, and expected given their totals. */
  readonly observed: number;
  readonly expected: number;
  /** The difference in standard errors. */
  readonly z: number;
};

/** Whether an item behaves as its parameters say. */
export type ItemFit = {
  readonly itemId: string;
  readonly n: number;
  /** From low to high ability. */
  readonly groups: readonly FitGroup[];
  /** Sum of the squared z; the parameters cost about one degree of freedom. */
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** Size of the misfit: root mean square of observed minus expected, as a share of the item's maximum. With
   * many persons everything is significant; from some 0.05 on it shows. */
  readonly rmsd: number;
};

/** Persons with one total on one set of items. */
type Cell = {
  readonly theta: number; n: number; readonly items: Int32Array; readonly sums: Float64Array;
  readonly expected: readonly { readonly mean: number; readonly variance: number }[];
};

/** Observed against expected score of each item, by groups of ability. What is expected is conditional on the
 * total and the items taken, so no ability is estimated and no population assumed. Persons with nothing or
 * everything right tell nothing and do not count.
 * Source: Verhelst & Glas (1995), the S tests. */
export function itemFit(set: ItemSet, patterns: Patterns, groups = 5): ItemFit[] {
  assert(groups >= 2, 'fit is judged between two groups at least');
  const { scores, groups: taken } = groupByItemsTaken(set, patterns);
  const cells = taken.filter(({ items }) => items.length > 0)
    .flatMap((group) => cellsOf(set, patterns, group, scores))
    .toSorted((one, other) => one.theta - other.theta);
  return set.itemIds.map((itemId, item) => fitOf(set, cells, itemId, item, groups));
}

function cellsOf(set: ItemSet, { categories }: Patterns, group: TakenGroup, scores: Float64Array): Cell[] {
  const own = takenSet(set, group);
  const byScore = new Map<number, Cell>();
  const columns = set.itemIds.length;
  for (const row of group.rows) {
    const score = scores[row]!;
    if (score === 0 || score === own.maxScore) continue;
    let cell = byScore.get(score);
    if (!cell) {
      cell = {
        theta: abilityOfScore(own, score).theta, n: 0, items: group.items,
        sums: new Float64Array(group.items.length), expected: itemsGivenTotal(own, score),
      };
      byScore.set(score, cell);
    }
    cell.n += 1;
    for (let at = 0; at < group.items.length; at += 1) {
      const item = group.items[at]!;
      const category = categories[row * columns + item]!;
      if (category > 0) cell.sums[at]! += set.scores[set.start[item]! + category - 1]!;
    }
  }
  return Array.from(byScore.values());
}

function fitOf(set: ItemSet, cells: readonly Cell[], itemId: string, item: number, wanted: number): ItemFit {
  const own = cells.flatMap((cell) => {
    const at = cell.items.indexOf(item);
    return at < 0 ? [] : [{ cell, at }];
  });
  const n = own.reduce((sum, { cell }) => sum + cell.n, 0);
  const groups: FitGroup[] = [];
  let [before, persons, theta, found, expected, variance] = [0, 0, 0, 0, 0, 0];
  own.forEach(({ cell, at }, index) => {
    persons += cell.n;
    theta += cell.n * cell.theta;
    found += cell.sums[at]!;
    expected += cell.n * cell.expected[at]!.mean;
    variance += cell.n * cell.expected[at]!.variance;
    const full = before + persons >= (n * (groups.length + 1)) / wanted - 1e-9;
    if (!full && index < own.length - 1) return;
    if (variance > 0) {
      groups.push({
        n: persons, theta: theta / persons, observed: found / persons, expected: expected / persons,
        z: (found - expected) / Math.sqrt(variance),
      });
    }
    before += persons;
    [persons, theta, found, expected, variance] = [0, 0, 0, 0, 0];
  });
  const chiSquare = groups.reduce((sum, { z }) => sum + z * z, 0);
  const df = Math.max(1, groups.length - 1);
  const top = set.scores[set.start[item + 1]! - 1]!;
  const squares = groups.reduce((sum, group) => sum + group.n * (group.observed - group.expected) ** 2, 0);
  const rmsd = n > 0 ? Math.sqrt(squares / n) / top : 0;
  return { itemId, n, groups, chiSquare, df, p: chiSquareTail(chiSquare, df), rmsd };
}
