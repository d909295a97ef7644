import { Outage } from '../../platform/outage.ts';

/** Somebody at Basispoort, as far as recognising needs. Names come from the roster, never from here. */
export interface BasispoortPerson {
  readonly userId: number;
  readonly eckId: string | null;
  readonly lasKey: string | null;
}

/** A methode or a product, in Basispoort's own words. */
export interface Tile {
  /** Ours, without a slash. */
  readonly id: string;
  readonly naam: string;
  readonly url: string | null;
  readonly tags: readonly ('leerkrachtApplicatie' | 'toetsApplicatie')[];
}

/** A result of searching for a school. */
export interface FoundInstitution {
  readonly id: number;
  /** With the digits of the site. */
  readonly brincode: string | null;
  readonly active: boolean;
}

/** Reads `nawsearch`. */
export function institutionsOf(answer: unknown): readonly FoundInstitution[] {
  return listOf(answer).map((found) =>
    ({ id: idOf(found['id']), brincode: textOrNull(found['brincode']), active: found['actief'] !== false }));
}

/** Reads `synchronizationpermission`. */
export function permissionOf(answer: unknown): boolean {
  return recordOf(answer)['hasSynchronizationPermission'] === true;
}

/** Reads `ref`: a JSON text, or nothing. */
export function referenceOf(answer: unknown): string | null {
  return textOrNull(answer);
}

/** Reads pupils or staff; members that we do not use are passed by. */
export function peopleOf(answer: unknown, list: 'leerlingen' | 'medewerkers'): readonly BasispoortPerson[] {
  return listOf(recordOf(answer)[list]).map((person) => ({
    userId: idOf(person['id']),
    eckId: textOrNull(person['eckid']),
    lasKey: textOrNull(person['lasKey']),
  }));
}

/** Reads an access list. */
export function userIdsOf(answer: unknown): readonly number[] {
  const users = recordOf(answer)['gebruikers'];
  return Array.isArray(users) ? users.map(idOf) : [];
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw unexpected();
  return value.map(recordOf);
}

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw unexpected();
  return value as Record<string, unknown>;
}

/** Ids are int64 in the schema; above 2^53 - 1 they would be another person's. */
function idOf(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw unexpected();
  return value as number;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function unexpected(): Outage {
  return new Outage('basispoort: an answer of another form than agreed', { retryable: false });
}
