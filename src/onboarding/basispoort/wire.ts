import { parseBrin, parseBrinSite, parseSiteCode, mainSite, type BrinSite } from '../../base/brin.ts';
import { parsePlainDate } from '../../base/plain-date.ts';
import { Outage } from '../../platform/outage.ts';
import {
  portalRoles, type PortalPerson, type PortalRole, type PortalSchool, type PortalStaffMember, type PortalTile,
} from './types.ts';

// The words of Basispoort's REST services (basispoort.md 5 and 7). Members that we do not use are passed by;
// absent and null are the same; an answer of another form is an Outage.

/** A result of searching for a school. */
export interface FoundSchool {
  readonly institutionId: number;
  readonly site: BrinSite | null;
  readonly active: boolean;
}

/** Reads `nawsearch`; there the BRIN includes the digits of the site. */
export function foundSchoolsOf(answer: unknown): readonly FoundSchool[] {
  return listOf(answer).map((found) => {
    const site = parseBrinSite(textOrNull(found['brincode']) ?? '');
    return {
      institutionId: idOf(found['id']),
      site: site.ok ? site.value : null,
      active: found['actief'] !== false,
    };
  });
}

/** Reads `details`; there BRIN and site stand apart, and both may be empty. */
export function schoolOf(institutionId: number, answer: unknown): PortalSchool {
  const details = recordOf(answer);
  const brin = parseBrin(textOrNull(details['brincode']) ?? '');
  const site = parseSiteCode(textOrNull(details['dependancecode']) ?? mainSite);
  return {
    institutionId,
    site: brin.ok && site.ok ? { brin: brin.value, site: site.value } : null,
    active: details['actief'] !== false,
    mergedInto: details['gefuseerdNaar'] == null ? null : idOf(details['gefuseerdNaar']),
    reference: textOrNull(details['instellingRef']),
  };
}

/** Reads `synchronizationpermission`. */
export function permissionOf(answer: unknown): boolean {
  const granted = recordOf(answer)['hasSynchronizationPermission'];
  if (typeof granted !== 'boolean') throw unexpected('hasSynchronizationPermission');
  return granted;
}

/** Reads a list of numbers of schools. */
export function institutionIdsOf(answer: unknown): readonly number[] {
  if (!Array.isArray(answer)) throw unexpected('a list');
  return answer.map(idOf);
}

/** Reads pupils. */
export function pupilsOf(answer: unknown): readonly PortalPerson[] {
  return listOf(recordOf(answer)['leerlingen']).map(personOf);
}

/** Reads staff; a role that we do not know is left out, the others of that person count. */
export function staffOf(answer: unknown): readonly PortalStaffMember[] {
  return listOf(recordOf(answer)['medewerkers']).map((member) => {
    const roles: readonly unknown[] = Array.isArray(member['rollen']) ? member['rollen'] : [];
    const endsOn = parsePlainDate(textOrNull(member['einddatum'])?.slice(0, 10) ?? '');
    return {
      ...personOf(member),
      roles: portalRoles.filter((role: PortalRole) => roles.includes(role)),
      endsOn: endsOn.ok ? endsOn.value : null,
    };
  });
}

function personOf(person: Record<string, unknown>): PortalPerson {
  return {
    userId: idOf(person['id']), eckId: textOrNull(person['eckid']), lasKey: textOrNull(person['lasKey']),
  };
}

/** Reads a list of users. */
export function userIdsOf(answer: unknown): readonly number[] {
  const users = recordOf(answer)['gebruikers'];
  return Array.isArray(users) ? users.map(idOf) : [];
}

const tags = { staff: ['leerkrachtApplicatie'], pupils: ['toetsApplicatie'] } as const;

/** A methode or a product as Basispoort takes it; its icon is the type, a comma and base64. */
export function tileOnWire({ id, name, url, audience, iconSvg }: PortalTile): Readonly<Record<string, unknown>> {
  return {
    id, naam: name, url, tags: audience ? tags[audience] : [],
    icon: iconSvg === null ? null : `image/svg+xml,${Buffer.from(iconSvg).toString('base64')}`,
  };
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw unexpected('a list');
  return value.map(recordOf);
}

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected('an object');
  return value as Record<string, unknown>;
}

/** Ids are int64 in the schema; above 2^53 - 1 they would be another person's. */
function idOf(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw unexpected('a number that can be held exactly');
  return value as number;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function unexpected(wanted: string): Outage {
  return new Outage(`basispoort: an answer of another form than agreed, ${wanted} was expected`,
    { retryable: false });
}
