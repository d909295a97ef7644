// Which pupil takes which test, when and how. In: groups of the roster, forms of the bank, earlier functioning
// levels. Out: planned tests that taking opens. Invariants: a pupil has one test a subject and taking moment that
// stands (not withdrawn, broken off or invalid); a plan is withdrawn only before its first answer; what was advised
// stays beside what was chosen.
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Medium, Moment, Season, Subject } from '../content/types.ts';

/** Year groups that take tests. */
export type TestYearGroup = 3 | 4 | 5 | 6 | 7 | 8;

/** When a pupil takes a test: season and own year group. Unlike a Moment it need not have a test or a norm:
 * `B5`. */
export type TakingMoment = `${Season}${TestYearGroup}`;

/**
 * How far a plan is: `submitted` once every taak is in, or a teacher ended it with at least one in; `scored` once all
 * its item scores are known. Aside: taken back, broken off before anything was in, and a result that may not count.
 */
export type PlanStatus =
  | 'planned' | 'started' | 'submitted' | 'scored' | 'withdrawn' | 'broken-off' | 'invalid';

/** Why a teacher ended a test, or why its result may not count. */
export type EndCode = 'ill' | 'refused' | 'technical' | 'wrong-test' | 'disturbed' | 'helped' | 'other';

/** What was advised for a pupil, and why. */
export type AdviceCode =
  /** The own test fits, or no other one surely fits better. */
  | 'own'
  /** A test of an earlier, or a later, moment fits better. */
  | 'easier' | 'harder'
  /** The own test: the newest result contradicts those before it, which weigh more now. */
  | 'outlier'
  /** There are earlier results, but nothing can be built on them: the own test. */
  | 'too-old' | 'total-only'
  /** There is no earlier result of this pupil, or none of the school yet. */
  | 'no-result' | 'step-2';

/** Advice for one pupil and subject. */
export interface Advice {
  readonly code: AdviceCode;
  /** The test advised; null when the year group has no test at this time. */
  readonly moment: Moment | null;
  /** The test of the own year group at this time. */
  readonly own: Moment | null;
  /** The newest earlier result. */
  readonly basedOn: EarlierResult | null;
  /** Null where nothing can be expected. */
  readonly expected: ExpectedNow | null;
  /** There is no test further on in the direction in which the pupil stands. */
  readonly isLast: boolean;
}

/** Where a pupil is expected to stand on the day of planning. */
export interface ExpectedNow {
  /** Unrounded, in scale points, with its standard error. */
  readonly score: number;
  readonly se: number;
  /** Functioning levels of the score and of both ends of its 90 % interval. */
  readonly level: string;
  readonly lowLevel: string;
  readonly highLevel: string;
}

/** What an earlier result says to planning. */
export interface EarlierResult {
  readonly takenOn: PlainDate;
  /** In points of the scale of the test to plan. */
  readonly scaleScore: number;
  /** In scale points; null when it came without. */
  readonly scaleSe: number | null;
  /** The moment its test was made for; null when that is not known. */
  readonly testMoment: Moment | null;
  /** As stored: a moment, with `<` or `>` before it outside the table. */
  readonly functioningLevel: string;
  readonly origin: 'screen' | 'paper' | 'migrated' | 'typed-in';
}

/** A planned test without names. */
export interface PlannedTest {
  readonly planId: string;
  readonly pupilId: string;
  readonly groupId: string;
  /** The form of the first taak. */
  readonly formCode: string;
  readonly testCode: string;
  /** Taken of the test, 1 to 3. */
  readonly partCount: number;
  readonly subject: Subject;
  /** The moment the test was made for. */
  readonly testMoment: Moment;
  /** The moment at which it is taken. */
  readonly takingMoment: TakingMoment;
  readonly schoolYear: SchoolYear;
  readonly medium: Medium;
  readonly status: PlanStatus;
  readonly adviceCode: AdviceCode | null;
  /** Test that was advised; another than `testCode` means that the planner chose differently. */
  readonly advisedTestCode: string | null;
  readonly plannedAt: Date;
  /** On screen: when the pupil may begin or go on; null is no bound. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** The plan whose test is taken again. */
  readonly retakeOf: string | null;
  /** The teacher lets the pupil wait since then. */
  readonly pausedAt: Date | null;
  /** Ended by a teacher before every taak was in, or declared invalid: why, by whom (`kind:id`), when. */
  readonly endedCode: EndCode | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
}
