import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import type { Queue } from './queue.ts';
import { acknowledge, carryOver, emptyQueue, enqueue, retryDelayMs } from './queue.ts';

const at = '2027-01-19T09:00:00.000Z';

const filled = (epoch: number, lastSequence: number, itemIds: readonly string[]): Queue =>
  itemIds.reduce((queue, id) => enqueue(queue, id, { RESPONSE: id }, at), emptyQueue(epoch, lastSequence));

test('answers get rising sequences, and an acknowledgement drops all up to its own', () => {
  const queue = filled(4, 0, ['a', 'b', 'a']);
  assert.deepEqual(queue.waiting.map(({ sequence, itemId }) => `${sequence}${itemId}`), ['1a', '2b', '3a']);
  assert.deepEqual(acknowledge(queue, 2).waiting.map(({ sequence }) => sequence), [3]);
  assert.equal(acknowledge(queue, 3).lastSequence, 3);
});

test('what a reload left behind is sent again in the new epoch, in the same order', () => {
  const moved = carryOver(filled(4, 7, ['a', 'b']), emptyQueue(5, 0), new Set(['a']));
  assert.deepEqual(moved.waiting.map(({ sequence, itemId }) => [sequence, itemId]), [[1, 'a'], [2, 'b']]);
  assert.equal(moved.epoch, 5);
});

test('after another device was in between, its answers are not overwritten', () => {
  const moved = carryOver(filled(4, 0, ['a', 'b']), emptyQueue(6, 0), new Set(['a']));
  assert.deepEqual(moved.waiting.map(({ itemId }) => itemId), ['b']);
});

test('within one epoch what the server has is dropped and the sequence goes on', () => {
  const left = filled(4, 0, ['a', 'b', 'c']);
  const moved = carryOver(left, emptyQueue(4, 2), new Set());
  assert.deepEqual(moved.waiting.map(({ sequence }) => sequence), [3]);
  assert.deepEqual(enqueue(moved, 'd', {}, at).waiting.map(({ sequence }) => sequence), [3, 4]);
});

test('no answer is lost and none has the sequence of another, whatever is acknowledged when', () => {
  const step = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((itemId) => ({ itemId })),
    fc.nat({ max: 20 }).map((back) => ({ back })),
  );
  fc.assert(fc.property(fc.array(step), (steps) => {
    let queue = emptyQueue(1, 0);
    const given: number[] = [];
    const acknowledged = new Set<number>();
    for (const one of steps) {
      if ('itemId' in one) {
        queue = enqueue(queue, one.itemId, {}, at);
        given.push(queue.lastSequence);
      } else {
        const upTo = Math.max(0, queue.lastSequence - one.back);
        queue = acknowledge(queue, upTo);
        for (let sequence = 1; sequence <= upTo; sequence += 1) acknowledged.add(sequence);
      }
    }
    assert.equal(new Set(given).size, given.length);
    const waiting = new Set(queue.waiting.map(({ sequence }) => sequence));
    for (const sequence of given) assert.equal(waiting.has(sequence), !acknowledged.has(sequence));
  }));
});

test('retries wait longer each time, up to half a minute', () => {
  assert.deepEqual([1, 2, 3, 6, 50].map(retryDelayMs), [1000, 2000, 4000, 30_000, 30_000]);
});
