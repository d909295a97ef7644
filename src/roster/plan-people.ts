import type { RosterPupil, RosterStaffMember } from '../exchange/roster-document.ts';
import { isDummyKey } from '../exchange/roster-document.ts';
import { isHeld, matchPeople, plainName, type Incoming, type Known, type Match, type Traits } from './match.ts';
import type {
  CurrentRoster,
  Decided,
  Doubt,
  DoubtfulPerson,
  NewIdentifier,
  PlanContext,
  PupilRow,
  RowChanges,
  StaffRow,
} from './plan.ts';
import { profileOf, type PersonRecord } from './resemblance.ts';
import type { Identifier } from './types.ts';

/** What becomes of the pupils or of the staff, and who each person of the document is. */
export interface PeoplePlan<Row, Person> {
  readonly rows: RowChanges<Row>;
  /** Absent: not taken, because nobody can say who this is. */
  readonly idOf: ReadonlyMap<Person, string>;
  readonly identifiers: readonly NewIdentifier[];
  readonly doubts: readonly Doubt[];
  readonly decided: readonly Decided[];
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
  const { matches, incoming, signs } = recognise('pupil', present, known, pupilTraits, context);
  const taken = settle(present, matches, context.newId);
  const before = new Map(current.map((row) => [row.pupilId, withoutIdentifiers(row)]));
  const rows = present.flatMap((pupil) => {
    const pupilId = taken.idOf.get(pupil);
    if (!pupilId) return [];
    return [pupilRow(pupil, pupilId, before.get(pupilId), context)];
  });
  const named = new Set(rows.map(({ pupilId }) => pupilId));
  const missed = [...before.values()].filter((row) => row.active && row.sites.includes(context.site)
    && !named.has(row.pupilId) && !taken.heldIds.has(row.pupilId)).map((row) => withoutSite(row, context));
  return {
    rows: {
      added: rows.filter(({ pupilId }) => !before.has(pupilId)),
      changed: [
        ...rows.filter((row) => isOther(before.get(row.pupilId), row)), ...missed.filter(({ active }) => active),
      ],
      gone: missed.filter(({ active }) => !active),
    },
    idOf: taken.idOf,
    heldIds: taken.heldIds,
    identifiers: newIdentifiers(present, incoming, matches, taken.idOf, context),
    doubts: doubtsOf('pupil', present, signs, matches, taken.idOf),
    decided: decidedOf(present, signs, taken.idOf, context),
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
  const { matches, incoming, signs } = recognise('staff', members, known, staffTraits, context);
  const taken = settle(members, matches, context.newId);
  const before = new Map(current.map((row) => [row.staffId, withoutIdentifiers(row)]));
  const rows = members.flatMap((member): StaffRow[] => {
    const staffId = taken.idOf.get(member);
    if (!staffId) return [];
    return [staffRow(member, staffId, before.get(staffId), context)];
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
    doubts: doubtsOf('staff', members, signs, matches, taken.idOf),
    decided: decidedOf(members, signs, taken.idOf, context),
    activeCount: members.length === 0 ? [...before.values()].filter((row) => row.active).length : rows.length,
  };
}

function sitesWith(before: { readonly sites: readonly string[] } | undefined, site: string): readonly string[] {
  return [...new Set([...before?.sites ?? [], site])].sort();
}

/** Absent at one site: still at school when another site names the pupil. */
function withoutSite(row: PupilRow, { site, today }: PlanContext): PupilRow {
  const sites = row.sites.filter((other) => other !== site);
  return sites.length > 0 ? { ...row, sites } : { ...row, sites, active: false, leftOn: today };
}

function pupilRow(
  pupil: RosterPupil, pupilId: string, before: PupilRow | undefined, context: PlanContext,
): PupilRow {
  return {
    pupilId, sites: sitesWith(before, context.site), lastName: lastNameOf(pupil), prefix: pupil.prefix,
    firstNames: told(pupil.firstNames, before?.firstNames, context),
    initials: told(pupil.initials, before?.initials, context),
    callName: callNameOf(pupil), birthDate: pupil.birthDate, gender: pupil.gender,
    yearGroup3From: pupil.startYearGroup3, yearGroup: yearGroupOf(pupil), active: true, leftOn: null,
  };
}

function staffRow(
  member: RosterStaffMember, staffId: string, before: StaffRow | undefined, context: PlanContext,
): StaffRow {
  return {
    staffId, sites: sitesWith(before, context.site), lastName: lastNameOf(member), prefix: member.prefix,
    callName: callNameOf(member) || null, email: told(member.email, before?.email, context), active: true,
  };
}

/**
 * What the LVS-set of UWLR never carries (exchange.md 7 and 13) is not gone when it is absent there: a school that
 * goes from files to the link keeps it.
 */
function told<Value>(now: Value | null, before: Value | null | undefined, { source }: PlanContext): Value | null {
  return now ?? (source === 'uwlr' ? before ?? null : null);
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

function pupilTraits(pupil: PersonRecord): Traits {
  const { birthDate, gender } = pupil;
  const profile = profileOf(pupil);
  const last = plainName(pupil.lastName);
  const call = plainName(callNameOf(pupil));
  if (birthDate === null || last === '') return { supporting: null, sufficient: null, profile };
  return {
    supporting: `${last} ${birthDate}`,
    sufficient: call === '' ? null : `${last} ${call} ${birthDate} ${gender}`,
    profile,
  };
}

function staffTraits(member: Named & { readonly email: string | null }): Traits {
  const last = plainName(member.lastName);
  const email = member.email?.toLowerCase() ?? null;
  return { supporting: last || null, sufficient: email === null ? null : `${last} ${email}` };
}

type Person = RosterPupil | RosterStaffMember;

interface Recognised<K extends Known> {
  readonly incoming: readonly Incoming[];
  /** Empty when nobody is in doubt and nothing was decided. */
  readonly signs: readonly string[];
  readonly matches: readonly Match<K>[];
}

function recognise<P extends Person, K extends Known>(
  who: Doubt['who'], people: readonly P[], known: readonly K[], traitsOf: (person: P) => Traits,
  { digest, source, decisions }: PlanContext,
): Recognised<K> {
  const incoming = people.map((person): Incoming => ({
    eckDigest: person.eckId === null ? null : digest(person.eckId),
    key: keyOf(person),
    traits: traitsOf(person),
  }));
  const matches = matchPeople(incoming, known, source);
  // A sign costs a digest, and most deliveries need none.
  const needed = decisions?.size || matches.some(({ doubt }) => doubt !== null);
  const signs = !needed ? [] : incoming.map(({ eckDigest, key, traits }, at) => digest(JSON.stringify(
    eckDigest === null && key === null
      ? [who, traits.sufficient ?? plainName(callNameOf(people[at]!), people[at]!.lastName)]
      : [who, source, eckDigest, key],
  )));
  return { incoming, signs, matches: heedDecisions({ incoming, signs, matches }, known, source, decisions) };
}

/** The key of the LAS; null for a dummy, and for the ECK iD that stands there when somebody came with that alone. */
function keyOf(person: Person): string | null {
  return isDummyKey(person.key) || person.key === person.eckId ? null : person.key;
}

/**
 * Where there is a doubt that a person decided earlier, that holds; everybody else is then recognised among
 * those who are left. Two who carry one sign stay in doubt.
 */
function heedDecisions<K extends Known>(
  { incoming, signs, matches }: Recognised<K>, known: readonly K[], source: PlanContext['source'],
  decisions: PlanContext['decisions'],
): readonly Match<K>[] {
  if (!decisions?.size || matches.every(({ doubt }) => doubt === null)) return matches;
  const count = Map.groupBy(signs, (sign) => sign);
  const byId = new Map(known.map((one) => [one.id, one]));
  const decided = new Map<number, K | null>();
  const used = new Set<string>();
  for (const [at, sign] of signs.entries()) {
    const personId = decisions.get(sign);
    if (personId === undefined || !matches[at]?.doubt || count.get(sign)?.length !== 1) continue;
    const person = personId === null ? null : byId.get(personId);
    if (person === undefined || (person && used.has(person.id))) continue;
    decided.set(at, person);
    if (person) used.add(person.id);
  }
  if (decided.size === 0) return matches;
  const open = [...incoming.keys()].filter((at) => !decided.has(at));
  const rest = matchPeople(open.map((at) => incoming[at]!), known.filter(({ id }) => !used.has(id)), source);
  const restAt = new Map(open.map((at, index) => [at, rest[index]!]));
  return incoming.map((_, at) => restAt.get(at)
    ?? { known: decided.get(at) ?? null, doubt: null, candidates: [] });
}

function settle<P extends Person>(
  people: readonly P[], matches: readonly Match<Known>[], newId: () => string,
): { readonly idOf: ReadonlyMap<P, string>; readonly heldIds: ReadonlySet<string> } {
  const idOf = new Map<P, string>();
  for (const [at, person] of people.entries()) {
    const match = matches[at];
    if (!match || isHeld(match.doubt)) continue;
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

function doubtsOf<P extends Person>(
  who: Doubt['who'], people: readonly P[], signs: readonly string[], matches: readonly Match<Known>[],
  idOf: ReadonlyMap<P, string>,
): readonly Doubt[] {
  return people.flatMap((person, at) => {
    const { doubt = null, candidates = [] } = matches[at] ?? {};
    if (doubt === null) return [];
    return [{
      reason: doubt, who, sign: signs[at]!, name: doubtfulPerson(person), personId: idOf.get(person) ?? null,
      candidateIds: candidates.map(({ id }) => id),
    }];
  });
}

function decidedOf<P extends Person>(
  people: readonly P[], signs: readonly string[], idOf: ReadonlyMap<P, string>, { decisions }: PlanContext,
): readonly Decided[] {
  if (!decisions?.size) return [];
  return people.flatMap((person, at) => {
    const [sign, personId] = [signs[at]!, idOf.get(person)];
    return personId && decisions.has(sign) ? [{ sign, personId }] : [];
  });
}

function doubtfulPerson(person: Person): DoubtfulPerson {
  const pupil = 'birthDate' in person ? person : null;
  return {
    callName: callNameOf(person) || null, prefix: person.prefix, lastName: lastNameOf(person),
    firstNames: person.firstNames, birthDate: pupil?.birthDate ?? null, gender: pupil?.gender ?? null,
    yearGroup: pupil && yearGroupOf(pupil), key: keyOf(person),
  };
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
