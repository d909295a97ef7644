import type { ResponseCounts } from './counts.ts';
import { separation } from './identify-separation.ts';
import type { ItemParameters } from './types.ts';

/** Why answers cannot be calibrated; each names the items it is about. */
export type CalibrationRefusal =
  | { readonly code: 'nothingToEstimate' }
  /** A fixed item lacks this category, which was seen. */
  | { readonly code: 'fixedItemUnlikeData'; readonly itemId: string; readonly score: number }
  | { readonly code: 'categoryOnlyAtExtremes'; readonly itemId: string; readonly score: number }
  /** No booklet links these groups of items. */
  | { readonly code: 'notConnected'; readonly parts: readonly (readonly string[])[] }
  /** Nobody had something of `harder` right and something of `easier` wrong. */
  | { readonly code: 'separated'; readonly easier: readonly string[]; readonly harder: readonly string[] }
  /** The likelihood keeps rising, or does not change, as this parameter moves. */
  | { readonly code: 'notDetermined'; readonly itemId: string; readonly score: number }
  | { readonly code: 'notConverged' }
  | { readonly code: 'cancelled' };

/** Looks for what would leave parameters infinite or on unrelated scales; undefined when nothing was found.
 * Necessary and sufficient for items that all have the one score 0 or w (Fischer 1981, Psychometrika 46);
 * for others necessary: what slips through ends as `notDetermined`. */
export function checkCounts(
  counts: ResponseCounts, fixed: readonly ItemParameters[],
): CalibrationRefusal | undefined {
  const given = new Map(fixed.map((item) => [item.itemId, item]));
  for (const { itemId, categories } of counts.items) {
    const known = given.get(itemId);
    if (!known) continue;
    const strange = categories.find(({ score, n }) =>
      n > 0 && !known.categories.some((category) => category.score === score));
    if (strange) return { code: 'fixedItemUnlikeData', itemId, score: strange.score };
  }
  if (counts.items.every((item) => given.has(item.itemId))) return { code: 'nothingToEstimate' };
  return extremeCategory(counts, given) ?? looseParts(counts, given) ?? separation(counts, given);
}

/** A category that only persons with nothing or everything right have: its parameter would be infinite. */
function extremeCategory(
  { items, booklets }: ResponseCounts, given: ReadonlyMap<string, unknown>,
): CalibrationRefusal | undefined {
  const noneRight = new Float64Array(items.length);
  const allRight = new Float64Array(items.length);
  for (const booklet of booklets) {
    for (const item of booklet.items) {
      noneRight[item] = noneRight[item]! + booklet.totals[0]!;
      allRight[item] = allRight[item]! + booklet.totals.at(-1)!;
    }
  }
  for (const [index, { itemId, zero, categories }] of items.entries()) {
    if (given.has(itemId)) continue;
    if (zero <= noneRight[index]!) return { code: 'categoryOnlyAtExtremes', itemId, score: 0 };
    const top = categories.at(-1);
    if (!top) return { code: 'categoryOnlyAtExtremes', itemId, score: 1 };
    if (top.n <= allRight[index]!) return { code: 'categoryOnlyAtExtremes', itemId, score: top.score };
  }
  return undefined;
}

/** Groups of items that no booklet links; fixed items are linked to each other by their scale. */
function looseParts(
  { items, booklets }: ResponseCounts, given: ReadonlyMap<string, unknown>,
): CalibrationRefusal | undefined {
  const parent = items.map((_, item) => item);
  const root = (item: number): number => {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const fixed = items.flatMap((item, index) => (given.has(item.itemId) ? [index] : []));
  for (const linked of [fixed, ...booklets.map((booklet) => booklet.items)]) {
    for (const item of linked) parent[root(item)] = root(linked[0]!);
  }
  const parts = new Map<number, string[]>();
  items.forEach((item, index) => {
    const part = parts.get(root(index));
    if (part) part.push(item.itemId);
    else parts.set(root(index), [item.itemId]);
  });
  return parts.size > 1 ? { code: 'notConnected', parts: Array.from(parts.values()) } : undefined;
}
