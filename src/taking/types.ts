// One pupil takes one planned test. In: plans, and forms of the bank. Out: answers or paper scores that are on
// disk, and a job once the test is handed in. Invariants: an answer that was acknowledged is stored; answers and
// paper scores are only added, the newest of an item counts; only the device that took a sitting over last may
// write to it; a pupil reaches own tests only, and never a key.
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Medium } from '../content/types.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import type { ItemAnswers } from './wire.ts';

/** A test was handed in, or a paper test was corrected: its answers can be scored. */
export const sittingSubmittedJob = defineJob<{ readonly schoolId: string; readonly sittingId: string }>(
  'sitting.submitted', { retries: 5, retryDelaySeconds: 5 });

/** A sitting without names. */
export interface Sitting {
  readonly sittingId: string;
  readonly planId: string;
  readonly pupilId: string;
  readonly groupId: string;
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
  /** The pupil is at the school now. */
  readonly atSchool: boolean;
  /** The plan was taken back: nothing may be added any more. */
  readonly withdrawn: boolean;
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

/** The points that count for an item of a paper test; null where nothing was filled in. */
export interface FinalPaperScore {
  readonly itemId: string;
  readonly entryNo: number;
  readonly score: number | null;
}
