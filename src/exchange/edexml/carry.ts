import type {
  RosterDocument,
  RosterName,
  RosterPupil,
  RosterSchool,
  RosterStaffMember,
} from '../roster-document.ts';
import type { RosterStandard } from './wire.ts';
import { derivedYearGroup } from './rules.ts';
import { carryable } from '../xml/write.ts';
import { lengths, rolesOf } from './wire.ts';

/** What the standard can carry of a document: the one place that says what is lost in writing.
 * Lost: characters that XML has not, white space at the ends of a text, what is longer than the schema
 * allows, empty texts,
 * parts of a name without a last name, an institution number beside a BRIN, milliseconds, unknown year groups
 * of groups
 * (they become `C`), and in UWLR 2.2 the role TAL. Reading what was written gives exactly this. */
export function carried(document: RosterDocument, standard: RosterStandard): RosterDocument {
  const roles = (codes: RosterStaffMember['roles']): RosterStaffMember['roles'] =>
    codes.filter((code) => rolesOf[standard].includes(code));
  const groups = new Map(document.groups.map((group) => [group.key, group.yearGroup]));
  return {
    school: carriedSchool(document.school),
    sites: document.sites.map(({ key, name }) => ({ key: keyText(key), name: nameOr(name, key) })),
    groups: document.groups.map(({ key, name, yearGroup }) => ({
      key: keyText(key),
      name: nameOr(name, key),
      yearGroup: yearGroup ?? 'C',
    })),
    compositeGroups: document.compositeGroups.map(({ key, name }) => ({
      key: keyText(key),
      name: nameOr(name, key),
    })),
    pupils: document.pupils.map((pupil) => carriedPupil(pupil, groups.get(pupil.groupKey ?? '') ?? null)),
    staff: document.staff.map((member) => ({
      key: keyText(member.key),
      eckId: text(member.eckId, lengths.key),
      ...carriedName(member),
      email: text(member.email, lengths.email),
      roles: roles(member.roles),
      groups: member.groups.map(({ kind, key, roles: of }) => ({
        kind,
        key: keyText(key),
        roles: roles(of),
      })),
    })),
  };
}

function carriedSchool(school: RosterSchool): RosterSchool {
  const { schoolYear, brin, site, referenceDate, createdAt } = school;
  return {
    schoolYear,
    brin,
    site: brin === null ? ('00' as RosterSchool['site']) : site,
    institutionNumber: brin === null ? school.institutionNumber : null,
    schoolKey: text(school.schoolKey, lengths.key),
    referenceDate,
    createdAt: createdAt === null ? null : new Date(Math.floor(createdAt.getTime() / 1000) * 1000),
    author: text(school.author, lengths.author),
    xsdVersion: text(school.xsdVersion, lengths.version),
  };
}

function carriedPupil(pupil: RosterPupil, ofGroup: RosterPupil['yearGroup']): RosterPupil {
  const { birthDate, gender, startYearGroup3, entryDate, exitDate } = pupil;
  return {
    key: keyText(pupil.key),
    eckId: text(pupil.eckId, lengths.key),
    ...carriedName(pupil),
    birthDate,
    gender,
    startYearGroup3,
    yearGroup: derivedYearGroup(pupil.yearGroup, ofGroup),
    groupKey: text(pupil.groupKey, lengths.key),
    compositeGroupKeys: pupil.compositeGroupKeys.map(keyText),
    siteKey: text(pupil.siteKey, lengths.key),
    entryDate,
    exitDate,
  };
}

function carriedName(name: RosterName): RosterName {
  const lastName = text(name.lastName, lengths.lastName);
  const beside = (
    value: string | null,
    max: number,
  ): string | null => (lastName === null ? null : text(value, max));
  return {
    lastName,
    prefix: beside(name.prefix, lengths.prefix),
    firstNames: beside(name.firstNames, lengths.firstNames),
    initials: beside(name.initials, lengths.initials),
    callName: text(name.callName, lengths.callName) ?? (lastName === null ? '-' : null),
  };
}

/** A group without a name would be invalid; it gets its key for a name, as the reader does. */
function nameOr(name: string, key: string): string {
  return text(name, lengths.groupName) ?? text(key, lengths.groupName) ?? '-';
}

function keyText(key: string): string {
  return text(key, lengths.key) ?? '-';
}

/** The length of the schema counts characters, not UTF-16 units. */
function text(value: string | null, max: number): string | null {
  if (value === null) return null;
  const cut = [...carryable(value).trim()].slice(0, max).join('').trim();
  return cut === '' ? null : cut;
}
