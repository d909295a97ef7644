import type { ResponseCounts } from './counts.ts';
import type { ItemParameters } from './types.ts';

/** Why answers cannot be calibrated; each names the items it is about. */
export type CalibrationRefusal =
  | { readonly code: 'nothingToEstimate' }
  | { readonly code: 'fixedItemUnlikeData'; readonly itemId: string }
  | { readonly code: 'categoryOnlyAtExtremes'; readonly itemId: string; readonly score: number }
  | { readonly code: 'notConnected'; readonly parts: readonly (readonly string[])[] }
  | { readonly code: 'notDetermined'; readonly itemId: string; readonly score: number }
  | { readonly code: 'notConverged' };

/** Looks for what would leave parameters infinite or on unrelated scales; undefined when nothing was found.
 * Necessary conditions, not Fischer's (1981) sufficient one: what slips through ends as `notDetermined`. */
export function checkCounts(
  counts: ResponseCounts, fixed: readonly ItemParameters[],
): CalibrationRefusal | undefined {
  const given = new Map(fixed.map((item) => [item.itemId, item]));
  for (const { itemId, categories } of counts.items) {
    const known = given.get(itemId);
    if (!known) continue;
    const seen = categories.map((category) => category.score).join(' ');
    if (seen !== known.categories.map((category) => category.score).join(' ')) {
      return { code: 'fixedItemUnlikeData', itemId };
    }
  }
  if (counts.items.every((item) => given.has(item.itemId))) return { code: 'nothingToEstimate' };
  return extremeCategory(counts, given) ?? looseParts(counts, given);
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
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  const fixed = items.flatMap((item, index) => (given.has(item.itemId) ? [index] : []));
  for (const linked of [fixed, ...booklets.map((booklet) => booklet.items)]) {
    for (const item of linked) parent[root(item)] = root(linked[0]!);
  }
  const parts = new Map<number, string[]>();
  items.forEach((item, index) => parts.set(root(index), [...(parts.get(root(index)) ?? []), item.itemId]));
  return parts.size > 1 ? { code: 'notConnected', parts: Array.from(parts.values()) } : undefined;
}
