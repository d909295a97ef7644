import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { plainDate } from '../base/plain-date.ts';
import type { TakenForm } from '../content/measure.ts';
import type { PublishedCalibration, PublishedForm, PublishedNormTable } from '../content/store.ts';
import { syntheticBank } from '../content/synthetic-bank.ts';
import type { Medium } from '../content/types.ts';
import { normTable as checkNorms } from '../psychometrics/norms.ts';
import { reportedScale } from '../psychometrics/scale.ts';
import type { ImportedInput, ResultInput } from './rules.ts';
import { abilityVersion, computeImported, computeResult } from './rules.ts';

const bank = syntheticBank();
const calibration: PublishedCalibration = {
  ...bank.calibration, synthetic: true,
  scale: reportedScale(bank.calibration.scaleCode, bank.calibration.scale.a, bank.calibration.scale.c),
};
const normTable: PublishedNormTable = {
  ...bank.normTable, synthetic: true,
  norms: checkNorms({ id: 'norms', functioningMethod: 'midpoint', moments: bank.normTable.moments }),
};

function formOf(code: string): PublishedForm {
  const form = bank.forms.find((known) => known.code === code)!;
  return {
    ...form, calibrationVersion: 1, synthetic: true,
    items: form.itemIds.map((itemId, index) => ({
      position: index + 1, weight: form.weights[index]!, item: bank.items.find(({ id }) => id === itemId)!,
    })),
  };
}

/** A pupil of group 5 in the middle window, who gets the first `right` items right. */
function input(right: number, change: Partial<ResultInput> = {}): ResultInput {
  const form = change.form ?? formOf('RW-M5-T1-SCHERM');
  return {
    pupilId: 'pupil', yearGroup: 5, sittingId: 'sitting', scoringId: 'scoring', medium: 'screen',
    takenOn: plainDate('2027-01-19'), form, calibration, normTable, taken: [firstRight(form, right)], partsPlanned: 1,
    ...change,
  };
}

type Scored = Extract<TakenForm, { readonly scores: unknown }>;

/** A taak of which the first `right` items are right. */
function firstRight(form: PublishedForm, right: number): Scored {
  return { form, scores: form.items.map(({ item }, index) => ({ itemId: item.id, score: index < right ? 1 : 0 })) };
}

test('a pupil with two thirds right on the own test stands near the average of that moment', () => {
  const result = computeResult(input(16));
  assert.ok(Math.abs(result.scaleScore - 628) < 20, `${result.scaleScore}`);
  assert.equal(result.roman, 'III');
  assert.equal(result.moment, 'M5');
  assert.equal(result.schoolYear, '2026-2027');
  assert.deepEqual([result.scoreRaw, result.scoreMax], [16, 24]);
});

test('the scale score is the ability on the line of its calibration, and the interval is 1.645 errors wide', () => {
  const result = computeResult(input(12));
  assert.equal(result.scaleScore, 75 * result.theta! + 650);
  assert.equal(result.scaleSe, 75 * result.thetaSe!);
  assert.ok(Math.abs(result.intervalHigh! - result.scaleScore - 1.6448536269514722 * result.scaleSe) < 1e-9);
  assert.ok(Math.abs(result.scaleScore - result.intervalLow! - 1.6448536269514722 * result.scaleSe) < 1e-9);
});

test('a result names what it was made with', () => {
  const { formCode, calibrationCode, calibrationVersion, normCode, normVersion, codeVersion } = computeResult(input(9));
  assert.deepEqual([formCode, calibrationCode, calibrationVersion, normCode, normVersion, codeVersion],
    ['RW-M5-T1-SCHERM', 'SYN-RW-3.0-KAL-2', 1, 'SYN-RW-NORM', 1, abilityVersion]);
});

