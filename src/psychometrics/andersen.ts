import { calibrate } from './calibrate.ts';
import type { Calibration } from './calibrate.ts';
import { chiSquareTail } from './chi-square.ts';
import { countMatrix } from './counts.ts';
import type { ResponseMatrix } from './counts.ts';
import type { CalibrationRefusal } from './identify.ts';

/** Whether one set of item parameters holds in every group of persons. */
export type AndersenTest = {
  /** Twice the likelihood that groups of their own gain over one calibration for all. */
  readonly chiSquare: number;
  readonly df: number;
  /** Chance of this or a larger value when the parameters hold in every group. */
  readonly p: number;
  readonly whole: Calibration;
  readonly groups: readonly Calibration[];
};

/** A test, or why one of its calibrations does not exist; group null = all persons together. */
export type AndersenResult =
  | { readonly ok: true; readonly test: AndersenTest }
  | { readonly ok: false; readonly group: number | null; readonly refusal: CalibrationRefusal };

/** Andersen's (1973, Psychometrika 38) likelihood ratio test: the same items calibrated in each group and in
 * all together. Degrees of freedom: (groups - 1) x (categories - 1) when each group shows every category.
 * @param groups rows of the persons of each group, such as those of splitAtMedian
 * Checked against: eRm's LRtest, rasch-fit.json. */
export function andersenTest(matrix: ResponseMatrix, groups: readonly Int32Array[]): AndersenResult {
  const everybody = Int32Array.from(groups.flatMap((rows) => [...rows]));
  const whole = calibrate(countMatrix(matrix, everybody));
  if (!whole.ok) return { ok: false, group: null, refusal: whole.refusal };
  const parts: Calibration[] = [];
  for (const [group, rows] of groups.entries()) {
    const part = calibrate(countMatrix(matrix, rows));
    if (!part.ok) return { ok: false, group, refusal: part.refusal };
    parts.push(part.calibration);
  }
  const gain = parts.reduce((sum, part) => sum + part.logLikelihood, -whole.calibration.logLikelihood);
  const df = parts.reduce((sum, part) => sum + part.df, -whole.calibration.df);
  const chiSquare = 2 * gain;
  return {
    ok: true,
    test: { chiSquare, df, p: chiSquareTail(chiSquare, df), whole: whole.calibration, groups: parts },
  };
}

/** Persons up to and above the median total, for complete data: the usual split of Andersen's test. */
export function splitAtMedian({ itemIds, scores }: ResponseMatrix): readonly [Int32Array, Int32Array] {
  const width = itemIds.length;
  const totals = Float64Array.from({ length: scores.length / width }, (_, person) => {
    let total = 0;
    for (let item = 0; item < width; item += 1) total += Math.max(0, scores[person * width + item]!);
    return total;
  });
  const sorted = totals.toSorted();
  const median = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  const rows = Int32Array.from(totals.keys());
  return [rows.filter((row) => totals[row]! <= median), rows.filter((row) => totals[row]! > median)];
}
