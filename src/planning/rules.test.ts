import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import {
  mayTakeTests, mediaOf, momentIndex, normMoment, normSeason, planSeason, takingMoment, testYearGroup,
} from './rules.ts';

const { periods } = arithmeticNormTable();
const january = plainDate('2027-01-19');

test('a norm period has its first and last day in it', () => {
  assert.deepEqual(['2026-11-30', '2026-12-01', '2027-03-31', '2027-04-01', '2027-07-31', '2027-08-01']
    .map((day) => normSeason(periods, plainDate(day))), ['B', 'M', 'M', 'E', 'E', null]);
});

test('between the norm periods planning looks forward to the next one', () => {
  assert.equal(planSeason(periods, plainDate('2026-08-20')), 'B');
  assert.equal(takingMoment(periods, plainDate('2026-08-20'), 8), 'B8');
});

test('every day has a season to plan in, and the norm season is the same where there is one', () => {
  fc.assert(fc.property(fc.nat(3650), (days) => {
    const day = addDays(plainDate('2020-01-01'), days);
    const season = normSeason(periods, day);
    assert.ok(['B', 'M', 'E'].includes(planSeason(periods, day)));
    if (season) assert.equal(planSeason(periods, day), season);
  }));
});

test('a pupil is normed by the own year group, and by no moment that the scale does not have', () => {
  assert.equal(normMoment(periods, january, 4), 'M4');
  assert.equal(normMoment(periods, january, 5), 'M5');
  assert.equal(normMoment(periods, plainDate('2026-10-06'), 8), 'B8');
  assert.equal(normMoment(periods, plainDate('2026-10-06'), 5), null);
  assert.equal(normMoment(periods, plainDate('2026-08-15'), 5), null);
});

test('only year groups 3 to 8 take tests', () => {
  assert.deepEqual(['2', '3', '8', '9', 'S', '', null].map(testYearGroup), [null, 3, 8, null, null, null, null]);
  assert.deepEqual(['1', '2', '3', 'C', null].map((yearGroup) => mayTakeTests({ yearGroup })),
    [false, false, true, true, true]);
});

test('the moments lie in the order of the scale', () => {
  const places = (['E7', 'B8', 'M8', 'E8'] as const).map(momentIndex);
  assert.deepEqual(places, [9, 9.5, 10, 11]);
});

test('a package without screen tests plans on paper only', () => {
  assert.deepEqual(mediaOf(new Set(['paper_tests', 'pupil_reports'])), ['paper']);
  assert.deepEqual(mediaOf(new Set(['paper_tests', 'screen_tests'])), ['screen', 'paper']);
});
