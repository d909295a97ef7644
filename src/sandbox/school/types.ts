// The invented schools of the sandbox. In: a seed that never changes, a school year. Out: one roster per school and
// school year, from which the sandbox LAS, the sandbox Basispoort and the history are made. Invariant: the same seed
// gives the same people with the same keys, whatever year is asked; nobody in it exists.
import type { Brin, SiteCode } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { PersonName } from './names.ts';
import type { RoleCode } from '../../exchange/roster-document.ts';

/** One school, or one site of a school with several: what has a roster of its own. */
export interface SchoolPlan {
  /** Begins every key of this school; its seed as well. */
  readonly letter: string;
  readonly brin: Brin;
  readonly site: SiteCode;
  readonly name: string;
  /** What this school is there for, in Dutch: shown where a school is chosen. */
  readonly purpose: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly postcode: string;
  readonly town: string;
  /** Pupils who start in group 1 in a year are this many, and one more every fourth year. */
  readonly cohortSize: number;
  readonly groups: readonly GroupPlan[];
  /** False: nobody of this school has an ECK iD yet. */
  readonly eckIds: boolean;
  readonly oddPupils: readonly OddPupil[];
}

/** A home group as it comes back every year. */
export interface GroupPlan {
  readonly name: string;
  /** One year group, or two for a combination group. */
  readonly yearGroups: readonly number[];
  /** Two teachers share the job. */
  readonly jobShare: boolean;
}

/** A pupil with something a program must cope with. Takes the place of an ordinary one. */
export interface OddPupil {
  /** Calendar year in which the pupil began in group 1, and the place in that cohort, from 1. */
  readonly cohort: number;
  readonly sequence: number;
  readonly callName: string;
  /** With `|` between prefix and name. */
  readonly lastName: string;
  readonly gender: 'boy' | 'girl';
  readonly birthDate?: PlainDate;
  /** Year group that the pupil did twice. */
  readonly repeated?: number;
  readonly withoutEckId?: true;
  readonly withoutGroup?: true;
  readonly exitDate?: PlainDate;
}

/** A pupil through all school years. */
export interface InventedPupil extends PersonName {
  readonly key: string;
  readonly eckId: string | null;
  readonly cohort: number;
  readonly sequence: number;
  readonly gender: 'boy' | 'girl';
  readonly birthDate: PlainDate;
  readonly repeated: number | null;
  readonly withoutGroup: boolean;
  readonly exitDate: PlainDate | null;
  /** Where the pupil stands among all pupils of the country, in standard deviations; nearly the same for years. */
  readonly ability: number;
}

/** A member of staff; who stays with the same group every year. */
export interface InventedStaffMember extends PersonName {
  readonly key: string;
  readonly eckId: string | null;
  readonly email: string | null;
  readonly roles: readonly RoleCode[];
  /** Names of home groups. */
  readonly groupNames: readonly string[];
  readonly teachesPlusGroup: boolean;
  /** Gone since this day; null for everybody at work. */
  readonly leftOn: PlainDate | null;
}
