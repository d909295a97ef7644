import { assert } from './assert.ts';
import type { Population } from './levels.ts';
import type { ScaleScore } from './types.ts';

declare const checked: unique symbol;

/** Reference populations of one moment, in points of the reported scale. */
export type NormMoment = {
  /** Name of the moment, such as M3 or E8. */
  readonly moment: string;
  /** Pupils: mean and standard deviation. */
  readonly mean: number;
  readonly sd: number;
  /** Means of groups: the same mean, this smaller standard deviation; null when the norm has none. */
  readonly groupMeanSd: number | null;
};

/** How a functioning level is read off the means of the moments.
 * `midpoint`: the moment whose mean is nearest; a score halfway belongs to the later moment.
 * `highestReached`: the last moment whose mean has been reached. */
export type FunctioningMethod = 'midpoint' | 'highestReached';

/** A norm table as it is loaded: the moments of one subject in the order of time. */
export type NormTableData = {
  readonly id: string;
  readonly functioningMethod: FunctioningMethod;
  readonly moments: readonly NormMoment[];
};

/** A norm table whose means rise and whose deviations are above zero: only normTable makes one. */
export type NormTable = NormTableData & { readonly [checked]: true };

/** What is wrong with a norm table, and at which moment. */
export type NormFault = {
  readonly code: 'tooFewMoments' | 'momentTwice' | 'numberNotFinite' | 'meanDoesNotRise' | 'sdNotPositive';
  readonly moment: string | null;
};

/** The moment at which the average pupil has a score (functioneringsniveau). */
export type FunctioningLevel = {
  /** As shown and sent: the moment, with `<` below the first or `>` above the last. */
  readonly label: string;
  readonly moment: string;
  readonly position: 'below' | 'at' | 'above';
};

/** Everything that is wrong with a norm table, in the order of its moments; empty when it can be used. */
export function normFaults({ moments }: NormTableData): NormFault[] {
  const faults: NormFault[] = [];
  if (moments.length < 2) faults.push({ code: 'tooFewMoments', moment: null });
  moments.forEach(({ moment, mean, sd, groupMeanSd }, index) => {
    const spreads = groupMeanSd === null ? [sd] : [sd, groupMeanSd];
    const before = moments[index - 1];
    const twice = moments.slice(0, index).some((other) => other.moment === moment);
    if (twice) faults.push({ code: 'momentTwice', moment });
    if (![mean, ...spreads].every(Number.isFinite)) faults.push({ code: 'numberNotFinite', moment });
    if (spreads.some((spread) => spread <= 0)) faults.push({ code: 'sdNotPositive', moment });
    if (before && mean <= before.mean) faults.push({ code: 'meanDoesNotRise', moment });
  });
  return faults;
}

/** Makes a norm table of data that normFaults found nothing wrong with. */
export function normTable(data: NormTableData): NormTable {
  const [fault] = normFaults(data);
  assert(!fault, `norm table ${data.id}: ${fault?.code} at ${fault?.moment ?? 'the whole'}`);
  return data as NormTable;
}

/** The pupils of a moment, or undefined when the table does not hold it. */
export function pupilNorm(table: NormTable, moment: string): Population | undefined {
  return table.moments.find((norm) => norm.moment === moment);
}

/** The group means of a moment, or undefined when the table does not hold them. A mean of a group is never
 * judged by the norm of pupils: means vary far less. */
export function groupNorm(table: NormTable, moment: string): Population | undefined {
  const norm = table.moments.find((entry) => entry.moment === moment);
  return norm && norm.groupMeanSd !== null ? { mean: norm.mean, sd: norm.groupMeanSd } : undefined;
}

/** Functioning level of an unrounded score, by the method of the table; never extrapolated beyond its
 * moments.
 * `midpoint` allows half a step outside the first and the last mean, `highestReached` nothing. */
export function functioningLevel(table: NormTable, score: ScaleScore): FunctioningLevel {
  const bounds = lowerBounds(table);
  const reached = bounds.filter((bound) => score >= bound).length;
  const first = table.moments[0]!.moment;
  const last = table.moments.at(-1)!.moment;
  if (reached === 0) return { label: `<${first}`, moment: first, position: 'below' };
  if (isAbove(table, score)) return { label: `>${last}`, moment: last, position: 'above' };
  const { moment } = table.moments[reached - 1]!;
  return { label: moment, moment, position: 'at' };
}

/** Teaching months at which the average pupil has this score, interpolated between the moments; null below
 * the first and above the last mean: never extrapolated.
 * @param months teaching months of each moment of the table, rising: ten a school year, M at 5, E at 10 */
export function functioningMonths(
  { id, moments }: NormTable, months: readonly number[], score: ScaleScore,
): number | null {
  assert(months.length === moments.length, `norm table ${id}: each moment has its teaching months`);
  const next = moments.findIndex(({ mean }) => score <= mean);
  if (next < 0 || score < moments[0]!.mean) return null;
  if (next === 0) return months[0]!;
  const [before, after] = [moments[next - 1]!, moments[next]!];
  const share = (score - before.mean) / (after.mean - before.mean);
  return months[next - 1]! + share * (months[next]! - months[next - 1]!);
}

/** Lowest score of each moment's functioning level, rising. */
function lowerBounds({ functioningMethod, moments }: NormTable): number[] {
  if (functioningMethod === 'highestReached') return moments.map((norm) => norm.mean);
  const first = moments[0]!.mean;
  return moments.map(({ mean }, index) =>
    (index === 0 ? first - (moments[1]!.mean - first) / 2 : (moments[index - 1]!.mean + mean) / 2));
}

function isAbove({ functioningMethod, moments }: NormTable, score: number): boolean {
  const last = moments.at(-1)!.mean;
  if (functioningMethod === 'highestReached') return score > last;
  return score >= last + (last - moments.at(-2)!.mean) / 2;
}
