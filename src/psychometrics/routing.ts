import { assert } from './assert.ts';
import type { Theta } from './types.ts';

/** Difficulty of a part of a test, in moments away from the planned test: -1 easier, 0 as planned, 1
 * harder. */
export type Shift = -1 | 0 | 1;

/** When to go on easier or harder after a complete part. Both cuts are abilities in logits of the form's
 * calibration. */
export type RoutingRule = {
  readonly version: string;
  /** Below this ability the next part is the easier one. */
  readonly easierBelow: Theta;
  /** From this ability on the next part is the harder one. */
  readonly harderFrom: Theta;
};

/** Which part comes next and why; stored as it is, and the same for the same input. */
export type RoutingDecision = {
  readonly shift: Shift;
  readonly step: 'easier' | 'same' | 'harder';
  readonly reason: 'belowCut' | 'betweenCuts' | 'fromCut' | 'oneMomentAtATime' | 'partNotAvailable';
  readonly ruleVersion: string;
  /** The ability that was judged. */
  readonly theta: Theta;
};

/** Chooses the difficulty of the next part from the ability on all parts so far.
 * Never more than one moment from the planned test nor from the part just taken.
 * @param current shift of the part just taken; 0 after the first
 * @param available shifts for which a next part exists; `current` is always among them
 * @returns step relative to the part just taken */
export function routeNext(
  rule: RoutingRule, theta: Theta, current: Shift = 0, available: readonly Shift[] = [-1, 0, 1],
): RoutingDecision {
  assert(rule.easierBelow < rule.harderFrom, `routing ${rule.version}: the cuts do not rise`);
  assert(available.includes(current), `routing ${rule.version}: no next part as difficult as the last`);
  const decide = (shift: Shift, reason: RoutingDecision['reason']): RoutingDecision =>
    ({ shift, step: stepFrom(current, shift), reason, ruleVersion: rule.version, theta });
  const wanted: Shift = theta < rule.easierBelow ? -1 : theta >= rule.harderFrom ? 1 : 0;
  const near: Shift = Math.abs(wanted - current) > 1 ? 0 : wanted;
  if (!available.includes(near)) return decide(current, 'partNotAvailable');
  if (near !== wanted) return decide(near, 'oneMomentAtATime');
  return decide(wanted, wanted === 0 ? 'betweenCuts' : wanted < 0 ? 'belowCut' : 'fromCut');
}

function stepFrom(current: Shift, next: Shift): RoutingDecision['step'] {
  if (next === current) return 'same';
  return next < current ? 'easier' : 'harder';
}
