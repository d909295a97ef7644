import type { CatalogueEntry, Place } from '../catalogue.ts';
import type { RosterCompositeGroup, RosterGroup, RosterPupil, RosterSchool } from '../roster-document.ts';
import type { RosterSite, RosterStaffMember } from '../roster-document.ts';

/** Which part of a roster a message carries: an EDEXML file and alles-in-een all of it. */
export type RosterPart = 'all' | 'structure' | 'pupils' | 'staff';

/** A value with where it stood. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** A key that points at a group or a site. */
export interface Reference {
  readonly to: 'group' | 'compositeGroup' | 'site';
  readonly key: string;
  readonly place: Place;
}

/** The school as far as it could be read. */
export type DraftSchool = { readonly [F in keyof RosterSchool]: RosterSchool[F] | null };

/** A roster while it is being read: with places, and before the rules that need all of it. */
export interface RosterDraft {
  school: Placed<DraftSchool> | null;
  readonly sites: Placed<RosterSite>[];
  readonly groups: Placed<RosterGroup>[];
  readonly compositeGroups: Placed<RosterCompositeGroup>[];
  readonly pupils: Placed<RosterPupil>[];
  readonly staff: Placed<RosterStaffMember>[];
  readonly references: Reference[];
  /** What is told once with a count, not once for each person; at the first place. */
  readonly tallies: Map<CatalogueEntry, { count: number; readonly place: Place }>;
}

/** An empty draft. */
export function newDraft(): RosterDraft {
  return {
    school: null,
    sites: [],
    groups: [],
    compositeGroups: [],
    pupils: [],
    staff: [],
    references: [],
    tallies: new Map(),
  };
}

/** Counts one more of what is told once. */
export function tally(draft: RosterDraft, entry: CatalogueEntry, place: Place): void {
  const sofar = draft.tallies.get(entry);
  if (sofar === undefined) draft.tallies.set(entry, { count: 1, place });
  else sofar.count += 1;
}
