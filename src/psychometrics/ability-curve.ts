import type { ItemSet } from './irt.ts';
import { moments, noMoments } from './irt.ts';
import type { Prior } from './eap.ts';
import { expectedScoreCurve, posteriorScore, rangeOf, weightedScore, weightsOf } from './likelihood.ts';
import type { Curve } from './likelihood.ts';

/** A method whose ability solves an equation `curve(theta) = score`. */
export type EquationMethod =
  | { readonly kind: 'mle' }
  | { readonly kind: 'wle'; readonly se: 'information' | 'dexter' }
  | { readonly kind: 'map'; readonly prior: Prior };

/** The equation of one method on one set of items, tabulated: looking an ability up takes no exponential.
 * Between two nodes theta is the cubic with the right values and slopes at both. */
export type AbilityCurve = {
  readonly from: number;
  readonly spacing: number;
  /** Score of which each node is the ability; rises strictly. */
  readonly scores: Float64Array;
  /** Rise of theta per point of score at each node. */
  readonly rises: Float64Array;
  /** Information of each node, its slope and the slope of that, for the standard error. */
  readonly information: Float64Array;
  readonly third: Float64Array;
  readonly fourth: Float64Array;
};

/** Largest error in logits of a theta looked up instead of solved. */
export const curveError = 1e-10;

// In parts of the steepest item's logistic unit: the cubic then errs by some 1e-12.
const fineness = 0.005;
const maxNodes = 100_000;

/** Tabulates a method for scores between two bounds, or undefined when its equation has several solutions
 * there or no table of reasonable size reaches curveError: then each score is solved by itself. */
export function abilityCurve(
  set: ItemSet, method: EquationMethod, lowest: number, highest: number,
): AbilityCurve | undefined {
  const { steepest } = weightsOf(set);
  const curve = equationOf(set, method);
  const range = rangeFor(set, method, curve, lowest, highest);
  for (let spacing = fineness / steepest; ; spacing /= 2) {
    const nodes = Math.ceil((range.high - range.low) / spacing) + 1;
    if (nodes > maxNodes) return undefined;
    const table = rising(tabulate(set, curve, range.low, spacing, nodes), lowest, highest);
    if (!table) return undefined;
    if (worstMidpoint(table, curve) <= curveError) return table;
  }
}

/** Ability of a score, from the table. */
export function lookUp(curve: AbilityCurve, score: number): number {
  const { scores, rises, from, spacing } = curve;
  let low = 0;
  let high = scores.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (scores[middle]! <= score) low = middle;
    else high = middle;
  }
  const width = scores[high]! - scores[low]!;
  const t = (score - scores[low]!) / width;
  // Hermite's cubic, written from the left node: theta gains one spacing over the interval.
  const gain = t * t * (3 - 2 * t) * spacing;
  return from + low * spacing + gain
    + width * t * (1 - t) * ((1 - t) * rises[low]! - t * rises[high]!);
}

/** Standard error that goes with a looked up ability. */
export function lookUpError(curve: AbilityCurve, method: EquationMethod, theta: number): number {
  const { from, spacing } = curve;
  const place = (theta - from) / spacing;
  const low = Math.max(0, Math.min(Math.floor(place), curve.scores.length - 2));
  const t = place - low;
  const information = hermite(curve.information, curve.third, low, t, spacing);
  if (method.kind === 'map') return 1 / Math.sqrt(information + 1 / (method.prior.sd * method.prior.sd));
  if (method.kind === 'mle' || method.se === 'information') return 1 / Math.sqrt(information);
  const third = hermite(curve.third, curve.fourth, low, t, spacing);
  const bias = third / (2 * information);
  return Math.sqrt(information + bias * bias) / information;
}

function hermite(
  values: Float64Array, slopes: Float64Array, low: number, t: number, spacing: number,
): number {
  const left = values[low]!;
  return left + t * t * (3 - 2 * t) * (values[low + 1]! - left)
    + spacing * t * (1 - t) * ((1 - t) * slopes[low]! - t * slopes[low + 1]!);
}

function equationOf(set: ItemSet, method: EquationMethod): Curve {
  if (method.kind === 'mle') return expectedScoreCurve(set);
  return method.kind === 'wle' ? weightedScore(set) : posteriorScore(set, method.prior);
}

function rangeFor(
  set: ItemSet, method: EquationMethod, curve: Curve, lowest: number, highest: number,
): { readonly low: number; readonly high: number } {
  if (method.kind !== 'map') {
    const { steepest, smallestStep } = weightsOf(set);
    return rangeOf(set, lowest, highest, steepest, smallestStep);
  }
  let low = method.prior.mean - method.prior.sd;
  let high = method.prior.mean + method.prior.sd;
  while (curve(low).value > lowest) low -= method.prior.sd;
  while (curve(high).value < highest) high += method.prior.sd;
  return { low, high };
}

function tabulate(set: ItemSet, curve: Curve, from: number, spacing: number, nodes: number): AbilityCurve {
  const [scores, rises, information, third, fourth] = Array.from({ length: 5 }, () =>
    new Float64Array(nodes)) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const room = noMoments();
  for (let at = 0; at < nodes; at += 1) {
    const theta = from + at * spacing;
    const { value, slope } = curve(theta);
    scores[at] = value;
    rises[at] = 1 / slope;
    moments(set, theta, room);
    information[at] = room.information;
    third[at] = room.third;
    fourth[at] = room.fourth;
  }
  return { from, spacing, scores, rises, information, third, fourth };
}

/** The stretch of a table on which the wanted scores lie, when the curve only rises there. Far outside it the
 * weighted likelihood curve turns back a little, towards half the smallest weight, but never up to a score
 * that was asked for. */
function rising(whole: AbilityCurve, lowest: number, highest: number): AbilityCurve | undefined {
  const { scores, rises } = whole;
  const first = scores.findIndex((score) => score > lowest) - 1;
  const last = scores.findLastIndex((score) => score < highest) + 1;
  if (first < 0 || last >= scores.length || last <= first) return undefined;
  for (let at = first; at <= last; at += 1) {
    if (!(rises[at]! > 0) || (at > first && scores[at]! <= scores[at - 1]!)) return undefined;
  }
  const part = (values: Float64Array): Float64Array => values.subarray(first, last + 1);
  return {
    from: whole.from + first * whole.spacing, spacing: whole.spacing,
    scores: part(scores), rises: part(rises),
    information: part(whole.information), third: part(whole.third), fourth: part(whole.fourth),
  };
}

/** Largest error halfway between two nodes, where the cubic errs most; one interval in eight is tried. */
function worstMidpoint(table: AbilityCurve, curve: Curve): number {
  let worst = 0;
  for (let at = 0; at + 1 < table.scores.length; at += 8) {
    const theta = table.from + (at + 0.5) * table.spacing;
    const error = Math.abs(lookUp(table, curve(theta).value) - theta);
    // Where the curve is nearly flat, one rounding of the score moves theta further than the cubic does.
    if (error > worst && error > 1e-15 * table.scores.at(-1)! * table.rises[at]!) worst = error;
  }
  return worst;
}
