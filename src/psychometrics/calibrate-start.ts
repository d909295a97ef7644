import type { ResponseCounts } from './counts.ts';
import type { ItemParameters } from './types.ts';

/** Gives fixed items all their categories, those that nobody was seen in too, and lengthens the totals to
 * match. */
export function withFixedCategories(
  { items, booklets }: ResponseCounts, fixed: readonly ItemParameters[],
): ResponseCounts {
  const given = new Map(fixed.map((item) => [item.itemId, item]));
  const seenAt = items.map(({ itemId, categories }) => {
    const known = given.get(itemId)?.categories ?? categories;
    return known.map(({ score }) => categories.findIndex((category) => category.score === score));
  });
  const completed = items.map((item, index) => ({
    ...item,
    categories: (given.get(item.itemId)?.categories ?? item.categories).map(({ score }, category) =>
      ({ score, n: item.categories[seenAt[index]![category]!]?.n ?? 0 })),
  }));
  return {
    items: completed,
    booklets: booklets.map((booklet) => {
      const maximum = booklet.items
        .reduce((sum, item) => sum + (completed[item]!.categories.at(-1)?.score ?? 0), 0);
      const totals = new Float64Array(maximum + 1);
      totals.set(booklet.totals);
      const counts = booklet.counts.map((n, position) =>
        Float64Array.from([0, ...seenAt[booklet.items[position]!]!.map((at) => at + 1)], (at, category) =>
          (category > 0 && at === 0 ? 0 : n[at] ?? 0)));
      return { items: booklet.items, counts, totals };
    }),
  };
}

/** Log odds of each category against zero, shifted to the scale of the fixed items, which start and stay at
 * -eta. */
export function startingPoint(counts: ResponseCounts, fixed: readonly ItemParameters[]): Float64Array {
  const given = new Map(fixed.map((item) => [item.itemId, item]));
  const odds = counts.items.map((item) =>
    item.categories.map(({ n }) => Math.log(Math.max(n, 0.5) / Math.max(item.zero, 0.5))));
  let [shift, weights] = [0, 0];
  const known = counts.items.map((item, index) => {
    const parameters = given.get(item.itemId);
    return parameters && logWeights(parameters).map((logB, category) => {
      const { score, n } = item.categories[category]!;
      shift += n * (logB - odds[index]![category]!) / score;
      weights += n;
      return logB;
    });
  });
  const perPoint = weights > 0 ? shift / weights : 0;
  return Float64Array.from(counts.items.flatMap((item, index) => known[index]
    ?? item.categories.map(({ score }, category) => odds[index]![category]! + perPoint * score)));
}

function logWeights({ categories }: ItemParameters): number[] {
  let previous = 0;
  let eta = 0;
  return categories.map(({ score, beta }) => {
    eta += beta * (score - previous);
    previous = score;
    return -eta;
  });
}
