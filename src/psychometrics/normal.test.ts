import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { normalCdf, normalDensity, normalQuantile } from './normal.ts';

// Python's mpmath with 50 digits, rounded to the nearest double: [z, share below z].
const shares: [number, number][] = [
  [-37, 5.725571222524577e-300], [-20, 2.7536241186062337e-89], [-8, 6.220960574271784e-16],
  [-5, 2.866515718791939e-07], [-3.1, 0.0009676032132183566], [-3, 0.0013498980316300946],
  [-2.9, 0.0018658133003840384], [-1, 0.15865525393145705], [-0.1, 0.460172162722971], [0, 0.5],
  [0.5, 0.6914624612740131], [1.96, 0.9750021048517795], [3.5, 0.9997673709209645], [6, 0.9999999990134123],
];

// The same source: [share, z].
const quantiles: [number, number][] = [
  [1e-300, -37.0470962993612], [1e-20, -9.262340089798407], [1e-09, -5.9978070150076865],
  [0.001, -3.0902323061678136], [0.1, -1.2815515655446004], [0.2, -0.8416212335729142],
  [0.25, -0.6744897501960817], [0.4, -0.2533471031357997], [0.45, -0.12566134685507402],
  [0.6, 0.2533471031357997], [0.975, 1.9599639845400538], [0.999999, 4.753424308817087],
];

function relative(actual: number, wanted: number): number {
  return wanted === 0 ? Math.abs(actual) : Math.abs(actual / wanted - 1);
}

test('the share of a normal population below z equals that of 50 digits, far in the tail too', () => {
  for (const [z, share] of shares) {
    assert.ok(relative(normalCdf(z), share) < 1e-12, `below ${z}: ${normalCdf(z)} is not ${share}`);
    assert.ok(Math.abs(normalCdf(z) - share) < 3e-16, `below ${z}: ${normalCdf(z)} is not ${share}`);
  }
  assert.deepEqual([-Infinity, Infinity].map(normalCdf), [0, 1]);
});

test('the z of a share equals that of 50 digits', () => {
  for (const [share, z] of quantiles) {
    assert.ok(relative(normalQuantile(share), z) < 3e-15, `${share}: ${normalQuantile(share)} is not ${z}`);
  }
  assert.deepEqual([0, 0.5, 1].map(normalQuantile), [-Infinity, 0, Infinity]);
  assert.throws(() => normalQuantile(1.1), /between 0 and 1/);
});

test('share and z undo each other', () => {
  fc.assert(fc.property(fc.double({ min: -8, max: 4, noNaN: true }), (z) => {
    // One rounding of the share moves z by 1e-16 over the density.
    assert.ok(Math.abs(normalQuantile(normalCdf(z)) - z) < 1e-14 + 2e-16 / normalDensity(Math.max(z, -3)));
  }));
});

test('the share below z rises with z, over the seams between the formulas too', () => {
  for (let z = -3.01; z < 3.01; z += 0.0005) assert.ok(normalCdf(z + 0.0005) > normalCdf(z), `at ${z}`);
});
