import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PupilName } from '../roster/types.ts';
import { groupReportView } from './group-view.ts';
import { growthView } from './growth-view.ts';
import { groupMeanFrom } from './honest/group-size.ts';
import { inventedNorms, inventedResult } from './invented-results.ts';

const norms = inventedNorms();

function growthOf(results: Parameters<typeof growthView>[0]['results']) {
  return growthView({ subject: 'arithmetic', pupilLabel: 'Sanne de Vries', results, norms, bandKind: 'roman' });
}

describe('the growth of a pupil', () => {
  const [m4, e4, m5] = [
    inventedResult({ takenOn: '2026-01-20', score: 580, yearGroup: '4', moment: 'M4', origin: 'migrated' }),
    inventedResult({ takenOn: '2026-06-02', score: 590, yearGroup: '4', moment: 'E4', origin: 'typed-in' }),
    inventedResult({ takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5' }),
  ];

  test('shows the newest result first, each with the change since the one before', () => {
    const { rows } = growthOf([m4, e4, m5]);
    assert.deepEqual(rows.map(({ score, growth }) => [score, growth]), [
      [640, { points: 50, verdict: 'more' }], [590, { points: 10, verdict: 'noise' }], [580, null],
    ]);
  });

  test('speaks no verdict where an error of measurement is not known', () => {
    const { rows } = growthOf([{ ...m4, scaleSe: null, intervalLow: null, intervalHigh: null }, m5]);
    assert.deepEqual(rows[0]?.growth, { points: 60, verdict: 'unknown' });
  });

  test('leaves a gap for a moment without a result, also over a whole school year', () => {
    const m3 = inventedResult({ takenOn: '2025-01-21', score: 530, yearGroup: '3', moment: 'M3' });
    const { chart } = growthOf([m3, m5]);
    assert.deepEqual(chart?.moments.map(({ code }) => code), ['M3', 'E3', 'M4', 'E4', 'M5']);
    assert.deepEqual(chart?.points.map(({ momentIndex }) => momentIndex), [0, 4]);
  });

  test('a pupil who did a year twice meets the same moments twice', () => {
    const again = inventedResult({ takenOn: '2027-01-18', score: 600, yearGroup: '4', moment: 'M4' });
    const { chart } = growthOf([m4, again]);
    assert.deepEqual(chart?.moments.map(({ code, schoolYearLabel }) => `${code} ${schoolYearLabel}`),
      ['M4 2025-2026', 'E4 2025-2026', 'M4 2026-2027']);
  });

  test('an E test that was taken after the summer stands at the end of the year before, without a level', () => {
    const late = inventedResult({ takenOn: '2026-09-15', score: 600, yearGroup: '5', moment: null, testMoment: 'E4' });
    const { chart, rows, remarks } = growthOf([m4, late, m5]);
    assert.equal(chart?.moments[chart.points[1]?.momentIndex ?? -1]?.code, 'E4');
    assert.equal(rows[1]?.level, null);
    assert.ok(remarks.some((remark) => remark.includes('buiten de normperiode')));
  });

  test('marks tell how a result came to be, and an off-level test before anything else', () => {
    const given = { takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5', testMoment: 'M4' } as const;
    const { chart } = growthOf([m4, e4, inventedResult(given)]);
    assert.deepEqual(chart?.points.map(({ mark }) => mark), ['imported', 'typed-in', 'off-level']);
  });

  test('a result on another scale is listed apart and never drawn', () => {
    const foreign = inventedResult({
      takenOn: '2026-06-03', score: 105, yearGroup: '4', moment: 'E4', scaleCode: 'ANDERS',
    });
    const view = growthOf([m4, foreign, m5]);
    assert.deepEqual([view.chart?.points.length, view.rows.length, view.otherScales.length], [2, 2, 1]);
    assert.equal(view.rows[0]?.growth?.points, 60, 'growth is counted on one scale only');
  });

  test('without results there is no chart', () => {
    assert.equal(growthOf([]).chart, null);
  });
});

describe('the report of a group', () => {
  const pupil = (pupilId: string, yearGroup: string | null): PupilName =>
    ({ pupilId, callName: pupilId, prefix: null, lastName: 'Test', yearGroup });
  const taken = (pupilId: string, score: number, yearGroup = '5') => inventedResult({
    pupilId, score, yearGroup, takenOn: '2027-01-18', moment: yearGroup === '5' ? 'M5' : 'M6',
  });
  const reportOf = (pupils: readonly PupilName[], results: ReturnType<typeof taken>[]) => groupReportView({
    groupName: 'Groep 5/6', subject: 'arithmetic', season: 'M', schoolYear: '2026-2027', pupils, results, norms,
    bandKind: 'roman',
  });

  test('a combination group has a part for each year group, and names who has no test', () => {
    const view = reportOf([pupil('a', '5'), pupil('b', '6'), pupil('c', '2'), pupil('d', null)], [taken('a', 628)]);
    assert.deepEqual(view.parts.map(({ moment, rows }) => [moment, rows.length]), [['M5', 1], ['M6', 1]]);
    assert.deepEqual(view.withoutTest, ['Test, c', 'Test, d']);
  });

  test('a mean is given from seven results on, with its level by the norm of group means', () => {
    const pupils = Array.from({ length: groupMeanFrom }, (_, index) => pupil(`p${index}`, '5'));
    const all = reportOf(pupils, pupils.map(({ pupilId }) => taken(pupilId, 628 + 20)));
    assert.deepEqual(all.parts[0]?.mean, { score: 648, level: 'I', count: 7 });
    const fewer = reportOf(pupils, pupils.slice(1).map(({ pupilId }) => taken(pupilId, 648)));
    assert.equal(fewer.parts[0]?.mean, null);
    assert.ok(fewer.parts[0]?.remarks.some((remark) => remark.includes('zegt een gemiddelde te weinig')));
  });

  test('a result from outside the norm period is shown, and has no part in a mean that gets a level', () => {
    const pupils = Array.from({ length: groupMeanFrom }, (_, index) => pupil(`p${index}`, '5'));
    const late = { ...taken('p0', 900), moment: null, testMoment: 'M5' as const, roman: null };
    const { parts } = reportOf(pupils, [late, ...pupils.slice(1).map(({ pupilId }) => taken(pupilId, 628))]);
    assert.equal(parts[0]?.rows[0]?.result?.score, 900);
    assert.equal(parts[0]?.mean, null, 'six results inside the period are too few');
  });

  test('the distribution counts every pupil with a level once, the lowest band first', () => {
    const scores = [560, 600, 628, 655, 700, 701];
    const pupils = scores.map((score) => pupil(`s${score}`, '5'));
    const { parts } = reportOf(pupils, scores.map((score) => taken(`s${score}`, score)));
    assert.deepEqual(parts[0]?.distribution?.counts, [1, 1, 1, 1, 2]);
  });
});
