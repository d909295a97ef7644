import { assert } from './assert.ts';

const sqrtTwoPi = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / sqrtTwoPi;
}

/** Standard normal distribution function: the share of the population below z, 0 to 1; 0 and 1 at the
 * infinities.
 * Error below 1e-15; in the lower tail below 1e-12 of the value itself. Series near zero (Marsaglia 2004,
 * Journal of Statistical Software 11(4)), continued fraction of Laplace in the tails. */
export function normalCdf(z: number): number {
  assert(!Number.isNaN(z), 'the normal distribution has no value at NaN');
  if (z > 3) return 1 - upperTail(z);
  if (z < -3) return upperTail(-z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}

/** The z below which a share p of the population lies; -Infinity at 0, Infinity at 1, exactly 0 at one
 * half. */
export function normalQuantile(p: number): number {
  assert(p >= 0 && p <= 1, `a share of a population lies between 0 and 1, not at ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0.5) return 0;
  if (p === 0) return -Infinity;
  // Start: Abramowitz & Stegun 26.2.23, right to 5e-4; each Halley step on the distribution function triples
  // the digits.
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  let z = top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step += 1) {
    const density = normalDensity(z);
    if (density === 0) break;
    const newton = (normalCdf(z) - p) / density;
    z -= newton / (1 + 0.5 * z * newton);
  }
  return z;
}

/** Share of the population above z, for z of 3 or more; right to the last digits however small it is. */
function upperTail(z: number): number {
  if (z > 39) return 0;
  let fraction = z;
  for (let k = 120; k > 0; k -= 1) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}
