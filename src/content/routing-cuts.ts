import { assert, Bug } from '../base/assert.ts';
import type { ItemSet } from '../psychometrics/irt.ts';
import { categoryProbabilities, information, itemSet } from '../psychometrics/irt.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { asTheta, betaLimit } from '../psychometrics/types.ts';
import type { RoutingRule } from './types.ts';

/** The three versions of the taak that comes next. */
export interface NextTaken {
  readonly easier: readonly ItemParameters[];
  readonly planned: readonly ItemParameters[];
  readonly harder: readonly ItemParameters[];
}

/** A pupil goes on to a harder taak only when he is expected to get this share of its points. */
export const leastShareOfHarder = 0.65;

/**
 * The cuts between the versions of the next taak: each ability gets the taak that tells most about it, but a harder
 * one only where `leastShareOfHarder` of its points is expected. Rounded to thousandths of a logit, so that a rule
 * is the same on every machine. docs/routing.md says why, and how often each way is taken.
 */
export function routingRule(next: NextTaken): Pick<RoutingRule, 'easierBelow' | 'harderFrom'> {
  const [easier, planned, harder] = [itemSet(next.easier), itemSet(next.planned), itemSet(next.harder)];
  const easierBelow = crossing(easier, planned);
  const tellsMore = crossing(planned, harder);
  const harderFrom = Math.max(tellsMore, abilityForShare(harder, leastShareOfHarder));
  const rounded = { easierBelow: Number(easierBelow.toFixed(3)), harderFrom: Number(harderFrom.toFixed(3)) };
  assert(rounded.easierBelow < rounded.harderFrom, 'the cuts of a routing rule cross');
  return rounded;
}

/** Expected points on a taak as a share of its most points: the mean over its items, weights left out. */
export function expectedShare(set: ItemSet, theta: number): number {
  const shares = set.itemIds.map((_, item) => {
    const chances = categoryProbabilities(set, item, asTheta(theta));
    const steps = chances.length - 1;
    return chances.reduce((sum, chance, step) => sum + chance * step, 0) / steps;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function informationAt(set: ItemSet, theta: number): number {
  return information(set, asTheta(theta));
}

// How far round two taken the cut between them may lie, in logits: about twice the spread between pupils.
const reach = 1;
const step = 0.001;

/** The ability, nearest to the middle between two taken, from which the upper one tells more. */
function crossing(below: ItemSet, above: ItemSet): number {
  const gain = (theta: number): number => informationAt(above, theta) - informationAt(below, theta);
  const middle = (abilityForShare(below, 0.5) + abilityForShare(above, 0.5)) / 2;
  for (let off = 0; off <= reach; off += step) {
    for (const theta of [middle - off, middle + off]) {
      if (gain(theta - step) < 0 && gain(theta) >= 0) return theta;
    }
  }
  throw new Bug(`nothing between ${below.itemIds[0]} and ${above.itemIds[0]} tells which is to be preferred`);
}

/** The ability at which a share of the points of a taak is expected. */
function abilityForShare(set: ItemSet, share: number): number {
  let [low, high]: [number, number] = [-betaLimit, betaLimit];
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    if (expectedShare(set, middle) < share) low = middle;
    else high = middle;
  }
  return high;
}
