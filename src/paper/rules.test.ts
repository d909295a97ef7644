import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { contentOf, differencesOf, entriesOf, isComplete, meaningOf, sameEntry } from './rules.ts';
import type { CellChange, CellEntry, RowContent } from './types.ts';

const itemIds = ['A', 'B', 'C'];
const entry: fc.Arbitrary<CellEntry> = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((score) => ({ kind: 'points' as const, score })),
  fc.constantFrom('A', 'B').map((RESPONSE) => ({ kind: 'answer' as const, responses: { RESPONSE } })),
  fc.constant({ kind: 'skipped' as const }), fc.constant({ kind: 'not-reached' as const }),
);
const changes: fc.Arbitrary<CellChange[]> = fc.array(
  fc.record({ itemId: fc.constantFrom(...itemIds), entry: fc.option(entry) }), { maxLength: 12 });
const cells = fc.dictionary(fc.constantFrom(...itemIds), entry, { noNullPrototype: true })
  .map((all) => new Map(Object.entries(all)));

test('the newest entry of a cell counts, in whatever order the entries are read', () => {
  fc.assert(fc.property(changes, fc.nat(), (made, seed) => {
    const entries = entriesOf(made, 0);
    const expected = new Map<string, CellEntry>();
    for (const { itemId, entry: one } of made) {
      if (one === null || one.kind === 'total') expected.delete(itemId!);
      else expected.set(itemId!, one);
    }
    const turned = entries.toSorted((a, b) => ((a.entryNo * 7919 + seed) % 13) - ((b.entryNo * 7919 + seed) % 13));
    assert.deepEqual(new Map([...contentOf(turned).cells].toSorted()), new Map([...expected].toSorted()));
  }));
});

test('missing, skipped and not reached are three things, and only missing keeps a row from being handed in', () => {
  const row = (last: CellEntry | undefined): RowContent => ({
    cells: new Map<string, CellEntry>([
      ['A', { kind: 'points', score: 1 }], ['B', { kind: 'skipped' }], ...(last ? [['C', last] as const] : []),
    ]),
    total: null,
  });
  const notReached = { kind: 'not-reached' } as const;
  assert.deepEqual([row(undefined), row({ kind: 'skipped' }), row(notReached)].map((one) => isComplete(one, 3, false)),
    [false, true, true]);
  assert.ok(isComplete(row(undefined), 3, true));
  assert.ok(!isComplete({ cells: new Map(), total: null }, 3, true));
  assert.ok(isComplete({ cells: new Map(), total: 0 }, 3, false));
  assert.ok(!sameEntry({ kind: 'skipped' }, notReached) && !sameEntry(undefined, notReached));
  assert.deepEqual([undefined, { kind: 'skipped' } as const, notReached].map((one) => meaningOf(one)),
    [{ by: 'nothing', score: 0 }, { by: 'nothing', score: 0 }, { by: 'nothing', score: 0 }]);
});

test('what two persons typed differs where both typed, and nowhere once one takes over what the other has', () => {
  fc.assert(fc.property(cells, cells, (first, second) => {
    const [one, other] = [{ cells: first, total: null }, { cells: second, total: null }];
    const differing = differencesOf(one, other);
    assert.ok(differing.every((itemId) => first.has(itemId!) && second.has(itemId!)));
    const settled = new Map([...first, ...differing.map((itemId) => [itemId!, second.get(itemId!)!] as const)]);
    assert.deepEqual(differencesOf({ cells: settled, total: null }, other), []);
    assert.deepEqual(differencesOf(one, one), []);
  }));
  assert.deepEqual(differencesOf({ cells: new Map(), total: 4 }, { cells: new Map(), total: 5 }), [null]);
});
