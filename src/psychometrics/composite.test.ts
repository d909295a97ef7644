import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compositeStanding } from './composite.ts';
import { seededRandom } from './random.ts';

const near = (a: number, b: number, tolerance = 1e-9) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);

test('one subject stands where it stands, with its own error', () => {
  const { standing, se, low, high } = compositeStanding([{ z: 0.7, se: 0.3, weight: 5 }], 0.4);
  near(standing, 0.7);
  near(se, 0.3);
  near((high - low) / 2, 1.6448536269514722 * 0.3);
});

test('two subjects that do not agree at all spread a root of two less than each of them', () => {
  // z of (1 + 1) / 2 = 1 over a spread of sqrt(1/4 + 1/4).
  near(compositeStanding([{ z: 1, se: 0, weight: 1 }, { z: 1, se: 0, weight: 1 }], 0).standing, Math.SQRT2);
  near(compositeStanding([{ z: 1, se: 0, weight: 1 }, { z: 1, se: 0, weight: 1 }], 1).standing, 1);
});

test('weights count by their ratio alone, and the order of the subjects does not matter', () => {
  const part = fc.record({
    z: fc.double({ min: -3, max: 3, noNaN: true }), se: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.double({ min: 0.05, max: 2, noNaN: true }),
  });
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }),
    (parts, correlation) => {
      const plain = compositeStanding(parts, correlation);
      const other = compositeStanding(
        parts.map((one) => ({ ...one, weight: 7 * one.weight })).toReversed(), correlation);
      near(plain.standing, other.standing);
      near(plain.se, other.se);
    }));
});

test('over a simulated population the standings have mean 0 and standard deviation 1', () => {
  const random = seededRandom('composite');
  const weights = [0.4, 0.4, 0.2];
  const correlation = 0.65;
  const standings = Array.from({ length: 20_000 }, () => {
    const shared = random.normal(0, 1);
    return compositeStanding(weights.map((weight) => ({
      z: Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * random.normal(0, 1), se: 0, weight,
    })), correlation).standing;
  });
  const mean = standings.reduce((sum, z) => sum + z, 0) / standings.length;
  const variance = standings.reduce((sum, z) => sum + (z - mean) ** 2, 0) / standings.length;
  // Four standard errors of a mean and of a standard deviation of 20,000.
  near(mean, 0, 4 / Math.sqrt(20_000));
  near(Math.sqrt(variance), 1, 4 / Math.sqrt(40_000));
});
