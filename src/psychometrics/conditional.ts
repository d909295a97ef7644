import { addItem, layOutForm, logGamma, rowWidth, windowsOf } from './conditional-window.ts';
import type { Form, Window } from './conditional-window.ts';
import type { ResponseCounts } from './counts.ts';
import { zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';

/** The parameters of a calibration laid out flat: category c of item i stands at start[i] + c. */
export type Layout = {
  readonly start: Int32Array;
  /** Per item the scores of its categories above zero. */
  readonly scores: readonly Float64Array[];
  /** Persons in each category. */
  readonly n: Float64Array;
  readonly forms: readonly Form[];
};

/** The conditional likelihood at one set of parameters, with its slope and curvature in ln b = -eta. */
export type Conditional = {
  readonly logLikelihood: number;
  /** Persons expected in each category. */
  readonly expected: Float64Array;
  /** Minus the second derivatives; singular along the shift of the scale. */
  readonly information: Matrix;
};

/** Lays out what was counted. */
export function layOut({ items, booklets }: ResponseCounts): Layout {
  const start = new Int32Array(items.length + 1);
  items.forEach((item, index) => { start[index + 1] = start[index]! + item.categories.length; });
  const scores = items.map((item) => Float64Array.from(item.categories, (category) => category.score));
  return {
    start, scores,
    n: Float64Array.from(items.flatMap((item) => item.categories.map((category) => category.n))),
    forms: booklets.map((booklet) => layOutForm(booklet, start, scores)),
  };
}

/** Log-likelihood alone: what a step of the search is judged by; -Infinity where doubles cannot follow. */
export function conditionalLogLikelihood(layout: Layout, logB: Float64Array): number {
  let sum = 0;
  layout.n.forEach((n, at) => { sum += n * logB[at]!; });
  for (const form of layout.forms) {
    const windows = windowsOf(form, logB);
    if (!windows) return -Infinity;
    sum -= bookletNorm(form, windows, logB);
  }
  return sum;
}

/** Log-likelihood, expectations and information at these parameters; undefined where doubles cannot follow.
 * Source: Andersen (1972), JRSS-B 34; Fischer & Molenaar (1995), Rasch Models. */
export function conditional(layout: Layout, logB: Float64Array): Conditional | undefined {
  const expected = new Float64Array(logB.length);
  const information = zeros(logB.length);
  let logLikelihood = 0;
  layout.n.forEach((n, at) => { logLikelihood += n * logB[at]!; });
  for (const form of layout.forms) {
    const windows = windowsOf(form, logB);
    if (!windows) return undefined;
    logLikelihood -= bookletNorm(form, windows, logB);
    for (const top of topCategories(form)) expected[top] = expected[top]! + form.perfect;
    for (const window of windows) addWindow(form, window, expected, information);
  }
  mirror(information);
  return { logLikelihood, expected, information };
}

/** Sum over the persons of a booklet of ln gamma of their total. */
function bookletNorm(form: Form, windows: readonly Window[], logB: Float64Array): number {
  let sum = 0;
  for (const window of windows) {
    for (const total of window.totals) sum += form.persons[total]! * logGamma(form, window, total);
  }
  for (const top of topCategories(form)) sum += form.perfect * logB[top]!;
  return sum;
}

/** Places of the highest category of each item: what a perfect total consists of. */
function topCategories({ start, place, perfect }: Form): number[] {
  if (perfect === 0) return [];
  const tops: number[] = [];
  for (let item = 0; item + 1 < start.length; item += 1) {
    if (start[item + 1]! > start[item]!) tops.push(place[start[item + 1]! - 1]!);
  }
  return tops;
}

/** Adds the persons of one window: first the pairs, then what is taken off for each total. */
function addWindow(form: Form, window: Window, expected: Float64Array, information: Matrix): void {
  const suffix = suffixOf(form, window);
  const width = rowWidth(form);
  const row = new Float64Array(2 * width);
  for (let item = 0; item < form.size; item += 1) {
    for (let c = form.start[item]!; c < form.start[item + 1]!; c += 1) {
      const sum = window.weight[c]! * overlap(
        window.prefix, item * width, form.top[item]!, suffix, (item + 1) * width + form.gain[c]!);
      const at = form.place[c]!;
      expected[at] = expected[at]! + sum;
      add(information, at, at, sum);
    }
    row.set(window.prefix.subarray(item * width, (item + 1) * width));
    addPairs(form, window, suffix, item, row, information);
  }
  subtractProducts(form, window, information);
}

/** Persons expected in a category of an item and in one of a later item at once. The totals of all items but
 * the first of the pair are carried on; what the items after the second add stands in `suffix`. So n squared
 * times S additions give all pairs, all positive, and nothing is divided out. */
function addPairs(
  form: Form, { zero, weight }: Window, suffix: Float64Array, item: number, row: Float64Array,
  information: Matrix,
): void {
  const width = rowWidth(form);
  let [here, there] = [0, width];
  let highest = form.top[item]!;
  for (let other = item + 1; other < form.size; other += 1) {
    const beyond = (other + 1) * width;
    for (let c = form.start[item]!; c < form.start[item + 1]!; c += 1) {
      for (let d = form.start[other]!; d < form.start[other + 1]!; d += 1) {
        const both = overlap(row, here, highest, suffix, beyond + form.gain[c]! + form.gain[d]!);
        add(information, form.place[d]!, form.place[c]!, both * weight[c]! * weight[d]!);
      }
    }
    addItem(form, other, zero, weight, row, here, highest, row, there);
    highest += form.top[other + 1]! - form.top[other]!;
    [here, there] = [there, here];
  }
}

/** Row m: for each total of the first m items, the persons it stands for once the later items are answered,
 * each over the probability of his total. */
function suffixOf(form: Form, { zero, weight, prefix, totals }: Window): Float64Array {
  const width = rowWidth(form);
  const suffix = new Float64Array((form.size + 1) * width);
  const last = form.size * width;
  for (const total of totals) suffix[last + total] = form.persons[total]! / prefix[last + total]!;
  for (let item = form.size - 1; item >= 0; item -= 1) {
    const [to, from] = [item * width, (item + 1) * width];
    const highest = form.top[item]!;
    const none = zero[item]!;
    for (let s = 0; s <= highest; s += 1) suffix[to + s] = none * suffix[from + s]!;
    for (let c = form.start[item]!; c < form.start[item + 1]!; c += 1) {
      const share = weight[c]!;
      const at = from + form.gain[c]!;
      for (let s = 0; s <= highest; s += 1) suffix[to + s] = suffix[to + s]! + share * suffix[at + s]!;
    }
  }
  return suffix;
}

function overlap(
  left: Float64Array, leftAt: number, highest: number, right: Float64Array, rightAt: number,
): number {
  let sum = 0;
  for (let s = 0; s <= highest; s += 1) sum += left[leftAt + s]! * right[rightAt + s]!;
  return sum;
}

/** Takes off, for each total, the product of the two expectations given it. */
function subtractProducts(form: Form, window: Window, information: Matrix): void {
  const { totals } = window;
  const shares = sharesOf(form, window);
  for (let c = 0; c < form.place.length; c += 1) {
    for (let d = c; d < form.place.length; d += 1) {
      const product = overlap(shares, c * totals.length, totals.length - 1, shares, d * totals.length);
      add(information, form.place[d]!, form.place[c]!, -product);
    }
  }
}

/** Row c: for each total of the window the probability of category c given it, times the root of the
 * persons. */
function sharesOf(form: Form, window: Window): Float64Array {
  const { totals, weight, prefix } = window;
  const last = form.size * rowWidth(form);
  const rates = totals.map((total) => Math.sqrt(form.persons[total]!) / prefix[last + total]!);
  const shares = new Float64Array(form.place.length * totals.length);
  leaveOneOut(form, window, (item, others) => {
    const highest = form.top[form.size]! - (form.top[item + 1]! - form.top[item]!);
    for (let c = form.start[item]!; c < form.start[item + 1]!; c += 1) {
      for (let at = 0; at < totals.length; at += 1) {
        const below = totals[at]! - form.gain[c]!;
        if (below < 0 || below > highest) continue;
        shares[c * totals.length + at] = weight[c]! * others[below]! * rates[at]!;
      }
    }
  });
  return shares;
}

/** Calls back for each item with the totals of all the others, which may not be kept. By halving, so that
 * nothing is divided out (which cancels): n S log n additions. Source: Verhelst, Glas & van der Sluis (1984)
 * on the loss of digits by division. */
function leaveOneOut(
  form: Form, { zero, weight }: Window, visit: (item: number, others: Float64Array) => void,
): void {
  const width = rowWidth(form);
  const inner = (from: number, end: number, base: Float64Array, highest: number): void => {
    if (end - from === 1) {
      visit(from, base);
      return;
    }
    const middle = (from + end) >> 1;
    for (const [keep, keepEnd, skip, skipEnd] of [[middle, end, from, middle], [from, middle, middle, end]]) {
      let [mine, spare] = [base.slice(0, width), new Float64Array(width)];
      let top = highest;
      for (let item = keep!; item < keepEnd!; item += 1) {
        addItem(form, item, zero, weight, mine, 0, top, spare, 0);
        top += form.top[item + 1]! - form.top[item]!;
        [mine, spare] = [spare, mine];
      }
      inner(skip!, skipEnd!, mine, top);
    }
  };
  const nothing = new Float64Array(width);
  nothing[0] = 1;
  if (form.size > 0) inner(0, form.size, nothing, 0);
}

function add({ size, values }: Matrix, row: number, column: number, value: number): void {
  values[row * size + column] = values[row * size + column]! + value;
}

/** The lower triangle was filled, or the upper where a booklet's order differs: adds them up. */
function mirror({ size, values }: Matrix): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) {
      const sum = values[row * size + column]! + values[column * size + row]!;
      values[row * size + column] = sum;
      values[column * size + row] = sum;
    }
  }
}
