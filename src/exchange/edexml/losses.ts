/* What EDEXML and UWLR leerlinggegevens cannot carry of a roster. */
import { mainSite } from '../../base/brin.ts';
import { loseAll, textLosses, type Loss, type MapTexts } from '../loss.ts';
import type { RosterDocument, RosterName, RosterPupil, RosterStaffMember } from '../roster-document.ts';
import type { RosterManner } from './manner.ts';
import { derivedYearGroup } from './rules.ts';
import { lengths, rolesOf } from './wire.ts';

/** One thing that a roster loses. */
export type RosterLoss = Loss<RosterDocument, RosterManner>;

/** What the standard can carry of a document in this manner: reading what was written gives exactly this. */
export function carried(document: RosterDocument, manner: RosterManner): RosterDocument {
  return loseAll(document, manner, rosterLosses);
}

const mapTexts: MapTexts<RosterDocument> = (document, map) => {
  const required = (text: string, max: number): string => map(text, max) ?? '';
  const key = (text: string): string => required(text, lengths.key);
  const place = <T extends { readonly key: string; readonly name: string }>(one: T): T =>
    ({ ...one, key: key(one.key), name: required(one.name, lengths.groupName) });
  const nameOf = (name: RosterName): RosterName => ({
    lastName: map(name.lastName, lengths.lastName), prefix: map(name.prefix, lengths.prefix),
    firstNames: map(name.firstNames, lengths.firstNames), initials: map(name.initials, lengths.initials),
    callName: map(name.callName, lengths.callName),
  });
  const { school } = document;
  return {
    school: {
      ...school, schoolKey: map(school.schoolKey, lengths.key), author: map(school.author, lengths.author),
      xsdVersion: map(school.xsdVersion, lengths.version),
    },
    sites: document.sites.map(place),
    groups: document.groups.map(place),
    compositeGroups: document.compositeGroups.map(place),
    pupils: document.pupils.map((pupil) => ({
      ...pupil, ...nameOf(pupil), key: key(pupil.key), eckId: map(pupil.eckId, lengths.key),
      groupKey: map(pupil.groupKey, lengths.key), compositeGroupKeys: pupil.compositeGroupKeys.map(key),
      siteKey: map(pupil.siteKey, lengths.key),
    })),
    staff: document.staff.map((member) => ({
      ...member, ...nameOf(member), key: key(member.key), eckId: map(member.eckId, lengths.key),
      email: map(member.email, lengths.email),
      groups: member.groups.map((group) => ({ ...group, key: key(group.key) })),
    })),
  };
};

const ofPeople = (
  document: RosterDocument, change: <P extends RosterPupil | RosterStaffMember>(person: P) => P,
): RosterDocument => ({ ...document, pupils: document.pupils.map(change), staff: document.staff.map(change) });

const ofPupils = (document: RosterDocument, change: (pupil: RosterPupil) => RosterPupil): RosterDocument =>
  ({ ...document, pupils: document.pupils.map(change) });

const ofStaff = (
  document: RosterDocument, change: (member: RosterStaffMember) => RosterStaffMember,
): RosterDocument => ({ ...document, staff: document.staff.map(change) });

