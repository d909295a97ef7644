/** A set of numbers as the stretches that it consists of. */
export interface Spans {
  has(value: number): boolean;
}

/** The numbers that fall in one of these stretches, ends included, which may overlap and come in any order. One
 * that begins above its end holds nothing. Made once for a test, asked once for each of its results: a hostile
 * message has a hundred thousand of both, so asking takes a time that hardly grows with their number. */
export function newSpans(stretches: readonly { readonly from: number; readonly to: number }[]): Spans {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { from, to } of stretches.filter((one) => one.from <= one.to).toSorted((a, b) => a.from - b.from)) {
    const last = ends.length - 1;
    const end = ends[last];
    if (end === undefined || from > end) {
      starts.push(from);
      ends.push(to);
    } else if (to > end) ends[last] = to;
  }
  return {
    has(value) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((starts[middle] ?? Infinity) <= value) low = middle + 1;
        else high = middle;
      }
      return value <= (ends[low - 1] ?? -Infinity);
    },
  };
}
