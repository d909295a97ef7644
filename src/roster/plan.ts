// What a full state of the school would change in the roster: plain data, decided without a database, shown
// in a preview and then written by apply.ts.
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RoleCode } from '../exchange/roster-document.ts';
import type { DoubtReason } from './match.ts';
import type { GroupStaffLink, Identifier, PupilGender, RosterSource } from './types.ts';

/** Of which site and year the state is, what carried it, and what a pure rule must be given. */
export interface PlanContext {
  /** BRIN and site, `99XX00`. */
  readonly site: string;
  readonly schoolYear: SchoolYear;
  readonly source: RosterSource;
  readonly today: PlainDate;
  /** Keyed digest of an ECK iD. */
  readonly digest: (eckId: string) => string;
  readonly newId: () => string;
  /**
   * What a person decided earlier, by the sign of a doubt: who it is; null for somebody new who was not taken
   * yet. Counts only while there is still a doubt.
   */
  readonly decisions?: ReadonlyMap<string, string | null>;
  /**
   * The site has been taken before, in an earlier school year and never in this one: group 8 is expected to be
   * gone.
   */
  readonly yearChange?: boolean;
}

/** A pupil as the roster holds it. */
export interface PupilRow {
  readonly pupilId: string;
  readonly lastName: string;
  readonly prefix: string | null;
  readonly firstNames: string | null;
  readonly initials: string | null;
  readonly callName: string;
  readonly birthDate: PlainDate | null;
  readonly gender: PupilGender | null;
  readonly yearGroup3From: PlainDate | null;
  readonly yearGroup: string | null;
  readonly active: boolean;
  readonly leftOn: PlainDate | null;
  /** Whose last states named the pupil; at school while there is one. */
  readonly sites: readonly string[];
}

/** A member of staff as the roster holds it; active while a site's last state named this person. */
export interface StaffRow {
  readonly staffId: string;
  readonly lastName: string;
  readonly prefix: string | null;
  readonly callName: string | null;
  readonly email: string | null;
  readonly sites: readonly string[];
  readonly active: boolean;
}

/** A group as the roster holds it. */
export interface GroupRow {
  readonly groupId: string;
  readonly schoolYear: SchoolYear;
  readonly kind: 'class' | 'composite';
  /** A dummy key means nothing in the next document: then it is `#` and the name. */
  readonly lasKey: string;
  readonly name: string;
  readonly yearGroup: string | null;
  readonly active: boolean;
  readonly site: string;
}

/** A pupil in a group, now. */
export interface Membership {
  readonly groupId: string;
  readonly pupilId: string;
}

/** The roster before: everybody ever, the active groups of the site, and what holds now. */
export interface CurrentRoster {
  readonly pupils: readonly (PupilRow & { readonly identifiers: readonly Identifier[] })[];
  readonly staff: readonly (StaffRow & { readonly identifiers: readonly Identifier[] })[];
  /** Groups of the site: those of the school year, and of other years those that are still active. */
  readonly groups: readonly GroupRow[];
  readonly memberships: readonly Membership[];
  readonly staffLinks: readonly GroupStaffLink[];
  /** Of the school year. */
  readonly placements: readonly Placement[];
}

/** The year group of a pupil in the school year. */
export interface Placement {
  readonly pupilId: string;
  readonly yearGroup: string;
}

/** An identifier to remember; `plain` is the ECK iD itself, to be sealed. */
export interface NewIdentifier extends Identifier {
  readonly personId: string;
  readonly plain: string | null;
}

/** A pupil or a member of staff about whom a person has to think. */
export interface Doubt {
  readonly reason: DoubtReason;
  readonly who: 'pupil' | 'staff';
  /** The same for the same person in every delivery; keyed, so that it says nothing by itself. */
  readonly sign: string;
  readonly name: DoubtfulPerson;
  /** People of the roster who fit. */
  readonly candidateIds: readonly string[];
  /** Taken as this person meanwhile; null when not taken. */
  readonly personId: string | null;
}

/** What the document tells about somebody nobody could recognise; for the screen where it is decided only. */
export interface DoubtfulPerson {
  readonly callName: string | null;
  readonly prefix: string | null;
  readonly lastName: string;
  readonly firstNames: string | null;
  readonly birthDate: PlainDate | null;
  readonly gender: PupilGender | null;
  readonly yearGroup: string | null;
  /** The key in the document; null for a dummy. */
  readonly key: string | null;
}

/** Somebody who is taken as a person decided. */
export interface Decided {
  readonly sign: string;
  readonly personId: string;
}

/** A known pupil who goes to another home group, by group id; null where there is none. */
export interface Move {
  readonly pupilId: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Rows to add, to overwrite and to close. `changed` and `gone` hold the whole row as it becomes. */
export interface RowChanges<Row> {
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  readonly gone: readonly Row[];
}

/** Everything that a state changes. Empty in all its parts when the roster says the same already. */
export interface RosterChanges {
  readonly pupils: RowChanges<PupilRow>;
  readonly staff: RowChanges<StaffRow>;
  readonly groups: RowChanges<GroupRow>;
  readonly moved: readonly Move[];
  /** Pupils who had left and are named again; they stand in `pupils.changed` as well. */
  readonly returned: readonly string[];
  /** Pupils who are there without a year group of their own: nothing can be planned for them. */
  readonly withoutYearGroup: readonly string[];
  readonly memberships: { readonly joined: readonly Membership[]; readonly left: readonly Membership[] };
  readonly staffLinks: {
    readonly joined: readonly GroupStaffLink[];
    readonly changed: readonly GroupStaffLink[];
    readonly left: readonly GroupStaffLink[];
  };
  readonly placements: readonly Placement[];
  readonly pupilIdentifiers: readonly NewIdentifier[];
  readonly staffIdentifiers: readonly NewIdentifier[];
  readonly doubts: readonly Doubt[];
  /** Who is whom by what a person decided earlier. */
  readonly decided: readonly Decided[];
  /** What the school has when this is done, at this site. */
  readonly totals: { readonly pupils: number; readonly groups: number; readonly staff: number };
}

/** Roles of a link in a fixed order, so that the same roles compare as equal. */
export function rolesOf(roles: readonly RoleCode[]): readonly RoleCode[] {
  return [...new Set(roles)].sort();
}
