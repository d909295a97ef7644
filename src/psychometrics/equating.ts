import { abilityOfScore, scoreTable } from './ability.ts';
import { assert } from './assert.ts';
import { expectedScore } from './irt.ts';
import type { ItemSet } from './irt.ts';
import type { Theta } from './types.ts';

/** A cut score of one form carried to another. */
export type EquatedCut = {
  /** Ability of the cut on the reference form, in logits (maximum likelihood). */
  readonly theta: Theta;
  /** Score expected at that ability on the new form, unrounded. */
  readonly expectedScore: number;
  /** Lowest score on the new form with at least that ability; null when only full score would do. */
  readonly equatedScore: number | null;
};

/** Carries a cut score from a reference form to a new one calibrated on the same scale: true-score equating.
 * @param cut score on the reference form, between zero and its maximum
 * Source: Kolen & Brennan (2014). Checked against: equating.json (dexter). */
export function equateCut(reference: ItemSet, newForm: ItemSet, cut: number): EquatedCut {
  const { theta } = abilityOfScore(reference, cut, { kind: 'mle' });
  assert(theta !== null, `a cut at ${cut} of ${reference.maxScore} has no finite ability to carry over`);
  const { rows } = scoreTable(newForm, { kind: 'mle' });
  // The same form must give its own cut back, whatever the last digit of the two solutions.
  const enough = rows.find((row) => row.theta !== null && row.theta >= theta - 1e-10);
  return { theta, expectedScore: expectedScore(newForm, theta), equatedScore: enough?.score ?? null };
}
