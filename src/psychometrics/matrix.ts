/** Square matrix, row after row. */
export type Matrix = { readonly size: number; readonly values: Float64Array };

/** Lower triangle of a factored matrix, or the row that could not be factored. */
export type Factor =
  | { readonly ok: true; readonly lower: Matrix }
  | { readonly ok: false; readonly row: number };

/** Makes a square matrix of zeros. */
export function zeros(size: number): Matrix {
  return { size, values: new Float64Array(size * size) };
}

/** Lower triangle L with L L' = a, for a symmetric positive definite matrix; or the row where the pivot is
 * not above zero, which says that this unknown is not determined. */
export function cholesky(a: Matrix): Factor {
  const { size } = a;
  const lower = zeros(size);
  const l = lower.values;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = a.values[row * size + column]!;
      for (let k = 0; k < column; k += 1) sum -= l[row * size + k]! * l[column * size + k]!;
      if (column < row) l[row * size + column] = sum / l[column * size + column]!;
      else if (sum > 1e-13 * a.values[row * size + row]!) l[row * size + row] = Math.sqrt(sum);
      else return { ok: false, row };
    }
  }
  return { ok: true, lower };
}

/** Solves L L' x = right. */
export function solve(lower: Matrix, right: Float64Array): Float64Array {
  const { size, values: l } = lower;
  const x = right.slice();
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) x[row] = x[row]! - l[row * size + k]! * x[k]!;
    x[row] = x[row]! / l[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) x[row] = x[row]! - l[k * size + row]! * x[k]!;
    x[row] = x[row]! / l[row * size + row]!;
  }
  return x;
}

/** The rows and columns of these places. */
export function part(whole: Matrix, places: readonly number[]): Matrix {
  const result = zeros(places.length);
  places.forEach((from, row) => places.forEach((to, column) => {
    result.values[row * places.length + column] = whole.values[from * whole.size + to]!;
  }));
  return result;
}
