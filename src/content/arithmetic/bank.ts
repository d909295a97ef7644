import { seededRandom } from '../../psychometrics/random.ts';
import type { Shift } from '../../psychometrics/routing.ts';
import { assembleBank, taskCodeOf, type WrittenMoment } from '../assemble.ts';
import type { WrittenItem } from '../calibrate.ts';
import { arithmeticNormTable } from '../norms.ts';
import type { Bank, Moment } from '../types.ts';
import { testMoments, writeTask } from './task.ts';

/** Seed of the bank that ships; another seed would be another bank under the same codes, so it never changes. */
const bankSeed = 'inbeeld/rekenen-wiskunde/2';

/** Code of the calibration of our invented arithmetic items; number 1 was that of tests of one taak. */
export const arithmeticCalibrationCode = 'SYN-RW-3.0-KAL-2';

/** Our invented bank of Rekenen-Wiskunde: M3 to M8, two taken for group 3 and three from group 4 on, 24 items each.
 * Deterministic: every run gives the same bytes. Synthetic, not from Cito. */
export function arithmeticBank(): Bank {
  return assembleBank({
    subject: 'arithmetic',
    codePrefix: 'RW',
    readAloud: true,
    calibrationCode: arithmeticCalibrationCode,
    // The pupil SD of about 38 points is then half a logit of weighted items.
    scale: { a: 75, c: 650 },
    averageRight: 0.675,
    normTable: arithmeticNormTable(),
    moments: testMoments.map(writeMoment),
  });
}

/** Taken of a test: group 3 tires sooner. */
function partCountOf(moment: Moment): number {
  return moment.endsWith('3') ? 2 : 3;
}

function writeMoment(moment: Moment, index: number): WrittenMoment {
  const random = seededRandom(bankSeed);
  const seen = new Set<string>();
  const write = (partNo: number, shift: Shift): WrittenItem[] => {
    const code = taskCodeOf('RW', moment, partNo, shift);
    return writeTask({ moment, code, shift }, random.fork(code), seen);
  };
  const taken = numbersTo(partCountOf(moment));
  const [before, after] = [testMoments[index - 1], testMoments[index + 1]];
  const missing = (beside: Moment | undefined, shift: Shift): Record<number, WrittenItem[]> => {
    const there = beside === undefined ? 1 : Math.max(1, partCountOf(beside));
    return Object.fromEntries(taken.filter((partNo) => partNo > there).map((partNo) => [partNo, write(partNo, shift)]));
  };
  return {
    moment, parts: taken.map((partNo) => write(partNo, 0)),
    easier: missing(before, -1), harder: missing(after, 1),
  };
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
