import { assert } from './assert.ts';
import type { ItemSet } from './irt.ts';
import type { Patterns } from './patterns.ts';

/** Persons who took the same items. */
export type TakenGroup = {
  /** Places of the items in the whole set, rising; empty when nothing was administered. */
  readonly items: Int32Array;
  /** Rows of these persons, rising. */
  readonly rows: Int32Array;
};

/** Adds the weights of each person's answers and puts together who took the same items. */
export function groupByItemsTaken(
  set: ItemSet, { persons, categories }: Patterns,
): { readonly scores: Float64Array; readonly groups: readonly TakenGroup[] } {
  const items = set.itemIds.length;
  assert(categories.length === persons * items, `${persons} persons and ${items} items need a category each`);
  const scores = new Float64Array(persons);
  const groupOf = new Int32Array(persons);
  const sizes: number[] = [];
  const firstRows: number[] = [];
  const byKey = new Map<number, number>();
  for (let row = 0; row < persons; row += 1) {
    let key = addAnswers(set, categories, row, scores);
    let group = byKey.get(key);
    // Two sets of items may share a key by chance: look one further.
    while (group !== undefined && !tookTheSame(categories, items, row, firstRows[group]!)) {
      key += 1;
      group = byKey.get(key);
    }
    if (group === undefined) {
      group = sizes.length;
      byKey.set(key, group);
      firstRows.push(row);
      sizes.push(0);
    }
    groupOf[row] = group;
    sizes[group]! += 1;
  }
  return { scores, groups: gather(categories, items, groupOf, sizes, firstRows) };
}

/** The items of a group, laid out for computing. */
export function takenSet(set: ItemSet, { items }: TakenGroup): ItemSet {
  if (items.length === set.itemIds.length) return set;
  const start = new Int32Array(items.length + 1);
  items.forEach((item, at) => { start[at + 1] = start[at]! + set.start[item + 1]! - set.start[item]!; });
  const scores = new Float64Array(start[items.length]!);
  const etas = new Float64Array(start[items.length]!);
  let maxScore = 0;
  items.forEach((item, at) => {
    scores.set(set.scores.subarray(set.start[item], set.start[item + 1]), start[at]);
    etas.set(set.etas.subarray(set.start[item], set.start[item + 1]), start[at]);
    maxScore += set.scores[set.start[item + 1]! - 1]!;
  });
  return { itemIds: Array.from(items, (item) => set.itemIds[item]!), start, scores, etas, maxScore };
}

/** Adds up one row, and answers with a number that is the same for the same items taken. */
function addAnswers(set: ItemSet, categories: Int8Array, row: number, scores: Float64Array): number {
  const { start, scores: weights } = set;
  const items = start.length - 1;
  const from = row * items;
  let sum = 0;
  let low = 0;
  let high = 0;
  for (let item = 0; item < items; item += 1) {
    const category = categories[from + item]!;
    if (category > 0) {
      const at = start[item]! + category - 1;
      if (at >= start[item + 1]!) unknownCategory(set, item, category, row);
      sum += weights[at]!;
    } else if (category < 0) {
      if (category !== -1) unknownCategory(set, item, category, row);
      low = Math.imul(low ^ (item + 1), 0x01000193);
      high = Math.imul(high + item + 1, 0x85ebca6b);
    }
  }
  scores[row] = sum;
  return (high >>> 0) * 1048576 + (low >>> 12);
}

function unknownCategory(set: ItemSet, item: number, category: number, row: number): never {
  assert(false, `item ${set.itemIds[item]} has no category ${category} (row ${row})`);
}

function tookTheSame(categories: Int8Array, items: number, row: number, other: number): boolean {
  for (let item = 0; item < items; item += 1) {
    if (categories[row * items + item]! < 0 !== categories[other * items + item]! < 0) return false;
  }
  return true;
}

function gather(
  categories: Int8Array, items: number, groupOf: Int32Array, sizes: readonly number[],
  firstRows: readonly number[],
): TakenGroup[] {
  const rows = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  groupOf.forEach((group, row) => {
    rows[group]![filled[group]!] = row;
    filled[group]! += 1;
  });
  return firstRows.map((first, group) => {
    const taken: number[] = [];
    for (let item = 0; item < items; item += 1) if (categories[first * items + item]! >= 0) taken.push(item);
    return { items: Int32Array.from(taken), rows: rows[group]! };
  });
}
