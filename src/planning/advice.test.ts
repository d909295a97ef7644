import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import { testMoments } from '../content/arithmetic/task.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import { momentsInOrder, type Moment } from '../content/types.ts';
import { functioningLevel, normTable } from '../psychometrics/norms.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import { adviseTest, type AdviceInput } from './advice.ts';
import { adviceReason } from './nl.ts';
import { momentIndex, takingMoment } from './rules.ts';
import type { EarlierResult, TestYearGroup } from './types.ts';

const table = arithmeticNormTable();
const norms = {
  moments: table.moments, norms: normTable({ id: 'test', functioningMethod: 'midpoint', moments: table.moments }),
};
const january = plainDate('2027-01-19');
const meanOf = (moment: Moment) => table.moments.find((norm) => norm.moment === moment)!.mean;

/** A result of a pupil who stood where the average pupil of a moment stands, on a test that fits. */
function earlier(takenOn: string, level: Moment, change: Partial<EarlierResult> = {}): EarlierResult {
  const scaleScore = change.scaleScore ?? meanOf(level);
  return {
    takenOn: plainDate(takenOn), scaleScore, scaleSe: 9, testMoment: level, origin: 'screen',
    functioningLevel: functioningLevel(norms.norms, asScaleScore(scaleScore)).label, ...change,
  };
}

/** Three results of a pupil who is in group 5 now and stood at these levels in June, January and June before. */
function threeAt(...[last, middle, first]: readonly [Moment, Moment, Moment]): readonly EarlierResult[] {
  return [earlier('2026-06-02', last), earlier('2026-01-20', middle), earlier('2025-06-03', first)];
}

/** A pupil of group 5 in the middle window of a school whose history is in. */
function asked(results: readonly EarlierResult[], change: Partial<AdviceInput> = {}): AdviceInput {
  return {
    today: january, taking: 'M5', periods: table.periods, available: testMoments, norms, historyComplete: true,
    earlier: results, ...change,
  };
}

test('before step 2 there is no advice, whatever is known', () => {
  const advice = adviseTest(asked([earlier('2026-06-02', 'M3')], { historyComplete: false }));
  assert.deepEqual(advice, { code: 'step-2', moment: 'M5', own: 'M5', basedOn: null, expected: null, isLast: false });
});

test('a pupil without an earlier result, or a subject without norms, is planned at the own moment', () => {
  const none = { code: 'no-result', moment: 'M5', own: 'M5', basedOn: null, expected: null, isLast: false };
  assert.deepEqual(adviseTest(asked([])), none);
  assert.deepEqual(adviseTest(asked([earlier('2026-06-02', 'M3')], { norms: undefined })), none);
});

test('a pupil who grows as the norm group takes the own test, at the level that is expected', () => {
  const advice = adviseTest(asked(threeAt('E4', 'M4', 'E3')));
  assert.deepEqual([advice.code, advice.moment, advice.expected?.level], ['own', 'M5', 'M5']);
  assert.ok(Math.abs(advice.expected!.score - meanOf('M5')) < 0.5, String(advice.expected?.score));
  assert.equal(adviceReason(advice),
    'Naar verwachting nu ongeveer M5 (E4 tot E5); toets M5 past daarbij. Laatst: E4 op 2 jun 2026.');
});

test('a pupil who stands far below or above the class is advised the test of the level that is expected', () => {
  const low = adviseTest(asked([
    earlier('2026-06-02', 'M3'), earlier('2026-01-20', 'M3', { scaleScore: 512 }),
    earlier('2025-06-03', 'M3', { scaleScore: 498 }),
  ]));
  assert.deepEqual([low.code, low.moment, low.expected?.level], ['easier', 'E3', 'E3']);
  assert.equal(adviceReason(low),
    'Naar verwachting nu ongeveer E3 (M3 tot M4); daarom toets E3 in plaats van M5. Laatst: M3 op 2 jun 2026.');
  const high = adviseTest(asked(threeAt('E5', 'M5', 'E4')));
  assert.deepEqual([high.code, high.moment, high.expected?.level], ['harder', 'M6', 'M6']);
});

test('one low result moves nobody to another test where four of them do', () => {
  // Each seven tenths of a standard deviation below the mean of its moment.
  const days = [['2026-06-02', 578], ['2026-01-20', 552], ['2025-06-03', 527], ['2025-01-21', 500]] as const;
  const results = days.map(([day, scaleScore]) => earlier(day, 'M4', { scaleScore }));
  const one = adviseTest(asked(results.slice(0, 1)));
  const four = adviseTest(asked(results));
  assert.deepEqual([one.code, one.moment], ['own', 'M5']);
  assert.equal(adviceReason(one),
    'Naar verwachting nu ongeveer E4 (M4 tot M5); dat ligt dicht genoeg bij toets M5. Laatst: M4 op 2 jun 2026.');
  assert.deepEqual([four.code, four.moment], ['easier', 'E4']);
  assert.ok(four.expected!.se < one.expected!.se);
});

