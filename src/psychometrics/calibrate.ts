import { reportCalibration } from './calibrate-report.ts';
import type { Calibration } from './calibrate-report.ts';
import { startingPoint, withFixedCategories } from './calibrate-start.ts';
import { conditional, conditionalLogLikelihood, layOut } from './conditional.ts';
import type { Conditional, Layout } from './conditional.ts';
import { checkCounts } from './identify.ts';
import type { CalibrationRefusal } from './identify.ts';
import type { ResponseCounts } from './counts.ts';
import { cholesky, part, solve } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import type { ItemParameters } from './types.ts';

export type { Calibration } from './calibrate-report.ts';

/** A calibration, or the reason why there is none. */
export type CalibrationResult =
  | { readonly ok: true; readonly calibration: Calibration }
  | { readonly ok: false; readonly refusal: CalibrationRefusal };

/** Where a long calibration stands. */
export type CalibrationProgress = {
  readonly iteration: number;
  readonly logLikelihood: number;
  /** Longest step of a parameter in the last iteration, in logits. */
  readonly longestStep: number;
};

/** Told after every iteration; answers false to stop, and the calibration is refused as `cancelled`. */
export type OnProgress = (progress: CalibrationProgress) => boolean;

type Search = { readonly logB: Float64Array; readonly at: Conditional; readonly iterations: number };
type Stop =
  | { readonly code: 'notDetermined'; readonly place: number }
  | { readonly code: 'notConverged' | 'cancelled' };

const maxIterations = 60;

/** Calibrates items by conditional maximum likelihood: no assumption on the population, any linked design.
 * Without fixed items the mean of all betas is 0 (over categories, as dexter); with them the scale is theirs,
 * and a category of a fixed item belongs to the model whether it was seen or not.
 * Newton's method from the log odds; 200 items with weights up to 10 and betas from -8 to 8 stay in range.
 * Source: Andersen (1972), JRSS-B 34; Eggen (1993). Checked against: dexter's cml-*.json. */
export function calibrate(
  seen: ResponseCounts, fixed: readonly ItemParameters[] = [], onProgress: OnProgress = () => true,
): CalibrationResult {
  const refusal = checkCounts(seen, fixed);
  if (refusal) return { ok: false, refusal };
  const counts = withFixedCategories(seen, fixed);
  const layout = layOut(counts);
  const fixedIds = new Set(fixed.map((item) => item.itemId));
  const free = counts.items.flatMap((item, index) => (fixedIds.has(item.itemId) ? []
    : item.categories.map((_, category) => layout.start[index]! + category)));
  const anchored = free.length < layout.n.length;
  const search = maximise(layout, startingPoint(counts, fixed), free, anchored, onProgress);
  if ('code' in search) return { ok: false, refusal: because(counts, search) };
  return reportCalibration(counts, layout, search, anchored ? free : search.moving, fixedIds);
}

/** Newton's method on ln b. Without fixed items one parameter stays where it started, the one that is known
 * best: the likelihood does not change when the whole scale shifts. */
function maximise(
  layout: Layout, start: Float64Array, free: readonly number[], anchored: boolean, onProgress: OnProgress,
): (Search & { readonly moving: readonly number[] }) | Stop {
  let logB = start;
  let at = conditional(layout, logB);
  if (!at) return { code: 'notConverged' };
  const reference = anchored ? undefined : bestKnown(at, free);
  const moving = free.filter((place) => place !== reference);
  const points = Float64Array.from(layout.scores.flatMap((scores) => [...scores]));
  for (let iterations = 1; iterations <= maxIterations; iterations += 1) {
    const slope = Float64Array.from(moving, (place) => layout.n[place]! - at!.expected[place]!);
    const { step, unsure } = stepUp(part(at.information, moving), slope);
    if (!step) return { code: 'notDetermined', place: moving[unsure!]! };
    // Per point: a heavy item's ln b is its weight times a difficulty, and may move as much more.
    const perPoint = step.map((move, index) => Math.abs(move) / points[moving[index]!]!);
    const longest = perPoint.reduce((most, move) => Math.max(most, move), 0);
    const from: Float64Array = logB;
    const go = (share: number): Float64Array => moved(from, moving, step, share);
    // Close to the top rounding alone may lower the likelihood: no halving there.
    logB = longest > 1e-4 ? climb(layout, at.logLikelihood, go, Math.min(1, 2 / longest)) : go(1);
    at = conditional(layout, logB);
    if (!at) return { code: 'notConverged' };
    if (longest < 1e-9 && unsure !== undefined) return { code: 'notDetermined', place: moving[unsure]! };
    if (longest < 1e-9) return { logB, at, iterations, moving };
    const goOn = onProgress({ iteration: iterations, logLikelihood: at.logLikelihood, longestStep: longest });
    if (!goOn) return { code: 'cancelled' };
    const endless = iterations >= 30 && longest > 0.1;
    if (endless) return { code: 'notDetermined', place: runaway(moving, perPoint) };
  }
  return { code: 'notConverged' };
}

/** Newton's step. Where the likelihood is flat in some direction, `unsure` is a parameter of it; far from the
 * top that may pass, so the step is then one on a likelihood that is a little more curved. No step when
 * nothing at all is known of a parameter. */
function stepUp(
  information: Matrix, slope: Float64Array,
): { readonly step?: Float64Array; readonly unsure?: number } {
  const factor = cholesky(information);
  if (factor.ok) return { step: solve(factor.lower, slope) };
  const { size, values } = information;
  const damped = { size, values: values.slice() };
  for (let row = 0; row < size; row += 1) damped.values[row * size + row]! *= 1 + 1e-6;
  const second = cholesky(damped);
  return second.ok ? { step: solve(second.lower, slope), unsure: factor.row } : { unsure: second.row };
}

function bestKnown({ information: { size, values } }: Conditional, free: readonly number[]): number {
  const known = (place: number): number => values[place * size + place]!;
  return free.reduce((best, place) => (known(place) > known(best) ? place : best));
}

/** Newton's method on a likelihood without a top moves the same parameters by about one at every step. */
function runaway(moving: readonly number[], moves: Float64Array): number {
  return moving[moves.indexOf(Math.max(...moves))]!;
}

/** Far from the top a full step can overshoot: halves it until the likelihood no longer falls. */
function climb(
  layout: Layout, before: number, go: (share: number) => Float64Array, firstShare: number,
): Float64Array {
  let share = firstShare;
  while (share > 1e-6 && !(conditionalLogLikelihood(layout, go(share)) >= before)) share /= 2;
  return go(share);
}

function moved(
  logB: Float64Array, moving: readonly number[], step: Float64Array, scale: number,
): Float64Array {
  const next = logB.slice();
  moving.forEach((place, index) => { next[place] = next[place]! + scale * step[index]!; });
  return next;
}

function because(counts: ResponseCounts, stop: Stop): CalibrationRefusal {
  if (stop.code !== 'notDetermined') return { code: stop.code };
  return { code: stop.code, ...categoryAt(counts, stop.place) };
}

function categoryAt(counts: ResponseCounts, place: number): { itemId: string; score: number } {
  const all = counts.items.flatMap(({ itemId, categories }) =>
    categories.map(({ score }) => ({ itemId, score })));
  return all[place]!;
}
