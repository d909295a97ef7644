import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import { testMoments } from '../content/arithmetic/task.ts';
import type { AdviceInput } from './rules.ts';
import {
  adviseTest, mediaOf, momentIndex, normMoment, normSeason, planSeason, takingMoment, testYearGroup,
} from './rules.ts';
import type { EarlierResult, TestYearGroup } from './types.ts';

const { periods } = arithmeticNormTable();
const january = plainDate('2027-01-19');

function earlier(takenOn: string, functioningLevel: string, change: Partial<EarlierResult> = {}): EarlierResult {
  return { takenOn: plainDate(takenOn), functioningLevel, origin: 'screen', ...change };
}

/** A pupil of group 5 in the middle window of a school whose history is in. */
function asked(results: readonly EarlierResult[], change: Partial<AdviceInput> = {}): AdviceInput {
  return {
    today: january, taking: 'M5', periods, available: testMoments, historyComplete: true, earlier: results, ...change,
  };
}

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
});

test('the moments lie in the order of the scale', () => {
  const places = (['E7', 'B8', 'M8', 'E8'] as const).map(momentIndex);
  assert.deepEqual(places, [9, 9.5, 10, 11]);
});

test('a package without screen tests plans on paper only', () => {
  assert.deepEqual(mediaOf(new Set(['paper_tests', 'pupil_reports'])), ['paper']);
  assert.deepEqual(mediaOf(new Set(['paper_tests', 'screen_tests'])), ['screen', 'paper']);
});

test('before step 2 there is no advice, whatever is known', () => {
  const advice = adviseTest(asked([earlier('2026-06-02', 'M3')], { historyComplete: false }));
  assert.deepEqual(advice, { code: 'step-2', moment: 'M5', basedOn: null });
});

test('a pupil without an earlier result is planned at the own moment', () => {
  assert.deepEqual(adviseTest(asked([])), { code: 'no-result', moment: 'M5', basedOn: null });
});

test('a pupil who is expected within one moment of the own one takes the own test', () => {
  for (const level of ['E3', 'M4', 'E4', 'M5']) {
    const { code, moment } = adviseTest(asked([earlier('2026-06-02', level)]));
    // E4 in June is M5 in January; M4 is one below, M5 one above; E3 is two below.
    assert.deepEqual([code, moment], level === 'E3' ? ['easier', 'M4'] : ['own', 'M5'], level);
  }
});

test('a pupil who is expected two moments away is advised the test of that moment', () => {
  const low = adviseTest(asked([earlier('2026-06-02', 'M3')]));
  assert.deepEqual([low.code, low.moment, low.basedOn?.functioningLevel], ['easier', 'E3', 'M3']);
  const high = adviseTest(asked([earlier('2026-06-02', 'M6')]));
  assert.deepEqual([high.code, high.moment], ['harder', 'E6']);
});

test('advice stays within the catalogue', () => {
  const first = adviseTest(asked([earlier('2026-06-02', '<M3')], { taking: 'M4' }));
  assert.deepEqual([first.code, first.moment], ['easier', 'M3']);
  const last = adviseTest(asked([earlier('2026-06-02', '>E8')], { taking: 'M7' }));
  assert.deepEqual([last.code, last.moment], ['harder', 'M8']);
  const only = adviseTest(asked([earlier('2026-06-02', '<M3')], { taking: 'M4', available: ['M4'] }));
  assert.deepEqual([only.code, only.moment], ['own', 'M4']);
});

test('a pupil who repeats a year is expected by time, not by year group', () => {
  // E5 in June; half a year later M6 is expected, though the pupil is in group 5 again.
  const advice = adviseTest(asked([earlier('2026-06-02', 'E5')]));
  assert.deepEqual([advice.code, advice.moment], ['harder', 'M6']);
});

test('a result that says too little leads to the own test, with the reason', () => {
  assert.equal(adviseTest(asked([earlier('2025-11-18', 'M3')])).code, 'too-old');
  assert.equal(adviseTest(asked([earlier('2026-06-02', 'M3', { origin: 'typed-in' })])).code, 'total-only');
  const steady = [earlier('2026-01-20', 'M4'), earlier('2025-06-03', 'E3')];
  const odd = adviseTest(asked([earlier('2026-06-02', '<M3'), ...steady]));
  assert.deepEqual([odd.code, odd.moment], ['outlier', 'M5']);
  assert.equal(adviseTest(asked([earlier('2026-06-02', 'E3'), ...steady])).code, 'easier');
});

test('where the year group has no test now, none is proposed unless results point at one', () => {
  const october = { today: plainDate('2026-10-06'), taking: 'B5' as const };
  assert.deepEqual(adviseTest(asked([earlier('2026-06-02', 'E4')], october)).moment, null);
  assert.equal(adviseTest(asked([earlier('2026-06-02', 'M3')], october)).code, 'easier');
});

test('advice names a test that exists, or none, for any pupil', () => {
  const result = fc.record({
    takenOn: fc.nat(900).map((days) => addDays(january, -days)),
    functioningLevel: fc.constantFrom('<M3', 'M3', 'E4', 'M6', 'B8', 'E8', '>E8'),
    origin: fc.constantFrom('screen', 'paper', 'migrated', 'typed-in'),
  });
  const results = fc.array(result, { maxLength: 4 }).map((list) =>
    list.toSorted((a, b) => (a.takenOn < b.takenOn ? 1 : -1)));
  fc.assert(fc.property(results, fc.integer({ min: 3, max: 8 }), (list, group) => {
    const taking = takingMoment(periods, january, group as TestYearGroup);
    const { code, moment } = adviseTest(asked(list, { taking }));
    assert.ok(moment === null || testMoments.includes(moment));
    if (code === 'easier') assert.ok(momentIndex(moment!) < momentIndex(taking));
    if (code === 'harder') assert.ok(momentIndex(moment!) > momentIndex(taking));
    if (!['easier', 'harder'].includes(code)) assert.equal(moment, taking);
  }));
});
