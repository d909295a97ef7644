import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { abilityOfParts, informationOfTotal, totalsAt, type TotalPart } from './ability-of-totals.ts';
import { abilityOfScore } from './ability.ts';
import { fillCategoryProbabilities, itemSet, moments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { itemParameters } from './types.ts';

/** An item of a form: how many points without weight it gives, its weight, and its betas. */
interface Drawn {
  readonly weight: number;
  readonly betas: readonly number[];
}

const drawn = (weights: fc.Arbitrary<number>) => fc.array(fc.record({
  weight: weights,
  betas: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 2 }),
}), { minLength: 1, maxLength: 7 });
const items = drawn(fc.integer({ min: 1, max: 5 }));

function partOf(form: readonly Drawn[], total: number): TotalPart {
  const set = itemSet(form.map(({ weight, betas }, at) => itemParameters(`i${at}`,
    betas.map((beta, step) => ({ score: weight * (step + 1), beta })))));
  return { set, points: form.flatMap(({ betas }) => betas.map((_, step) => step + 1)), total };
}

function mostOf(form: readonly Drawn[]): number {
  return form.reduce((all, { betas }) => all + betas.length, 0);
}

/** Probability of each total by writing out every answer sheet. */
function everySheet(set: ItemSet, form: readonly Drawn[], theta: number): number[] {
  const result = Array.from({ length: mostOf(form) + 1 }, () => 0);
  const p = form.map((_, item) => {
    const room = new Float64Array(10);
    const count = fillCategoryProbabilities(set, item, theta, room);
    return [...room.subarray(0, count)];
  });
  const walk = (item: number, total: number, chance: number): void => {
    if (item === form.length) result[total]! += chance;
    else p[item]!.forEach((q, points) => walk(item + 1, total + points, chance * q));
  };
  walk(0, 0, 1);
  return result;
}

test('how likely each total is, is the sum over every answer sheet that has it; slopes are those of that sum', () => {
  fc.assert(fc.property(items, fc.double({ min: -3, max: 3, noNaN: true }), (form, theta) => {
    const part = partOf(form, 0);
    const { p, first, second } = totalsAt(part, theta);
    const h = 1e-3;
    const [below, here, above] = [theta - h, theta, theta + h].map((at) => everySheet(part.set, form, at));
    here!.forEach((expected, t) => {
      assert.ok(Math.abs(p[t]! - expected) < 1e-12);
      assert.ok(Math.abs(first[t]! - (above![t]! - below![t]!) / (2 * h)) < 2e-3);
      assert.ok(Math.abs(second[t]! - (above![t]! - 2 * expected + below![t]!) / (h * h)) < 2e-2);
    });
  }), { numRuns: 60 });
});

test('with equal weights a total is all that the answers say: the ability is that of the weighted score', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 4 }).chain((weight) => drawn(fc.constant(weight))),
    fc.nat({ max: 100 }), (form, pick) => {
      const total = pick % (mostOf(form) + 1);
      const part = partOf(form, total);
      const byTotal = abilityOfParts([part]);
      const byScore = abilityOfScore(part.set, total * form[0]!.weight);
      assert.ok(Math.abs(byTotal.theta - byScore.theta) < 1e-7, `${byTotal.theta} ${byScore.theta}`);
      assert.ok(Math.abs(byTotal.se - byScore.se) < 1e-7);
    }), { numRuns: 60 });
});

test('the ability is the top of the likelihood that every answer sheet adds up to, climbed with its bias', () => {
  fc.assert(fc.property(items, fc.nat({ max: 100 }), (form, pick) => {
    const part = partOf(form, pick % (mostOf(form) + 1));
    const { theta } = abilityOfParts([part]);
    // Warm's equation from differences of the brute-force probabilities.
    const h = 1e-3;
    const [below, here, above] = [theta - h, theta, theta + h].map((at) => everySheet(part.set, form, at));
    let [information, third] = [0, 0];
    here!.forEach((p, t) => {
      const [d1, d2] = [(above![t]! - below![t]!) / (2 * h), (above![t]! - 2 * p + below![t]!) / (h * h)];
      information += d1 * d1 / p;
      third += d1 * d2 / p;
    });
    const slope = (above![part.total]! - below![part.total]!) / (2 * h) / here![part.total]!;
    assert.ok(Math.abs(slope + third / (2 * information)) < 5e-3 * (1 + part.set.maxScore));
  }), { numRuns: 40 });
});

test('a total never says more than the item scores, and with unequal weights it says less', () => {
  fc.assert(fc.property(items, fc.double({ min: -2, max: 2, noNaN: true }), (form, theta) => {
    const part = partOf(form, 0);
    assert.ok(informationOfTotal(part, theta) <= moments(part.set, theta).information * (1 + 1e-9));
  }));
  const unequal = partOf([{ weight: 1, betas: [0] }, { weight: 4, betas: [0] }, { weight: 2, betas: [0.5] }], 0);
  assert.ok(informationOfTotal(unequal, 0) < 0.95 * moments(unequal.set, 0).information);
});

test('a higher total is a higher ability, and item scores of one part go together with the total of another', () => {
  const form: Drawn[] = Array.from({ length: 24 }, (_, at) => ({ weight: 1 + (at % 4), betas: [(at - 12) / 6] }));
  const abilities = Array.from({ length: 25 }, (_, total) => abilityOfParts([partOf(form, total)]));
  abilities.slice(1).forEach(({ theta }, at) => assert.ok(theta > abilities[at]!.theta));
  assert.ok(abilities.every(({ theta, se }) => Number.isFinite(theta) && se > 0 && se < 3));
  const half = partOf(form.slice(0, 12), 7);
  const scored = { set: itemSet(form.slice(12).map(({ weight, betas }, at) =>
    itemParameters(`j${at}`, [{ score: weight, beta: betas[0]! }]))), score: 12 };
  const both = abilityOfParts([half, scored]);
  assert.ok(both.se < abilityOfParts([half]).se && both.se < abilityOfParts([scored]).se);
});

test('item scores alone give what they always give', () => {
  const form = [{ weight: 2, betas: [0.3] }, { weight: 3, betas: [-0.4, 0.8] }, { weight: 1, betas: [1] }];
  const { set } = partOf(form, 0);
  for (const score of [0, 3, 5, 9]) {
    const [one, other] = [abilityOfParts([{ set, score }]), abilityOfScore(set, score)];
    assert.ok(Math.abs(one.theta - other.theta) < 1e-7 && Math.abs(one.se - other.se) < 1e-7);
  }
});
