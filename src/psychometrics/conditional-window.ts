import type { CountedBooklet } from './counts.ts';

/* The symmetric functions of one booklet in plain doubles, whatever their size. Multiplying every category by
 * exp(score x theta) and each item by a constant changes no probability given the total; it turns the
 * symmetric functions into probabilities P(total | theta), at most 1. Near the total that theta expects they
 * do not underflow. A booklet whose totals lie too far apart for one theta is done in several windows, each
 * with a theta of its own. Source: Lord & Wingersky (1984), Applied Psychological Measurement 8; the tilt is
 * the invariance gamma_s(b exp(c a)) = exp(c s) gamma_s(b). */

/** A booklet laid out flat. */
export type Form = {
  /** Number of items. */
  readonly size: number;
  /** Category c of the item at position m stands at start[m] + c; length items + 1. */
  readonly start: Int32Array;
  /** Where each category stands in the calibration. */
  readonly place: Int32Array;
  /** Points of each category. */
  readonly gain: Int32Array;
  /** Highest total of the first m items; length items + 1. */
  readonly top: Int32Array;
  /** Persons per total, the two extreme totals left out: what they have is certain. */
  readonly persons: Float64Array;
  /** Totals between the extremes that somebody has, rising. */
  readonly totals: readonly number[];
  /** Persons with the highest total. */
  readonly perfect: number;
};

/** The categories at one theta, and the probabilities of the totals of the first m items. */
export type Window = {
  readonly theta: number;
  /** Probability of zero of each item. */
  readonly zero: Float64Array;
  /** Probability of each category. */
  readonly weight: Float64Array;
  /** Sum over the items of ln(1 + sum of b exp(score theta)). */
  readonly logNorm: number;
  /** Row m: probability of each total of the first m items; rows of width top + 1. */
  readonly prefix: Float64Array;
  /** Totals of this window, rising. */
  readonly totals: readonly number[];
};

/** Smallest probability of a total that a window still counts: far above the smallest double, so that what
 * underflows on the way is below rounding. */
const floor = 1e-250;

/** Lays a booklet out.
 * @param start place of the first category of each item in the calibration */
export function layOutForm(
  { items, totals }: CountedBooklet, start: Int32Array, scores: readonly Float64Array[],
): Form {
  const place: number[] = [];
  const gain: number[] = [];
  const from = Int32Array.from({ length: items.length + 1 });
  const top = new Int32Array(items.length + 1);
  items.forEach((item, position) => {
    scores[item]!.forEach((score, category) => {
      place.push(start[item]! + category);
      gain.push(score);
    });
    from[position + 1] = place.length;
    top[position + 1] = top[position]! + (scores[item]!.at(-1) ?? 0);
  });
  const persons = totals.slice();
  persons[0] = 0;
  persons[persons.length - 1] = 0;
  return {
    size: items.length, start: from, top, persons,
    place: Int32Array.from(place), gain: Int32Array.from(gain),
    totals: Array.from(persons.keys()).filter((total) => persons[total]! > 0),
    perfect: totals.length > 1 ? totals.at(-1)! : 0,
  };
}

/** Windows that hold all totals of a booklet; undefined when a total is out of reach of doubles, which takes
 * parameters under which nobody would have it. */
export function windowsOf(form: Form, logB: Float64Array): Window[] | undefined {
  const windows: Window[] = [];
  let left = form.totals;
  while (left.length > 0) {
    const target = left[left.length >> 1]!;
    const window = openWindow(form, logB, thetaFor(form, logB, target), left);
    if (!window.totals.includes(target)) return undefined;
    const held = new Set(window.totals);
    left = left.filter((total) => !held.has(total));
    windows.push(window);
  }
  return windows;
}

/** Natural logarithm of the symmetric function of a total of the window. */
export function logGamma(form: Form, window: Window, total: number): number {
  const probability = window.prefix[form.size * rowWidth(form) + total]!;
  return Math.log(probability) + window.logNorm - total * window.theta;
}

/** Length of one row of `prefix`. */
export function rowWidth(form: Form): number {
  return form.top[form.size]! + 1;
}

function openWindow(form: Form, logB: Float64Array, theta: number, wanted: readonly number[]): Window {
  const zero = new Float64Array(form.size);
  const weight = new Float64Array(form.place.length);
  let logNorm = 0;
  for (let item = 0; item < form.size; item += 1) {
    logNorm += categories(form, logB, theta, item, zero, weight);
  }
  const width = rowWidth(form);
  const prefix = new Float64Array((form.size + 1) * width);
  prefix[0] = 1;
  for (let item = 0; item < form.size; item += 1) {
    addItem(form, item, zero, weight, prefix, item * width, form.top[item]!, prefix, (item + 1) * width);
  }
  const last = prefix.subarray(form.size * width);
  return { theta, zero, weight, logNorm, prefix, totals: wanted.filter((total) => last[total]! > floor) };
}

/** Adds one item to the totals of others, from one stretch of memory to another; sums of positive numbers
 * only. What the target held is written over. */
export function addItem(
  form: Form, item: number, zero: Float64Array, weight: Float64Array,
  from: Float64Array, fromAt: number, highest: number, to: Float64Array, toAt: number,
): void {
  const none = zero[item]!;
  const end = form.start[item + 1]!;
  const rise = form.top[item + 1]! - form.top[item]!;
  for (let s = 0; s <= highest; s += 1) to[toAt + s] = none * from[fromAt + s]!;
  to.fill(0, toAt + highest + 1, toAt + highest + rise + 1);
  for (let c = form.start[item]!; c < end; c += 1) {
    const share = weight[c]!;
    const at = toAt + form.gain[c]!;
    for (let s = 0; s <= highest; s += 1) to[at + s] = to[at + s]! + share * from[fromAt + s]!;
  }
}

/** Probabilities of one item's categories at theta, into `zero` and `weight`.
 * @returns ln(1 + sum of b exp(score theta)) */
function categories(
  form: Form, logB: Float64Array, theta: number, item: number, zero: Float64Array, weight: Float64Array,
): number {
  const [from, end] = [form.start[item]!, form.start[item + 1]!];
  let shift = 0;
  for (let c = from; c < end; c += 1) {
    weight[c] = logB[form.place[c]!]! + form.gain[c]! * theta;
    shift = Math.max(shift, weight[c]!);
  }
  let sum = Math.exp(-shift);
  zero[item] = sum;
  for (let c = from; c < end; c += 1) {
    weight[c] = Math.exp(weight[c]! - shift);
    sum += weight[c]!;
  }
  zero[item] = zero[item]! / sum;
  for (let c = from; c < end; c += 1) weight[c] = weight[c]! / sum;
  return shift + Math.log(sum);
}

/** Theta at which a total is about the expected one, by halving: a tenth of a logit is near enough. */
function thetaFor(form: Form, logB: Float64Array, total: number): number {
  const zero = new Float64Array(form.size);
  const weight = new Float64Array(form.place.length);
  const expected = (theta: number): number => {
    let sum = 0;
    for (let item = 0; item < form.size; item += 1) categories(form, logB, theta, item, zero, weight);
    for (let c = 0; c < weight.length; c += 1) sum += form.gain[c]! * weight[c]!;
    return sum;
  };
  let [low, high] = [-8, 8];
  while (expected(low) > total && low > -1e4) low *= 2;
  while (expected(high) < total && high < 1e4) high *= 2;
  while (high - low > 0.02) {
    const middle = (low + high) / 2;
    if (expected(middle) > total) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
