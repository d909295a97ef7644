import { logNorm, moments, noMoments } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { weightedError } from './likelihood.ts';
import type { Posterior } from './eap.ts';
import { asTheta } from './types.ts';

const nodes = 101;
const reach = 6;

/** Posterior mean for each score under Jeffreys' prior, the square root of the information: no population is
 * assumed. A convention rather than an integral: dexter's 101 equal steps on [-6, 6], and its error, that of
 * weighted likelihood at the mean. The prior does not fall off by itself, so the bounds matter at the extreme
 * scores. Source: dexter 1.8.0, ability_tables(prior = "Jeffreys"). */
export function jeffreysMeans(set: ItemSet, scores: readonly number[]): Posterior[] {
  const thetas = Float64Array.from({ length: nodes }, (_, at) => -reach + (2 * reach * at) / (nodes - 1));
  const room = noMoments();
  const heights = thetas.map((theta) =>
    0.5 * Math.log(moments(set, theta, room).information) - logNorm(set, theta));
  return scores.map((score) => {
    let top = -Infinity;
    for (let at = 0; at < nodes; at += 1) top = Math.max(top, score * thetas[at]! + heights[at]!);
    let weight = 0;
    let sum = 0;
    for (let at = 0; at < nodes; at += 1) {
      const share = Math.exp(score * thetas[at]! + heights[at]! - top);
      weight += share;
      sum += share * thetas[at]!;
    }
    const theta = asTheta(sum / weight);
    return { theta, se: weightedError(set, theta, 'dexter') };
  });
}
