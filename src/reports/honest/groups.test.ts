import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { letterScheme, romanScheme } from '../../psychometrics/levels.ts';
import { inventedResult } from '../invented-results.ts';
import { categoryVerdict } from './expectation.ts';
import { groupMeanShown, groupSizeRemark, groupVerdictShown, remarksOnGroup } from './group-size.ts';
import { NATIONAL_SHARES } from './national.ts';
import { trendRemarks, trendSpeaks } from './trend.ts';

const m5 = inventedResult({ takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5' });

describe('the mean of a group (rule 6)', () => {
  test('is shown from seven results, judged from ten', () => {
    assert.deepEqual([6, 7, 9, 10].map(groupMeanShown), [false, true, true, true]);
    assert.deepEqual([6, 7, 9, 10].map(groupVerdictShown), [false, false, false, true]);
  });

  test('of a small group comes with a warning or not at all, with the number of results', () => {
    assert.match(groupSizeRemark(6) ?? '', /^Met 6 resultaten zegt een gemiddelde te weinig/u);
    assert.match(groupSizeRemark(8) ?? '', /rust op 8 resultaten/u);
    assert.deepEqual([0, 10].map(groupSizeRemark), [null, null]);
  });

  test('is told of how many took another test, were outside the norm period, and had another norm', () => {
    const remarks = remarksOnGroup([
      ...Array.from({ length: 10 }, () => m5), { ...m5, testMoment: 'M4' }, { ...m5, moment: null },
      { ...m5, normVersion: 2 },
    ]);
    assert.deepEqual(remarks.length, 3);
    assert.match(remarks[0] ?? '', /^1 leerling maakte een toets van een ander moment/u);
    assert.match(remarks[1] ?? '', /^1 resultaat is van buiten de normperiode/u);
    assert.match(remarks[2] ?? '', /verschillende normen/u);
  });
});

describe('the national pattern (rule 7)', () => {
  test('has the shares of the level schemes', () => {
    for (const [kind, scheme] of [['roman', romanScheme], ['letter', letterScheme]] as const) {
      const cumulative = NATIONAL_SHARES[kind].map((_, band) =>
        NATIONAL_SHARES[kind].slice(0, band + 1).reduce((sum, share) => sum + share, 0));
      for (const [band, share] of scheme.shares.entries()) assert.ok(Math.abs(cumulative[band]! - share) < 1e-9);
    }
  });
});

describe('a trend (rule 8)', () => {
  test('speaks from three school years on, and always says what it follows', () => {
    assert.deepEqual([1, 2, 3].map(trendSpeaks), [false, false, true]);
    assert.equal(trendRemarks('cohort', 2).length, 2);
    assert.match(trendRemarks('year-group', 4)[0] ?? '', /andere leerlingen/u);
  });
});

describe('a category (rule 9)', () => {
  test('speaks only outside the band, whose bounds belong to it', () => {
    const band = { low: 4, high: 7 };
    assert.deepEqual([3.9, 4, 7, 7.1].map((observed) => categoryVerdict(observed, band)),
      ['less', 'silent', 'silent', 'more']);
  });
});
