import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { FormItem } from '../content/store.ts';
import { cellsOf, changedCells, isComplete, readCells } from './paper-rules.ts';
import type { FinalPaperScore } from './types.ts';

const items: readonly FormItem[] = ['A', 'B', 'C'].map((id, index) => ({
  position: index + 1, weight: 1,
  item: {
    id, version: 1, title: id, qtiXml: '', maxScore: id === 'C' ? 3 : 1, domain: 'number', presentation: 'formal', needsMarking: false,
  },
}));

const entry = fc.record({
  itemId: fc.constantFrom('A', 'B', 'C'), score: fc.option(fc.integer({ min: 0, max: 1 })),
});
const entries = fc.array(entry, { maxLength: 12 }).map((list) =>
  list.map((one, index): FinalPaperScore => ({ ...one, entryNo: index + 1 })));
const cells = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 0, max: 1 }))
  .map((typed) => new Map(Object.entries(typed)));

test('cells hold whole points within the range of their item', () => {
  const read = (typed: Record<string, string>) => readCells(new Map(Object.entries(typed)), items);
  assert.deepEqual(read({ A: '1', B: ' ', C: '3' }), { ok: true, value: new Map([['A', 1], ['C', 3]]) });
  assert.deepEqual(read({ A: '2', B: '-1', C: '1,5' }), {
    ok: false, refusal: ['A', 'B', 'C'].map((itemId) => ({ itemId, code: 'not-a-score' })),
  });
});

test('what was typed is what stands after the changes, when nobody else typed', () => {
  fc.assert(fc.property(entries, cells, (before, typed) => {
    const changes = changedCells(cellsOf(before), typed, items)
      .map((cell, index) => ({ ...cell, entryNo: before.length + index + 1 }));
    assert.deepEqual(Object.fromEntries(cellsOf([...before, ...changes])), Object.fromEntries(typed));
  }));
});

test('a page that is saved unchanged changes no cell', () => {
  fc.assert(fc.property(entries, (before) => {
    const shown = cellsOf(before);
    assert.deepEqual(changedCells(shown, shown, items), []);
  }));
});

test('a row with an empty cell is complete only when the teacher says so, and an empty row never', () => {
  const full = new Map([['A', 0], ['B', 1], ['C', 2]]);
  const half = new Map([['A', 0]]);
  assert.deepEqual([isComplete(full, items, false), isComplete(half, items, false), isComplete(half, items, true),
    isComplete(new Map(), items, true)], [true, false, true, false]);
});
