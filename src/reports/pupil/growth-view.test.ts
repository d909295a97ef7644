import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Result } from '../../ability/types.ts';
import { inventedLine, inventedNorms, inventedResult } from '../invented-results.ts';
import { chartOf, growthParts } from './growth-view.ts';
import { normKey, type PupilLine } from './pupil-line.ts';

const norms = inventedNorms();
const [m4, e4, m5] = [
  inventedResult({ takenOn: '2026-01-20', score: 580, yearGroup: '4', moment: 'M4', origin: 'migrated' }),
  inventedResult({ takenOn: '2026-06-02', score: 590, yearGroup: '4', moment: 'E4', origin: 'typed-in' }),
  inventedResult({ takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5' }),
];
const of = { subject: 'arithmetic', pupilLabel: 'Sanne de Vries', bandKind: 'roman' } as const;

function partsOf(lines: readonly PupilLine[], invalid: readonly Result[] = []) {
  return growthParts({ ...of, lines, invalid });
}

function drawn(results: readonly Result[]) {
  return chartOf(of, inventedLine(results), norms);
}

/** The words of a column, in the order of the rows. */
function column(parts: ReturnType<typeof partsOf>, key: string, part = 0): readonly (string | undefined)[] {
  const [table] = parts[part]?.tables ?? [];
  const index = table?.columns.findIndex((each) => each.key === key) ?? -1;
  return table?.rows.map((row) => row[index]?.text) ?? [];
}

describe('the growth of a pupil', () => {
  test('shows the newest result first, each with the change since the one before', () => {
    const parts = partsOf([inventedLine([m4, e4, m5])]);
    assert.deepEqual(column(parts, 'score'), ['640', '590', '580']);
    assert.deepEqual(column(parts, 'verschil'), ['+50, meer dan toeval', '+10, kan toeval zijn', '–']);
  });

  test('every score leads to how it was computed', () => {
    const [table] = partsOf([inventedLine([m5])])[0]?.tables ?? [];
    assert.equal(table?.rows[0]?.find(({ href }) => href)?.href, `/resultaten/${m5.resultId}`);
  });

  test('leaves a gap for a moment without a result, also over a whole school year', () => {
    const m3 = inventedResult({ takenOn: '2025-01-21', score: 530, yearGroup: '3', moment: 'M3' });
    const { moments, points } = drawn([m3, m5]);
    assert.deepEqual(moments.map(({ code }) => code), ['M3', 'E3', 'M4', 'E4', 'M5']);
    assert.deepEqual(points.map(({ momentIndex }) => momentIndex), [0, 4]);
  });

  test('a pupil who did a year twice meets the same moments twice', () => {
    const again = inventedResult({ takenOn: '2027-01-18', score: 600, yearGroup: '4', moment: 'M4' });
    assert.deepEqual(drawn([m4, again]).moments.map(({ code, schoolYearLabel }) => `${code} ${schoolYearLabel}`),
      ['M4 2025-2026', 'E4 2025-2026', 'M4 2026-2027']);
  });

  test('an E test that was taken after the summer stands at the end of the year before, without a level', () => {
    const late = inventedResult({ takenOn: '2026-09-15', score: 600, yearGroup: '5', moment: null, testMoment: 'E4' });
    for (const results of [[m4, late, m5], [late]]) {
      const { moments, points } = drawn(results);
      assert.equal(moments[points[results.indexOf(late)]?.momentIndex ?? -1]?.code, 'E4');
    }
    const parts = partsOf([inventedLine([m4, late, m5])]);
    assert.deepEqual(column(parts, 'niveau')[1], '–');
    assert.ok(parts[0]?.remarks.some((remark) => remark.includes('buiten de normperiode')));
  });

  test('marks tell how a result came to be, and an off-level test before anything else', () => {
    const easier = inventedResult({
      takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5', testMoment: 'M4',
    });
    assert.deepEqual(drawn([m4, e4, easier]).points.map(({ mark }) => mark), ['imported', 'typed-in', 'off-level']);
  });

  test('without results there is nothing', () => {
    assert.deepEqual(partsOf([]), []);
  });
});

describe('results with several norms or scales', () => {
  const renewed = { ...norms, version: 2, moments: norms.moments.map((each) => ({ ...each, mean: each.mean + 9 })) };
  const later = { ...m5, normVersion: 2 };
  const twoNorms = inventedLine([m4, e4, later], new Map([
    [normKey('SYN', 1), norms], [normKey('SYN', 2), renewed],
  ]));

  test('each moment has the bands of the norm with which its results were made, with a mark where it changes', () => {
    const { moments, normChanges } = chartOf(of, twoNorms, renewed);
    const meanOf = (table: typeof norms, code: string) => table.moments.find(({ moment }) => moment === code)?.mean;
    assert.deepEqual(moments.map(({ mean }) => mean),
      [meanOf(norms, 'M4'), meanOf(norms, 'E4'), meanOf(renewed, 'M5')]);
    assert.deepEqual(normChanges, [2]);
    assert.ok(partsOf([twoNorms])[0]?.remarks.some((remark) => remark.includes('de norm gewijzigd')));
  });

  test('with one norm there is no mark', () => {
    assert.deepEqual(drawn([m4, e4, m5]).normChanges, []);
  });

  test('another scale has a part of its own, and a chart only where there are norms for it', () => {
    const foreign = { ...e4, scaleCode: 'ANDERS', normCode: null };
    const parts = partsOf([inventedLine([m4, m5]), { ...inventedLine([foreign]), norms: new Map() }]);
    assert.deepEqual(parts.map(({ pictures, tables }) => [pictures.length, tables[0]?.rows.length]), [[1, 2], [0, 1]]);
    assert.deepEqual(column(parts, 'verschil'), ['+60, meer dan toeval', '–'], 'counted on one scale only');
    assert.equal(partsOf([inventedLine([m4]), inventedLine([foreign])])[1]?.pictures.length, 1);
  });
});

describe('what is said of each result', () => {
  test('how it was taken, with what was used', () => {
    const line = {
      ...inventedLine([{ ...m5, partsTaken: 2, partsPlanned: 3 }]),
      takings: new Map([[m5.resultId, { accommodations: [], retake: true, totalEntered: false }]]),
    };
    assert.deepEqual(column(partsOf([line]), 'afname'), ['op het scherm; 2 van 3 taken; opnieuw afgenomen']);
  });

  test('that a test was declared invalid, which then stands in no table', () => {
    const [part] = partsOf([inventedLine([m4])], [m5]);
    assert.equal(part?.tables[0]?.rows.length, 1);
    assert.match(part?.remarks[0] ?? '', /ongeldig verklaard en telt niet mee: Rekenen-Wiskunde M5 van 18 jan 2027/u);
  });
});
