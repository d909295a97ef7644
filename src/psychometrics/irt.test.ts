import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import * as fc from 'fast-check';
import { categoryProbabilities, itemMoments, itemSet, logNorm, moments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { logSymmetric, reachableScores, scoreDistribution, symmetric } from './symmetric.ts';
import { asTheta, itemParameters, itemParametersFromRows } from './types.ts';

type Curves = { theta: number[] } & Record<
  'test_information' | 'expected_score' | 'item_information' | 'item_expected', Record<string, number[]>>;
type Calibration = {
  input: { booklets: Record<string, string[]> };
  expected: {
    items: { item_id: string; item_score: number; beta: number }[];
    theta_functions: Curves;
    score_distribution: { theta: number[]; p: Record<string, number[][]> };
  };
};
type Symmetric = {
  expected: {
    cases: {
      name: string;
      items: { scores: number[]; beta: number[] }[];
      impossible_scores: number[];
      log_gamma: { score: number[]; value: number[] };
      category_probability_given_score: { item: number; score: number[]; p: number[][] }[];
    }[];
  };
};

function read(name: string): unknown {
  const file = new URL(`../../fixtures/reference/psychometrics/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function near(actual: number, wanted: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

const { input, expected } = read('cml-incomplete.json') as Calibration;
const items = itemParametersFromRows(expected.items
  .map((row) => ({ itemId: row.item_id, itemScore: row.item_score, beta: row.beta })));
const booklets = Object.entries(input.booklets)
  .map(([id, members]) => [id, itemSet(items.filter((item) => members.includes(item.itemId)))] as const);
const { cases } = (read('esf.json') as Symmetric).expected;

function setOf(list: readonly { scores: number[]; beta: number[] }[]): ItemSet {
  return itemSet(list.map(({ scores, beta }, item) =>
    itemParameters(`q${item}`, scores.map((score, category) => ({ score, beta: beta[category]! })))));
}

const anySet = fc.array(
  fc.record({
    steps: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 4 }),
    betas: fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 10 },
).map((list) => setOf(list.map(({ steps, betas }) => ({
  scores: steps.map((_, at) => steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0)),
  beta: betas.slice(0, steps.length),
}))));
const anyTheta = fc.double({ min: -8, max: 8, noNaN: true }).map(asTheta);

test('expected scores and information of booklets and items equal dexter', () => {
  const curves = expected.theta_functions;
  const compare = (set: ItemSet, id: string, expectation: string, variance: string): void => {
    curves.theta.forEach((theta, at) => {
      const values = moments(set, theta);
      const of = curves as unknown as Record<string, Record<string, number[]>>;
      near(values.expected, of[expectation]![id]![at]!, 1e-10, `${id} expected at ${theta}`);
      near(values.information, of[variance]![id]![at]!, 1e-10, `${id} information at ${theta}`);
    });
  };
  for (const [id, set] of booklets) compare(set, id, 'expected_score', 'test_information');
  for (const id of Object.keys(curves.item_expected)) {
    compare(itemSet(items.filter((item) => item.itemId === id)), id, 'item_expected', 'item_information');
  }
});

test('score distributions of booklets equal dexter', () => {
  const { theta: thetas, p } = expected.score_distribution;
  for (const [id, set] of booklets) {
    thetas.forEach((theta, at) => {
      const distribution = scoreDistribution(set, asTheta(theta));
      p[id]![at]!.forEach((share, score) => near(distribution[score]!, share, 1e-12, `${id} score ${score}`));
    });
  }
});

test('logarithms of symmetric functions equal those of 100 digits, beyond the range of doubles too', () => {
  for (const { name, items: list, log_gamma: gamma, impossible_scores: impossible } of cases) {
    const logs = logSymmetric(setOf(list));
    gamma.score.forEach((score, at) => {
      const wanted = gamma.value[at]!;
      near(logs[score]!, wanted, 1e-12 * Math.max(1, Math.abs(wanted)), `${name} score ${score}`);
    });
    for (const score of impossible) assert.equal(logs[score], -Infinity);
    const reachable = reachableScores(setOf(list));
    logs.forEach((value, score) => assert.equal(reachable[score], value === -Infinity ? 0 : 1));
  }
});

test('the probability of a category given the score equals that of 100 digits', () => {
  for (const { name, items: list, category_probability_given_score: given } of cases) {
    const logs = logSymmetric(setOf(list));
    for (const { item, score: scores, p } of given) {
      const without = list.length === 1 ? Float64Array.of(0) : logSymmetric(setOf(list.toSpliced(item, 1)));
      const { scores: gains, etas } = setOf([list[item]!]);
      scores.forEach((score, at) => gains.forEach((gain, category) => {
        const rest = without[score - gain] ?? -Infinity;
        const share = Math.exp(rest - etas[category]! - logs[score]!);
        near(share, p[at]![category]!, 1e-11, `${name} item ${item}`);
      }));
    }
  }
});

test('on n equal items the symmetric functions are binomial coefficients', () => {
  const gamma = symmetric(setOf(Array.from({ length: 6 }, () => ({ scores: [1], beta: [0] }))));
  assert.deepEqual([...gamma], [1, 6, 15, 20, 15, 6, 1]);
});

test('the symmetric functions sum over every pattern of answers, as the naive count does', () => {
  fc.assert(fc.property(anySet.filter((set) => set.itemIds.length <= 5), (set) => {
    const naive = new Float64Array(set.maxScore + 1);
    const count = (item: number, score: number, product: number): void => {
      if (item === set.itemIds.length) naive[score] = naive[score]! + product;
      else {
        count(item + 1, score, product);
        for (let c = set.start[item]!; c < set.start[item + 1]!; c += 1) {
          count(item + 1, score + set.scores[c]!, product * Math.exp(-set.etas[c]!));
        }
      }
    };
    count(0, 0, 1);
    symmetric(set).forEach((gamma, score) =>
      near(gamma, naive[score]!, 1e-12 * naive[score]!, `score ${score}`));
  }), { numRuns: 40 });
});

test('the probability of a score is its symmetric function times exp(score theta) over the norm', () => {
  fc.assert(fc.property(anySet, anyTheta, (set, theta) => {
    const logs = logSymmetric(set);
    scoreDistribution(set, theta).forEach((share, score) =>
      near(share, Math.exp(logs[score]! + score * theta - logNorm(set, theta)), 1e-11, `score ${score}`));
  }), { numRuns: 60 });
});

test('a score distribution sums to one and has the moments of the items', () => {
  fc.assert(fc.property(anySet, anyTheta, (set, theta) => {
    const p = [...scoreDistribution(set, theta)];
    const { expected: mean, information, third, fourth } = moments(set, theta);
    const central = (power: number): number =>
      p.reduce((sum, share, score) => sum + share * (score - mean) ** power, 0);
    const rounding = 1e-13 * set.maxScore;
    near(p.reduce((sum, share) => sum + share, 0), 1, 1e-13, 'sum');
    near(central(1), 0, rounding, 'mean');
    near(central(2), information, rounding * set.maxScore, 'variance');
    near(central(3), third, rounding * set.maxScore ** 2, 'third');
    near(central(4) - 3 * information ** 2, fourth, rounding * set.maxScore ** 3, 'fourth');
  }), { numRuns: 60 });
});

test('information is the slope of the expected score, the third moment the slope of information', () => {
  const [, set] = booklets[0]!;
  for (const theta of [-2, -0.3, 1.4]) {
    const [below, at, above] = [moments(set, theta - 1e-4), moments(set, theta), moments(set, theta + 1e-4)];
    // A central difference of 1e-4 errs by 1e-8 times the third derivative.
    near((above.expected - below.expected) / 2e-4, at.information, 1e-6, 'information');
    near((above.information - below.information) / 2e-4, at.third, 1e-6, 'third');
    near((above.third - below.third) / 2e-4, at.fourth, 1e-5, 'fourth');
  }
});

test('information adds up over the items, so one more item never lowers it', () => {
  fc.assert(fc.property(anySet, anyTheta, (set, theta) => {
    const parts = set.itemIds.map((_, item) => itemMoments(set, item, theta).information);
    assert.ok(parts.every((part) => part >= 0));
    near(parts.reduce((sum, part) => sum + part, 0), moments(set, theta).information, 1e-9, 'sum');
  }), { numRuns: 40 });
});

test('category probabilities sum to one at abilities far beyond the items, without overflow', () => {
  const set = setOf([{ scores: [2, 10], beta: [-8, 8] }]);
  for (const theta of [-400, -40, 0, 40, 400]) {
    const p = categoryProbabilities(set, 0, asTheta(theta));
    near(p.reduce((sum, share) => sum + share, 0), 1, 1e-15, `theta ${theta}`);
  }
  assert.equal(categoryProbabilities(set, 0, asTheta(400))[2], 1);
});

test('at beta a category and the one below it are equally likely', () => {
  const p = categoryProbabilities(setOf([{ scores: [1, 3, 4], beta: [-0.4, 0.7, 0.2] }]), 0, asTheta(0.7));
  near(p[1]!, p[2]!, 1e-15, 'beta of the second step');
});

test('item parameters that cannot be right are refused by the name of the item', () => {
  assert.throws(() => itemParameters('sum-7', []), /sum-7 has no category/);
  assert.throws(() => itemParameters('sum-7', [{ score: 0, beta: 0 }]), /sum-7: 0 is no whole score/);
  assert.throws(() => itemParameters('sum-7', [{ score: 1.5, beta: 0 }]), /sum-7: 1.5 is no whole score/);
  assert.throws(() => itemParameters('sum-7', [2, 1].map((score) => ({ score, beta: 0 }))), /does not rise/);
  assert.throws(() => itemParameters('sum-7', [{ score: 1, beta: Number.NaN }]), /sum-7: beta NaN/);
  assert.throws(() => itemParameters('sum-7', [{ score: 1, beta: 21 }]), /beyond 20 logits/);
  const twice = itemParameters('sum-7', [{ score: 1, beta: 0 }]);
  assert.throws(() => itemSet([twice, twice]), /occurs twice/);
});

test('rows of a parameter table become items, whatever their order', () => {
  assert.deepEqual(
    itemParametersFromRows([
      { itemId: 'q2', itemScore: 3, beta: 0.5 }, { itemId: 'q1', itemScore: 1, beta: 0 },
      { itemId: 'q2', itemScore: 1, beta: -0.5 },
    ]),
    [
      itemParameters('q2', [{ score: 1, beta: -0.5 }, { score: 3, beta: 0.5 }]),
      itemParameters('q1', [{ score: 1, beta: 0 }]),
    ],
  );
});
