import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Result } from '../../ability/types.ts';
import { inventedLine, inventedNorms, inventedResult } from '../invented-results.ts';
import { functioningChartOf, functioningParts, rowOfLevel } from './functioning-view.ts';

const norms = inventedNorms();
const of = { subject: 'arithmetic', pupilLabel: 'Jens Eigenlijn' } as const;
const m5 = inventedResult({ takenOn: '2026-01-20', score: 560, yearGroup: '5', moment: 'M5', testMoment: 'M4' });
const m6 = inventedResult({ takenOn: '2027-01-18', score: 600, yearGroup: '6', moment: 'M6', testMoment: 'M5' });

function partsOf(results: readonly Result[]) {
  return functioningParts({ ...of, lines: [inventedLine(results)], invalid: [] });
}

describe('the report by functioning level', () => {
  test('sets each result beside the moment of the own year group', () => {
    const chart = functioningChartOf(of, inventedLine([{ ...m5, functioningLevel: 'E3' }, m6]), norms);
    assert.deepEqual(chart.moments.map(({ code, nominalRow }) => [code, nominalRow]),
      ['M5', 'E5', 'M6'].map((code) => [code, chart.levels.indexOf(code)]));
    assert.deepEqual(chart.points.map(({ row }) => chart.levels[row]), ['E3', 'M5']);
  });

  test('draws a level outside the table at its edge, and says that more is not known', () => {
    const levels = norms.moments.map(({ moment }) => moment);
    assert.deepEqual([rowOfLevel('<M3', levels), rowOfLevel('>E8', levels)], [-1, levels.length]);
    const [part] = partsOf([{ ...m5, functioningLevel: '<M3' }]);
    assert.ok(part?.remarks.some((each) => each.includes('"<M3" of ">E8"')));
  });

  test('a level of an older norm that these levels do not hold stands at the one before it', () => {
    assert.equal(rowOfLevel('B8', ['E7', 'M8', 'E8']), 0);
  });

  test('the ends of the interval are levels too, in picture and table', () => {
    const late = { ...m6, intervalLow: 400, intervalHigh: 900 };
    const [point] = functioningChartOf(of, inventedLine([late]), norms).points;
    assert.deepEqual([point?.lowRow, point?.highRow], [-1, norms.moments.length]);
    const [table] = partsOf([late])[0]?.tables ?? [];
    assert.ok(table?.rows[0]?.some(({ text }) => text === '<M3 tot >E8'));
  });

  test('results without norms have no functioning level and no part', () => {
    assert.deepEqual(functioningParts({
      ...of, invalid: [], lines: [{ ...inventedLine([{ ...m5, functioningLevel: null }]), norms: new Map() }],
    }), []);
  });
});
