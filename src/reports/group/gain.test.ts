import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Result } from '../../ability/types.ts';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import { gainBetween } from './gain-rules.ts';
import { gainParts } from './gain-view.ts';
import { periodOf } from './standing.ts';
import type { GroupAtMoment, Member } from './types.ts';

const norms = inventedNorms();
const ofNorms = { normCode: norms.id, normVersion: norms.version };

function start(score: number, more: Partial<Result> = {}): Result {
  return {
    ...inventedResult({ takenOn: '2026-06-02', score, yearGroup: '4', moment: 'E4' }), ...ofNorms, ...more,
  };
}

function end(score: number, more: Partial<Result> = {}): Result {
  return {
    ...inventedResult({ takenOn: '2027-01-18', score, yearGroup: '5', moment: 'M5' }), ...ofNorms, ...more,
  };
}

describe('the gain of a pupil beside what pupils with the same start gain', () => {
  test('who starts at the mean is expected to follow the mean', () => {
    const gain = gainBetween(start(605), end(628), norms);
    assert.deepEqual([gain?.change.points, gain?.verdict], [23, 'as']);
    assert.ok(Math.abs((gain?.expected?.score ?? 0) - 628) < 1e-9);
  });

  test('a verdict is given only beyond the errors and the spread together', () => {
    assert.deepEqual([520, 600, 660, 740].map((score) => gainBetween(start(605), end(score), norms)?.verdict),
      ['less', 'as', 'as', 'more']);
  });

  test('who did a year twice has a gain and no expectation', () => {
    const again = end(640, { yearGroup: '4', moment: 'M4' });
    const gain = gainBetween(start(605), again, norms);
    assert.deepEqual([gain?.change.points, gain?.expected, gain?.without], [35, null, 'other-step']);
  });

  test('what cannot be compared has no gain, and what lacks an error or a norm no expectation', () => {
    assert.equal(gainBetween(start(605), end(640, { scaleCode: 'ANDERS' }), norms), null);
    assert.equal(gainBetween(start(605), end(640, { generation: '2.0' }), norms), null);
    const bare = { scaleSe: null, intervalLow: null, intervalHigh: null };
    assert.equal(gainBetween(start(605, bare), end(640), norms)?.without, 'no-error');
    assert.equal(gainBetween(start(605), end(640, { normVersion: 9 }), norms)?.without, 'other-norm');
    assert.equal(gainBetween(start(605), end(640, { moment: null }), norms)?.without, 'no-moment');
  });
});

/** Two scores of a pupil; null where there is no result. */
type Pair = readonly [from: number | null, to: number | null];

function partsOf(pairs: readonly Pair[]) {
  const at = (
    schoolYear: string, season: 'M' | 'E', result: (pair: Pair, pupilId: string) => Result | null, yearGroup: string,
  ): GroupAtMoment => ({
    group: { name: 'Groep 5', schoolYear: '2026-2027' as GroupAtMoment['group']['schoolYear'] }, subject: 'arithmetic',
    period: { schoolYear, season }, norms,
    members: pairs.map((pair, index): Member => {
      const pupilId = `p${index}`;
      const pupil = { pupilId, callName: 'Kind', prefix: null, lastName: `Nr${index}`, yearGroup };
      return { pupil, result: result(pair, pupilId), earlier: null, reason: 'niet gemaakt' };
    }),
  });
  return gainParts({
    from: at('2025-2026', 'E', ([from], pupilId) => (from === null ? null : start(from, { pupilId })), '4'),
    to: at('2026-2027', 'M', ([, to], pupilId) => (to === null ? null : end(to, { pupilId })), '5'),
  });
}

const score = fc.option(fc.double({ min: 500, max: 760, noNaN: true }), { freq: 6 });

test('means of gains are what the plainest counting gives, and there are none below seven', () => {
  fc.assert(fc.property(fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 30, size: 'max' }), (pairs) => {
    const [part] = partsOf(pairs);
    const figures = part?.tables.find(({ caption }) => caption.startsWith('Kerngetallen'));
    const figure = (name: string) => figures?.rows.find(([cell]) => cell?.text === name)?.[1]?.value;
    let sum = 0;
    let count = 0;
    for (const [from, to] of pairs) {
      if (from === null || to === null) continue;
      sum += to - from;
      count += 1;
    }
    assert.equal(figure('Leerlingen met een bekende groei'), count);
    const mean = figure('Gemiddelde groei');
    if (count < 7) assert.equal(mean, null);
    else assert.ok(Math.abs(Number(mean) - sum / count) < 1e-9);
    const rows = part?.tables[0]?.rows ?? [];
    assert.equal(rows.filter((row) => row.at(-1)?.text.includes('resultaat')).length, pairs.length - count);
  }));
});

describe('the period of a result', () => {
  const late = { moment: null, testMoment: 'E4', schoolYear: '2026-2027', takenOn: '2026-09-15' } as const;
  const of = (more: object) => periodOf({ ...late, ...more } as Parameters<typeof periodOf>[0]);

  test('is that of its moment, and between the norm periods that of its test', () => {
    assert.deepEqual(of({ moment: 'M5', testMoment: 'E4', takenOn: '2027-01-18' }),
      { schoolYear: '2026-2027', season: 'M' });
    assert.equal(of({ testMoment: null }), null);
  });

  test('a test of the end that is taken after the summer belongs to the year before', () => {
    assert.deepEqual(of({}), { schoolYear: '2025-2026', season: 'E' });
    assert.deepEqual(of({ testMoment: 'B8' }), { schoolYear: '2026-2027', season: 'B' });
  });
});
