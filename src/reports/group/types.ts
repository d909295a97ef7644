// What reports of a group are made of. In: pupils of the roster with their results, plans and the norms. Out: parts of
// a report, one for each year group in the group. Invariants: of a pupil one result a moment counts, the newest on the
// scale of the norms; who has none stands with the reason; a mean is of at least seven.
import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import type { Subject } from '../../content/types.ts';
import type { ClassGroup, PupilName } from '../../roster/types.ts';
import type { Period } from '../frame/choice.ts';
import type { Taking } from '../honest/conditions.ts';

/** A pupil of the group at the moment that is looked at. */
export interface Member {
  /** With the year group of then. */
  readonly pupil: PupilName;
  /** What counts of this moment; null when there is nothing. */
  readonly result: Result | null;
  /** The newest of an earlier moment, on any scale. */
  readonly earlier: Result | null;
  /** How it was taken; undefined for what came from elsewhere. */
  readonly taking?: Taking | undefined;
  /** In a few words why there is no result: "niet klaargezet", "afgebroken (ziek)". */
  readonly reason: string;
}

/** A group in one subject at one moment. */
export interface GroupAtMoment {
  readonly group: Pick<ClassGroup, 'name' | 'schoolYear'>;
  readonly subject: Subject;
  readonly period: Period;
  /** As the Dutch sort names. */
  readonly members: readonly Member[];
  /** The norms that these results were made with; undefined when none are loaded. */
  readonly norms: PublishedNormTable | undefined;
}
