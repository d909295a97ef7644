/** Fewer pupils than this are never published together (domain.md section 3). */
export const publishedFrom = 10;

/** Numbers of a table with one total, in the order of its rows; null is left out. */
export interface Published {
  readonly total: number | null;
  readonly cells: readonly (number | null)[];
}

/**
 * What of a row of numbers and their total may be published, so that no number below ten can be found, not even by who
 * knows this rule. Small numbers are left out; while they could be found from the total, the first number that is
 * still there is left out as well; when none is left, the total is.
 * @param counts whole numbers of pupils who are each counted once
 */
export function publishable(counts: readonly number[]): Published {
  const hidden = new Set(counts.flatMap((count, index) => (count < publishedFrom ? [index] : [])));
  while (!isHidden(counts.filter((_, index) => hidden.has(index)))) {
    const next = counts.findIndex((_, index) => !hidden.has(index));
    if (next < 0) return { total: null, cells: counts.map(() => null) };
    hidden.add(next);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total < publishedFrom ? { total: null, cells: counts.map(() => null) }
    : { total, cells: counts.map((count, index) => (hidden.has(index) ? null : count)) };
}

/** Whether the sum of what is left out, which anybody can compute, tells nothing of its parts. */
function isHidden(left: readonly number[]): boolean {
  const sum = left.reduce((total, count) => total + count, 0);
  // Numbers that are all nine would be the only ones with their sum: everybody knows that they are below ten.
  const allNines = sum === (publishedFrom - 1) * left.length;
  return left.length === 0 || (left.length > 1 && sum >= publishedFrom && !allNines);
}
