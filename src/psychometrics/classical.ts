import { assert } from './assert.ts';

/** Scores of persons on the items of one booklet, row after row: everyone took every item. */
export type BookletScores = {
  readonly itemIds: readonly string[];
  readonly persons: number;
  readonly scores: Float64Array;
};

/** One item by counting alone; correlations are null where one side does not vary. */
export type ClassicalItem = {
  readonly itemId: string;
  readonly meanScore: number;
  /** With n - 1. */
  readonly sdScore: number;
  /** Highest score that was seen. */
  readonly maxScore: number;
  /** Mean as a share of the maximum. */
  readonly pValue: number;
  /** Correlation with the total, and with the total without the item itself. */
  readonly rit: number | null;
  readonly rir: number | null;
};

/** A booklet by counting alone; the means are over its items. */
export type ClassicalBooklet = {
  readonly items: readonly ClassicalItem[];
  readonly persons: number;
  /** Cronbach's alpha: lower bound of the reliability of the total; null for a single item. */
  readonly alpha: number | null;
  readonly meanPValue: number;
  readonly meanRit: number | null;
  readonly meanRir: number | null;
  readonly meanScore: number;
  readonly sdScore: number;
  readonly maxScore: number;
};

/** Classical test and item analysis of one booklet.
 * Source: Lord & Novick (1968). Checked against: dexter's tia_tables, classical-tia.json. */
export function classicalAnalysis({ itemIds, persons, scores }: BookletScores): ClassicalBooklet {
  const items = itemIds.length;
  assert(items > 0 && persons > 1, 'an analysis needs items and two persons at least');
  assert(scores.length === items * persons, `${persons} persons and ${items} items need a score each`);
  const bad = scores.findIndex((score) => !Number.isFinite(score) || score < 0);
  const row = Math.floor(bad / items);
  assert(bad < 0, `item ${itemIds[bad % items]} has no score for the person in row ${row}`);
  const totals = new Float64Array(persons);
  for (let at = 0; at < scores.length; at += 1) totals[Math.floor(at / items)]! += scores[at]!;
  const whole = spreadOf(totals, totals);
  const columns = itemIds.map((_, item) =>
    Float64Array.from(totals, (__, person) => scores[person * items + item]!));
  const spreads = columns.map((column) => spreadOf(column, totals));
  const rows = itemIds.map((itemId, item) =>
    itemOf(itemId, columns[item]!, spreads[item]!, whole.variance, persons));
  const variances = spreads.reduce((sum, { variance }) => sum + variance, 0);
  return {
    items: rows, persons,
    alpha: items > 1 && whole.variance > 0 ? (items / (items - 1)) * (1 - variances / whole.variance) : null,
    meanPValue: mean(rows.map((row) => row.pValue)) ?? 0,
    meanRit: mean(rows.map((row) => row.rit)), meanRir: mean(rows.map((row) => row.rir)),
    meanScore: whole.mean, sdScore: Math.sqrt((whole.variance * persons) / (persons - 1)),
    maxScore: rows.reduce((sum, row) => sum + row.maxScore, 0),
  };
}

type Spread = { readonly mean: number; readonly variance: number; readonly covariance: number };

/** Population variance of a column and its covariance with the totals. */
function spreadOf(column: Float64Array, totals: Float64Array): Spread {
  const n = column.length;
  const [own, other] = [column, totals].map((values) => values.reduce((sum, value) => sum + value, 0) / n) as
    [number, number];
  let [variance, covariance] = [0, 0];
  for (let at = 0; at < n; at += 1) {
    variance += (column[at]! - own) ** 2 / n;
    covariance += ((column[at]! - own) * (totals[at]! - other)) / n;
  }
  return { mean: own, variance, covariance };
}

function itemOf(
  itemId: string, column: Float64Array, { mean: meanScore, variance, covariance }: Spread, total: number,
  persons: number,
): ClassicalItem {
  const maxScore = column.reduce((most, score) => Math.max(most, score), 0);
  // The rest is the total minus the item: its variance and covariance follow from those of the total.
  const rest = total - 2 * covariance + variance;
  return {
    itemId, meanScore, maxScore, sdScore: Math.sqrt((variance * persons) / (persons - 1)),
    pValue: maxScore > 0 ? meanScore / maxScore : 0,
    rit: correlation(covariance, variance, total), rir: correlation(covariance - variance, variance, rest),
  };
}

function correlation(covariance: number, one: number, other: number): number | null {
  return one > 0 && other > 1e-12 ? covariance / Math.sqrt(one * other) : null;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
