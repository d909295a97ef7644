import { assert } from './assert.ts';
import { normalCdf } from './normal.ts';

/** Probability of a chi-square of at least this value with this whole number of degrees of freedom.
 * Exact up to rounding: with two more degrees of freedom one term comes in, so it is a sum of
 * (x/2)^k e^(-x/2) / gamma(k+1), started at e^(-x/2) or at the normal tail. Abramowitz & Stegun 26.4.4-5. */
export function chiSquareTail(value: number, df: number): number {
  assert(Number.isSafeInteger(df) && df >= 1, `${df} degrees of freedom are not a whole number above 0`);
  if (!(value > 0)) return 1;
  const half = value / 2;
  const odd = df % 2 === 1;
  let tail = odd ? 2 * normalCdf(-Math.sqrt(value)) : Math.exp(-half);
  // ln of the next term: k = 1/2 for odd degrees of freedom (gamma(3/2) = sqrt(pi)/2), 1 for even ones.
  let logTerm = odd
    ? 0.5 * Math.log(half) - half - Math.log(Math.sqrt(Math.PI) / 2) : Math.log(half) - half;
  for (let k = odd ? 0.5 : 1; k < df / 2; k += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(half) - Math.log(k + 1);
  }
  return Math.min(1, tail);
}
