import type { Measured } from './growth.ts';
import type { Population } from './levels.ts';
import { normalQuantile } from './normal.ts';
import { type Kinship, projectStanding, usualKinship } from './projection.ts';

/** Pupils of a moment, and when that moment is: half school years from any beginning. */
export type PopulationAt = Population & { readonly time: number };

/** What pupils with the same start reach on average. */
export type ExpectedEnd = Measured & {
  /** The score of who stands exactly as far from the mean as at the start: the line for comparison. The expected one
   * lies nearer to the mean, since part of a high or low start is chance. */
  readonly samePlace: number;
};

/** What pupils with this measured start reach on average at a later moment, with the spread of their true scores then.
 * @param kinship how alike standings at two times are: an assumption, which two norms cannot give */
export function expectedEnd(
  start: Measured, from: PopulationAt, to: PopulationAt, kinship: Kinship = usualKinship,
): ExpectedEnd {
  const z = (start.score - from.mean) / from.sd;
  const standing = projectStanding([{ time: from.time, z, se: start.se / from.sd }], to.time, kinship);
  return {
    score: to.mean + standing.z * to.sd, se: standing.se * to.sd, samePlace: to.mean + z * to.sd,
  };
}

/** How far a later result lies from what was expected, in standard errors. */
export type AgainstExpected = {
  readonly away: number;
  /** Beyond what error of measurement and the spread of such pupils explain: two-sided, 95 %. */
  readonly beyondNoise: boolean;
};

/** A later result beside the expected one. The error of the start is in the expectation already. */
export function besideExpected(end: Measured, expected: Measured): AgainstExpected {
  const away = (end.score - expected.score) / Math.hypot(end.se, expected.se);
  return { away, beyondNoise: Math.abs(away) > normalQuantile(0.975) };
}
