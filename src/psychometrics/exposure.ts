import { assert } from './assert.ts';
import type { Random } from './random.ts';
import { bestOf } from './select.ts';

/** How the best items are kept from being given to everyone.
 * `none`: always the best item.
 * `randomesque`: one of the best `best` items, each as likely (Kingsbury & Zara 1989).
 * `progressiveRestricted`: chance decides at first and information more and more; items given to a share
 *   `maxRate` or more of earlier persons are left out (Revuelta & Ponsoda 1998, JEM 35). */
export type ExposureRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'randomesque'; readonly best: number }
  | { readonly kind: 'progressiveRestricted'; readonly acceleration: number; readonly maxRate: number };

/** Chooses among items by their values.
 * @param values higher is better, -Infinity = not allowed; progressive selection overwrites them
 * @param step number of this item in the test, from 1
 * @param length items in the whole test
 * @returns place of the item, -1 when none is allowed */
export function chooseExposed(
  rule: ExposureRule, values: Float64Array, step: number, length: number, random: () => Random,
): number {
  if (rule.kind === 'none') return bestOf(values);
  if (rule.kind === 'randomesque') return oneOfTheBest(values, rule.best, random());
  const weight = progress(step, length, rule.acceleration);
  const top = values[bestOf(values)] ?? 0;
  const chance = random();
  for (let item = 0; item < values.length; item += 1) {
    if (values[item] === -Infinity) continue;
    values[item] = (1 - weight) * chance.uniform() * top + weight * values[item]!;
  }
  return bestOf(values);
}

/** Leaves out the items that too many earlier persons were given. When that leaves nothing the rule gives
 * way: a pupil always gets a next item.
 * @param rates share of earlier persons who got each item */
export function restrictExposure(rule: ExposureRule, rates: Float64Array, allowed: Uint8Array): void {
  if (rule.kind !== 'progressiveRestricted') return;
  assert(rates.length === allowed.length, 'each item of the bank has an exposure rate');
  if (!allowed.some((may, item) => may === 1 && rates[item]! < rule.maxRate)) return;
  for (let item = 0; item < allowed.length; item += 1) if (rates[item]! >= rule.maxRate) allowed[item] = 0;
}

/** Share of information in the choice at a step: 0 at the first, 1 at the last.
 * Sum over f up to this step of (f-1)^k, over the same for the whole test. */
export function progress(step: number, length: number, acceleration: number): number {
  if (length <= 1) return 1;
  let [sum, total] = [0, 0];
  for (let f = 1; f <= length; f += 1) {
    const part = f === 1 ? 0 : (f - 1) ** acceleration;
    total += part;
    if (f <= step) sum += part;
  }
  return sum / total;
}

/** How often each item was given, as a share of the sessions; and how many items two sessions share on
 * average, as a share of their length: sum of the squared rates over the length. */
export function exposureOf(
  items: number, sessions: readonly (readonly number[])[],
): { readonly rates: Float64Array; readonly overlap: number } {
  const rates = new Float64Array(items);
  let given = 0;
  for (const session of sessions) {
    given += session.length;
    for (const item of session) rates[item]! += 1;
  }
  for (let item = 0; item < items; item += 1) rates[item]! /= sessions.length;
  const length = given / sessions.length;
  return { rates, overlap: rates.reduce((sum, rate) => sum + rate * rate, 0) / length };
}

function oneOfTheBest(values: Float64Array, best: number, random: Random): number {
  const chosen: number[] = [];
  for (let item = 0; item < values.length; item += 1) {
    if (values[item] === -Infinity) continue;
    let place = chosen.length;
    while (place > 0 && values[chosen[place - 1]!]! < values[item]!) place -= 1;
    if (place < best) chosen.splice(place, 0, item);
    if (chosen.length > best) chosen.pop();
  }
  return chosen.length === 0 ? -1 : random.pick(chosen);
}
