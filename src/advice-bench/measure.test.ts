import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { seededRandom } from '../psychometrics/random.ts';
import { inventPupil, pupilKinds, shareOfKind } from './generate/histories.ts';
import { halfYearRule } from './half-year-rule.ts';
import { simulateAdvice, type Simulation } from './measure.ts';

const catalogue = ['M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'M8'] as const;

describe('pupils who grow by a model that the rule does not know', () => {
  let simulation: Simulation;
  before(() => {
    simulation = simulateAdvice(3000, 'test');
  });

  test('the advised test fits better than the nominal one more often than worse, for every kind of pupil', () => {
    const { all, byKind } = simulation;
    assert.ok(all.better.low > 0.35 && all.worse.high < 0.07, JSON.stringify([all.better, all.worse]));
    assert.ok(all.betterOfMoved.share > 0.85, JSON.stringify(all.betterOfMoved));
    for (const kind of pupilKinds) assert.ok(byKind[kind].better.share > byKind[kind].worse.share, kind);
  });

  test('it fits better than what the rule of thumb advised, and never better than who knows the truth', () => {
    const { nominal, advised, halfYearRule: thumb, oracle } = simulation.all.meanMisfit;
    assert.ok(oracle < advised && advised < thumb && thumb < nominal, JSON.stringify(simulation.all.meanMisfit));
  });

  test('what is expected is as sure as it says: nine in ten lie within the interval', () => {
    const { share } = simulation.all.withinInterval;
    assert.ok(share > 0.86 && share < 0.96, String(share));
  });

  test('no test outside the catalogue is ever advised', () => {
    assert.deepEqual(simulation.advised.filter((moment) => !catalogue.some((known) => known === moment)), []);
  });

  test('every kind of pupil occurs, and shares are of all pupils', () => {
    const { all, byKind } = simulation;
    assert.equal(pupilKinds.reduce((sum, kind) => sum + byKind[kind].pupils, 0), all.pupils);
    assert.ok(Math.abs(Object.values(shareOfKind).reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    for (const kind of pupilKinds) assert.ok(byKind[kind].pupils > 0, kind);
    assert.ok(Math.abs(all.better.share + all.equal.share + all.worse.share - 1) < 2e-4);
  });
});

test('the same seed invents the same pupils and gives them the same advice', () => {
  assert.deepEqual(simulateAdvice(200, 'seed'), simulateAdvice(200, 'seed'));
});

test('who sat a year twice has more time behind him than the class, and a gap year leaves no results', () => {
  const random = seededRandom('kinds');
  const target = (time: number) => 530 + 22 * time;
  for (let index = 0; index < 50; index += 1) {
    const repeated = inventPupil('repeated-year', random, target);
    assert.equal(repeated.now, repeated.nominal + 2);
    const gap = inventPupil('gap-year', random, target);
    assert.ok(gap.results.length < gap.now, `${gap.results.length} before ${gap.now}`);
  }
});

test('the rule of thumb adds half years to the last functioning level', () => {
  const rule = (functioningLevel: string, halfYearsAgo = 1) =>
    halfYearRule('M5', [{ halfYearsAgo, functioningLevel }], catalogue);
  assert.deepEqual([rule('E4'), rule('M4'), rule('M3'), rule('<M3'), rule('M6')], ['M5', 'M5', 'E3', 'M3', 'E6']);
  assert.equal(rule('M3', 3), 'M5', 'a result of more than a year ago is left alone');
});
