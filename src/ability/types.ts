// What a pupil can do, as one number with its error, and what that number means. In: item scores of all taken of a
// test, or a scale score that came from elsewhere. Out: results for reports and for the school administration.
// Invariants:
// a result names its scoring, form, calibration, norm table and program, so that it can be made again to the same
// bytes; it is never changed, only superseded; a level is given only inside the norm period of its moment.
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Moment, Subject } from '../content/types.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import type { LetterLevel, RomanLevel } from '../psychometrics/levels.ts';

/** A result of one of our own tests was made, or took the place of an older one: the LAS may want it. */
export const resultMadeJob = defineJob<{ readonly schoolId: string; readonly resultId: string }>(
  'result.made', { retries: 5, retryDelaySeconds: 5 });

/** Where a result came from: our own tests, another system, or typed into the LAS by hand. */
export type ResultOrigin = 'screen' | 'paper' | 'migrated' | 'typed-in';

/** A result before it is stored. Scores and errors are unrounded; round for showing and sending only. */
export interface ResultDraft {
  readonly pupilId: string;
  /** The sitting of the first taak, for as long as there are results of the test; null for what came from elsewhere. */
  readonly sittingId: string | null;
  /** The newest of the scorings that it rests on. */
  readonly scoringId: string | null;
  /** Taken that count in it, and taken of the test as it was planned; null for what came from elsewhere. */
  readonly partsTaken: number | null;
  readonly partsPlanned: number | null;
  readonly origin: ResultOrigin;
  readonly subject: Subject;
  readonly generation: string;
  readonly scaleCode: string;
  readonly formCode: string | null;
  /** The moment the test was made for; null when it is not known. */
  readonly testMoment: Moment | null;
  /** The moment at which it was taken: day and own year group. Null between the norm periods and where no such moment
   * exists; the result then has no level. */
  readonly moment: Moment | null;
  readonly schoolYear: SchoolYear;
  /** The pupil's own year group when the test was taken, `3` to `8`. */
  readonly yearGroup: string;
  readonly takenOn: PlainDate;
  /** Points without weights, and the most that could be had; null when only the scale score is known. */
  readonly scoreRaw: number | null;
  readonly scoreMax: number | null;
  /** Ability with its standard error, in logits of the calibration. */
  readonly theta: number | null;
  readonly thetaSe: number | null;
  /** Place on the reported scale (vaardigheidsscore) with its standard error, in scale points. */
  readonly scaleScore: number;
  readonly scaleSe: number | null;
  /** Interval round the scale score: 90 % for our own, as delivered for the others. */
  readonly intervalLow: number | null;
  readonly intervalHigh: number | null;
  /** Levels in the norm of the moment of taking. */
  readonly roman: RomanLevel | null;
  readonly letter: LetterLevel | null;
  /** Level in the norm of the moment the test was made for; differs after an easier or harder test. */
  readonly romanByTest: RomanLevel | null;
  /** The moment at which the average pupil stands here, with `<` or `>` outside the table; null without norms. */
  readonly functioningLevel: string | null;
  readonly calibrationCode: string | null;
  readonly calibrationVersion: number | null;
  readonly normCode: string | null;
  readonly normVersion: number | null;
  /** The program that computed it. */
  readonly codeVersion: string;
}

/** A stored result. */
export interface Result extends ResultDraft {
  readonly resultId: string;
  readonly madeAt: Date;
  /** The newer result of the same test, itself when it was withdrawn, or null while this is the one that counts. */
  readonly supersededBy: string | null;
}
