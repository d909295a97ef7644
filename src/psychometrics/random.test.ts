import assert from 'node:assert/strict';
import test from 'node:test';
import { abilityOfScore } from './ability.ts';
import { categoryProbabilities, itemSet } from './irt.ts';
import { seededRandom } from './random.ts';
import { routeNext } from './routing.ts';
import type { Shift } from './routing.ts';
import { drawItemScore, drawItemScores } from './simulate.ts';
import { asTheta, itemParameters } from './types.ts';

test('a seed fixes the draws, on every machine', () => {
  // The same generator written in Python.
  const random = seededRandom('De Regenboog 2026');
  assert.deepEqual(Array.from({ length: 6 }, () => random.integer(1, 1000)), [346, 263, 851, 640, 423, 924]);
  assert.equal(random.uniform(), 0.15426466546694007);
  assert.deepEqual(random.shuffle([1, 2, 3, 4, 5]), [3, 4, 2, 1, 5]);
});

test('near seeds give unlike draws', () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => seededRandom(`school-${seed}`).uniform());
  const mean = firsts.reduce((sum, first) => sum + first, 0) / 1000;
  // Four standard errors of the mean of 1000 uniforms: 4 * sqrt(1/12/1000).
  assert.ok(Math.abs(mean - 0.5) < 0.037, `mean of first draws ${mean}`);
  assert.equal(new Set(firsts).size, 1000);
});

test('a forked stream hangs on its label, not on what was drawn before', () => {
  const [fresh, used] = [seededRandom('school'), seededRandom('school')];
  used.uniform();
  assert.equal(fresh.fork('pupil 7').uniform(), used.fork('pupil 7').uniform());
  assert.notEqual(fresh.fork('pupil 7').uniform(), fresh.fork('pupil 8').uniform());
});

test('whole numbers are equally likely and stay within their bounds', () => {
  const random = seededRandom('dice');
  const counts = [0, 0, 0, 0, 0, 0];
  for (let roll = 0; roll < 60000; roll += 1) counts[random.integer(1, 6) - 1]! += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10000) ** 2 / 10000, 0);
  // 99.9 % of fair dice stay below 20.5 (five degrees of freedom).
  assert.ok(chiSquare < 20.5, `chi-square ${chiSquare}`);
  assert.throws(() => random.integer(2, 1), /no whole number from 2 to 1/);
});

test('wide ranges do not favour their small numbers', () => {
  const random = seededRandom('wide');
  const draws = Array.from({ length: 4000 }, () => random.integer(0, 2_999_999_999));
  const low = draws.filter((draw) => draw < 1_000_000_000).length;
  // A third, within four standard errors; a plain remainder would give 47 %.
  assert.ok(Math.abs(low / 4000 - 1 / 3) < 0.03, `${low} of 4000 in the lowest third`);
});

test('normal draws have their mean and standard deviation', () => {
  const random = seededRandom('normal');
  const draws = Array.from({ length: 20000 }, () => random.normal(500, 40));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const sd = Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length);
  // Four standard errors: 40 / sqrt(20000) and 40 / sqrt(40000).
  assert.ok(Math.abs(mean - 500) < 1.14 && Math.abs(sd - 40) < 0.8, `mean ${mean}, sd ${sd}`);
});

test('a shuffle keeps every entry and leaves the list alone', () => {
  const list = ['a', 'b', 'c', 'd'];
  assert.deepEqual(seededRandom('shuffle').shuffle(list).toSorted(), list);
  assert.deepEqual(list, ['a', 'b', 'c', 'd']);
  assert.throws(() => seededRandom('empty').pick([]), /empty list/);
});

test('drawn item scores come as often as the model says', () => {
  const set = itemSet([itemParameters('essay', [{ score: 1, beta: -0.5 }, { score: 3, beta: 0.4 }])]);
  const theta = asTheta(0.3);
  const random = seededRandom('answers');
  const counts = new Map([[0, 0], [1, 0], [3, 0]]);
  for (let pupil = 0; pupil < 20000; pupil += 1) {
    const score = drawItemScore(set, 0, theta, random);
    counts.set(score, counts.get(score)! + 1);
  }
  const p = categoryProbabilities(set, 0, theta);
  [...counts.values()].forEach((count, category) => {
    const se = Math.sqrt(p[category]! * (1 - p[category]!) / 20000);
    assert.ok(Math.abs(count / 20000 - p[category]!) < 4 * se, `category ${category}: ${count}`);
  });
});

test('abilities estimated from drawn answers lie around the true one as their errors say', () => {
  const set = itemSet(Array.from({ length: 40 }, (_, item) =>
    itemParameters(`sum-${item}`, [{ score: 1 + (item % 3), beta: -2 + item / 10 }])));
  const random = seededRandom('recovery');
  const zs = Array.from({ length: 400 }, () => {
    const truth = asTheta(random.normal(0, 1));
    const score = drawItemScores(set, truth, random).reduce((sum, points) => sum + points, 0);
    const { theta, se } = abilityOfScore(set, score, { kind: 'wle', se: 'information' });
    return (theta - truth) / se;
  });
  const mean = zs.reduce((sum, z) => sum + z, 0) / zs.length;
  const square = zs.reduce((sum, z) => sum + z * z, 0) / zs.length;
  // Four standard errors with 400 pupils: 4 / 20 for the mean, 4 * sqrt(2) / 20 for the mean square.
  assert.ok(Math.abs(mean) < 0.2 && Math.abs(square - 1) < 0.29, `mean ${mean}, mean square ${square}`);
});

const rule = { version: 'rw-m5/1', easierBelow: asTheta(-0.8), harderFrom: asTheta(0.9) };

test('the next part is easier below the first cut, harder from the second on, else the same', () => {
  const routes = [-0.81, -0.8, 0.89, 0.9].map((theta) => routeNext(rule, asTheta(theta)));
  assert.deepEqual(routes.map((route) => route.shift), [-1, 0, 0, 1]);
  assert.deepEqual(routes.map((route) => route.step), ['easier', 'same', 'same', 'harder']);
  assert.deepEqual(routes.map((route) => route.reason),
    ['belowCut', 'betweenCuts', 'betweenCuts', 'fromCut']);
  assert.equal(routes[0]!.ruleVersion, 'rw-m5/1');
});

test('no part is more than one moment from the one before or from the planned test', () => {
  for (const current of [-1, 0, 1] as Shift[]) {
    for (const theta of [-3, 0, 3]) {
      const { shift } = routeNext(rule, asTheta(theta), current);
      assert.ok(Math.abs(shift) <= 1 && Math.abs(shift - current) <= 1, `${current} to ${shift} at ${theta}`);
    }
  }
  const back = routeNext(rule, asTheta(3), -1);
  assert.deepEqual([back.shift, back.step, back.reason], [0, 'harder', 'oneMomentAtATime']);
});

test('where the wanted part does not exist, the pupil goes on as difficult as before', () => {
  const route = routeNext(rule, asTheta(-2), 0, [0, 1]);
  assert.deepEqual([route.shift, route.step, route.reason], [0, 'same', 'partNotAvailable']);
  assert.throws(() => routeNext(rule, asTheta(0), -1, [0, 1]), /no next part as difficult/);
});

test('a rule with crossed cuts is refused', () => {
  assert.throws(() => routeNext({ ...rule, harderFrom: asTheta(-1) }, asTheta(0)), /cuts do not rise/);
});
