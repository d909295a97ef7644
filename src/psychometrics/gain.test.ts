import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { besideExpected, expectedEnd } from './gain.ts';
import { expectedAfter } from './growth.ts';
import { normalQuantile } from './normal.ts';
import { usualKinship } from './projection.ts';

const from = { mean: 605, sd: 40.5, time: 3 };
const to = { mean: 628, sd: 40, time: 4 };

/** How alike standings half a year apart are, by the formula of the assumption. */
const halfYear = usualKinship.lasting + (1 - usualKinship.lasting) * Math.exp(-1 / usualKinship.fading);

describe('what is expected of pupils with the same start', () => {
  test('is what linear regression with that correlation expects', () => {
    fc.assert(fc.property(fc.double({ min: 450, max: 760, noNaN: true }), fc.double({ min: 4, max: 40, noNaN: true }),
      (score, se) => {
        const expected = expectedEnd({ score, se }, from, to);
        const regression = expectedAfter({ score, se }, from, to, halfYear);
        assert.ok(Math.abs(expected.score - regression.score) < 1e-9);
        assert.ok(Math.abs(expected.se - regression.se) < 1e-9);
      }));
  });

  test('is the step of the mean for who starts at the mean', () => {
    const expected = expectedEnd({ score: 605, se: 12 }, from, to);
    assert.ok(Math.abs(expected.score - 628) < 1e-9);
    assert.equal(expected.samePlace, 628);
  });

  test('lies nearer to the mean than the same place, on both sides', () => {
    for (const score of [520, 700]) {
      const expected = expectedEnd({ score, se: 12 }, from, to);
      assert.ok(Math.abs(expected.score - to.mean) < Math.abs(expected.samePlace - to.mean));
    }
  });
});

test('of pupils who grow as the assumption says, one in twenty lies beyond the noise', () => {
  const draws = deviates(30_000);
  let beyond = 0;
  for (let index = 0; index < draws.length; index += 4) {
    const [place, step, first, second] = draws.slice(index, index + 4) as [number, number, number, number];
    const later = halfYear * place + Math.sqrt(1 - halfYear ** 2) * step;
    const start = { score: from.mean + from.sd * place + 14 * first, se: 14 };
    const end = { score: to.mean + to.sd * later + 13 * second, se: 13 };
    if (besideExpected(end, expectedEnd(start, from, to)).beyondNoise) beyond += 1;
  }
  const share = beyond / (draws.length / 4);
  assert.ok(Math.abs(share - 0.05) < 0.01, `${share}`);
});

/** Numbers from a standard normal distribution, the same ones every time. */
function deviates(count: number): readonly number[] {
  let state = 20270119;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return normalQuantile((state + 0.5) / 2 ** 32);
  });
}
