import { createHash } from 'node:crypto';
import type { SandboxTx } from '../store.ts';
import { findPerson, knownUsers, type Person } from './directory.ts';
import { isGranted, listTilesOfUser, permissionOf, type StoredTile } from './store.ts';
import { isForAudience } from './tile-rules.ts';

/** What a publisher learns at sign-on (basispoort.md section 9): no names, no address, no group. */
export interface SignOnClaims {
  readonly sub: string;
  readonly basispoort_id: number;
  readonly eckid?: string;
  readonly instelling_id: number;
  readonly instelling_ref: string;
  readonly brincode?: string;
  readonly dependancecode?: string;
  readonly soort: 'leerling' | 'medewerker';
  readonly rollen?: readonly string[];
  readonly locatie: 'school';
}

/** The key under which a publisher knows a person: the same for ever, and it says nothing. */
export function subjectOf(userId: number): string {
  return `bp-${createHash('sha256').update(`sandbox subject inbeeld ${userId}`).digest('hex').slice(0, 32)}`;
}

/** The claims of a person. */
export function claimsOf({ kind, institution, person }: Person): SignOnClaims {
  const { id, ref, brin, site } = institution;
  return {
    sub: subjectOf(person.id), basispoort_id: person.id,
    ...(person.eckid === null ? {} : { eckid: person.eckid }),
    instelling_id: id, instelling_ref: ref, ...(brin === '' ? {} : { brincode: brin, dependancecode: site }),
    soort: kind, ...('rollen' in person ? { rollen: person.rollen } : {}), locatie: 'school',
  };
}

/** The person whom a publisher knows under this key, or undefined. */
export async function findBySubject(tx: SandboxTx, subject: string, now: Date): Promise<Person | undefined> {
  const { ids } = await knownUsers(tx, now);
  const id = [...ids].find((one) => subjectOf(one) === subject);
  return id === undefined ? undefined : findPerson(tx, id, now);
}

/** The tiles a person sees: the school gave permission, the person is on the list, and the tile is for such people. */
export async function tilesFor(tx: SandboxTx, { kind, institution, person }: Person): Promise<readonly StoredTile[]> {
  if (!institution.active || !isGranted(await permissionOf(tx, institution.id))) return [];
  const tiles = await listTilesOfUser(tx, person.id);
  return tiles.filter(({ document }) => Boolean(document.url) && isForAudience(document, kind));
}
