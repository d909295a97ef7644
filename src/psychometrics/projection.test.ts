import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { projectStanding, usualKinship, type Standing } from './projection.ts';

const standing: fc.Arbitrary<Standing> = fc.record({
  time: fc.double({ min: 0, max: 12, noNaN: true }), z: fc.double({ min: -3, max: 3, noNaN: true }),
  se: fc.double({ min: 0.1, max: 1, noNaN: true }),
});

function near(actual: number, expected: number, message?: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${message ?? ''} ${actual} is not ${expected}`);
}

test('of whom nothing is known the mean of the population is expected, with its whole spread', () => {
  assert.deepEqual(projectStanding([], 4), { z: 0, se: 1, weights: [] });
});

test('one result now is Kelley\'s formula: the score times its reliability', () => {
  const { z, se } = projectStanding([{ time: 4, z: -1.2, se: 0.5 }], 4);
  const reliability = 1 / 1.25;
  near(z, reliability * -1.2);
  near(se, Math.sqrt(1 - reliability));
});

test('two results at one moment count as one with both their information', () => {
  const two = projectStanding([{ time: 3, z: 1, se: 0.5 }, { time: 3, z: 0, se: 0.25 }], 5);
  const precision = 1 / 0.25 + 1 / 0.0625;
  const one = projectStanding([{ time: 3, z: (1 / 0.25) / precision, se: Math.sqrt(1 / precision) }], 5);
  near(two.z, one.z);
  near(two.se, one.se);
});

test('a result of long ago says less than one of now, and a worse one less than a good one', () => {
  const of = (time: number, se: number) => projectStanding([{ time, z: 1, se }], 10);
  assert.ok(of(10, 0.4).z > of(6, 0.4).z && of(10, 0.4).se < of(6, 0.4).se);
  assert.ok(of(10, 0.3).z > of(10, 0.6).z && of(10, 0.3).se < of(10, 0.6).se);
  // What lasts never fades.
  near(projectStanding([{ time: -1000, z: 1, se: 1e-6 }], 10).z, usualKinship.lasting);
});

test('one bad day after steady results hardly moves the expectation', () => {
  const steady = [0, 1, 2, 3].map((time) => ({ time, z: 0.5, se: 0.3 }));
  const usual = projectStanding([...steady, { time: 4, z: 0.1, se: 0.3 }], 5);
  assert.deepEqual(usual.weights, [1, 1, 1, 1, 1]);
  const badDay = projectStanding([...steady, { time: 4, z: -3, se: 0.3 }], 5);
  assert.ok(badDay.weights[4]! < 0.2, String(badDay.weights));
  assert.ok(badDay.z > -0.2, String(badDay.z));
});

test('an expectation is never surer for a result less, and never less sure than the population', () => {
  fc.assert(fc.property(fc.array(standing, { minLength: 1, maxLength: 8 }), fc.nat(14), (standings, at) => {
    // Two at most, so that no result is turned down for contradicting the others.
    const [first, second] = standings;
    const less = projectStanding([first!], at);
    const more = projectStanding(second ? [first!, second] : [first!], at);
    assert.ok(more.se <= less.se + 1e-9 && less.se <= 1);
    const all = projectStanding(standings, at);
    assert.ok(all.se > 0 && all.se <= 1 && all.weights.every((weight) => weight > 0 && weight <= 1));
  }));
});

test('the order of the results does not matter', () => {
  fc.assert(fc.property(fc.array(standing, { maxLength: 7 }), fc.nat(14), (standings, at) => {
    const one = projectStanding(standings, at);
    const other = projectStanding(standings.toReversed(), at);
    near(one.z, other.z);
    near(one.se, other.se);
  }));
});
