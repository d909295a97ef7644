/* The school's administration as one document, whatever carried it: an EDEXML file or UWLR leerlinggegevens.
 * Flows in: bytes, through edexml/read.ts and uwlr/read-roster.ts. Flows out: to intake; in the sandbox, to
 * the writers.
 * Invariant: a full state of one school (or site) in one school year, never a delta. Names on the wire:
 * edexml/wire.ts. */
import type { Brin, SiteCode } from '../base/brin.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';

/** One school in one school year: its sites, groups, pupils and staff, in the order of the file. */
export interface RosterDocument {
  readonly school: RosterSchool;
  readonly sites: readonly RosterSite[];
  readonly groups: readonly RosterGroup[];
  readonly compositeGroups: readonly RosterCompositeGroup[];
  readonly pupils: readonly RosterPupil[];
  readonly staff: readonly RosterStaffMember[];
}

/** Whose administration it is and when it was made. At least one of brin, institutionNumber and schoolKey is
 * there. */
export interface RosterSchool {
  readonly schoolYear: SchoolYear;
  readonly brin: Brin | null;
  /** `00` when the document names none. */
  readonly site: SiteCode;
  /** Flanders only (`instellingsnummer`); then brin is null. */
  readonly institutionNumber: string | null;
  /** The LAS's own key of the school. */
  readonly schoolKey: string | null;
  /** The day of which this is the state. */
  readonly referenceDate: PlainDate | null;
  /** When it was made (`aanmaakdatum`); a time without zone was read as Europe/Amsterdam. Whole seconds. */
  readonly createdAt: Date | null;
  readonly author: string | null;
  /** As written: `2.1`, `2.2`; null when the document does not say. */
  readonly xsdVersion: string | null;
}

/** A place of the school (`vestiging`) that pupils can point at. */
export interface RosterSite {
  readonly key: string;
  readonly name: string;
}

/** A home group (`groep`, stamgroep). */
export interface RosterGroup {
  readonly key: string;
  readonly name: string;
  /** Null when absent or outside the code list; `C` for a combination group, whose pupils carry their own. */
  readonly yearGroup: YearGroupCode | null;
}

/** A group across home groups (`samengestelde_groep`), such as a plus group. */
export interface RosterCompositeGroup {
  readonly key: string;
  readonly name: string;
}

/** The names of a pupil or a member of staff. */
export interface RosterName {
  /** Null when the document gives a calling name only. */
  readonly lastName: string | null;
  /** `van 't`, `de`. */
  readonly prefix: string | null;
  readonly firstNames: string | null;
  /** Without dots, as EDEXML has them: `GH`. */
  readonly initials: string | null;
  readonly callName: string | null;
}

/** A pupil of the school. */
export interface RosterPupil extends RosterName {
  /** The LAS's key, trimmed, compared exactly. One that starts with `#` holds inside this document only: see
   * isDummyKey.
   * A pupil who came with an ECK iD alone (UWLR 2.3) has that here as well. */
  readonly key: string;
  readonly eckId: string | null;
  readonly birthDate: PlainDate | null;
  readonly gender: Gender;
  /** Start of education at the level of group 3 (`start_ondw_jgr3`), from which the didactic age counts. */
  readonly startYearGroup3: PlainDate | null;
  /** The pupil's own code, else that of the home group unless that is `C`; null when neither tells. */
  readonly yearGroup: YearGroupCode | null;
  readonly groupKey: string | null;
  readonly compositeGroupKeys: readonly string[];
  readonly siteKey: string | null;
  /** When the pupil came to the school, and when it left. */
  readonly entryDate: PlainDate | null;
  readonly exitDate: PlainDate | null;
}

/** A member of staff. Roles never grant rights by themselves. */
export interface RosterStaffMember extends RosterName {
  readonly key: string;
  readonly eckId: string | null;
  readonly email: string | null;
  readonly roles: readonly RoleCode[];
  readonly groups: readonly RosterStaffGroup[];
}

/** A group somebody works with, and as what. */
export interface RosterStaffGroup {
  readonly kind: 'group' | 'compositeGroup';
  readonly key: string;
  readonly roles: readonly RoleCode[];
}

/** NEN-ISO 5218: `1` boy, `2` girl; `0` and `9` and absence are `unknown`. */
export type Gender = 'boy' | 'girl' | 'unknown';

/** The code list of `jaargroep`: 1-8 primary, 11-16 secondary years 1-6, `0` `B` `D` younger, `S` `V` special
 * education,
 * `C` combination group, `N` not in school, `H` historical (left). */
export const yearGroupCodes = [
  'B', 'D', '0', '1', '2', '3', '4', '5', '6', '7', '8', '11', '12', '13', '14', '15', '16', 'S', 'V', 'C',
  'N', 'H',
] as const;

/** One of yearGroupCodes. */
export type YearGroupCode = (typeof yearGroupCodes)[number];

/** The code list of `rol`. `TAL` (test leader) exists in EDEXML 2.1 only, not in UWLR 2.2. */
export const roleCodes = [
  'ADJ', 'ADM', 'CON', 'DIR', 'ICT', 'IB', 'KLA', 'LRK', 'LOS', 'LOC', 'OWA', 'OUD', 'RT', 'SMW', 'STA',
  'TAL', 'VAK',
] as const;

/** One of roleCodes. */
export type RoleCode = (typeof roleCodes)[number];

/** Whether a key is a dummy (`#...`): good for references inside its document, never an identity to store or
 * match on. */
export function isDummyKey(key: string): boolean {
  return key.startsWith('#');
}