test('outside the norm period there is a score and a functioning level, and no level', () => {
  const inside = computeResult(input(16));
  for (const day of ['2026-08-25', '2026-11-30']) {
    const outside = computeResult(input(16, { takenOn: plainDate(day) }));
    assert.deepEqual([outside.roman, outside.letter, outside.romanByTest, outside.moment], [null, null, null, null]);
    assert.equal(outside.scaleScore, inside.scaleScore);
    assert.equal(outside.functioningLevel, inside.functioningLevel);
  }
});

test('B8 has levels in its own period and nowhere else', () => {
  const form = formOf('RW-B8-T1-SCHERM');
  const taken = (day: string) => computeResult(input(16, { form, yearGroup: 8, takenOn: plainDate(day) }));
  assert.equal(taken('2026-10-06').moment, 'B8');
  assert.equal(taken('2026-10-06').roman, 'III');
  assert.equal(taken('2026-08-31').roman, null);
});

test('the level is that of the moment of taking, with the level by the test beside it', () => {
  const result = computeResult(input(16, { form: formOf('RW-M4-T1-SCHERM') }));
  assert.deepEqual([result.testMoment, result.moment], ['M4', 'M5']);
  assert.equal(result.romanByTest, 'III');
  assert.equal(result.roman, 'V');
});

test('without norms for the scale a score is kept and given no meaning', () => {
  const result = computeResult(input(16, { normTable: undefined }));
  assert.equal(result.scaleScore, computeResult(input(16)).scaleScore);
  assert.deepEqual([result.moment, result.roman, result.functioningLevel, result.normCode], [null, null, null, null]);
});

test('scores that do not fit the form stop with a bug that names ids only', () => {
  const form = formOf('RW-M5-T1-SCHERM');
  const fitting = firstRight(form, 3).scores;
  const [first, ...rest] = fitting;
  const made = (scores: Scored['scores']) => () => computeResult(input(3, { taken: [{ form, scores }] }));
  assert.throws(made(rest), /takes one score for each of its 24 items/);
  assert.throws(made([...fitting, first!]), /takes one score for each/);
  assert.throws(made([{ itemId: 'RW-M4-T1-01', score: 1 }, ...rest]), /no score for/);
  assert.throws(made([{ ...first!, score: 2 }, ...rest]), /cannot have 2 points/);
});

const fullTest = ['RW-M5-T1-SCHERM', 'RW-M5-T2-SCHERM', 'RW-M5-T3-SCHERM'].map(formOf);

test('a result rests on all taken, and is of the test as it was planned whatever came after the first taak', () => {
  const harder = formOf('RW-E5-T2-SCHERM');
  const taken = [firstRight(fullTest[0]!, 20), firstRight(harder, 14)];
  const result = computeResult(input(0, { taken, partsPlanned: 3 }));
  assert.deepEqual([result.formCode, result.testMoment], ['RW-M5-T1-SCHERM', 'M5']);
  assert.deepEqual([result.scoreRaw, result.scoreMax], [34, 24 + harder.items.length]);
  assert.deepEqual([result.partsTaken, result.partsPlanned], [2, 3]);
});

test('the interval is wider for each taak that is missing', () => {
  // Not at the ends: there an extreme score is uncertain however long the test was.
  fc.assert(fc.property(fc.double({ min: 0.2, max: 0.8, noNaN: true }), (share) => {
    const all = fullTest.map((form) => firstRight(form, Math.round(share * form.items.length)));
    const [three, two, one] = [3, 2, 1].map((parts) =>
      computeResult(input(0, { taken: all.slice(0, parts), partsPlanned: 3 })).scaleSe!);
    assert.ok(three! < two! && two! < one!, [three, two, one].join(' '));
  }), { numRuns: 50 });
});

test('a taak of which only the total is known counts beside one that was scored by item', () => {
  const [one, two] = [fullTest[0]!, fullTest[1]!];
  const byItem = computeResult(input(0, { taken: [firstRight(one, 16), firstRight(two, 14)] }));
  const withTotal = computeResult(input(0, { taken: [firstRight(one, 16), { form: two, total: 14 }] }));
  assert.deepEqual([withTotal.scoreRaw, withTotal.scoreMax], [byItem.scoreRaw, byItem.scoreMax]);
  assert.ok(Math.abs(withTotal.scaleScore - byItem.scaleScore) < byItem.scaleSe!);
  assert.notEqual(withTotal.codeVersion, byItem.codeVersion);
});

