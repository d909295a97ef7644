import type { PlainDate } from '../../base/plain-date.ts';
import type {
  Gender,
  RoleCode,
  RosterName,
  RosterPupil,
  RosterStaffGroup,
  YearGroupCode,
} from '../roster-document.ts';
import type { RosterStaffMember } from '../roster-document.ts';
import type { XmlElement } from '../xml/element.ts';
import { parsePlainDate } from '../../base/plain-date.ts';
import { roleCodes, yearGroupCodes } from '../roster-document.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/element.ts';

/** Reads a `leerling`. What does not fit its type counts as absent; checkShape has reported it.
 * @param key the key to use, which the element may lack */
export function pupilOf(element: XmlElement, key: string): RosterPupil {
  const composite = childOf(element, 'samengestelde_groepen');
  return {
    key,
    eckId: attributeOf(element, 'eckid'),
    ...nameOf(element),
    birthDate: dateOf(element, 'geboortedatum'),
    gender: genderOf(textOf(element, 'geslacht')),
    startYearGroup3: dateOf(element, 'start_ondw_jgr3'),
    yearGroup: yearGroupOf(element),
    groupKey: referenceOf(element, 'groep'),
    compositeGroupKeys: composite === undefined ? [] : keysOf(composite, 'samengestelde_groep'),
    siteKey: referenceOf(element, 'vestiging'),
    entryDate: dateOf(element, 'instroomdatum'),
    exitDate: dateOf(element, 'uitstroomdatum'),
  };
}

/** Reads a `leerkracht`. */
export function staffMemberOf(element: XmlElement, key: string): RosterStaffMember {
  const groups = childOf(element, 'groepen')?.children ?? [];
  return {
    key,
    eckId: attributeOf(element, 'eckid'),
    ...nameOf(element),
    email: textOf(element, 'emailadres'),
    roles: rolesIn(element),
    groups: joined(groups.flatMap(staffGroupOf)),
  };
}

/** A `jaargroep`, or null when absent or not in the code list. */
export function yearGroupOf(element: XmlElement): YearGroupCode | null {
  const text = textOf(element, 'jaargroep');
  return yearGroupCodes.find((code) => code === text) ?? null;
}

/** An xs:date, or null. */
export function dateOf(element: XmlElement, name: string): PlainDate | null {
  const text = textOf(element, name)?.replace(/(Z|[+-]\d{2}:\d{2})$/, '');
  const parsed = text === undefined ? null : parsePlainDate(text);
  return parsed?.ok === true ? parsed.value : null;
}

function nameOf(element: XmlElement): RosterName {
  return {
    lastName: textOf(element, 'achternaam'),
    prefix: textOf(element, 'voorvoegsel'),
    firstNames: textOf(element, 'voornamen'),
    initials: textOf(element, 'voorletters-1'),
    callName: textOf(element, 'roepnaam'),
  };
}

/** An xs:integer, so `01` is a boy too. */
function genderOf(text: string | null): Gender {
  const code = text === null ? Number.NaN : Number(text);
  return code === 1 ? 'boy' : code === 2 ? 'girl' : 'unknown';
}

function referenceOf(element: XmlElement, name: string): string | null {
  const child = childOf(element, name);
  return child === undefined ? null : attributeOf(child, 'key');
}

function keysOf(element: XmlElement, name: string): readonly string[] {
  const keys = childrenOf(element, name).map((child) => attributeOf(child, 'key'));
  return [...new Set(keys.filter((key) => key !== null))];
}

function rolesIn(element: XmlElement): readonly RoleCode[] {
  const texts = childrenOf(element, 'rol').map((child) => child.text.trim());
  return [...new Set(texts.flatMap((text) => roleCodes.filter((code) => code === text)))];
}

function staffGroupOf(element: XmlElement): readonly RosterStaffGroup[] {
  const key = attributeOf(element, 'key');
  if (key === null) return [];
  const kind = element.name === 'samengestelde_groep' ? 'compositeGroup' : 'group';
  return [{ kind, key, roles: rolesIn(element) }];
}

/** Each group once, with all the roles that it was named with. */
function joined(groups: readonly RosterStaffGroup[]): readonly RosterStaffGroup[] {
  const byKey = new Map<string, RosterStaffGroup>();
  for (const group of groups) {
    const id = `${group.kind} ${group.key}`;
    const roles = new Set([...(byKey.get(id)?.roles ?? []), ...group.roles]);
    byKey.set(id, { ...group, roles: [...roles] });
  }
  return [...byKey.values()];
}
