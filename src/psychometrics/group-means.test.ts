import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { differsFrom, groupMean, groupMeanInterval, studentQuantile, trendOfMeans } from './group-means.ts';

const near = (a: number, b: number, within = 1e-6) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`);

test('quantiles of Student are those of the tables (Abramowitz & Stegun 26.10; R qt)', () => {
  near(studentQuantile(0.975, 1), 12.706205, 1e-5);
  near(studentQuantile(0.975, 2), 4.302653);
  near(studentQuantile(0.95, 6), 1.943180);
  near(studentQuantile(0.975, 9), 2.262157);
  near(studentQuantile(0.975, 24), 2.063899);
  near(studentQuantile(0.975, 120), 1.979930);
  near(studentQuantile(0.05, 6), -1.943180);
});

test('a mean with its error and interval, as one does it by hand', () => {
  const mean = groupMean([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.equal(mean.mean, 5);
  near(mean.se!, Math.sqrt(32 / 7 / 8));
  const interval = groupMeanInterval(mean, 0.9)!;
  near(interval.high - 5, studentQuantile(0.95, 7) * mean.se!);
  near(5 - interval.low, interval.high - 5);
  assert.equal(groupMeanInterval(groupMean([3]), 0.9), null);
});

test('a mean differs from a value only when its interval at 95 % leaves it out', () => {
  fc.assert(fc.property(
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 40 }),
    fc.double({ min: -3, max: 3, noNaN: true }),
    (values, value) => {
      const mean = groupMean(values);
      const { low, high } = groupMeanInterval(mean, 0.95)!;
      assert.equal(differsFrom(mean, value), value < low ? 1 : value > high ? -1 : 0);
    }));
});

test('means on a line have its slope; a zigzag round it makes the slope less sure', () => {
  const on = (wave: number) => [0, 1, 2, 3, 4].map((time) =>
    ({ time, score: 1 + 0.3 * time + (time % 2 === 0 ? wave : -wave), se: 0.1 }));
  const straight = trendOfMeans(on(0));
  near(straight.slope, 0.3, 1e-12);
  near(straight.slopeSe, 0.1 / Math.sqrt(10), 1e-12);
  assert.ok(straight.beyondNoise);
  const zigzag = trendOfMeans(on(1));
  assert.ok(zigzag.slopeSe > 5 * straight.slopeSe);
  assert.ok(!zigzag.beyondNoise);
});
