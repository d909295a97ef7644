import { assert } from './assert.ts';
import type { Measured, Trend } from './growth.ts';
import { trendOver } from './growth.ts';
import { normalQuantile } from './normal.ts';

/** Mean of a group with its error, in the unit of the values. */
export type GroupMean = {
  readonly count: number;
  readonly mean: number;
  /** Standard error of the mean: how far it would swing had other pupils like these sat in the group. It holds the
   * error of measurement, which is in the values. Null with one value. */
  readonly se: number | null;
};

/** Mean of at least one value, with the standard error that follows from their own spread. */
export function groupMean(values: readonly number[]): GroupMean {
  const count = values.length;
  assert(count > 0, 'a mean is of something');
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { count, mean, se: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, se: Math.sqrt(squares / (count - 1) / count) };
}

/** Interval round a mean by Student's t, since the spread is estimated from the same few values; null with one
 * value.
 * @param coverage 0 to 1: how often such an interval holds the true mean */
export function groupMeanInterval(
  { count, mean, se }: GroupMean, coverage: number,
): { readonly low: number; readonly high: number } | null {
  if (se === null) return null;
  const half = studentQuantile((1 + coverage) / 2, count - 1) * se;
  return { low: mean - half, high: mean + half };
}

/** Whether a mean differs from a fixed value by more than chance: two-sided, 95 %; its sign, or 0 within the noise. */
export function differsFrom(mean: GroupMean, value: number): -1 | 0 | 1 {
  const interval = groupMeanInterval(mean, 0.95);
  if (interval === null) return 0;
  if (interval.low > value) return 1;
  return interval.high < value ? -1 : 0;
}

/** A line through the means of three or more times, with the bounds of its slope at 95 %. */
export type TrendOfMeans = Trend & {
  readonly low: number;
  readonly high: number;
  /** True when the slope is more than chance: two-sided, 95 %. */
  readonly beyondNoise: boolean;
};

/** The change of means of different pupils a unit of time. Where the means lie further from a line than their errors
 * explain, the error of the slope grows with it (Birge's ratio): a zigzag is no trend. */
export function trendOfMeans(points: readonly (Measured & { readonly time: number })[]): TrendOfMeans {
  assert(points.length >= 3, 'a trend takes three means');
  const line = trendOver(points);
  const misfit = points.reduce((sum, { time, score, se }) =>
    sum + ((score - line.intercept - line.slope * time) / se) ** 2, 0);
  const df = points.length - 2;
  const ratio = misfit / df;
  const slopeSe = line.slopeSe * Math.sqrt(Math.max(1, ratio));
  // An error that is itself estimated, from the few means there are, takes Student's t.
  const half = (ratio > 1 ? studentQuantile(0.975, df) : normalQuantile(0.975)) * slopeSe;
  const [low, high] = [line.slope - half, line.slope + half];
  return { ...line, slopeSe, low, high, beyondNoise: low > 0 || high < 0 };
}

/** The value below which a share of Student's t distribution lies.
 * @param p 0 to 1, ends excluded
 * @param df whole degrees of freedom, 1 or more */
export function studentQuantile(p: number, df: number): number {
  assert(Number.isSafeInteger(df) && df >= 1, `${df} degrees of freedom are not a whole number above 0`);
  assert(p > 0 && p < 1, `a share of a distribution lies between 0 and 1, not at ${p}`);
  if (p < 0.5) return -studentQuantile(1 - p, df);
  if (df > 1000) return normalQuantile(p);
  let low = 0;
  let high = 1;
  while (studentCdf(high, df) < p) high *= 2;
  for (let step = 0; step < 80 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share of Student's t distribution below t, for t of 0 or more: the finite sums of Abramowitz & Stegun 26.7.3-4. */
function studentCdf(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df));
  const cosine = Math.cos(angle);
  const odd = df % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < df - 1; k += 2) {
    term *= cosine ** 2 * (k - 1) / k;
    sum += term;
  }
  const inside = odd
    ? 2 / Math.PI * (angle + Math.sin(angle) * sum)
    : Math.sin(angle) * sum;
  return 0.5 + inside / 2;
}
