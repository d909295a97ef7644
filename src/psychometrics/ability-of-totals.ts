import type { FiniteEstimate } from './ability.ts';
import { assert } from './assert.ts';
import { fillCategoryProbabilities, moments, noMoments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { asTheta } from './types.ts';

/* With unequal weights the number of points without weights is not all that the answers say of theta: pupils with the
 * same total may have other weighted scores. What the model still says is how likely each total is at each theta:
 * P(T = t | theta), summed over all answer sheets with that total. Weighted likelihood (Warm 1989) of it is what
 * pupils get: l' + J / 2I = 0, with I = sum of P'^2 / P and J = sum of P' P'' / P over the totals. Where all weights
 * are equal it is the ability of the weighted score, to the last digit that matters. */

/** Items of which the total without weights is known, and nothing else. */
export type TotalPart = {
  readonly set: ItemSet;
  /** Points without weight of each category, in the order of `set.scores`. */
  readonly points: readonly number[];
  /** 0 to the sum of the highest points. */
  readonly total: number;
};

/** Items that were scored one by one: the weighted score says all. */
export type ScoredPart = { readonly set: ItemSet; readonly score: number };

/** What is known of one part of a test. */
export type KnownPart = ScoredPart | TotalPart;

/** What the parts say at one theta: slope of the log-likelihood, information, and third moment. */
type Said = { slope: number; information: number; third: number };

/** Slope and information of a part at a theta; undefined where its total is too unlikely for doubles. */
export function informationOfTotal(part: TotalPart, theta: number): number {
  return said([part], theta)?.information ?? 0;
}

/** Name of this way of estimating, stored with every result that used it. */
export const totalsMethodName = 'wle/dexter/totals';

/** Ability from parts of which some were scored item by item and of some only the total is known: weighted likelihood
 * with dexter's error, finite at every total. Wider than from item scores, because the weights are lost.
 * Source: Warm (1989), Psychometrika 54, equation 11; Lord & Wingersky (1984) for the totals. */
export function abilityOfParts(parts: readonly KnownPart[]): FiniteEstimate {
  assert(parts.length > 0, 'an ability rests on one part at least');
  parts.forEach(check);
  const theta = crossing(parts, highestCrossing(parts));
  const { information, third } = certainly(parts, theta);
  const bias = third / (2 * information);
  return { theta: asTheta(theta), se: Math.sqrt(information + bias * bias) / information };
}

/** Probability of each total without weights at a theta, and its first and second slope. */
export function totalsAt(
  { set, points }: Pick<TotalPart, 'set' | 'points'>, theta: number,
): { readonly p: Float64Array; readonly first: Float64Array; readonly second: Float64Array } {
  let [p, first, second] = [Float64Array.of(1), Float64Array.of(0), Float64Array.of(0)];
  const room = new Float64Array(256);
  for (let item = 0; item < set.itemIds.length; item += 1) {
    const from = set.start[item]!;
    const count = fillCategoryProbabilities(set, item, theta, room);
    const gains = Array.from({ length: count }, (_, at) => (at === 0 ? 0 : points[from + at - 1]!));
    const scores = Array.from({ length: count }, (_, at) => (at === 0 ? 0 : set.scores[from + at - 1]!));
    const mean = sum(scores.map((score, at) => score * room[at]!));
    const variance = sum(scores.map((score, at) => (score - mean) ** 2 * room[at]!));
    const length = p.length + gains.at(-1)!;
    const next = [new Float64Array(length), new Float64Array(length), new Float64Array(length)] as const;
    for (let at = 0; at < count; at += 1) {
      const d = scores[at]! - mean;
      const [q, q1, q2] = [room[at]!, room[at]! * d, room[at]! * (d * d - variance)];
      for (let t = 0; t < p.length; t += 1) {
        const to = t + gains[at]!;
        next[0][to]! += p[t]! * q;
        next[1][to]! += first[t]! * q + p[t]! * q1;
        next[2][to]! += second[t]! * q + 2 * first[t]! * q1 + p[t]! * q2;
      }
    }
    [p, first, second] = next;
  }
  return { p, first, second };
}

const step = 0.1;
const reach = 20;

/** The stretch of theta with the highest point of what Warm's equation climbs; a slope is undefined where a total is
 * less likely than a double can say, far from any top. */
function highestCrossing(parts: readonly KnownPart[]): { readonly low: number; readonly high: number } {
  let height = 0;
  let [bestHeight, bestLow] = [-Infinity, Number.NaN];
  let before: number | undefined;
  for (let theta = -reach; theta <= reach; theta += step) {
    const here = slopeAt(parts, theta);
    if (here !== undefined && before !== undefined) {
      height += (step * (before + here)) / 2;
      if (before > 0 && here <= 0 && height > bestHeight) [bestHeight, bestLow] = [height, theta - step];
    }
    before = here;
  }
  assert(Number.isFinite(bestLow), `no ability within ${reach} logits answers to these scores`);
  return { low: bestLow, high: bestLow + step };
}

/** Where the slope goes through zero, by halving. */
function crossing(parts: readonly KnownPart[], bounds: { readonly low: number; readonly high: number }): number {
  let { low, high } = bounds;
  for (let round = 0; round < 50 && high - low > 1e-13; round += 1) {
    const middle = (low + high) / 2;
    if (slopeAt(parts, middle)! > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function slopeAt(parts: readonly KnownPart[], theta: number): number | undefined {
  const all = said(parts, theta);
  return all && all.slope + all.third / (2 * all.information);
}

function certainly(parts: readonly KnownPart[], theta: number): Said {
  const all = said(parts, theta);
  assert(all !== undefined, `nothing is known at an ability of ${theta}`);
  return all;
}

/** Independent parts add up: slopes, information and third moments alike. */
function said(parts: readonly KnownPart[], theta: number): Said | undefined {
  const all = { slope: 0, information: 0, third: 0 };
  const room = noMoments();
  for (const part of parts) {
    if ('score' in part) {
      const { expected, information, third } = moments(part.set, theta, room);
      all.slope += part.score - expected;
      all.information += information;
      all.third += third;
    } else if (!addTotal(part, theta, all)) return undefined;
  }
  return all.information > 0 ? all : undefined;
}

/** Below this a slope over a probability has no digits left. */
const smallest = 1e-290;

function addTotal(part: TotalPart, theta: number, all: Said): boolean {
  const { p, first, second } = totalsAt(part, theta);
  if (p[part.total]! < smallest) return false;
  all.slope += first[part.total]! / p[part.total]!;
  for (let t = 0; t < p.length; t += 1) {
    if (p[t]! < smallest) continue;
    const share = first[t]! / p[t]!;
    all.information += first[t]! * share;
    all.third += second[t]! * share;
  }
  return true;
}

function check(part: KnownPart): void {
  if ('score' in part) {
    assert(part.score >= 0 && part.score <= part.set.maxScore,
      `score ${part.score} does not fit a maximum of ${part.set.maxScore}`);
    return;
  }
  const { set, points, total } = part;
  assert(points.length === set.scores.length, 'each category has its points without weight');
  const most = sum(set.itemIds.map((_, item) => points[set.start[item + 1]! - 1]!));
  assert(Number.isSafeInteger(total) && total >= 0 && total <= most, `a total of ${total} does not fit ${most}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
