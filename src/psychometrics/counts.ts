import { assert } from './assert.ts';

/** What calibration needs of the answers: how often each category was scored and each total reached. */
export type ResponseCounts = {
  readonly items: readonly CountedItem[];
  readonly booklets: readonly CountedBooklet[];
};

/** An item with the categories that were seen. */
export type CountedItem = {
  readonly itemId: string;
  /** Persons with score zero. */
  readonly zero: number;
  /** Categories above zero that were seen, scores rising. */
  readonly categories: readonly { readonly score: number; readonly n: number }[];
};

/** A set of items that some persons took. */
export type CountedBooklet = {
  /** Places of its items in `items`, rising. */
  readonly items: readonly number[];
  /** Persons per weighted total, index = total, length maximum + 1. */
  readonly totals: Float64Array;
};

/** Counts answers once; afterwards the number of persons does not matter.
 * @param persons weighted item scores of each person in the order of `itemIds`; null = not administered,
 * never a zero */
export function countResponses(
  itemIds: readonly string[], persons: Iterable<readonly (number | null)[]>,
): ResponseCounts {
  const seen = itemIds.map(() => new Map<number, number>());
  const groups = new Map<string, { items: number[]; totals: number[] }>();
  for (const scores of persons) {
    assert(scores.length === itemIds.length, 'each person has a score or null for each item');
    const items: number[] = [];
    let total = 0;
    scores.forEach((score, item) => {
      if (score === null) return;
      assert(Number.isSafeInteger(score) && score >= 0, `item ${itemIds[item]}: ${score} is no whole score`);
      seen[item]!.set(score, (seen[item]!.get(score) ?? 0) + 1);
      items.push(item);
      total += score;
    });
    const key = items.join(' ');
    const group = groups.get(key) ?? { items, totals: [] };
    group.totals[total] = (group.totals[total] ?? 0) + 1;
    groups.set(key, group);
  }
  const items = itemIds.map((itemId, item) => countedItem(itemId, seen[item]!));
  const tops = items.map(({ categories }) => categories.at(-1)?.score ?? 0);
  const booklets = Array.from(groups.values()).filter((group) => group.items.length > 0).map((group) => {
    const maximum = group.items.reduce((sum, item) => sum + tops[item]!, 0);
    const totals = Float64Array.from({ length: maximum + 1 }, (_, total) => group.totals[total] ?? 0);
    return { items: group.items, totals };
  });
  return { items, booklets };
}

function countedItem(itemId: string, seen: ReadonlyMap<number, number>): CountedItem {
  const categories = Array.from(seen, ([score, n]) => ({ score, n }))
    .filter(({ score }) => score > 0).toSorted((left, right) => left.score - right.score);
  return { itemId, zero: seen.get(0) ?? 0, categories };
}
