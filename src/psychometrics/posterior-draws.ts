import type { Prior } from './eap.ts';
import { logNorm } from './irt.ts';
import type { ItemSet } from './irt.ts';

/** The likelihood of score zero of one booklet on a fine grid: any posterior of any score follows from it. */
export type PosteriorTable = {
  readonly from: number;
  readonly spacing: number;
  readonly logNorms: Float64Array;
  /** Shape of what tabulatePosterior fills. */
  readonly cell: {
    /** First node of the posterior, its number of nodes, and the area up to each of them. */
    first: number;
    count: number;
    cumulative: Float64Array;
  };
};

// Drawn evenly between nodes this close, a posterior has a spread at most 0.05 % too large.
const nodesPerDeviation = 16;
const negligible = 20;
const reach = 9;

/** Lays the grid for all posteriors under these priors and priors that are somewhat wider. */
export function posteriorTable(set: ItemSet, priors: readonly Prior[]): PosteriorTable {
  const sd = Math.max(...priors.map((prior) => prior.sd));
  let bound = 1 / (sd * sd);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    bound += set.scores[set.start[item + 1]! - 1]! ** 2 / 4;
  }
  const spacing = 1 / (nodesPerDeviation * Math.sqrt(bound));
  const from = Math.min(...priors.map((prior) => prior.mean)) - reach * sd;
  const to = Math.max(...priors.map((prior) => prior.mean)) + reach * sd;
  const length = Math.min(20_000, Math.ceil((to - from) / spacing) + 1);
  const step = (to - from) / (length - 1);
  const logNorms = Float64Array.from({ length }, (_, at) => logNorm(set, from + at * step));
  return { from, spacing: step, logNorms, cell: { first: 0, count: 0, cumulative: new Float64Array(0) } };
}

/** Tabulates the posterior of a score under a prior into a cell. */
export function tabulatePosterior(
  { from, spacing, logNorms }: PosteriorTable, score: number, { mean, sd }: Prior,
  cell: PosteriorTable['cell'],
): void {
  const height = (at: number): number => {
    const theta = from + at * spacing;
    return score * theta - logNorms[at]! - 0.5 * ((theta - mean) / sd) ** 2;
  };
  let low = 0;
  let high = logNorms.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (height(middle) < height(middle + 1)) low = middle + 1;
    else high = middle;
  }
  const top = height(low);
  let first = low;
  let last = low;
  while (first > 0 && height(first) > top - negligible) first -= 1;
  while (last < logNorms.length - 1 && height(last) > top - negligible) last += 1;
  const count = last - first + 1;
  if (cell.cumulative.length < count) cell.cumulative = new Float64Array(count * 2);
  cell.first = first;
  cell.count = count;
  let area = 0;
  let before = Math.exp(height(first) - top);
  for (let at = 1; at < count; at += 1) {
    const here = Math.exp(height(first + at) - top);
    area += (before + here) / 2;
    cell.cumulative[at] = area;
    before = here;
  }
}

/** The ability below which a share of the posterior lies. */
export function drawFrom(
  { first, count, cumulative }: PosteriorTable['cell'], { from, spacing }: PosteriorTable, share: number,
): number {
  const target = share * cumulative[count - 1]!;
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! <= target) low = middle;
    else high = middle;
  }
  const below = low === 0 ? 0 : cumulative[low]!;
  return from + spacing * (first + low + (target - below) / (cumulative[high]! - below));
}