/** Everything that is lost, in the order in which it is. */
export const rosterLosses: readonly RosterLoss[] = [
  ...textLosses<RosterDocument, RosterManner>(mapTexts),
  {
    code: 'parts-of-name', what: 'prefix, first names and initials of who has no last name',
    lose: (document) => ofPeople(document, (person) =>
      (person.lastName === null ? { ...person, prefix: null, firstNames: null, initials: null } : person)),
  },
  {
    code: 'nobody', what: 'that a person has no name at all: the calling name becomes a dash',
    lose: (document) => ofPeople(document, (person) =>
      (person.lastName === null && person.callName === null ? { ...person, callName: '-' } : person)),
  },
  {
    code: 'nameless-group', what: 'that a group or a site has no name: its key becomes its name',
    lose: (document) => {
      const named = <T extends { readonly key: string; readonly name: string }>(one: T): T =>
        (one.name === '' ? { ...one, name: [...one.key].slice(0, lengths.groupName).join('').trimEnd() } : one);
      return {
        ...document, sites: document.sites.map(named), groups: document.groups.map(named),
        compositeGroups: document.compositeGroups.map(named),
      };
    },
  },
  {
    code: 'empty-key', what: 'that a key is empty: it becomes a dash, and so does a name that was to be that key',
    lose: (document) => mapTexts(document, (text) => (text === '' ? '-' : text)),
  },
  {
    code: 'milliseconds', what: 'parts of a second of the time of making',
    lose: ({ school, ...document }) => ({
      ...document, school: { ...school, createdAt: school.createdAt && wholeSeconds(school.createdAt) },
    }),
  },
  {
    code: 'site-without-brin', what: 'the site code of a school without a BRIN',
    lose: ({ school, ...document }) => ({
      ...document, school: school.brin === null ? { ...school, site: mainSite } : school,
    }),
  },
  {
    code: 'institution-number', what: 'the institution number (Flanders) of a school with a BRIN',
    lose: ({ school, ...document }) => ({
      ...document, school: school.brin === null ? school : { ...school, institutionNumber: null },
    }),
  },
  {
    code: 'group-without-year',
    what: 'that the year group of a group is unknown: it is written as combination group C',
    lose: (document) => ({
      ...document, groups: document.groups.map((group) => ({ ...group, yearGroup: group.yearGroup ?? 'C' })),
    }),
  },
  {
    code: 'year-group-of-pupil', what: 'that a pupil has no year group of its own, where the group has one: reading '
      + 'gives the pupil that of the group',
    lose: (document) => {
      const ofGroup = new Map(document.groups.map(({ key, yearGroup }) => [key, yearGroup]));
      return ofPupils(document, (pupil) => ({
        ...pupil, yearGroup: derivedYearGroup(pupil.yearGroup, ofGroup.get(pupil.groupKey ?? '') ?? null),
      }));
    },
  },
  {
    code: 'xsd-version', what: 'the version that the document came in: it is the one that is written',
    lose: ({ school, ...document }, { xsdVersion }) => ({ ...document, school: { ...school, xsdVersion } }),
  },
  {
    code: 'role-tal', what: 'the role TAL (test leader), which UWLR does not have',
    applies: ({ standard }) => standard === 'uwlr',
    lose: (document, { standard }) => {
      const known = (roles: RosterStaffMember['roles']): RosterStaffMember['roles'] =>
        roles.filter((role) => rolesOf[standard].includes(role));
      return ofStaff(document, (member) => ({
        ...member, roles: known(member.roles),
        groups: member.groups.map((group) => ({ ...group, roles: known(group.roles) })),
      }));
    },
  },
  {
    code: 'eck-id-before-2.2', what: 'ECK iDs, for who asks for UWLR 2.1 or older',
    applies: ({ standard, xsdVersion }) => standard === 'uwlr' && /^(1\.|2\.[01]$)/u.test(xsdVersion),
    lose: (document) => ofPeople(document, (person) => ({ ...person, eckId: null })),
  },
  {
    code: 'key-beside-eck-id', what: 'in UWLR 2.3 and where it is so agreed: the LAS key of who has an ECK iD, which '
      + 'then is the key',
    applies: ({ personKeys }) => personKeys === 'without-eck-id',
    lose: (document) => ofPeople(document, (person) => ({ ...person, key: person.eckId ?? person.key })),
  },
  {
    code: 'data-set-lvs', what: 'outside the LVS set: sites, first names, dates of coming and leaving; of staff mail '
      + 'address, initials and roles other than in a group; in 2.3 also the initials of pupils',
    applies: ({ dataSet }) => dataSet === 'lvs',
    lose: (document, { xsdVersion }) => ({
      ...ofStaff(ofPupils(document, (pupil) => ({
        ...pupil, firstNames: null, initials: xsdVersion === '2.3' ? null : pupil.initials, siteKey: null,
        entryDate: null, exitDate: null,
      })), (member) => ({ ...member, firstNames: null, initials: null, email: null, roles: [] })),
      sites: [],
    }),
  },
  {
    code: 'data-set-narrow', what: 'outside the *smalle set*: sites, first names, initials, sex, start in group 3, '
      + 'dates of coming and leaving; roles of staff other than in a group; in 2.3 also the date of birth',
    applies: ({ dataSet }) => dataSet === 'narrow',
    lose: (document, { xsdVersion }) => ({
      ...ofStaff(ofPupils(document, (pupil) => ({
        ...pupil, firstNames: null, initials: null, gender: 'unknown', startYearGroup3: null,
        birthDate: xsdVersion === '2.3' ? null : pupil.birthDate, siteKey: null, entryDate: null, exitDate: null,
      })), (member) => ({ ...member, firstNames: null, initials: null, roles: [] })),
      sites: [],
    }),
  },
];

function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
