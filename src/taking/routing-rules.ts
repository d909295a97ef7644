import { assert, present } from '../base/assert.ts';
import type { RoutingRule, TestPart } from '../content/types.ts';
import type { Shift } from '../psychometrics/routing.ts';
import { routeNext } from '../psychometrics/routing.ts';
import { asTheta } from '../psychometrics/types.ts';
import type { RoutingDecision, RoutingReason } from './types.ts';

/** What the choice of a next taak is made of. */
export interface RoutingInput {
  /** Which taak is chosen, 2 or 3. */
  readonly partNo: number;
  /** The forms in which that taak exists, by shift. */
  readonly choices: readonly TestPart[];
  /** Shift of the taak that was just handed in. */
  readonly current: Shift;
  /** The rule after that taak with the ability on all taken so far; null where the test is not routed. */
  readonly routed: { readonly rule: RoutingRule; readonly theta: number } | null;
}

/**
 * Chooses the next taak: the same input gives the same choice. Never more than one moment from the planned test nor
 * from the taak before. A test that is not routed goes on as hard as it is.
 */
export function chooseNextPart({ partNo, choices, current, routed }: RoutingInput): RoutingDecision {
  const forms = new Map(choices.map(({ shift, formCode }) => [shift, formCode]));
  const formOf = (shift: Shift) => present(forms.get(shift), `taak ${partNo} has no form with shift ${shift}`);
  // A form as planned there always is; the easier or harder one of a taak need not have a next of its kind.
  const base: Shift = forms.has(current) ? current : 0;
  if (!routed) {
    return {
      partNo, formCode: formOf(base), shift: base, step: stepBetween(current, base), reason: 'not-routed',
      theta: null, ruleVersion: null,
    };
  }
  const { rule, theta } = routed;
  // Where the next taak does not exist as hard as the last one was, it must not become two moments of difference.
  const near = [...forms.keys()].filter((shift) => Math.abs(shift - current) <= 1);
  assert(rule.afterPart === partNo - 1, `a rule after taak ${rule.afterPart} does not choose taak ${partNo}`);
  const { shift, reason } = routeNext(
    { version: String(rule.version), easierBelow: asTheta(rule.easierBelow), harderFrom: asTheta(rule.harderFrom) },
    asTheta(theta), base, near);
  return {
    partNo, formCode: formOf(shift), shift, step: stepBetween(current, shift), reason: reasonCodes[reason], theta,
    ruleVersion: rule.version,
  };
}

const reasonCodes: Readonly<Record<ReturnType<typeof routeNext>['reason'], RoutingReason>> = {
  belowCut: 'below-cut', betweenCuts: 'between-cuts', fromCut: 'from-cut',
  oneMomentAtATime: 'one-moment-at-a-time', partNotAvailable: 'part-not-available',
};

function stepBetween(current: Shift, next: Shift): RoutingDecision['step'] {
  if (next === current) return 'same';
  return next < current ? 'easier' : 'harder';
}
