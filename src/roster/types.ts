// The people and groups of a school, as its administration says they are. In: a RosterDocument, through
// intake. Out: ids with names, for whoever shows them; ids alone for every later stage. Invariants: names and
// birth dates live here and in intake only; who left the school is inactive and keeps everything that was made;
// nobody is deleted, but by taking back the delivery that brought them, and then only who has nothing yet.
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RoleCode } from '../exchange/roster-document.ts';

/**
 * How a pupil is named in a list; `yearGroup` is the pupil's own, `null` when the administration does not
 * tell.
 */
export interface PupilName {
  readonly pupilId: string;
  readonly callName: string;
  readonly prefix: string | null;
  readonly lastName: string;
  readonly yearGroup: string | null;
}

/** A pupil with what a page about that pupil needs. */
export interface Pupil extends PupilName {
  readonly firstNames: string | null;
  readonly initials: string | null;
  readonly birthDate: PlainDate | null;
  readonly gender: PupilGender | null;
  readonly active: boolean;
  readonly leftOn: PlainDate | null;
}

/** `unspecified`: the school chose not to say. */
export type PupilGender = 'boy' | 'girl' | 'unknown' | 'unspecified';

/** A home group (`class`) or a group across home groups (`composite`) in one school year. */
export interface ClassGroup {
  readonly groupId: string;
  readonly schoolYear: SchoolYear;
  readonly kind: 'class' | 'composite';
  readonly name: string;
  /** `1` to `8`, `C` for a combination group, `null` when the administration does not tell. */
  readonly yearGroup: string | null;
  readonly active: boolean;
  /** BRIN and site, `99XX00`. */
  readonly site: string;
}

/** A group in a list, with how many pupils and which staff it has now. */
export interface GroupSummary extends ClassGroup {
  readonly pupilCount: number;
  readonly staff: readonly StaffName[];
}

/** A group with the number of its pupils by their own year group; who has none is not counted. */
export interface GroupYears extends ClassGroup {
  readonly years: Readonly<Record<string, number>>;
}

/** How a member of staff is named. */
export interface StaffName {
  readonly staffId: string;
  readonly callName: string | null;
  readonly prefix: string | null;
  readonly lastName: string;
}

/** Which carrier brought a key: the keys of one LAS may differ between its two formats (exchange.md 15.8). */
export type RosterSource = 'uwlr' | 'edexml';

/** How another system knows a person. `value`: the LAS key itself, or the keyed digest of an ECK iD. */
export interface Identifier {
  readonly source: RosterSource | 'eckid' | 'basispoort';
  readonly kind: 'las-key' | 'eckid' | 'basispoort-id';
  readonly value: string;
}

/** A pupil as matching sees it: for finding the pupil of an old result or of another system. */
export interface PupilIdentity extends PupilName {
  readonly firstNames: string | null;
  readonly birthDate: PlainDate | null;
  readonly gender: PupilGender | null;
  readonly active: boolean;
  readonly identifiers: readonly Identifier[];
}

/** What the LAS knows a pupil by, for messages to it. */
export interface LasIdentity {
  readonly pupilId: string;
  /** Null: this LAS names the pupil by ECK iD alone. */
  readonly lasKey: string | null;
  readonly eckIdCipher: Uint8Array | null;
}

/** Somebody who works with a group, and as what; roles grant nothing by themselves. */
export interface GroupStaffLink {
  readonly groupId: string;
  readonly staffId: string;
  readonly roleCodes: readonly RoleCode[];
}
