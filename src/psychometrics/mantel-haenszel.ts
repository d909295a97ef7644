import { assert } from './assert.ts';
import { chiSquareTail } from './chi-square.ts';
import type { Patterns } from './patterns.ts';

/** One right-or-wrong item in two groups, persons with the same total compared with each other. */
export type MantelHaenszel = {
  readonly item: number;
  /** Odds of a right answer in the reference group over those in the focal group. */
  readonly oddsRatio: number;
  /** -2.35 ln of it: below zero the item is harder for the focal group; and its standard error. */
  readonly delta: number;
  readonly se: number;
  readonly chiSquare: number;
  readonly p: number;
  /** A negligible, C large (|delta| at least 1.5 and significantly above 1), B between. */
  readonly grade: 'A' | 'B' | 'C';
};

/** Mantel-Haenszel statistics of each item; strata are totals over the items that everyone took.
 * @param focal 1 for persons of the focal group, 0 for the reference group
 * Source: Holland & Thayer (1988); its error: Robins, Breslow & Greenland (1986), Biometrics 42. */
export function mantelHaenszel(patterns: Patterns, focal: Uint8Array): MantelHaenszel[] {
  const { persons, categories } = patterns;
  const items = categories.length / Math.max(1, persons);
  assert(focal.length === persons, 'each person is in one of the two groups');
  const totals = new Int32Array(persons);
  for (let at = 0; at < categories.length; at += 1) {
    const category = categories[at]!;
    assert(category === 0 || category === 1, `item ${at % items} is not answered right or wrong by everyone`);
    totals[Math.floor(at / items)]! += category;
  }
  return Array.from({ length: items }, (_, item) => {
    // Per total: reference right, reference wrong, focal right, focal wrong.
    const tables = Array.from({ length: items + 1 }, () => new Float64Array(4));
    for (let person = 0; person < persons; person += 1) {
      const wrong = 1 - categories[person * items + item]!;
      tables[totals[person]!]![2 * focal[person]! + wrong]! += 1;
    }
    return statistics(item, tables);
  });
}

function statistics(item: number, tables: readonly Float64Array[]): MantelHaenszel {
  let [upper, lower, mixed, upperSpread, lowerSpread] = [0, 0, 0, 0, 0];
  let [right, expected, variance] = [0, 0, 0];
  for (const table of tables) {
    const [a, b, c, d] = Array.from(table) as [number, number, number, number];
    const n = a + b + c + d;
    if (n < 2) continue;
    const [agree, cross] = [(a * d) / n, (b * c) / n];
    upper += agree;
    lower += cross;
    upperSpread += ((a + d) / n) * agree;
    lowerSpread += ((b + c) / n) * cross;
    mixed += ((a + d) / n) * cross + ((b + c) / n) * agree;
    right += a;
    expected += ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  }
  assert(upper > 0 && lower > 0, `item ${item} has no totals at which the groups can be compared`);
  const oddsRatio = upper / lower;
  const delta = -2.35 * Math.log(oddsRatio);
  const se = 2.35 * Math.sqrt(upperSpread / (2 * upper * upper) + mixed / (2 * upper * lower)
    + lowerSpread / (2 * lower * lower));
  const chiSquare = Math.max(0, Math.abs(right - expected) - 0.5) ** 2 / variance;
  const p = chiSquareTail(chiSquare, 1);
  const size = Math.abs(delta);
  const large = size >= 1.5 && size - 1.645 * se > 1;
  return { item, oddsRatio, delta, se, chiSquare, p, grade: size < 1 || p > 0.05 ? 'A' : large ? 'C' : 'B' };
}
