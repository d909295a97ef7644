import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import type { Queue } from './queue.ts';
import { acknowledge, emptyQueue, enqueue, nextMessage, retryDelayMs } from './queue.ts';
import { newestOfEach } from './store.ts';

const at = '2027-01-19T09:00:00.000Z';

const filled = (itemIds: readonly string[]): Queue =>
  itemIds.reduce((queue, id, index) => enqueue(queue, id, { RESPONSE: `${id}${index}` }, at), emptyQueue);

test('answers get rising sequences, and an acknowledgement drops those that it names and no other', () => {
  const queue = filled(['a', 'b', 'a']);
  assert.deepEqual(queue.waiting.map(({ sequence, itemId }) => `${sequence}${itemId}`), ['1a', '2b', '3a']);
  assert.deepEqual(acknowledge(queue, [2]).waiting.map(({ sequence }) => sequence), [1, 3]);
  assert.equal(acknowledge(queue, [1, 2, 3]).lastSequence, 3);
});

test('a message holds the oldest answers that fit, and at least one however long it is', () => {
  const queue = enqueue(filled(['a', 'b']), 'c', { RESPONSE: 'x'.repeat(5000) }, at);
  const sequences = (most: number, size: number): number[] =>
    nextMessage(queue, most, size).map(({ sequence }) => sequence);
  assert.deepEqual(sequences(100, 100_000), [1, 2, 3]);
  assert.deepEqual(sequences(2, 100_000), [1, 2]);
  assert.deepEqual(sequences(100, 1000), [1, 2]);
  assert.deepEqual(sequences(100, 10), [1]);
  assert.deepEqual(nextMessage(acknowledge(queue, [1, 2]), 100, 1000).map(({ sequence }) => sequence), [3]);
});

test('a parcel holds the newest answer of each item that waits, and of no other', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (itemIds) => {
    const { waiting } = filled(itemIds);
    const newest = newestOfEach(waiting);
    assert.deepEqual(new Set(newest.map(({ itemId }) => itemId)), new Set(itemIds));
    for (const { itemId, sequence } of newest) assert.equal(itemIds.lastIndexOf(itemId), sequence - 1);
    const sequences = newest.map(({ sequence }) => sequence);
    assert.deepEqual(sequences, sequences.toSorted((a, b) => a - b));
  }));
});

test('no answer is lost and none has the sequence of another, whatever is acknowledged when', () => {
  const step = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((itemId) => ({ itemId })),
    fc.array(fc.nat({ max: 20 })).map((stored) => ({ stored })),
  );
  fc.assert(fc.property(fc.array(step), (steps) => {
    let queue = emptyQueue;
    const given: number[] = [];
    const acknowledged = new Set<number>();
    for (const one of steps) {
      if ('itemId' in one) {
        queue = enqueue(queue, one.itemId, {}, at);
        given.push(queue.lastSequence);
      } else {
        const stored = one.stored.filter((sequence) => given.includes(sequence));
        queue = acknowledge(queue, stored);
        for (const sequence of stored) acknowledged.add(sequence);
      }
    }
    assert.equal(new Set(given).size, given.length);
    const waiting = new Set(queue.waiting.map(({ sequence }) => sequence));
    for (const sequence of given) assert.equal(waiting.has(sequence), !acknowledged.has(sequence));
  }));
});

test('retries wait longer each time, up to three quarters of a minute, and a class does not come back at once', () => {
  assert.deepEqual([1, 2, 3, 6, 50].map((failures) => retryDelayMs(failures, 0)), [1000, 2000, 4000, 30_000, 30_000]);
  assert.equal(retryDelayMs(50, 1), 45_000);
});
