import type { CountedBooklet, CountedItem, ResponseCounts } from './counts.ts';
import { scoreLimit } from './counts.ts';

/** Persons of one booklet with one score on one item: a line of a `group by` where the answers lie. */
export type CategoryCount = {
  readonly bookletId: string;
  readonly itemId: string;
  readonly itemScore: number;
  readonly n: number;
};

/** Persons of one booklet with one weighted total. */
export type TotalCount = { readonly bookletId: string; readonly score: number; readonly n: number };

/** Why counts contradict themselves; names the booklet and the item. */
export type CountsRefusal =
  | { readonly code: 'notACount'; readonly bookletId: string; readonly itemId: string | null }
  | { readonly code: 'countedTwice'; readonly bookletId: string; readonly itemId: string | null }
  | { readonly code: 'personsDiffer'; readonly bookletId: string; readonly itemId: string }
  | { readonly code: 'totalsUnlikeItems'; readonly bookletId: string };

/** Counts that fit together, or the reason why they do not. */
export type CountsResult =
  | { readonly ok: true; readonly counts: ResponseCounts }
  | { readonly ok: false; readonly refusal: CountsRefusal };

/** Makes the counts of a calibration from sufficient statistics, so that a database counts where the answers
 * lie and no answer has to travel.
 * Checked: each item of a booklet was taken by all its persons, and the points on the items add up to those
 * of the totals. */
export function countsFromTables(
  categories: readonly CategoryCount[], totals: readonly TotalCount[],
): CountsResult {
  const refusal = check(categories, totals);
  if (refusal) return { ok: false, refusal };
  const itemIds = [...new Set(categories.map((row) => row.itemId))].toSorted();
  const bookletIds = [...new Set(categories.map((row) => row.bookletId))].toSorted();
  const byItem = groupBy(categories, (row) => row.itemId);
  const items = itemIds.map((itemId) => countedItem(itemId, byItem.get(itemId)!));
  const byBooklet = groupBy(categories, (row) => row.bookletId);
  const totalsOf = groupBy(totals, (row) => row.bookletId);
  const booklets: CountedBooklet[] = [];
  for (const bookletId of bookletIds) {
    const made = booklet(items, byBooklet.get(bookletId)!, totalsOf.get(bookletId) ?? []);
    if (typeof made === 'string') {
      return { ok: false, refusal: { code: 'personsDiffer', bookletId, itemId: made } };
    }
    if (!made) return { ok: false, refusal: { code: 'totalsUnlikeItems', bookletId } };
    booklets.push(made);
  }
  return { ok: true, counts: { items, booklets } };
}

function check(
  categories: readonly CategoryCount[], totals: readonly TotalCount[],
): CountsRefusal | undefined {
  const seen = new Set<string>();
  const lines = [
    ...categories.map((row) => ({ ...row, score: row.itemScore, limit: scoreLimit })),
    ...totals.map((row) => ({ ...row, itemId: null, limit: Infinity })),
  ];
  for (const { bookletId, itemId, score, n, limit } of lines) {
    const whole = [score, n].every((value) => Number.isSafeInteger(value) && value >= 0) && score <= limit;
    if (!whole) return { code: 'notACount', bookletId, itemId };
    const key = JSON.stringify([bookletId, itemId, score]);
    if (seen.has(key)) return { code: 'countedTwice', bookletId, itemId };
    seen.add(key);
  }
  return undefined;
}

function countedItem(itemId: string, rows: readonly CategoryCount[]): CountedItem {
  const sums = new Map<number, number>();
  for (const { itemScore, n } of rows) sums.set(itemScore, (sums.get(itemScore) ?? 0) + n);
  const categories = Array.from(sums, ([score, n]) => ({ score, n }))
    .filter(({ score, n }) => score > 0 && n > 0).toSorted((left, right) => left.score - right.score);
  return { itemId, zero: sums.get(0) ?? 0, categories };
}

/** A booklet; the item whose persons are not those of the totals; or undefined when the points differ. */
function booklet(
  items: readonly CountedItem[], rows: readonly CategoryCount[], totals: readonly TotalCount[],
): CountedBooklet | string | undefined {
  const persons = totals.reduce((sum, { n }) => sum + n, 0);
  const byItem = groupBy(rows, (row) => row.itemId);
  const taken = items.flatMap((item, place) => (byItem.has(item.itemId) ? [place] : []));
  const counts = taken.map((place) => {
    const { itemId, categories } = items[place]!;
    const scores = [0, ...categories.map(({ score }) => score)];
    const mine = byItem.get(itemId)!;
    return Float64Array.from(scores, (score) => mine.find((row) => row.itemScore === score)?.n ?? 0);
  });
  const unlike = counts.findIndex((n) => n.reduce((sum, some) => sum + some, 0) !== persons);
  if (unlike >= 0) return items[taken[unlike]!]!.itemId;
  const tops = taken.map((place) => items[place]!.categories.at(-1)?.score ?? 0);
  const result = new Float64Array(tops.reduce((sum, top) => sum + top, 0) + 1);
  for (const { score, n } of totals) if (n > 0) result[score] = n;
  const points = totals.reduce((sum, { score, n }) => sum + score * n, 0);
  const itemPoints = rows.reduce((sum, { itemScore, n }) => sum + itemScore * n, 0);
  return points === itemPoints && totals.every(({ score, n }) => n === 0 || score < result.length)
    ? { items: taken, counts, totals: result } : undefined;
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
