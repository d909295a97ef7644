import type { CountedBooklet, ResponseCounts } from './counts.ts';

/** Two groups of items that the answers do not tie to each other. */
export type Separation = {
  readonly code: 'separated';
  readonly easier: readonly string[];
  readonly harder: readonly string[];
};

/** Looks for items that nobody had right unless all of some other items were right too: how much harder they
 * are, the answers do not say. Only for designs in which every item has the scores 0 and w, with one w.
 *
 * Fischer (1981) draws an arc from i to l when someone had i right and l wrong; finite estimates exist when
 * every item can be reached from every other. The counts per booklet say the same as the answers: let the
 * items of a booklet fall in the number of persons who had them right. When the m easiest together have as
 * many right answers as the totals allow, sum of min(total, m), then nobody had a later item right with one
 * of the m wrong; else the items on both sides reach each other.
 * @param given fixed items by id: they are tied to each other by their scale */
export function separation(
  { items, booklets }: ResponseCounts, given: ReadonlyMap<string, unknown>,
): Separation | undefined {
  const weight = items.find(({ categories }) => categories.length > 0)?.categories[0]!.score ?? 1;
  const alike = items.every(({ categories }) =>
    categories.length === 0 || (categories.length === 1 && categories[0]!.score === weight));
  if (!alike) return undefined;
  const downhill: Arc[] = [];
  const ties: Arc[] = [];
  for (const booklet of booklets) arcsOf(booklet, weight, downhill, ties);
  const fixed = items.flatMap((item, index) => (given.has(item.itemId) ? [index] : []));
  for (const item of fixed) ties.push([item, fixed[0]!]);
  const arcs = [...downhill, ...ties, ...ties.map(([from, to]): Arc => [to, from])];
  const after = reached(items.length, arcs, 0);
  const before = reached(items.length, arcs.map(([from, to]) => [to, from]), 0);
  const name = (wanted: (item: number) => boolean): string[] =>
    items.flatMap((item, index) => (wanted(index) ? [item.itemId] : []));
  // What the first item reaches is never easier than what it does not reach, and the other way round.
  if (after.includes(0)) return split(name, (item) => after[item] === 0);
  if (before.includes(0)) return split(name, (item) => before[item] === 1);
  return undefined;
}

/** From an item that someone had right to one that he had wrong. */
type Arc = readonly [number, number];

function split(
  name: (wanted: (item: number) => boolean) => string[], easy: (item: number) => boolean,
): Separation {
  return { code: 'separated', easier: name(easy), harder: name((item) => !easy(item)) };
}

/** Arcs of one booklet: items between two tight places tie each other; over a tight place arcs only lead
 * down. */
function arcsOf(booklet: CountedBooklet, weight: number, downhill: Arc[], ties: Arc[]): void {
  const persons = booklet.totals.slice(1, -1).some((n) => n > 0);
  if (!persons) return;
  const right = booklet.counts.map((counts) => counts[1] ?? 0);
  const order = Array.from(right.keys()).toSorted((left, other) => right[other]! - right[left]!);
  let sum = 0;
  order.forEach((position, index) => {
    const next = order[index + 1];
    if (next === undefined) return;
    sum += right[position]!;
    let most = 0;
    booklet.totals.forEach((n, total) => { most += n * Math.min(total / weight, index + 1); });
    const arc: Arc = [booklet.items[position]!, booklet.items[next]!];
    if (sum < most) ties.push(arc);
    else downhill.push(arc);
  });
}

function reached(size: number, arcs: readonly Arc[], start: number): Uint8Array {
  const next: number[][] = Array.from({ length: size }, () => []);
  for (const [from, to] of arcs) next[from]!.push(to);
  const seen = new Uint8Array(size);
  const open = [start];
  seen[start] = 1;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    for (const other of next[item]!) {
      if (seen[other]) continue;
      seen[other] = 1;
      open.push(other);
    }
  }
  return seen;
}
