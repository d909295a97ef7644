import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { newSpans } from './spans.ts';

test('a score is in the spans when one of the bands holds it, whatever their order and overlap', () => {
  const number = fc.integer({ min: -3, max: 40 });
  const bands = fc.array(fc.record({ from: number, to: number }), { maxLength: 12 });
  fc.assert(fc.property(bands, number, (list, value) => {
    assert.equal(newSpans(list).has(value), list.some(({ from, to }) => value >= from && value <= to));
  }));
});

test('a hundred thousand results are held against a hundred thousand bands within a second', () => {
  const bands = Array.from({ length: 100_000 }, (_, at) => ({ from: 2 * at, to: 2 * at }));
  const before = process.cpuUsage();
  const spans = newSpans(bands.toReversed());
  const outside = bands.filter(({ from }) => spans.has(from + 1) || !spans.has(from));
  const { user, system } = process.cpuUsage(before);
  assert.equal(outside.length, 0);
  assert.ok((user + system) / 1e6 < 1, `${(user + system) / 1e6} s`);
});
