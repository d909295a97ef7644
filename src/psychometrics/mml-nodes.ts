/** Equally spaced abilities with the weights of a standard normal population, which add up to 1. */
export type Nodes = { readonly z: Float64Array; readonly weight: Float64Array; readonly spacing: number };

const reach = 7;

/** Nodes no further apart than this. The trapezoid rule on a posterior of standard deviation sd is exact to
 * exp(-2 (pi sd / spacing)^2): with a spacing of one sd to nine digits. */
export function nodesWithin(spacing: number): Nodes {
  const half = Math.ceil(reach / spacing);
  const z = Float64Array.from({ length: 2 * half + 1 }, (_, q) => ((q - half) * reach) / half);
  const weight = z.map((value) => Math.exp(-0.5 * value * value));
  const sum = weight.reduce((total, value) => total + value, 0);
  return { z, weight: weight.map((value) => value / sum), spacing: reach / half };
}
