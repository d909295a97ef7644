import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ReportPart } from '../frame/types.ts';
import { categoriesOf } from './category-rules.ts';
import { categoryParts } from './category-view.ts';
import { changedFields } from './computed-view.ts';
import { inventedForm, inventedTest, maxOf } from './invented-tests.ts';
import { gridsOf, overviewParts } from './overview-view.ts';

const points = fc.tuple(...Array.from({ length: 12 }, (_, at) => fc.integer({ min: 0, max: maxOf(at) })));
const taken = fc.array(points, { minLength: 1, maxLength: 3 });
const group = fc.array(taken, { minLength: 1, maxLength: 8 })
  .map((pupils) => pupils.map((each, at) => inventedTest(`p${at}`, each)));

test('in the item overview the points of a pupil over all grids are those of the result', () => {
  fc.assert(fc.property(group, (pupils) => {
    const grids = gridsOf(pupils);
    for (const pupil of pupils) {
      const sums = grids.flatMap(({ rows }) => rows.filter((row) => row.pupil === pupil).map(({ sum }) => sum));
      assert.equal(sums.reduce((total, sum) => total + sum, 0), pupil.result.scoreRaw);
      assert.equal(sums.length, pupil.taken.length);
    }
  }), { numRuns: 40 });
});

test('how often an item was right is what a naive count says; expected points are as many as were had', () => {
  fc.assert(fc.property(group, (pupils) => {
    for (const { partNo, rows, items } of gridsOf(pupils)) {
      const took = pupils.filter((pupil) => pupil.taken.some((one) => one.partNo === partNo));
      assert.equal(rows.length, took.length);
      items.forEach(({ position, observed, maxScore }) => {
        let had = 0;
        for (const pupil of took)
          had += pupil.taken.find((one) => one.partNo === partNo)!.points.get(`T${partNo}-${position}`)!.score;
        assert.ok(Math.abs(observed - had / took.length / maxScore) < 1e-12);
      });
    }
    const weights = inventedForm(1).items.map(({ weight, item }) => weight * item.maxScore);
    const sumOf = (share: 'observed' | 'expected') => gridsOf(pupils).reduce((sum, { items, rows }) =>
      sum + items.reduce((own, item, at) => own + item[share] * weights[at]! * rows.length, 0), 0);
    assert.ok(Math.abs(sumOf('observed') - sumOf('expected')) < 1e-6);
  }), { numRuns: 40 });
});

test('a category has the weighted points of its items, counted naively, and all together are expected', () => {
  fc.assert(fc.property(group, fc.constantFrom('domain' as const, 'presentation' as const), (pupils, dimension) => {
    const scores = categoriesOf(pupils, dimension);
    for (const { name, observed, maxScore, items, low, high, verdict } of scores) {
      let [had, most, count] = [0, 0, 0];
      for (const { taken: each } of pupils) {
        for (const { form, points: own } of each) {
          for (const { item, weight } of form.items) {
            if (item[dimension] !== name) continue;
            had += weight * own.get(item.id)!.score;
            most += weight * item.maxScore;
            count += 1;
          }
        }
      }
      assert.deepEqual([observed, maxScore, items], [had, most, count]);
      assert.equal(verdict, observed < low ? 'lower' : observed > high ? 'higher' : 'asExpected');
    }
    const sum = (of: 'observed' | 'expected') => scores.reduce((total, score) => total + score[of], 0);
    assert.ok(Math.abs(sum('observed') - sum('expected')) < 1e-6);
  }), { numRuns: 30 });
});

const none = Array.from({ length: 12 }, () => 0);
const full = none.map((_, at) => maxOf(at));
/** Everything of the first two domains right and nothing of the others. */
const lopsided = full.map((most, at) => (at < 6 ? most : 0));

test('a pupil with one half right and the other wrong is flagged up and down; who has all or nothing never is', () => {
  const verdicts = (each: readonly number[]) =>
    categoriesOf([inventedTest('p', [each, each, each])], 'domain').map(({ verdict }) => verdict);
  const odd = verdicts(full.map((most, at) => (at >= 9 ? most : at < 3 ? 0 : Math.min(1, most))));
  assert.deepEqual([odd[0], odd[3]], ['lower', 'higher']);
  assert.deepEqual(new Set([...verdicts(none), ...verdicts(full)]), new Set(['asExpected']));
});

test('a taak of which only the total is known has no items: it is left out, and a test of totals says nothing', () => {
  const mixed = inventedTest('p', [lopsided, 7]);
  assert.equal(gridsOf([mixed]).length, 1);
  assert.equal(categoriesOf([mixed], 'domain').reduce((sum, { items }) => sum + items, 0), 12);
  assert.deepEqual(categoriesOf([inventedTest('p', [7, 7])], 'domain'), []);
});

test('no report of items holds the text of an item, an id of one, or a verdict inside the interval', () => {
  const parts: readonly ReportPart[] = [
    ...overviewParts([inventedTest('p', [full, lopsided])]),
    ...categoryParts([inventedTest('p', [full, lopsided])], { of: 'Kind', source: 'ijking: synthetisch' }),
  ];
  const text = JSON.stringify(parts);
  assert.doesNotMatch(text, /geheim|T\d-\d/u);
  const quiet = categoryParts([inventedTest('p', [full])], { of: 'Kind', source: 'ijking: synthetisch' });
  assert.match(JSON.stringify(quiet), /zoals verwacht/u);
  assert.doesNotMatch(JSON.stringify(quiet), /(meer|minder) dan verwacht['"]/u);
});

test('points are told by shape and text: right, partly right, wrong and nothing filled in', () => {
  const pupil = inventedTest('p', [[1, 0, 2, 0, 1, 1, 0, 0, 0, 0, 0, 0]]);
  const answered = new Map(pupil.taken[0]!.points).set('T1-2', { score: 0, answered: true });
  const parts = overviewParts([{ ...pupil, taken: [{ ...pupil.taken[0]!, points: answered }] }]);
  assert.deepEqual(parts[0]!.tables[0]!.rows[1]!.slice(1, 7).map(({ text }) => text), ['✓', '–', '✓', '·', '✓', '1']);
});

test('what changed between two versions of a result is named, also when no number did', () => {
  const { result } = inventedTest('p', [full]);
  assert.deepEqual(changedFields(undefined, result), []);
  assert.deepEqual(changedFields(result, result), ['input']);
  assert.deepEqual(changedFields(result, { ...result, scoreRaw: 3, scaleScore: 600, normVersion: 2 }),
    ['points', 'norm', 'score']);
});
