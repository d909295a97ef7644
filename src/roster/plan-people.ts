import type { RosterPupil, RosterStaffMember } from '../exchange/roster-document.ts';
import { isDummyKey } from '../exchange/roster-document.ts';
import { matchPeople, plainName, type Incoming, type Known, type Match, type Traits } from './match.ts';
import type {
  CurrentRoster,
  Doubt,
  NewIdentifier,
  PlanContext,
  PupilRow,
  RowChanges,
  StaffRow,
} from './plan.ts';
import type { Identifier } from './types.ts';

/** What becomes of the pupils or of the staff, and who each person of the document is. */
export interface PeoplePlan<Row, Person> {
  readonly rows: RowChanges<Row>;
  /** Absent: not taken, because nobody can say who this is. */
  readonly idOf: ReadonlyMap<Person, string>;
  readonly identifiers: readonly NewIdentifier[];
  readonly doubts: readonly Doubt[];
  /** People about whom there is a doubt: they stay as they are. */
  readonly heldIds: ReadonlySet<string>;
  readonly activeCount: number;
}

/** What becomes of the pupils of a site. A pupil of another site of the school is not missed here. */
export function planPupils(
  current: CurrentRoster['pupils'], present: readonly RosterPupil[], context: PlanContext,
): PeoplePlan<PupilRow, RosterPupil> {
  const known = current.map((row) => ({
    row,
    id: row.pupilId,
    identifiers: row.identifiers,
    traits: pupilTraits(row),
  }));
  const { matches, incoming } = recognise(present, known, pupilTraits, context);
  const taken = settle(present, matches, context.newId);
  const rows = present.flatMap((pupil) => {
    const pupilId = taken.idOf.get(pupil);
    return pupilId ? [pupilRow(pupil, pupilId, context.site)] : [];
  });
  const before = new Map(current.map((row) => [row.pupilId, withoutIdentifiers(row)]));
  const named = new Set(rows.map(({ pupilId }) => pupilId));
  const gone = [...before.values()].filter((row) =>
    row.active && row.site === context.site && !named.has(row.pupilId) && !taken.heldIds.has(row.pupilId));
  return {
    rows: {
      added: rows.filter(({ pupilId }) => !before.has(pupilId)),
      changed: rows.filter((row) => isOther(before.get(row.pupilId), row)),
      gone: gone.map((row) => ({ ...row, active: false, leftOn: context.today })),
    },
    idOf: taken.idOf,
    heldIds: taken.heldIds,
    identifiers: newIdentifiers(present, incoming, matches, taken.idOf, context),
    doubts: doubtsOf('pupil', present, matches),
    activeCount: rows.length + taken.heldIds.size,
  };
}

/** What becomes of the staff of a site. Who works at another site as well stays active. */
export function planStaff(
  current: CurrentRoster['staff'], members: readonly RosterStaffMember[], context: PlanContext,
): PeoplePlan<StaffRow, RosterStaffMember> {
  const { site } = context;
  const known = current.map((row) => ({
    row,
    id: row.staffId,
    identifiers: row.identifiers,
    traits: staffTraits(row),
  }));
  const { matches, incoming } = recognise(members, known, staffTraits, context);
  const taken = settle(members, matches, context.newId);
  const before = new Map(current.map((row) => [row.staffId, withoutIdentifiers(row)]));
  const rows = members.flatMap((member): StaffRow[] => {
    const staffId = taken.idOf.get(member);
    if (!staffId) return [];
    const sites = [...new Set([...(before.get(staffId)?.sites ?? []), site])].sort();
    return [staffRow(member, staffId, sites)];
  });
  const named = new Set(rows.map(({ staffId }) => staffId));
  const gone = members.length === 0 ? [] : [...before.values()].filter((row) =>
    row.sites.includes(site) && !named.has(row.staffId) && !taken.heldIds.has(row.staffId));
  return {
    rows: {
      added: rows.filter(({ staffId }) => !before.has(staffId)),
      changed: rows.filter((row) => isOther(before.get(row.staffId), row)),
      gone: gone.map((row) => {
        const sites = row.sites.filter((other) => other !== site);
        return { ...row, sites, active: sites.length > 0 };
      }),
    },
    idOf: taken.idOf,
    heldIds: taken.heldIds,
    identifiers: newIdentifiers(members, incoming, matches, taken.idOf, context),
    doubts: doubtsOf('staff', members, matches),
    activeCount: members.length === 0 ? [...before.values()].filter((row) => row.active).length : rows.length,
  };
}

function pupilRow(pupil: RosterPupil, pupilId: string, site: string): PupilRow {
  return {
    pupilId, site, lastName: lastNameOf(pupil), prefix: pupil.prefix, firstNames: pupil.firstNames,
    initials: pupil.initials, callName: callNameOf(pupil), birthDate: pupil.birthDate, gender: pupil.gender,
    yearGroup3From: pupil.startYearGroup3, yearGroup: yearGroupOf(pupil), active: true, leftOn: null,
  };
}

