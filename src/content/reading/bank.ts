import { seededRandom } from '../../psychometrics/random.ts';
import type { Shift } from '../../psychometrics/routing.ts';
import { assembleBank, taskCodeOf, type WrittenMoment } from '../assemble.ts';
import type { WrittenItem } from '../calibrate.ts';
import { writeDrafts } from '../item-draft.ts';
import type { NormRow } from '../norms.ts';
import { syntheticNormTable } from '../norms.ts';
import type { Bank, Moment, NormTable } from '../types.ts';
import { fillText } from './fill.ts';
import type { TextTemplate } from './templates.ts';
import { beyondSecond } from './texts-beyond.ts';
import { lowFirst, lowSecond } from './texts-low.ts';
import { middleFirst } from './texts-middle-first.ts';
import { middleSecond } from './texts-middle-second.ts';
import { startFirst, startSecond } from './texts-start.ts';
import { upperFirst } from './texts-upper-first.ts';
import { upperSecond } from './texts-upper-second.ts';

/** Seed of the bank that ships; another seed would be another bank under the same codes, so it never changes. */
const bankSeed = 'inbeeld/begrijpend-lezen/1';

/** The texts of a moment: those of taak 1 and of taak 2, and which variant of them. */
type Plan = readonly [Moment, readonly TextTemplate[], readonly TextTemplate[], number];

// Taak 1 and taak 2 have texts of their own in every moment: nobody meets one text twice, whatever the routing.
const plans: readonly Plan[] = [
  ['M3', startFirst, startSecond, 0],
  ['E3', lowFirst, lowSecond, 0], ['M4', lowFirst, lowSecond, 1], ['E4', lowFirst, lowSecond, 2],
  ['M5', middleFirst, middleSecond, 0], ['E5', middleFirst, middleSecond, 1], ['M6', middleFirst, middleSecond, 2],
  ['E6', upperFirst, upperSecond, 0], ['M7', upperFirst, upperSecond, 1], ['E7', upperFirst, upperSecond, 2],
];

/** Our invented bank of Begrijpend lezen: M3 to E7, two taken of 20 items, from three short sentences to 280 words.
 * An item holds its whole text. Not read aloud: reading is what is measured. Deterministic: every run gives the same
 * bytes. Synthetic, not from Cito. */
export function readingBank(): Bank {
  return assembleBank({
    subject: 'reading',
    codePrefix: 'BL',
    readAloud: false,
    calibrationCode: 'SYN-BL-3.0-KAL-1',
    scale: { a: 75, c: 640 },
    averageRight: 0.675,
    normTable: readingNormTable(),
    moments: plans.map(writeMoment),
  });
}

function writeMoment([moment, first, second, variant]: Plan, index: number): WrittenMoment {
  const task = (partNo: number, texts: readonly TextTemplate[], which: number, shift: Shift = 0): WrittenItem[] => {
    const code = taskCodeOf('BL', moment, partNo, shift);
    const random = seededRandom(bankSeed).fork(code);
    const drafts = random.shuffle(texts).flatMap((text) => fillText(text, which, random));
    return writeDrafts(code, drafts, random);
  };
  return {
    moment,
    parts: [task(1, first, variant), task(2, second, variant)],
    ...(index === 0 ? { easier: { 2: task(2, second, 1, -1) } } : {}),
    ...(index === plans.length - 1 ? { harder: { 2: task(2, beyondSecond, 0, 1) } } : {}),
  };
}

// The steps shrink, and the spread stays between 1.6 and 2.2 steps.
const norms: readonly NormRow[] = [
  ['M3', 508, 46, 5], ['E3', 537, 45, 10], ['M4', 563, 44, 15], ['E4', 587, 43.5, 20], ['M5', 610, 43, 25],
  ['E5', 632, 42, 30], ['M6', 653, 41.5, 35], ['E6', 673, 41, 40], ['M7', 692, 40, 45], ['E7', 711, 39.5, 50],
  ['B8', 719, 39, 52], ['M8', 729, 38.5, 55], ['E8', 747, 38, 60],
];

/** The synthetic norm table of Begrijpend lezen, M3 to E8, in points of `SYN-BL-3.0`. Not from Cito. */
function readingNormTable(): NormTable {
  return syntheticNormTable({ id: 'SYN-BL-NORM', subject: 'reading', scaleCode: 'SYN-BL-3.0' }, norms);
}
