import { present } from '../base/assert.ts';
import { institutionRoster, findInstitution } from '../sandbox/basispoort/institutions.ts';
import { oidcPath } from '../sandbox/basispoort/oidc.ts';
import type { Leerling, Medewerker } from '../sandbox/basispoort/types.ts';
import type { Visitor } from './visitor.ts';
import { expectPage, newVisitor, type World } from './world.ts';

/** Staff and pupils of the school as Basispoort knows them. */
export function peopleOf({ running, institutionId }: World): {
  readonly staff: readonly Medewerker[]; readonly pupils: readonly Leerling[];
} {
  const institution = present(findInstitution(institutionId), 'the institution exists');
  const { medewerkers, leerlingen } = institutionRoster(institution, running.platform.clock.now(), 0);
  return { staff: medewerkers, pupils: leerlingen };
}

/** Somebody chooses who they are in the sandbox Basispoort and clicks the tile. */
export async function signInThroughBasispoort(world: World, userId: number): Promise<Visitor> {
  const { publicUrl } = world.running.platform.config;
  const visitor = newVisitor(world.running);
  await visitor.post('/sandbox/basispoort/inloggen', { gebruiker: userId });
  const query = new URLSearchParams({ iss: `${publicUrl}${oidcPath}`, target_link_uri: `${publicUrl}/start` });
  expectPage(await visitor.get(`/inloggen/basispoort/start?${query}`), /^\/(start|afname)$/);
  return visitor;
}
