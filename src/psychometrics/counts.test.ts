import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { countsFromTables } from './counts-table.ts';
import type { CategoryCount, TotalCount } from './counts-table.ts';
import { countMatrix, countResponses, responseMatrix } from './counts.ts';

const itemIds = ['a', 'b', 'c'];
const persons = [[1, 0, null], [0, 3, null], [null, 3, 2], [1, 3, null]];

test('answers are counted per booklet, item and total; what was not administered is no zero', () => {
  const { items, booklets } = countResponses(itemIds, persons);
  assert.deepEqual(items, [
    { itemId: 'a', zero: 1, categories: [{ score: 1, n: 2 }] },
    { itemId: 'b', zero: 1, categories: [{ score: 3, n: 3 }] },
    { itemId: 'c', zero: 0, categories: [{ score: 2, n: 1 }] },
  ]);
  assert.deepEqual(booklets, [
    {
      items: [0, 1], counts: [Float64Array.of(1, 2), Float64Array.of(1, 2)],
      totals: Float64Array.of(0, 1, 0, 1, 1),
    },
    {
      items: [1, 2], counts: [Float64Array.of(0, 1), Float64Array.of(0, 1)],
      totals: Float64Array.of(0, 0, 0, 0, 0, 1),
    },
  ]);
});

test('a selection of persons is counted as if the others were not there, but for the highest scores', () => {
  const matrix = responseMatrix(itemIds, persons);
  assert.deepEqual(countMatrix(matrix, Int32Array.of(0, 1, 3)),
    countResponses(itemIds, [persons[0]!, persons[1]!, persons[3]!]));
});

test('counting does not depend on the order of persons, and forty items are told apart', () => {
  const score = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
  const wide = Array.from({ length: 40 }, (_, item) => `q${item}`);
  fc.assert(fc.property(
    fc.array(fc.array(score, { minLength: 40, maxLength: 40 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const [forth, back] = [countResponses(wide, rows), countResponses(wide, rows.toReversed())];
      assert.deepEqual(forth.items, back.items);
      const taken = rows.filter((row) => row.some((value) => value !== null));
      const designs = new Set(taken.map((row) => row.map((value) => value === null).join()));
      assert.equal(forth.booklets.length, designs.size);
      const counted = forth.booklets.reduce((sum, booklet) =>
        sum + booklet.totals.reduce((n, more) => n + more, 0), 0);
      assert.equal(counted, taken.length);
    }), { numRuns: 40 });
});

const categories: CategoryCount[] = [
  { bookletId: 'x', itemId: 'a', itemScore: 0, n: 1 }, { bookletId: 'x', itemId: 'a', itemScore: 1, n: 2 },
  { bookletId: 'x', itemId: 'b', itemScore: 0, n: 1 }, { bookletId: 'x', itemId: 'b', itemScore: 3, n: 2 },
  { bookletId: 'y', itemId: 'b', itemScore: 3, n: 1 }, { bookletId: 'y', itemId: 'c', itemScore: 2, n: 1 },
];
const totals: TotalCount[] = [
  { bookletId: 'x', score: 1, n: 1 }, { bookletId: 'x', score: 3, n: 1 }, { bookletId: 'x', score: 4, n: 1 },
  { bookletId: 'y', score: 5, n: 1 },
];

test('counts made where the answers lie are those of the answers', () => {
  const counts = countResponses(itemIds, persons);
  assert.deepEqual(countsFromTables(categories, totals), { ok: true, counts });
});

test('counts that contradict each other are refused with the booklet and the item', () => {
  const refusal = (rows: CategoryCount[], sums: TotalCount[]): unknown => {
    const result = countsFromTables(rows, sums);
    return result.ok ? 'counted' : result.refusal;
  };
  assert.deepEqual(refusal(categories.with(0, { ...categories[0]!, n: 1.5 }), totals),
    { code: 'notACount', bookletId: 'x', itemId: 'a' });
  assert.deepEqual(refusal([...categories, categories[0]!], totals),
    { code: 'countedTwice', bookletId: 'x', itemId: 'a' });
  assert.deepEqual(refusal(categories.with(2, { ...categories[2]!, n: 2 }), totals),
    { code: 'personsDiffer', bookletId: 'x', itemId: 'b' });
  assert.deepEqual(refusal(categories, totals.with(3, { bookletId: 'y', score: 4, n: 1 })),
    { code: 'totalsUnlikeItems', bookletId: 'y' });
});
