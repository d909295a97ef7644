import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { measureMatching, type Measurement } from './measure.ts';

/** Of each variant the least that must be found; docs/matching.md has the figures of 100,000 pupils. */
const floors = {
  'history-with-keys': { automatic: 0.97, offered: 0.99 },
  'history-without-keys': { automatic: 0.9, offered: 0.99 },
  'roster-other-carrier': { automatic: 0.97, offered: 0.98 },
} as const;

describe('an invented population with the errors of administrations', () => {
  let measured: readonly Measurement[];
  before(() => {
    measured = measureMatching(4000, 'test');
  });

  test('nobody is ever matched to another child without a person', () => {
    assert.deepEqual(measured.map(({ variant, automaticWrong }) => [variant, automaticWrong]), [
      ['history-with-keys', 0], ['history-without-keys', 0], ['roster-other-carrier', 0],
    ]);
  });

  test('nearly everybody is matched by itself, and of the others the right one stands first', () => {
    for (const { variant, automaticRecall, recallWithFirstCandidate } of measured) {
      assert.ok(automaticRecall >= floors[variant].automatic, `${variant}: ${automaticRecall} by itself`);
      assert.ok(recallWithFirstCandidate >= floors[variant].offered, `${variant}: ${recallWithFirstCandidate}`);
    }
  });

  test('every record ends in one way, and every kind of error occurs', () => {
    for (const { records, withCounterpart, automatic, byError } of measured) {
      const counted = Object.values(byError).flatMap((endings) => Object.values(endings));
      assert.equal(counted.reduce((sum, count) => sum + count, 0), records);
      assert.ok(automatic <= withCounterpart && withCounterpart < records);
    }
    const [withKeys] = measured;
    for (const kind of ['none', 'missing-key', 'changed-key', 'typing-call-name', 'surname-changed', 'several']) {
      assert.ok(withKeys?.byError[kind], kind);
    }
  });

  test('the same seed gives the same figures', () => {
    const again = measureMatching(300, 'seed');
    const once = measureMatching(300, 'seed');
    const timeless = (some: readonly Measurement[]) =>
      some.map(({ milliseconds: _milliseconds, ...rest }) => rest);
    assert.deepEqual(timeless(again), timeless(once));
  });
});