const anyScores = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 24, maxLength: 24 });

function withScores(scores: readonly number[], medium: Medium): ResultInput {
  const form = formOf(medium === 'screen' ? 'RW-E6-T1-SCHERM' : 'RW-E6-T1-PAPIER');
  return input(0, { form, medium, taken: [scoredAs(form, scores)] });
}

function scoredAs(form: PublishedForm, scores: readonly number[]): Scored {
  return { form, scores: form.items.map(({ item }, index) => ({ itemId: item.id, score: scores[index]! })) };
}

test('paper and screen give the same numbers for the same item scores', () => {
  fc.assert(fc.property(anyScores, (scores) => {
    const { origin: screen, formCode: screenForm, ...onScreen } = computeResult(withScores(scores, 'screen'));
    const { origin: paper, formCode: paperForm, ...onPaper } = computeResult(withScores(scores, 'paper'));
    assert.deepEqual(onScreen, onPaper);
    assert.deepEqual([screen, paper, screenForm, paperForm], ['screen', 'paper', 'RW-E6-T1-SCHERM', 'RW-E6-T1-PAPIER']);
  }), { numRuns: 25 });
});

test('one more item right never gives less ability, and the order of the scores says nothing', () => {
  fc.assert(fc.property(anyScores, fc.nat(23), (scores, at) => {
    const less = withScores(scores.with(at, 0), 'screen');
    const more = withScores(scores.with(at, 1), 'screen');
    assert.ok(computeResult(more).theta! > computeResult(less).theta!);
    const [{ form, scores: points }] = less.taken as readonly [Scored];
    const reversed = { ...less, taken: [{ form, scores: points.toReversed() }] };
    assert.deepEqual(computeResult(reversed), computeResult(less));
  }), { numRuns: 25 });
});

function imported(change: Partial<ImportedInput> = {}): ImportedInput {
  return {
    pupilId: 'pupil', yearGroup: 4, origin: 'migrated', subject: 'arithmetic', generation: '3.0 (synthetisch)',
    scaleCode: 'SYN-RW-3.0', takenOn: plainDate('2026-01-20'), testMoment: 'M4', scaleScore: 581, calibration,
    normTable, ...change,
  };
}

test('a migrated score is kept as it came and gets its meaning from our norms', () => {
  const result = computeImported(imported({ interval: { low: 570, high: 592 }, scoreRaw: 31, scoreMax: 48 }));
  assert.deepEqual([result.scaleScore, result.intervalLow, result.intervalHigh], [581, 570, 592]);
  assert.deepEqual([result.roman, result.letter, result.functioningLevel], ['III', 'B', 'M4']);
  assert.deepEqual([result.moment, result.schoolYear, result.yearGroup], ['M4', '2025-2026', '4']);
  assert.deepEqual([result.scoreRaw, result.scoreMax, result.sittingId, result.formCode], [31, 48, null, null]);
});

test('a migrated score lies at the ability that would give it, with an error only when one was delivered', () => {
  const result = computeImported(imported());
  assert.ok(Math.abs(75 * result.theta! + 650 - 581) < 1e-9);
  assert.equal(result.thetaSe, null);
  assert.equal(computeImported(imported({ scaleSe: 15 })).thetaSe, 15 / 75);
});

test('a migrated score on a scale that is not loaded is kept without ability or level', () => {
  const result = computeImported(imported({ scaleCode: 'ANDERS', calibration: undefined, normTable: undefined }));
  assert.equal(result.scaleScore, 581);
  assert.deepEqual([result.theta, result.roman, result.functioningLevel, result.calibrationCode],
    [null, null, null, null]);
});
