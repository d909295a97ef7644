import type { ResponseMatrix } from './counts.ts';
import { countMatrix } from './counts.ts';
import type { CountedItem } from './counts.ts';

/* The model is P(category with score x of item i | z) proportional to exp(slope_i x z + d_ix), z standard
 * normal. All that a person's answers say of z is then his booklet and A = sum of slope_i x_i. */

/** Answers put together for marginal likelihood, booklet by booklet. */
export type MarginalData = {
  readonly items: readonly CountedItem[];
  readonly persons: number;
  readonly booklets: readonly MarginalBooklet[];
};

/** Persons who took the same items. */
export type MarginalBooklet = {
  /** Places of the items, rising. */
  readonly items: Int32Array;
  readonly persons: number;
  /** Answers, a row after a row, a column an item of the booklet. */
  readonly scores: Int16Array;
  /** Persons with each row. */
  readonly frequency: Float64Array;
  /** Persons per item and category (zero first), as in the counts. */
  readonly counts: readonly Float64Array[];
};

/** Puts answers together; persons without any answer are left out.
 * @param frequency persons each row stands for; one when left out */
export function marginalData(matrix: ResponseMatrix, frequency?: Float64Array): MarginalData {
  const { itemIds, scores } = matrix;
  const width = itemIds.length;
  const groups = new Map<string, OpenGroup>();
  const rows = width === 0 ? 0 : scores.length / width;
  for (let person = 0; person < rows; person += 1) {
    const row = scores.subarray(person * width, (person + 1) * width);
    const key = designKey(row);
    let group = groups.get(key);
    if (!group) {
      const items = Int32Array.from(itemIds.keys()).filter((item) => row[item]! >= 0);
      group = { items, first: [], n: [] };
      groups.set(key, group);
    }
    group.first.push(person);
    group.n.push(frequency?.[person] ?? 1);
  }
  return gather(matrix, Array.from(groups.values()).filter(({ items }) => items.length > 0));
}

type OpenGroup = { items: Int32Array; first: number[]; n: number[] };
type Group = { readonly items: Int32Array; readonly first: readonly number[]; readonly n: readonly number[] };

function gather(matrix: ResponseMatrix, groups: readonly Group[]): MarginalData {
  const width = matrix.itemIds.length;
  const seen = countMatrix(matrix).items;
  const booklets = groups.map(({ items, first, n }): MarginalBooklet => {
    const scores = new Int16Array(items.length * first.length);
    const counts = Array.from(items, (item) => new Float64Array(seen[item]!.categories.length + 1));
    first.forEach((person, row) => items.forEach((item, place) => {
      const score = matrix.scores[person * width + item]!;
      scores[row * items.length + place] = score;
      const category = 1 + seen[item]!.categories.findIndex((known) => known.score === score);
      counts[place]![category] = counts[place]![category]! + n[row]!;
    }));
    const persons = n.reduce((sum, some) => sum + some, 0);
    return { items, persons, scores, frequency: Float64Array.from(n), counts };
  });
  const items = seen.map((item, index) => {
    const total = new Float64Array(item.categories.length + 1);
    for (const booklet of booklets) {
      const place = booklet.items.indexOf(index);
      if (place >= 0) booklet.counts[place]!.forEach((n, category) => { total[category] = total[category]! + n; });
    }
    const categories = item.categories.map(({ score }, category) => ({ score, n: total[category + 1]! }));
    return { itemId: item.itemId, zero: total[0]!, categories };
  });
  return { items, booklets, persons: booklets.reduce((sum, { persons }) => sum + persons, 0) };
}

function designKey(row: Int8Array | Int16Array): string {
  let key = '';
  for (let item = 0; item < row.length; item += 1) key += row[item]! < 0 ? '.' : 'x';
  return key;
}