function staffRow(member: RosterStaffMember, staffId: string, sites: readonly string[]): StaffRow {
  return {
    staffId, lastName: lastNameOf(member), prefix: member.prefix, callName: callNameOf(member) || null,
    email: member.email, sites, active: true,
  };
}

interface Named {
  readonly lastName: string | null;
  readonly firstNames?: string | null;
  readonly initials?: string | null;
  readonly callName: string | null;
}

function lastNameOf({ lastName }: Named): string {
  return lastName ?? '';
}

function callNameOf({ callName, firstNames, initials }: Named): string {
  return callName ?? firstNames ?? initials ?? '';
}

function pupilTraits(
  pupil: Named & { readonly birthDate: string | null; readonly gender: string | null },
): Traits {
  const { birthDate, gender } = pupil;
  const last = plainName(pupil.lastName);
  const call = plainName(callNameOf(pupil));
  if (birthDate === null || last === '') return { supporting: null, sufficient: null };
  return {
    supporting: `${last} ${birthDate}`,
    sufficient: call === '' ? null : `${last} ${call} ${birthDate} ${gender}`,
  };
}

function staffTraits(member: Named & { readonly email: string | null }): Traits {
  const last = plainName(member.lastName);
  const email = member.email?.toLowerCase() ?? null;
  return { supporting: last || null, sufficient: email === null ? null : `${last} ${email}` };
}

type Person = RosterPupil | RosterStaffMember;

function recognise<P extends Person, K extends Known>(
  people: readonly P[], known: readonly K[], traitsOf: (person: P) => Traits, { digest, source }: PlanContext,
): { readonly incoming: readonly Incoming[]; readonly matches: readonly Match<K>[] } {
  const incoming = people.map((person): Incoming => ({
    eckDigest: person.eckId === null ? null : digest(person.eckId),
    // A person who came with an ECK iD alone has that as key too; it is no key of the LAS.
    key: isDummyKey(person.key) || person.key === person.eckId ? null : person.key,
    traits: traitsOf(person),
  }));
  return { incoming, matches: matchPeople(incoming, known, source) };
}

function settle<P extends Person>(
  people: readonly P[], matches: readonly Match<Known>[], newId: () => string,
): { readonly idOf: ReadonlyMap<P, string>; readonly heldIds: ReadonlySet<string> } {
  const idOf = new Map<P, string>();
  for (const [at, person] of people.entries()) {
    const match = matches[at];
    if (!match || match.doubt === 'several-candidates' || match.doubt === 'unrecognisable') continue;
    idOf.set(person, match.known?.id ?? newId());
  }
  return { idOf, heldIds: new Set(matches.flatMap(({ candidates }) => candidates.map(({ id }) => id))) };
}

function newIdentifiers<P extends Person>(
  people: readonly P[], incoming: readonly Incoming[], matches: readonly Match<Known>[],
  idOf: ReadonlyMap<P, string>, { source }: PlanContext,
): readonly NewIdentifier[] {
  return people.flatMap((person, at) => {
    const personId = idOf.get(person);
    if (!personId) return [];
    const { eckDigest = null, key = null } = incoming[at] ?? {};
    const named: NewIdentifier[] = [];
    if (eckDigest !== null) {
      named.push({ personId, source: 'eckid', kind: 'eckid', value: eckDigest, plain: person.eckId });
    }
    if (key !== null) named.push({ personId, source, kind: 'las-key', value: key, plain: null });
    const had = matches[at]?.known?.identifiers ?? [];
    return named.filter((one) => !had.some((other) => sameIdentifier(one, other)));
  });
}

function sameIdentifier(a: Identifier, b: Identifier): boolean {
  return a.source === b.source && a.kind === b.kind && a.value === b.value;
}

function doubtsOf(
  who: Doubt['who'],
  people: readonly Person[],
  matches: readonly Match<Known>[],
): readonly Doubt[] {
  return people.flatMap((person, at) => {
    const { doubt = null, candidates = [] } = matches[at] ?? {};
    if (doubt === null) return [];
    const name = {
      callName: callNameOf(person) || null,
      prefix: person.prefix,
      lastName: lastNameOf(person),
    };
    return [{ reason: doubt, who, name, candidateIds: candidates.map(({ id }) => id) }];
  });
}

function withoutIdentifiers<Row extends { readonly identifiers: readonly Identifier[] }>(
  { identifiers: _identifiers, ...row }: Row,
): Omit<Row, 'identifiers'> {
  return row;
}

/** Whether a known row would be written differently. */
function isOther<Row extends object>(before: Row | undefined, after: Row): boolean {
  return before !== undefined && Object.entries(after).some(([field, value]) =>
    JSON.stringify(before[field as keyof Row] ?? null) !== JSON.stringify(value ?? null));
}

/** The year group a pupil is in; a combination group is no year group of a pupil. */
export function yearGroupOf(pupil: Pick<RosterPupil, 'yearGroup'>): string | null {
  return pupil.yearGroup === 'C' ? null : pupil.yearGroup;
}
