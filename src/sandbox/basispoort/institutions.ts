import { createHash } from 'node:crypto';
import { brin6 } from '../../base/brin.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import type { RoleCode, RosterDocument, RosterName } from '../../exchange/roster-document.ts';
import { schoolPlans } from '../school/plans.ts';
import { rosterOf } from '../school/roster.ts';
import type { SchoolPlan } from '../school/types.ts';
import type { InstitutionRoster, Leerling, Medewerker, Rol } from './types.ts';

/** A school as Basispoort files it. */
export interface Institution {
  readonly id: number;
  /** Shortcut reference, a UUID. */
  readonly ref: string;
  readonly name: string;
  /** Empty where Basispoort does not know it. */
  readonly brin: string;
  readonly site: string;
  readonly active: boolean;
  readonly mergedInto: number | null;
  /** Null for schools that are only there to be found. */
  readonly plan: SchoolPlan | null;
}

const firstId = 4101;

/** Every school in the sandbox Basispoort: the invented ones, one that merged into another, and one without BRIN. */
export const institutions: readonly Institution[] = [
  ...schoolPlans.map((plan, index): Institution => ({
    id: firstId + index, ref: referenceOf(firstId + index), name: plan.name, brin: plan.brin, site: plan.site,
    active: true, mergedInto: null, plan,
  })),
  {
    id: 4190, ref: referenceOf(4190), name: 'Basisschool De Oude Stap', brin: '99XD', site: '00', active: false,
    mergedInto: firstId, plan: null,
  },
  {
    id: 4191, ref: referenceOf(4191), name: 'Basisschool Zonder BRIN', brin: '', site: '', active: true,
    mergedInto: null, plan: null,
  },
];

/** The institution with this id, or undefined. */
export function findInstitution(id: number): Institution | undefined {
  return institutions.find((institution) => institution.id === id);
}

/** The code under which the LAS knows the school, `99XA00`. */
export function schoolCodeOf({ plan }: Institution): string | null {
  return plan === null ? null : brin6(plan);
}

/** The people and groups of a school today, as its LAS hands them to Basispoort.
 * @param newcomers pupils who came during the year */
export function institutionRoster({ plan }: Institution, now: Date, newcomers: number): InstitutionRoster {
  if (plan === null) return { groepen: [], subgroepen: [], leerlingen: [], medewerkers: [] };
  const roster = rosterOf(plan, schoolYearOf(plainDateInAmsterdam(now)), now, newcomers);
  return {
    groepen: roster.groups.map(({ key, name, yearGroup }) =>
      ({ lasKey: key, naam: name, jaargroep: yearGroup, omschrijving: null })),
    subgroepen: roster.compositeGroups.map(({ key, name }) =>
      ({ lasKey: key, naam: name, jaargroep: null, omschrijving: null })),
    leerlingen: roster.pupils.map((pupil) => leerlingOf(plan, pupil)),
    medewerkers: [...roster.staff.map((member) => medewerkerOf(plan, member)), ...guestsOf(plan)],
  };
}

/** Staff whom only Basispoort knows: a supply teacher without an end, and one whose last day has passed. */
function guestsOf(plan: SchoolPlan): readonly Medewerker[] {
  if (plan.letter !== 'A') return [];
  const base = { eckid: null, lasKey: null, emailadres: null, groepen: [], subgroepen: [], rollen: ['Inval'] } as const;
  const names = { voorvoegsel: null, voorletters: null };
  return [
    {
      ...base, id: 1_990_001, einddatum: null,
      persoonsgegevens: { ...names, voornaam: 'Ingrid', achternaam: 'Invaller' },
    },
    {
      ...base, id: 1_990_002, einddatum: '2026-12-18',
      persoonsgegevens: { ...names, voornaam: 'Gerard', achternaam: 'Geweest' },
    },
  ];
}

function leerlingOf(plan: SchoolPlan, pupil: RosterDocument['pupils'][number]): Leerling {
  return {
    id: userIdOf(plan, pupil.key), eckid: pupil.eckId, lasKey: pupil.key, persoonsgegevens: namesOf(pupil),
    jaargroep: pupil.yearGroup, groep: pupil.groupKey, subgroepen: pupil.compositeGroupKeys,
  };
}

function medewerkerOf(plan: SchoolPlan, member: RosterDocument['staff'][number]): Medewerker {
  const keysOf = (kind: 'group' | 'compositeGroup'): readonly string[] =>
    member.groups.filter((group) => group.kind === kind).map(({ key }) => key);
  return {
    id: userIdOf(plan, member.key), eckid: member.eckId, lasKey: member.key, persoonsgegevens: namesOf(member),
    emailadres: member.email, einddatum: null, rollen: rolesOf(member.roles),
    groepen: keysOf('group'), subgroepen: keysOf('compositeGroup'),
  };
}

/** Names without those that data minimisation leaves out: no first names, no birth date, no sex. */
function namesOf({ lastName, prefix, initials, callName }: RosterName): Leerling['persoonsgegevens'] {
  return { achternaam: lastName, voornaam: callName, voorvoegsel: prefix, voorletters: initials };
}

const roleByLasRole: Readonly<Partial<Record<RoleCode, Rol>>> = {
  LRK: 'Leerkracht', VAK: 'Leerkracht', ICT: 'ICTCoordinator', IB: 'IBRTer', RT: 'IBRTer', STA: 'Stagiair',
};

function rolesOf(roles: readonly RoleCode[]): readonly Rol[] {
  return [...new Set(roles.flatMap((role) => roleByLasRole[role] ?? []))];
}

/** Basispoort's number of a person: seven digits, the first of which tells the school. */
function userIdOf(plan: SchoolPlan, key: string): number {
  const school = (plan.letter.charCodeAt(0) - 64) * 1_000_000;
  const staff = /^.M(\d+)$/u.exec(key);
  return school + (staff ? 900_000 + Number(staff[1]) : Number(key.slice(1)));
}

/** The institution that a user id belongs to, or undefined; whether the person exists its roster tells. */
export function institutionOfUser(userId: number): Institution | undefined {
  return institutions.find(({ id, plan }) => plan !== null && id - firstId + 1 === Math.floor(userId / 1_000_000));
}

function referenceOf(id: number): string {
  const hex = createHash('sha256').update(`sandbox institution ${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
