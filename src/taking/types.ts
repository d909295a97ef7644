// One pupil takes one planned test, taak by taak. In: plans, and forms of the bank. Out: answers or paper scores that
// are on disk, which taak comes next and why, and a job for each taak that is handed in. Invariants: an answer that
// was acknowledged is stored; answers and paper scores are only added, the newest of an item counts; only the device
// that took a sitting over last may write to it; a pupil reaches own tests only, and never a key.
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Medium } from '../content/types.ts';
import type { Accommodations } from '../planning/accommodations.ts';
import type { PlannedTest, PlanStatus } from '../planning/types.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import type { Shift } from '../psychometrics/routing.ts';
import type { ItemAnswers } from './wire.ts';

/** A taak was handed in, corrected or marked, or its test was ended: it can be scored. */
export const sittingSubmittedJob = defineJob<{ readonly schoolId: string; readonly sittingId: string }>(
  'sitting.submitted', { retries: 5, retryDelaySeconds: 5 });

/** A sitting without names: one taak of a planned test. */
export interface Sitting {
  readonly sittingId: string;
  readonly planId: string;
  readonly pupilId: string;
  readonly groupId: string;
  /** The test that was planned; an easier or harder taak has a form that was made for another one. */
  readonly testCode: string;
  /** Which taak, from 1, and of how many. */
  readonly partNo: number;
  readonly partCount: number;
  /** How hard this taak is, in moments from the planned test. */
  readonly shift: Shift;
  readonly formCode: string;
  readonly medium: Medium;
  readonly schoolYear: SchoolYear;
  /** Rises each time a device takes the sitting over; answers of an older one are refused. */
  readonly deviceEpoch: number;
  readonly takenOn: PlainDate;
  /** From 1; one higher at each correction of the day. */
  readonly takenOnRevision: number;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  /** A teacher ended it without handing it in: it does not count. */
  readonly discardedAt: Date | null;
  /** As they were when this taak began. */
  readonly accommodations: Accommodations;
  /** The pupil is at the school now. */
  readonly atSchool: boolean;
  readonly planStatus: PlanStatus;
  /** Of the plan: the pupil has to wait since then. */
  readonly pausedAt: Date | null;
}

/** A test that a pupil can begin or go on with, and how far it is. */
export interface OpenTest extends Pick<PlannedTest, 'planId' | 'subject' | 'partCount'> {
  /** Taken that are in. */
  readonly partsIn: number;
  /** Whether a taak was begun and is not in. */
  readonly isBusy: boolean;
  /** The teacher lets the pupil wait. */
  readonly isPaused: boolean;
}

/** Why the next taak is as hard as it is: where the ability lay, or that nothing was chosen. */
export type RoutingReason =
  | 'below-cut' | 'between-cuts' | 'from-cut'
  /** Two moments further would have fitted: a test moves one at a time. */
  | 'one-moment-at-a-time'
  /** There is no form that easy or hard. */
  | 'part-not-available'
  /** Paper, a package without it, a test without a rule, or an item that a teacher has to mark. */
  | 'not-routed';

/** Which form comes as the next taak, with everything the choice rests on. */
export interface RoutingDecision {
  /** The taak that was chosen, 2 or 3. */
  readonly partNo: number;
  readonly formCode: string;
  readonly shift: Shift;
  /** Compared with the taak before. */
  readonly step: 'easier' | 'same' | 'harder';
  readonly reason: RoutingReason;
  /** Ability on all taken so far, in logits of the calibration; null where nothing was chosen. */
  readonly theta: number | null;
  readonly ruleVersion: number | null;
}

/** One answer as a device sends it: its own number, so that sending it again changes nothing. */
export interface GivenAnswer {
  /** From 1 in each device epoch, without gaps. */
  readonly sequence: number;
  readonly itemId: string;
  readonly responses: ItemAnswers;
  readonly givenAt: Date;
}

/** The answer that counts for an item: of the highest epoch, and in it of the highest sequence. */
export interface FinalAnswer {
  readonly itemId: string;
  readonly deviceEpoch: number;
  readonly sequence: number;
  readonly responses: ItemAnswers;
}
