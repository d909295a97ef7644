import { present } from '../../base/assert.ts';
import type { PublishedCalibration } from '../../content/store.ts';
import { domainNames, presentationNames } from '../../content/types.ts';
import {
  addSums, type CategorySum, categorySums, judge, type JudgedScore, sharedCoverage,
} from '../../psychometrics/profile-sums.ts';
import { itemsOf, type TakenItem, type TakenTaak } from './taken-items.ts';

/** What items are put together by. */
export type Dimension = 'domain' | 'presentation';

/** The taken of one pupil with the calibration of their items. */
export interface TakenTest {
  readonly taken: readonly TakenTaak[];
  readonly calibration: PublishedCalibration;
}

/** One category: points with weights, and how many items it rests on. */
export interface CategoryScore extends JudgedScore {
  /** As schools know it. */
  readonly label: string;
  /** Answers that it rests on: items, summed over pupils. */
  readonly items: number;
}

/** Probability that no category at all of a picture is flagged by chance alone. */
export const quietProbability = 0.95;

/**
 * Rule 9 of domain.md 6.2: what pupils did in each category against what their total lets expect, and a verdict only
 * outside the interval. The intervals are so wide that chance flags anything at all in one picture out of twenty
 * (decision 0026). A single category says nothing beside the total: none is then given.
 */
export function categoriesOf(tests: readonly TakenTest[], dimension: Dimension): readonly CategoryScore[] {
  const counts = new Map<string, number>();
  const profiles = tests.flatMap(({ taken, calibration }) => {
    const items = itemsOf(taken);
    if (items.length === 0) return [];
    for (const item of items) counts.set(item[dimension], (counts.get(item[dimension]) ?? 0) + 1);
    return [profileOf(items, calibration, dimension)];
  });
  const sums = addSums(profiles);
  if (sums.length < 2) return [];
  const coverage = sharedCoverage(sums.length, quietProbability);
  const order = namesOf(dimension);
  return sums.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)).map((score) => ({
    ...judge(score, coverage), label: labelOf(dimension, score.name), items: counts.get(score.name) ?? 0,
  }));
}

function profileOf(
  items: readonly TakenItem[], calibration: PublishedCalibration, dimension: Dimension,
): readonly CategorySum[] {
  const parameters = new Map(calibration.items.map((item) => [item.itemId, item]));
  const own = items.map(({ itemId }) => present(parameters.get(itemId), `item ${itemId} is not calibrated`));
  const byName = Map.groupBy(items, (item) => item[dimension]);
  return categorySums(own, new Map(items.map(({ itemId, score, weight }) => [itemId, score * weight])),
    [...byName].map(([name, each]) => ({ name, itemIds: each.map(({ itemId }) => itemId) })));
}

function namesOf(dimension: Dimension): readonly string[] {
  return Object.keys(dimension === 'domain' ? domainNames : presentationNames);
}

function labelOf(dimension: Dimension, name: string): string {
  const names: Readonly<Record<string, string>> = dimension === 'domain' ? domainNames : presentationNames;
  return names[name] ?? name;
}
