// What a director looks at: a whole school, through the years. In: results that count, and who was in which group
// when. Out: means with their errors and shares with their counts, never without how many pupils they are of.
// Invariants: nothing is averaged or joined across norms, generations or scales; fewer than seven pupils give no mean.
import type { ResultOrigin } from '../../ability/types.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Moment, Season, Subject } from '../../content/types.ts';
import type { LetterLevel, RomanLevel } from '../../psychometrics/levels.ts';

/** What a report of a school needs of a result: one for a pupil, subject, school year and season. */
export interface SchoolResult {
  readonly resultId: string;
  readonly pupilId: string;
  readonly subject: Subject;
  readonly schoolYear: string;
  /** Of the moment of taking; of the test where it was taken between the norm periods. */
  readonly season: Season;
  /** Null between the norm periods: the result then has no level and stands in no mean. */
  readonly moment: Moment | null;
  readonly testMoment: Moment | null;
  /** The pupil's own when the test was taken, `3`-`8`. */
  readonly yearGroup: string;
  readonly takenOn: PlainDate;
  readonly generation: string;
  readonly scaleCode: string;
  readonly scaleScore: number;
  readonly scaleSe: number | null;
  readonly roman: RomanLevel | null;
  readonly letter: LetterLevel | null;
  readonly functioningLevel: string | null;
  readonly normCode: string | null;
  readonly normVersion: number | null;
  readonly origin: ResultOrigin;
}

/** A time in which a pupil was in a home group. */
export interface Membership {
  readonly pupilId: string;
  readonly groupId: string;
  readonly schoolYear: string;
  readonly groupName: string;
  /** BRIN and site of the group, `99XX00`. */
  readonly site: string;
  readonly joinedOn: PlainDate;
  /** The first day on which the pupil was no longer in it. */
  readonly leftOn: PlainDate | null;
}
