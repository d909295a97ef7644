import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { publishable, publishedFrom } from './suppression.ts';

test('large numbers are published as they are, with their total', () => {
  assert.deepEqual(publishable([22, 19, 25]), { total: 66, cells: [22, 19, 25] });
});

test('a small number takes another along, since the total would tell it', () => {
  assert.deepEqual(publishable([22, 9, 25]), { total: 56, cells: [null, null, 25] });
});

test('of two small numbers with ten or more together nothing more is left out', () => {
  assert.deepEqual(publishable([22, 8, 5]), { total: 35, cells: [22, null, null] });
});

test('two nines take another along: no other numbers below ten have their sum', () => {
  assert.deepEqual(publishable([22, 9, 9]), { total: 40, cells: [null, null, null] });
});

test('a school of fewer than ten pupils publishes nothing, one alone neither', () => {
  assert.deepEqual(publishable([4, 3]), { total: null, cells: [null, null] });
  assert.deepEqual(publishable([8]), { total: null, cells: [null] });
  assert.deepEqual(publishable([12]), { total: 12, cells: [12] });
});

/** Every row of numbers up to a bound. */
function rowsOf(length: number, from: number, to: number): number[][] {
  if (length === 0) return [[]];
  return rowsOf(length - 1, from, to).flatMap((row) =>
    Array.from({ length: to - from + 1 }, (_, step) => [...row, from + step]));
}

for (const [length, from, to] of [[2, 0, 30], [2, 1, 30], [3, 0, 24], [3, 1, 24], [4, 1, 13]] as const) {
  test(`of all rows of ${length} numbers from ${from} to ${to}, who knows the rule finds none below ten`, () => {
    // Everything that a reader can conclude: the rows that would have been published just so.
    const possible = new Map<string, number[][]>();
    for (const row of rowsOf(length, from, to)) {
      const key = JSON.stringify(publishable(row));
      const rows = possible.get(key);
      if (rows) rows.push(row);
      else possible.set(key, [row]);
    }
    for (const [key, rows] of possible) {
      const { total, cells } = JSON.parse(key) as ReturnType<typeof publishable>;
      const shown = cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
      // Rows with numbers beyond the bound are not in the list: leave alone where they could be.
      const left = cells.filter((cell) => cell === null).length;
      if (total === null || total - shown - from * (left - 1) > to) continue;
      cells.forEach((cell, index) => {
        if (cell !== null) return;
        const values = new Set(rows.map((row) => row[index]));
        assert.ok(values.size > 1 || rows[0]![index]! >= publishedFrom, `${key} tells number ${index}: ${[...values]}`);
      });
    }
  });
}

test('whatever is published is true and at least ten, and what is left out is ten pupils or more together', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 }), (counts) => {
    const { total, cells } = publishable(counts);
    const sum = counts.reduce((all, count) => all + count, 0);
    assert.ok(total === null ? cells.every((cell) => cell === null) : total === sum && total >= publishedFrom);
    cells.forEach((cell, index) => assert.ok(cell === null || (cell === counts[index] && cell >= publishedFrom)));
    const hidden = counts.filter((_, index) => cells[index] === null);
    if (total === null || hidden.length === 0) return;
    // The mean of what is left out follows from the other means: it is one of two groups and ten pupils at least.
    assert.ok(hidden.length > 1 && hidden.reduce((all, count) => all + count, 0) >= publishedFrom);
  }));
});
