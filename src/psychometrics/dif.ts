import { assert } from './assert.ts';
import { chiSquareTail } from './chi-square.ts';
import { cholesky, solve, zeros } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import type { ParameterRow } from './types.ts';

/** Items calibrated in one group: as `calibrate` reports them. */
export type GroupCalibration = {
  readonly rows: readonly ParameterRow[];
  /** Covariance of the betas, in the order of the rows. */
  readonly covariance: Matrix;
};

/** Whether items work differently in two groups of the same ability. */
export type Dif = {
  readonly labels: readonly { readonly itemId: string; readonly itemScore: number }[];
  /** Chi-square that all differences between parameters are the same in both groups. */
  readonly overall: { readonly chiSquare: number; readonly df: number; readonly p: number };
  /** Entry i, j: (beta_i - beta_j in the second group) - (the same in the first), in logits. Only differences
   * between items can be compared: the scale of each group is its own. */
  readonly differences: Matrix;
  /** The same in standard errors; 0 on the diagonal. */
  readonly deviates: Matrix;
};

/** Compares two calibrations of the same items.
 * Source: Bechger & Maris (2015), Psychometrika 80. Checked against: dexter's DIF, dif.json. */
export function difBetween(first: GroupCalibration, second: GroupCalibration): Dif {
  const size = first.rows.length;
  first.rows.forEach(({ itemId, itemScore }, at) => {
    const other = second.rows[at];
    assert(other?.itemId === itemId && other.itemScore === itemScore,
      `item ${itemId}: category ${itemScore} is not in both groups at the same place`);
  });
  assert(second.rows.length === size, `item ${second.rows[size]?.itemId} is in the second group only`);
  const shift = Float64Array.from(first.rows, (row, at) => second.rows[at]!.beta - row.beta);
  const covariance = zeros(size);
  covariance.values.forEach((_, at) => {
    covariance.values[at] = first.covariance.values[at]! + second.covariance.values[at]!;
  });
  const [differences, deviates] = [zeros(size), zeros(size)];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (row === column) continue;
      const at = row * size + column;
      const variance = covariance.values[row * size + row]! + covariance.values[column * size + column]!
        - 2 * covariance.values[at]!;
      differences.values[at] = shift[row]! - shift[column]!;
      deviates.values[at] = differences.values[at]! / Math.sqrt(variance);
    }
  }
  const labels = first.rows.map(({ itemId, itemScore }) => ({ itemId, itemScore }));
  return { labels, overall: overall(shift, covariance), differences, deviates };
}

/** One parameter is left out: centred parameters have a singular covariance. */
function overall(shift: Float64Array, covariance: Matrix): Dif['overall'] {
  const df = shift.length - 1;
  const rest = zeros(df);
  for (let row = 0; row < df; row += 1) {
    for (let column = 0; column < df; column += 1) {
      rest.values[row * df + column] = covariance.values[(row + 1) * shift.length + column + 1]!;
    }
  }
  const factor = cholesky(rest);
  assert(factor.ok, 'the covariance of the two groups determines no difference');
  const solved = solve(factor.lower, shift.slice(1));
  let chiSquare = 0;
  for (let at = 0; at < df; at += 1) chiSquare += shift[at + 1]! * solved[at]!;
  return { chiSquare, df, p: chiSquareTail(chiSquare, df) };
}
