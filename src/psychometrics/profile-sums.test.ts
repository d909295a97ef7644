import assert from 'node:assert/strict';
import test from 'node:test';
import { itemsGivenTotal } from './expected-given-score.ts';
import { fillCategoryProbabilities, itemSet } from './irt.ts';
import { categoryProfile } from './profile.ts';
import { addSums, categorySums, judge, sharedCoverage } from './profile-sums.ts';
import { seededRandom } from './random.ts';
import { itemParameters } from './types.ts';

const items = Array.from({ length: 48 }, (_, at) =>
  itemParameters(`q${at}`, [{ score: 1 + (at % 3), beta: -1.5 + (at % 12) / 4 }]));
const domains = ['a', 'b', 'c', 'd'].map((name, side) => ({
  name, itemIds: items.filter((_, at) => Math.floor(at / 3) % 4 === side).map(({ itemId }) => itemId),
}));

/** Chance between 0 and 1. */
function uniform(seed: string): () => number {
  const random = seededRandom(seed);
  return () => random.uniform();
}

/** Weighted scores of a person of this ability, by chance. */
function person(theta: number, random: () => number): ReadonlyMap<string, number> {
  const set = itemSet(items);
  const p = new Float64Array(8);
  return new Map(items.map(({ itemId, categories }, item) => {
    fillCategoryProbabilities(set, item, theta, p);
    return [itemId, random() < p[1]! ? categories[0]!.score : 0];
  }));
}

test('of pupils who do exactly what the model says, at most one in twenty has a flag in any category', () => {
  const random = uniform('20270119');
  const coverage = sharedCoverage(domains.length, 0.95);
  const flagged = Array.from({ length: 600 }, (_, at) => {
    return categorySums(items, person(-2 + (at % 41) / 10, random), domains)
      .some((score) => judge(score, coverage).verdict !== 'asExpected');
  }).filter(Boolean).length;
  assert.ok(flagged / 600 < 0.05, `${flagged} of 600`);
  assert.ok(flagged > 5, 'and the intervals are not so wide that nothing can be flagged');
});

test('the same holds of a group: its sums stand to their own error as those of one pupil', () => {
  const random = uniform('7');
  const coverage = sharedCoverage(domains.length, 0.95);
  const flagged = Array.from({ length: 150 }, () => {
    const profiles = Array.from({ length: 12 }, (_, at) =>
      categorySums(items, person(-1.5 + at / 4, random), domains));
    return addSums(profiles).some((score) => judge(score, coverage).verdict !== 'asExpected');
  }).filter(Boolean).length;
  assert.ok(flagged / 150 < 0.1, `${flagged} of 150`);
});

test('a group is the sum of its pupils: points, expectation and variance', () => {
  const random = uniform('3');
  const persons = [person(0, random), person(1, random)];
  const profiles = persons.map((scores) => categoryProfile(items, scores, domains));
  addSums(persons.map((scores) => categorySums(items, scores, domains))).forEach(({ observed, chances }, at) => {
    const [one, other] = profiles.map((profile) => profile[at]!);
    const { maxScore, expected } = judge({ name: '', observed, chances }, 0.95);
    const variance = chances.reduce((sum, chance, score) => sum + chance * (score - expected) ** 2, 0);
    assert.equal(observed, one!.observed + other!.observed);
    assert.equal(maxScore, one!.maxScore + other!.maxScore);
    assert.ok(Math.abs(expected - one!.expected - other!.expected) < 1e-9);
    assert.ok(Math.abs(variance - one!.sd ** 2 - other!.sd ** 2) < 1e-9);
    assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-12);
  });
});

test('items one by one are categories of one item', () => {
  const scores = person(0.5, uniform('11'));
  const total = [...scores.values()].reduce((sum, score) => sum + score, 0);
  const single = categorySums(items, scores, items.map(({ itemId }) => ({ name: itemId, itemIds: [itemId] })));
  itemsGivenTotal(itemSet(items), total).forEach(({ mean }, at) =>
    assert.ok(Math.abs(judge(single[at]!, 0.9).expected - mean) < 1e-9));
});

test('at either side an interval leaves out at most half of what its coverage leaves, and no less', () => {
  const chances = Float64Array.of(0.01, 0.04, 0.15, 0.6, 0.15, 0.04, 0.01);
  const judged = (observed: number, coverage: number) => judge({ name: 'a', observed, chances }, coverage);
  assert.deepEqual([judged(3, 0.9).low, judged(3, 0.9).high, judged(3, 0.99).low], [2, 4, 0]);
  assert.deepEqual([1, 2, 4, 5].map((observed) => judged(observed, 0.9).verdict),
    ['lower', 'asExpected', 'asExpected', 'higher']);
  assert.equal(judged(6, 0.99).verdict, 'asExpected');
  assert.equal(sharedCoverage(1, 0.95), 0.95);
  assert.ok(Math.abs(sharedCoverage(4, 0.95) - 0.9875) < 1e-12);
});
