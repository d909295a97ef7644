import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { defaultAccommodations } from '../../planning/accommodations.ts';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import { changeBetween, changeWords } from './change.ts';
import { linesOf } from './comparable.ts';
import { conditionsOf, conditionWords, markOf } from './conditions.ts';
import { isFarFromTest } from './functioning.ts';
import { levelShown, levelStepWords } from './levels.ts';
import { normMarks } from './norm-change.ts';
import { remarksOnResults } from './remarks.ts';

const m4 = inventedResult({ takenOn: '2026-01-20', score: 580, yearGroup: '4', moment: 'M4', origin: 'migrated' });
const e4 = inventedResult({ takenOn: '2026-06-02', score: 590, yearGroup: '4', moment: 'E4', origin: 'typed-in' });
const m5 = inventedResult({ takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5' });
const between = inventedResult({
  takenOn: '2026-09-15', score: 600, yearGroup: '5', moment: null, testMoment: 'E4',
});

describe('a change between two results (rules 2 and 4)', () => {
  test('gets a verdict beyond the noise only', () => {
    assert.equal(changeWords(changeBetween(m4, e4)), '+10, kan toeval zijn');
    assert.equal(changeWords(changeBetween(e4, m5)), '+50, meer dan toeval');
    assert.equal(changeWords(changeBetween(m5, e4)), '−50, meer dan toeval');
  });

  test('gets none where an error of measurement is not known', () => {
    const old = { ...m4, scaleSe: null, intervalLow: null, intervalHigh: null };
    assert.deepEqual(changeBetween(old, m5), { points: 60, verdict: 'unknown' });
  });

  test('is not counted over scales, generations or subjects', () => {
    for (const other of [{ scaleCode: 'ANDERS' }, { generation: '2.0' }, { subject: 'reading' as const }]) {
      assert.deepEqual(changeBetween({ ...m4, ...other }, m5), { points: null, verdict: 'not-comparable' });
    }
  });

  test('is the same the other way round, with the other sign; a larger error never makes it more', () => {
    const score = fc.double({ min: 400, max: 900, noNaN: true });
    const se = fc.double({ min: 1, max: 60, noNaN: true });
    fc.assert(fc.property(score, score, se, se, (a, b, seA, seB) => {
      const [from, to] = [{ ...m4, scaleScore: a, scaleSe: seA }, { ...m4, scaleScore: b, scaleSe: seB }];
      const [there, back] = [changeBetween(from, to), changeBetween(to, from)];
      assert.equal(there.points, 0 - (back.points ?? 0));
      const opposite = { more: 'less', less: 'more', noise: 'noise', unknown: 'unknown' } as const;
      assert.equal(back.verdict, opposite[there.verdict as keyof typeof opposite]);
      if (there.verdict === 'noise') assert.equal(changeBetween(from, { ...to, scaleSe: seB * 2 }).verdict, 'noise');
    }));
  });
});

describe('a level (rules 1, 2 and 3)', () => {
  test('is not shown outside the norm period, by neither norm', () => {
    const stored = { ...m5, moment: null };
    for (const norm of ['afname', 'toets'] as const) assert.equal(levelShown(stored, 'roman', norm), null);
  });

  test('by the test taken comes from the norm with which the result was made', () => {
    const norms = inventedNorms();
    const easier = { ...m5, testMoment: 'M4' as const, romanByTest: 'I' as const, normCode: norms.id };
    assert.equal(levelShown(easier, 'roman', 'toets'), 'I');
    assert.equal(levelShown(easier, 'letter', 'toets', norms), 'A');
    assert.equal(levelShown({ ...easier, normVersion: norms.version + 1 }, 'letter', 'toets', norms), null);
  });

  test('that falls while the intervals overlap is said to be no news', () => {
    const start = inventedResult({ takenOn: '2026-01-20', score: 600, yearGroup: '4', moment: 'M4' });
    const step = inventedResult({ takenOn: '2027-01-18', score: 620, yearGroup: '5', moment: 'M5' });
    assert.notEqual(start.roman, step.roman);
    assert.match(levelStepWords(start, step, 'roman') ?? '', /overlappen: dat kan toeval zijn/u);
  });

  test('that changes says nothing else than the change of the score does', () => {
    const change = fc.integer({ min: -60, max: 60 });
    const error = fc.integer({ min: 2, max: 20 });
    fc.assert(fc.property(change, error, error, (points, seBefore, seAfter) => {
      const at = (result: typeof m4, scaleScore: number, scaleSe: number, roman: 'II' | 'III') => ({
        ...result, scaleScore, scaleSe, roman, intervalLow: scaleScore - 1.645 * scaleSe,
        intervalHigh: scaleScore + 1.645 * scaleSe,
      });
      const [earlier, later] = [at(m4, 600, seBefore, 'II'), at(m5, 600 + points, seAfter, 'III')];
      const said = /kan toeval zijn/u.test(levelStepWords(earlier, later, 'roman') ?? '');
      assert.equal(said, changeBetween(earlier, later).verdict === 'noise');
    }), { numRuns: 500 });
  });

  test('that stays V while the score rises is growth', () => {
    const start = { ...m4, scaleScore: 480, roman: 'V' as const };
    const later = { ...m5, scaleScore: 540, roman: 'V' as const };
    assert.match(levelStepWords(start, later, 'roman') ?? '', /bleef V terwijl de score steeg/u);
  });

  test('of another norm version is not laid on the same ladder', () => {
    const later = { ...m5, roman: 'I' as const, normVersion: 2 };
    assert.match(levelStepWords({ ...m4, roman: 'III' }, later, 'roman') ?? '', /met een andere norm/u);
  });
});

describe('a functioning level (rule 5)', () => {
  test('is imprecise more than a school year from the test', () => {
    const at = (functioningLevel: string) => isFarFromTest({ functioningLevel, testMoment: 'M5' });
    assert.deepEqual(['M4', 'M6', 'E3', 'E6', '<M3', '>E8'].map(at), [false, false, true, true, true, true]);
    assert.deepEqual(['<M3', 'E4'].map((functioningLevel) => isFarFromTest({ functioningLevel, testMoment: 'M3' })),
      [false, true]);
  });
});

describe('results beside each other (rules 4 and 10)', () => {
  test('stand on one line per scale, in their order', () => {
    const foreign = { ...e4, scaleCode: 'ANDERS' };
    assert.deepEqual(linesOf([m4, foreign, m5]), [[m4, m5], [foreign]]);
  });

  test('a norm that changes along a line is marked once, and no norm is no change', () => {
    const results = [m4, { ...e4, normCode: null }, { ...m4, normVersion: 2 }, { ...m5, normVersion: 2 }];
    assert.deepEqual(normMarks(results), [{ index: 2, from: 'norm SYN versie 1', to: 'norm SYN versie 2' }]);
  });

  test('of another scale do not make a change of norm', () => {
    assert.deepEqual(normMarks([m4, { ...m5, scaleCode: 'ANDERS', normCode: 'B' }]), []);
  });
});

describe('the conditions of a result (rule 11)', () => {
  const taking = { accommodations: [], retake: false, totalEntered: false };

  test('begin with the medium, and say all that was not as usual', () => {
    const result = { ...m5, origin: 'paper' as const, testMoment: 'M4' as const, partsTaken: 2, partsPlanned: 3 };
    const used = { ...defaultAccommodations, readAloud: true, textSize: 150 as const };
    assert.deepEqual(
      conditionsOf(result, { accommodations: [defaultAccommodations, used], retake: true, totalEntered: true }),
      ['op papier', '2 van 3 taken', 'toets van M4', 'met letters 150 % en voorlezen', 'opnieuw afgenomen',
        'alleen het totaal ingevoerd']);
  });

  test('of an ordinary result are its medium alone', () => {
    assert.equal(conditionWords(m5, taking), 'op het scherm');
    assert.equal(conditionWords({ ...m5, partsTaken: 3, partsPlanned: 3 }, taking), 'op het scherm');
  });

  test('tell of old results where they came from', () => {
    assert.deepEqual([m4, e4].map((result) => conditionWords(result)),
      ['overgenomen uit het oude systeem', 'met de hand in het LAS ingevoerd']);
    assert.deepEqual([m4, e4, m5].map(markOf), ['imported', 'typed-in', 'screen']);
  });
});

describe('remarks on results of a pupil', () => {
  test('name what was outside the norm period, off level, without interval and on another scale', () => {
    const all = remarksOnResults([
      m4, { ...between, intervalLow: null }, { ...e4, scaleCode: 'ANDERS' }, { ...m5, testMoment: 'M4' },
    ]).join(' ');
    for (const words of ['normperiode', 'ander moment', 'geen score-interval', 'andere schaal']) {
      assert.ok(all.includes(words), words);
    }
  });

  test('explain the letter C only where letters are shown', () => {
    assert.ok(remarksOnResults([m5], 'letter').some((remark) => remark.includes('C is dus net onder')));
    assert.ok(!remarksOnResults([m5], 'roman').some((remark) => remark.includes('C is dus')));
  });

  test('are none without results', () => {
    assert.deepEqual(remarksOnResults([]), []);
  });
});
