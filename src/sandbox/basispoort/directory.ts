import { lasSchool } from '../las/school-store.ts';
import type { SandboxTx } from '../store.ts';
import {
  institutionOfUser, institutionRoster, institutions, schoolCodeOf, type Institution,
} from './institutions.ts';
import type { InstitutionRoster, Leerling, Medewerker } from './types.ts';

/** Somebody with an account. */
export type Person =
  | { readonly kind: 'leerling'; readonly institution: Institution; readonly person: Leerling }
  | { readonly kind: 'medewerker'; readonly institution: Institution; readonly person: Medewerker };

/** A school's people and groups today. The LAS feeds Basispoort, so its newcomers are here as well. */
export async function readRoster(tx: SandboxTx, institution: Institution, now: Date): Promise<InstitutionRoster> {
  const code = schoolCodeOf(institution);
  const newcomers = code === null ? 0 : (await lasSchool(tx, code)).newcomerCount;
  return institutionRoster(institution, now, newcomers);
}

/** When a school's roster last changed. */
export async function rosterChangedAt(tx: SandboxTx, institution: Institution): Promise<Date | null> {
  const code = schoolCodeOf(institution);
  return code === null ? null : (await lasSchool(tx, code)).changedAt;
}

/** The person with this id, or undefined. */
export async function findPerson(tx: SandboxTx, userId: number, now: Date): Promise<Person | undefined> {
  const institution = institutionOfUser(userId);
  if (institution === undefined) return undefined;
  const { leerlingen, medewerkers } = await readRoster(tx, institution, now);
  const pupil = leerlingen.find(({ id }) => id === userId);
  if (pupil) return { kind: 'leerling', institution, person: pupil };
  const member = medewerkers.find(({ id }) => id === userId);
  return member && { kind: 'medewerker', institution, person: member };
}

/** Every account there is, by ECK iD where there is one. */
export interface KnownUsers {
  readonly ids: ReadonlySet<number>;
  /** Key: institution id, a space, ECK iD. */
  readonly byEckId: ReadonlyMap<string, number>;
}

/** All accounts of all schools. */
export async function knownUsers(tx: SandboxTx, now: Date): Promise<KnownUsers> {
  const ids = new Set<number>();
  const byEckId = new Map<string, number>();
  for (const institution of institutions) {
    const { leerlingen, medewerkers } = await readRoster(tx, institution, now);
    for (const { id, eckid } of [...leerlingen, ...medewerkers]) {
      ids.add(id);
      if (eckid !== null) byEckId.set(`${institution.id} ${eckid}`, id);
    }
  }
  return { ids, byEckId };
}
