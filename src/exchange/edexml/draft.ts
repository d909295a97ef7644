import type { PlainDate } from '../../base/plain-date.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { CatalogueEntry, Place } from '../catalogue.ts';
import type { RosterCompositeGroup, RosterGroup, RosterPupil, RosterSchool } from '../roster-document.ts';
import type { RosterSite, RosterStaffMember, YearGroupCode } from '../roster-document.ts';
import type { Identifying } from './same-person.ts';
import { recordsMax } from '../xml/limits.ts';

/** Which part of a roster a message carries: an EDEXML file and alles-in-een all of it. */
export type RosterPart = 'all' | 'structure' | 'pupils' | 'staff';

/** What becomes of the records: `kept` for a document, `counted` when a file is only checked. */
export type Keeping = 'kept' | 'counted';

/** What the other side was asked for, when a roster is its answer. */
export interface Asked {
  /** Used when the answer does not say; null when nobody asked. */
  readonly schoolYear: SchoolYear | null;
}

/** Nobody asked: a file, or a message that came by itself. */
export const askedNothing: Asked = { schoolYear: null };

/** A value with where it stood. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** A key that points at a group or a site which has not come by yet. */
export interface Reference {
  readonly to: 'group' | 'compositeGroup' | 'site';
  readonly key: string;
  readonly place: Place;
}

/** The school as far as it could be read. */
export type DraftSchool = { readonly [F in keyof RosterSchool]: RosterSchool[F] | null };

/** What the rules need of a pupil. */
export type PupilFacts = Pick<
  RosterPupil, 'yearGroup' | 'groupKey' | 'birthDate' | 'entryDate' | 'exitDate'
>;

/** Keys with the line where each first stood. */
export type KeyRegister = Map<string, number | null>;

/** A roster while it is being read. Of what comes by it holds keys, and what cannot be judged yet because it
 * points at something further on; the records themselves only when a document is wanted. */
export interface RosterDraft {
  readonly part: RosterPart;
  readonly asked: Asked;
  /** Most references that may wait. */
  readonly waitingMax: number;
  school: Placed<DraftSchool> | null;
  /** The days between which a birth date is likely; null until the school tells of which day this is the
   * state. */
  birthDays: { readonly first: PlainDate; readonly last: PlainDate } | null;
  readonly counts: { sites: number; groups: number; compositeGroups: number; pupils: number; staff: number };
  readonly kept: KeptRecords | null;
  /** Home groups and composite groups share one key space: constraint groepKeyUnique. */
  readonly keys: { readonly [K in 'sites' | 'groups' | 'pupils' | 'staff']: KeyRegister };
  /** In a staged message, where one person may come once for each group: who came first under a key, and under
   * an ECK iD. */
  readonly firstPeople: Map<string, Placed<Identifying>>;
  readonly eckIds: { readonly pupils: KeyRegister; readonly staff: KeyRegister };
  readonly yearGroups: Map<string, YearGroupCode | null>;
  readonly compositeKeys: Set<string>;
  readonly waiting: { readonly references: Reference[]; readonly pupils: Placed<PupilFacts>[] };
  /** Pupils who have left or are not in school. */
  leftCount: number;
  /** What is told once with a count, not once for each person; at the first place. */
  readonly tallies: Map<CatalogueEntry, { count: number; readonly place: Place }>;
}

/** The records of a document, in the order of the text. */
export interface KeptRecords {
  readonly sites: RosterSite[];
  readonly groups: RosterGroup[];
  readonly compositeGroups: RosterCompositeGroup[];
  readonly pupils: RosterPupil[];
  readonly staff: RosterStaffMember[];
}

/** An empty draft. */
export function newDraft(
  part: RosterPart,
  keeping: Keeping,
  asked: Asked = askedNothing,
  waitingMax: number = recordsMax,
): RosterDraft {
  return {
    part,
    asked,
    waitingMax,
    school: null,
    birthDays: null,
    counts: { sites: 0, groups: 0, compositeGroups: 0, pupils: 0, staff: 0 },
    kept: keeping === 'kept' ? { sites: [], groups: [], compositeGroups: [], pupils: [], staff: [] } : null,
    keys: { sites: new Map(), groups: new Map(), pupils: new Map(), staff: new Map() },
    firstPeople: new Map(),
    eckIds: { pupils: new Map(), staff: new Map() },
    yearGroups: new Map(),
    compositeKeys: new Set(),
    waiting: { references: [], pupils: [] },
    leftCount: 0,
    tallies: new Map(),
  };
}

/** Counts one more of what is told once. */
export function tally(draft: RosterDraft, entry: CatalogueEntry, at: () => Place): void {
  const sofar = draft.tallies.get(entry);
  if (sofar !== undefined) {
    sofar.count += 1;
    return;
  }
  const { line, column, path } = at();
  draft.tallies.set(entry, { count: 1, place: { line, column, path } });
}
