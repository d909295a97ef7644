import { present } from '../base/assert.ts';
import { seededRandom } from '../psychometrics/random.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { itemParameters } from '../psychometrics/types.ts';
import type { WrittenItem } from './arithmetic/form.ts';
import { formMoments, writeForm } from './arithmetic/form.ts';
import { arithmeticNormTable, arithmeticScaleCode, syntheticGeneration, syntheticSource } from './norms.ts';
import type { Bank, Form, Medium, Moment, NormTable, Test } from './types.ts';
import { subjectNames } from './types.ts';

/** Seed of the bank that ships; another seed would be another bank under the same codes, so it never
 * changes. */
const bankSeed = 'inbeeld/rekenen-wiskunde/1';

/** Code of the calibration of our invented arithmetic items. */
export const arithmeticCalibrationCode = 'SYN-RW-3.0-KAL-1';

// Reported scale = 75 x theta + 650: the pupil SD of about 38 points is then half a logit of weighted items.
const scale = { a: 75, c: 650 } as const;

/** Proportion of items that the average pupil of a moment gets right. */
const averageRight = 0.675;

/** Our invented bank of Rekenen-Wiskunde: M3 to M8, one taak of 24 items each, on screen and on paper.
 * Deterministic: every run gives the same bytes. Synthetic, not from Cito. */
export function syntheticBank(): Bank {
  const random = seededRandom(bankSeed);
  const normTable = arithmeticNormTable();
  const written = formMoments.map((moment) => {
    const items = writeForm(moment, random.fork(moment));
    return { moment, items, parameters: calibrate(items, meanTheta(normTable, moment)) };
  });
  return {
    subject: 'arithmetic',
    tests: written.map(({ moment }) => testOf(moment)),
    forms: written.flatMap(({ moment, items }) =>
      (['screen', 'paper'] as const).map((medium) => formOf(moment, medium, items))),
    items: written.flatMap(({ items }) => items.map(({ item }) => item)),
    calibration: {
      code: arithmeticCalibrationCode,
      version: 1,
      subject: 'arithmetic',
      scaleCode: arithmeticScaleCode,
      source: syntheticSource,
      items: written.flatMap(({ parameters }) => parameters),
      scale,
    },
    normTable,
  };
}

function testOf(moment: Moment): Test {
  const title = `${subjectNames.arithmetic} ${moment}`;
  return { code: `RW-${moment}`, subject: 'arithmetic', moment, title };
}

function formOf(moment: Moment, medium: Medium, items: readonly WrittenItem[]): Form {
  const test = testOf(moment);
  return {
    code: `${test.code}-${medium === 'screen' ? 'SCHERM' : 'PAPIER'}`,
    version: 1,
    testCode: test.code,
    subject: test.subject,
    moment,
    medium,
    title: `${test.title} ${medium === 'screen' ? 'op het scherm' : 'op papier'}`,
    itemIds: items.map(({ item }) => item.id),
    weights: items.map(({ weight }) => weight),
    generation: syntheticGeneration,
    scaleCode: arithmeticScaleCode,
    calibrationCode: arithmeticCalibrationCode,
  };
}

function meanTheta(norms: NormTable, moment: Moment): number {
  const norm = present(norms.moments.find((entry) => entry.moment === moment), `no norm for ${moment}`);
  return (norm.mean - scale.c) / scale.a;
}

/** Betas with the spread of the hardness, shifted so that the average pupil gets `averageRight` of the
 * items right. */
function calibrate(items: readonly WrittenItem[], theta: number): ItemParameters[] {
  const right = (shift: number): number => {
    const chances = items.map(({ weight, hardness }) => {
      return 1 / (1 + Math.exp(-weight * (theta - hardness - shift)));
    });
    return chances.reduce((sum, chance) => sum + chance, 0) / items.length;
  };
  let [low, high] = [theta - 4, theta + 4];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    // The harder the items (a larger shift), the fewer are right.
    if (right(middle) > averageRight) low = middle;
    else high = middle;
  }
  return items.map(({ item, weight, hardness }) =>
    itemParameters(item.id, [{ score: weight, beta: Number((low + hardness).toFixed(3)) }]));
}