test('one bad day after steady results leads to the own test, with the reason', () => {
  const odd = adviseTest(asked([
    earlier('2026-06-02', 'M3', { scaleScore: 470 }), earlier('2026-01-20', 'M4'), earlier('2025-06-03', 'E3'),
  ]));
  assert.deepEqual([odd.code, odd.moment], ['outlier', 'M5']);
  assert.match(adviceReason(odd), /wijkt sterk af van de andere en telt minder mee\. Laatst: lager dan M3 op 2 jun/);
});

test('advice stays within the catalogue, and a harder test within a school year', () => {
  const veryLow = [earlier('2026-06-02', 'M3', { scaleScore: 430 }), earlier('2026-01-20', 'M3', { scaleScore: 410 })];
  const first = adviseTest(asked(veryLow, { taking: 'M4' }));
  assert.deepEqual([first.code, first.moment, first.expected?.level], ['easier', 'M3', '<M3']);
  assert.match(adviceReason(first), /ongeveer lager dan M3; daarom toets M3 in plaats van M4/);
  const only = adviseTest(asked(veryLow, { taking: 'M4', available: ['M4'] }));
  assert.deepEqual([only.code, only.moment], ['own', 'M4']);
  assert.match(adviceReason(only), /er is geen toets die beter past dan M4/);
  const last = adviseTest(asked(threeAt('E8', 'E8', 'M8'), { taking: 'M8' }));
  assert.match(adviceReason(last), /ongeveer hoger dan E8.*; er is geen toets die beter past dan M8\./);
  const high = adviseTest(asked(threeAt('E7', 'M7', 'E6')));
  assert.deepEqual([high.code, high.moment, high.expected?.level], ['harder', 'M6', 'M8']);
});

test('a total that somebody typed in weighs less, and nothing is built on such totals alone', () => {
  const typed = earlier('2026-06-02', 'M3', { origin: 'typed-in' });
  const alone = adviseTest(asked([typed]));
  assert.deepEqual([alone.code, alone.moment, alone.expected], ['total-only', 'M5', null]);
  const beside = adviseTest(asked([typed, earlier('2026-01-20', 'M4')]));
  const measured = adviseTest(asked([{ ...typed, origin: 'screen' }, earlier('2026-01-20', 'M4')]));
  assert.ok(beside.expected!.score > measured.expected!.score);
});

test('an old result says less, and after two years and a window nothing', () => {
  const now = adviseTest(asked([earlier('2026-06-02', 'M3')]));
  const old = adviseTest(asked([earlier('2025-06-03', 'M3', { scaleScore: meanOf('M3') - 49 })]));
  assert.ok(old.expected!.se > now.expected!.se);
  assert.equal(adviseTest(asked([earlier('2024-06-04', 'M3')])).code, 'too-old');
});

test('an error that is not known is taken larger where the test did not fit', () => {
  const of = (testMoment: Moment) => adviseTest(asked([earlier('2026-06-02', 'M3', { scaleSe: null, testMoment })]));
  assert.ok(of('M3').expected!.se < of('E4').expected!.se);
});

test('where the year group has no test now, none is proposed', () => {
  const october = { today: plainDate('2026-10-06'), taking: 'B5' as const };
  const advice = adviseTest(asked(threeAt('M3', 'M3', 'M3'), october));
  assert.deepEqual([advice.moment, advice.own], [null, null]);
  assert.equal(adviceReason(advice), 'Voor deze jaargroep is er nu geen toets. Laatst: M3 op 2 jun 2026.');
});

test('advice names a test that exists, or none, for any pupil', () => {
  const result = fc.record({
    takenOn: fc.nat(900).map((days) => addDays(january, -days)),
    scaleScore: fc.double({ min: 380, max: 900, noNaN: true }),
    scaleSe: fc.option(fc.double({ min: 3, max: 40, noNaN: true })),
    testMoment: fc.option(fc.constantFrom(...momentsInOrder)),
    functioningLevel: fc.constantFrom('<M3', 'M3', 'E8', '>E8'),
    origin: fc.constantFrom('screen', 'paper', 'migrated', 'typed-in'),
  });
  const results = fc.array(result, { maxLength: 5 }).map((list) =>
    list.toSorted((a, b) => (a.takenOn < b.takenOn ? 1 : -1)));
  const groups = fc.integer({ min: 3, max: 8 });
  fc.assert(fc.property(results, groups, fc.subarray([...testMoments]), (list, group, available) => {
    const taking = takingMoment(table.periods, january, group as TestYearGroup);
    const { code, moment, own } = adviseTest(asked(list, { taking, available }));
    assert.ok(moment === null || available.includes(moment));
    if (code === 'easier') assert.ok(momentIndex(moment!) < momentIndex(taking));
    if (code === 'harder') assert.ok(momentIndex(moment!) > momentIndex(taking));
    if (!['easier', 'harder'].includes(code)) assert.equal(moment, own);
  }));
});
