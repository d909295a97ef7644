import { assert } from './assert.ts';
import { normalQuantile } from './normal.ts';

/** A stream of chance that is fixed by its seed: the same seed gives the same draws on every machine. */
export type Random = {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Whole number from min to max, both included, each equally likely. */
  integer(min: number, max: number): number;
  /** Normal with this mean and standard deviation (0 and 1 unless given). */
  normal(mean?: number, sd?: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** The same entries in another order; the list itself is left alone. */
  shuffle<T>(list: readonly T[]): T[];
  /** An independent stream for a part, fixed by this stream's seed and the label, whatever was drawn
   * before. */
  fork(label: string): Random;
};

/** Makes a stream of chance from a seed. Generator: xoshiro128** (Blackman & Vigna 2021, ACM TOMS 47), period
 * 2^128 - 1. */
export function seededRandom(seed: string): Random {
  const next = xoshiro(seed);
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  const integer = (min: number, max: number): number => {
    const range = max - min + 1;
    assert([min, max].every(Number.isSafeInteger), 'bounds of a whole number are whole numbers');
    assert(range >= 1 && range <= 4294967296, `no whole number from ${min} to ${max} can be drawn`);
    // Draws beyond the last full multiple of the range would favour small numbers: draw again.
    const limit = 4294967296 - (4294967296 % range);
    let draw = next();
    while (draw >= limit) draw = next();
    return min + (draw % range);
  };
  return {
    uniform,
    integer,
    normal: (mean = 0, sd = 1) => mean + sd * normalQuantile(uniform() + 2 ** -54),
    chance: (probability) => uniform() < probability,
    pick: (list) => {
      assert(list.length > 0, 'nothing can be picked from an empty list');
      return list[integer(0, list.length - 1)]!;
    },
    shuffle: (list) => {
      const result = [...list];
      for (let last = result.length - 1; last > 0; last -= 1) {
        const other = integer(0, last);
        [result[last], result[other]] = [result[other]!, result[last]!];
      }
      return result;
    },
    fork: (label) => seededRandom(`${seed}/${label}`),
  };
}

function xoshiro(seed: string): () => number {
  const spread = splitMix(hash(seed));
  let [a, b, c, d] = [spread(), spread(), spread(), spread() | 1];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}

/** FNV-1a over the UTF-16 units of the seed, kept in two halves of 32 bits so that near seeds part at
 * once. */
function hash(seed: string): { readonly low: number; readonly high: number } {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < seed.length; at += 1) {
    low = Math.imul(low ^ seed.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ seed.charCodeAt(at), 0x85ebca6b) + at;
  }
  return { low, high };
}

/** SplitMix32 with the finalizer of MurmurHash3: turns the hash into the four words of the state. */
function splitMix({ low, high }: { readonly low: number; readonly high: number }): () => number {
  let state = low;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ high;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) | 0;
  };
}
