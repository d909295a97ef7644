import { assert } from './assert.ts';

/** What calibration needs of the answers: how often each category was scored and each total reached. */
export type ResponseCounts = {
  readonly items: readonly CountedItem[];
  readonly booklets: readonly CountedBooklet[];
};

/** An item with the categories that were seen. */
export type CountedItem = {
  readonly itemId: string;
  /** Persons with score zero. */
  readonly zero: number;
  /** Categories above zero that were seen, scores rising. */
  readonly categories: readonly { readonly score: number; readonly n: number }[];
};

/** A set of items that some persons took. */
export type CountedBooklet = {
  /** Places of its items in `items`, rising. */
  readonly items: readonly number[];
  /** Per item of the booklet, persons per category: zero first, then the item's categories. */
  readonly counts: readonly Float64Array[];
  /** Persons per weighted total, index = total, length maximum + 1. */
  readonly totals: Float64Array;
};

/** Answers as a database or a file hands them over: row after row, a row a person, a column an item. */
export type ResponseMatrix = {
  readonly itemIds: readonly string[];
  /** Weighted item scores from 0 to `scoreLimit`; below zero = not administered, which is never a wrong
   * answer. */
  readonly scores: Int8Array | Int16Array;
};

/** Highest weighted score that one item may have. */
export const scoreLimit = 1000;

/** Counts answers once; afterwards the number of persons does not matter.
 * @param persons weighted item scores of each person in the order of `itemIds`; null = not administered,
 * never a zero */
export function countResponses(
  itemIds: readonly string[], persons: Iterable<readonly (number | null)[]>,
): ResponseCounts {
  return countMatrix(responseMatrix(itemIds, persons));
}

/** Lays the answers of persons out row after row.
 * @param persons as for countResponses */
export function responseMatrix(
  itemIds: readonly string[], persons: Iterable<readonly (number | null)[]>,
): ResponseMatrix {
  const rows = Array.from(persons);
  const scores = new Int16Array(rows.length * itemIds.length);
  rows.forEach((row, person) => {
    assert(row.length === itemIds.length, 'each person has a score or null for each item');
    row.forEach((score, item) => {
      const whole = score === null || (Number.isSafeInteger(score) && score >= 0 && score <= scoreLimit);
      assert(whole, `item ${itemIds[item]}: ${score} is no whole score from 0 to ${scoreLimit}`);
      scores[person * itemIds.length + item] = score ?? -1;
    });
  });
  return { itemIds, scores };
}

/** Counts a matrix of answers; 100,000 persons with 60 items take some 60 milliseconds.
 * @param persons the rows that count; all of them when left out */
export function countMatrix({ itemIds, scores }: ResponseMatrix, persons?: Int32Array): ResponseCounts {
  const width = itemIds.length;
  let highest = 0;
  for (let at = 0; at < scores.length; at += 1) if (scores[at]! > highest) highest = scores[at]!;
  const height = highest + 1;
  assert(highest <= scoreLimit, `no item may have a score above ${scoreLimit}`);
  const design = new Design(width, height);
  const rows = persons?.length ?? (width === 0 ? 0 : scores.length / width);
  for (let at = 0; at < rows; at += 1) {
    const from = (persons ? persons[at]! : at) * width;
    const { items, counts, totals } = design.bookletOf(scores, from);
    let total = 0;
    for (let place = 0; place < items.length; place += 1) {
      const score = scores[from + items[place]!]!;
      const cell = place * height + score;
      counts[cell] = counts[cell]! + 1;
      total += score;
    }
    totals[total] = totals[total]! + 1;
  }
  return compact(itemIds, design.booklets.filter((booklet) => booklet.items.length > 0), height);
}

type RawBooklet = {
  readonly mask: Int32Array;
  readonly items: Int32Array;
  readonly counts: Float64Array;
  readonly totals: Float64Array;
};

/** The booklets met so far, found by the bits of the items that a person took. */
class Design {
  readonly booklets: RawBooklet[] = [];
  readonly #byHash = new Map<number, RawBooklet[]>();
  readonly #mask: Int32Array;
  readonly #width: number;
  readonly #height: number;

  constructor(width: number, height: number) {
    this.#mask = new Int32Array(Math.ceil(width / 32));
    this.#width = width;
    this.#height = height;
  }

  bookletOf(scores: Int8Array | Int16Array, from: number): RawBooklet {
    const mask = this.#mask;
    let hash = 0;
    for (let word = 0; word < mask.length; word += 1) {
      const end = Math.min(this.#width, word * 32 + 32);
      let bits = 0;
      // A score below zero has its sign bit set, so that the complement's sign says "administered".
      for (let item = word * 32; item < end; item += 1) {
        bits = (bits << 1) | ((~scores[from + item]! >>> 31) & 1);
      }
      mask[word] = bits;
      hash = Math.imul(hash ^ bits, 0x9e3779b1) ^ (hash >>> 15);
    }
    const alike = this.#byHash.get(hash);
    const known = alike?.find((booklet) => booklet.mask.every((bits, word) => bits === mask[word]));
    return known ?? this.#add(hash, scores, from);
  }

  #add(hash: number, scores: Int8Array | Int16Array, from: number): RawBooklet {
    const items: number[] = [];
    for (let item = 0; item < this.#width; item += 1) if (scores[from + item]! >= 0) items.push(item);
    const booklet = {
      mask: this.#mask.slice(), items: Int32Array.from(items),
      counts: new Float64Array(items.length * this.#height),
      totals: new Float64Array(items.length * (this.#height - 1) + 1),
    };
    this.booklets.push(booklet);
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), booklet]);
    return booklet;
  }
}

/** Keeps of each item the categories that were seen in any booklet. */
function compact(itemIds: readonly string[], raw: readonly RawBooklet[], height: number): ResponseCounts {
  const sums = new Float64Array(itemIds.length * height);
  for (const { items, counts } of raw) {
    counts.forEach((n, cell) => {
      const at = items[Math.floor(cell / height)]! * height + (cell % height);
      sums[at] = sums[at]! + n;
    });
  }
  const items = itemIds.map((itemId, item) => {
    const seen = Array.from(sums.subarray(item * height, (item + 1) * height), (n, score) => ({ score, n }));
    return { itemId, zero: seen[0]!.n, categories: seen.slice(1).filter(({ n }) => n > 0) };
  });
  const tops = items.map(({ categories }) => categories.at(-1)?.score ?? 0);
  const booklets = raw.map((booklet) => {
    const maximum = booklet.items.reduce((sum, item) => sum + tops[item]!, 0);
    const counts = Array.from(booklet.items, (item, place) => Float64Array.from(
      [0, ...items[item]!.categories.map(({ score }) => score)],
      (score) => booklet.counts[place * height + score]!));
    return { items: Array.from(booklet.items), counts, totals: booklet.totals.slice(0, maximum + 1) };
  });
  return { items, booklets };
}
