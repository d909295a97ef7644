import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { growthView } from './growth-view.ts';
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
