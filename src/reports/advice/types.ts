// The expected advice of group 7 (verwacht toetsadvies). In: results of group 7 with the norms they were made with, and
// the published rule. Out: an advice with its uncertainty, and which results it rests on or lacks.
// Invariants: all results of an advice are of one moment and one school year; nothing of another scale or generation
// counts; without every part there is no advice. The doorstroomtoets decides, never this.

import type { Result } from '../../ability/types.ts';
import type { AdviceBand } from '../../content/reference-advice.ts';
import type { Moment, Subject } from '../../content/types.ts';

/** Why a subject does not count. */
export type MissingReason =
  /** There is no result of that moment. */
  | 'missing'
  /** The result of that moment is on another scale or of another generation. */
  | 'other-scale'
  /** The result has no norm by which it could be laid beside the others. */
  | 'without-norm';

/** A subject of an advice: the result that counts, or why there is none. */
export type AdvicePartResult = {
  readonly subject: Subject;
  /** Share in the whole, 0 to 1. */
  readonly weight: number;
} & (
  | { readonly result: Result; readonly z: number; readonly se: number; readonly errorAssumed: boolean }
  | { readonly result: null; readonly reason: MissingReason }
);

/** The advice that the results point to. */
export interface AdviceRange {
  /** Place among the advices of the rule, from 0, of the standing itself. */
  readonly place: number;
  /** Places of the ends of its 90 % interval: equal when the results leave no doubt. */
  readonly lowest: number;
  readonly highest: number;
  /** Standard deviations of the rule, unrounded. */
  readonly standing: number;
  readonly se: number;
}

/** What can be expected of a pupil, as far as the results go. */
export interface ExpectedAdvice {
  readonly pupilId: string;
  /** When the results are of; null where there is not one that could count. */
  readonly basis: { readonly schoolYear: string; readonly moment: Moment; readonly provisional: boolean } | null;
  /** Every subject of the rule, in its order. */
  readonly parts: readonly AdvicePartResult[];
  /** Null as long as a subject is missing. */
  readonly range: AdviceRange | null;
  /** The advices that there are, from the lowest up. */
  readonly advices: readonly AdviceBand[];
}
