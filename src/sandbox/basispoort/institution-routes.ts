import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { plainDateInAmsterdam, parsePlainDate } from '../../base/plain-date.ts';
import type { Server } from '../../platform/http/server.ts';
import type { SandboxTx } from '../store.ts';
import type { Sandbox } from '../types.ts';
import { readRoster, rosterChangedAt } from './directory.ts';
import { readSettings, type Settings } from './faults.ts';
import { findInstitution, institutions, type Institution } from './institutions.ts';
import { notFound, publisherScope, restError } from './rest-frame.ts';
import {
  isGranted, listGranted, listPermissionEvents, permissionOf, requestPermission, setPermission,
} from './store.ts';
import type { InstitutionRoster, RestError } from './types.ts';

const base = '/sandbox/basispoort/rest/v2';
const byId = { params: Type.Object({ id: Type.Integer({ minimum: 1 }) }) };
const search = Type.Object({
  naam: Type.Optional(Type.String()), brincode: Type.Optional(Type.String()), adres: Type.Optional(Type.String()),
  postcode: Type.Optional(Type.String()), plaatsnaam: Type.Optional(Type.String()),
  activeOnly: Type.Optional(Type.Boolean({ default: true })), bestuurscode: Type.Optional(Type.String()),
});
const noPermission: RestError = {
  status: 403, code: 'GEEN_TOESTEMMING', message: 'Deze school heeft geen toestemming gegeven.',
};

/** The institutions service, version 2 (basispoort.md section 5). */
export function institutionRoutes(server: Server, sandbox: Sandbox): void {
  publisherScope(server, sandbox, (scope) => {
    searchRoutes(scope, sandbox);
    rosterRoutes(scope, sandbox);
    permissionRoutes(scope, sandbox);
  });
}

function searchRoutes(scope: Server, { withSandbox }: Sandbox): void {
  const asTurned = async () => {
    const settings = await withSandbox(readSettings);
    return institutions.map((institution) => turned(institution, settings));
  };
  scope.get(`${base}/nawsearch`, { schema: { querystring: search } }, async (request) => {
    const { naam, brincode, adres, postcode, plaatsnaam, activeOnly = true } = request.query;
    return (await asTurned()).filter((institution) => {
      const { plan } = institution;
      return (!activeOnly || institution.active)
        && contains(institution.name, naam) && startsWith(`${institution.brin}${institution.site}`, brincode)
        && contains(plan?.street, adres) && contains(plan?.postcode, postcode) && contains(plan?.town, plaatsnaam);
    }).map(searchResult);
  });
  scope.get(`${base}/instellingen/:id/details`, { schema: byId }, async (request, reply) => {
    const institution = (await asTurned()).find(({ id }) => id === request.params.id);
    return institution ? details(institution) : restError(reply, notFound);
  });
  scope.get(`${base}/instellingen/:id/ref`, { schema: byId }, async (request, reply) => {
    const institution = findInstitution(request.params.id);
    if (!institution) return restError(reply, notFound);
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(institution.ref));
  });
}

function rosterRoutes(scope: Server, { withSandbox, clock }: Sandbox): void {
  scope.get(`${base}/instellingen`, async () => withSandbox(listGranted));
  const part = (
    path: string, pick: (roster: InstitutionRoster, institution: Institution) => object,
  ): void => {
    scope.get(`${base}/instellingen/:id${path}`, { schema: byId }, async (request, reply) => withSandbox((tx) =>
      permitted(tx, request.params.id, reply, clock.now(), pick)));
  };
  part('', ({ groepen, subgroepen, leerlingen, medewerkers }, { active, mergedInto }) => ({
    groepen, subgroepen, leerlingen, medewerkers, actief: active, gefuseerdNaar: mergedInto,
  }));
  part('/groepen', ({ groepen, subgroepen }) => ({ groepen, subgroepen }));
  part('/leerlingen', ({ leerlingen }) => ({ leerlingen }));
  part('/staf', ({ medewerkers }) => ({ medewerkers }));
  scope.post(`${base}/instellingen/:id/leerlingen`, {
    schema: { ...byId, body: Type.Array(Type.Integer()) }, config: { openToOtherSites: true },
  }, async (request, reply) => withSandbox((tx) => permitted(tx, request.params.id, reply, clock.now(),
    ({ leerlingen }) => ({ leerlingen: leerlingen.filter(({ id }) => request.body.includes(id)) }))));
  scope.post(`${base}/instellingen/:id/leerlingen_eckid`, {
    schema: { ...byId, body: Type.Array(Type.String()) }, config: { openToOtherSites: true },
  }, async (request, reply) => withSandbox((tx) => permitted(tx, request.params.id, reply, clock.now(),
    ({ leerlingen }) => (
      { leerlingen: leerlingen.filter(({ eckid }) => eckid !== null && request.body.includes(eckid)) }))));
}

/** The school as it is when somebody turned the knob that closes it. */
function turned(institution: Institution, { closedId, closedInto }: Settings): Institution {
  return institution.id === closedId ? { ...institution, active: false, mergedInto: closedInto } : institution;
}

async function permitted(
  tx: SandboxTx, id: number, reply: FastifyReply, now: Date,
  pick: (roster: InstitutionRoster, institution: Institution) => object,
): Promise<object> {
  const institution = findInstitution(id);
  if (!institution) return restError(reply, notFound);
  if (!isGranted(await permissionOf(tx, id))) return restError(reply, noPermission);
  const changedAt = await rosterChangedAt(tx, institution) ?? now;
  return {
    ...pick(await readRoster(tx, institution, now), institution),
    metaResult: { mutationTimestamp: changedAt.toISOString(), generationTimestamp: now.toISOString() },
  };
}

function permissionRoutes(scope: Server, { withSandbox, clock }: Sandbox): void {
  const path = `${base}/instellingen/:id/uitgever/synchronizationpermission`;
  scope.get(path, {
    schema: { ...byId, querystring: Type.Object({ 'request-permission': Type.Optional(Type.Boolean()) }) },
  }, async (request, reply) => {
    const { id } = request.params;
    if (!findInstitution(id)) return restError(reply, notFound);
    return withSandbox(async (tx) => {
      const granted = isGranted(await permissionOf(tx, id));
      if (!granted && request.query['request-permission']) await requestPermission(tx, id, clock.now());
      return { hasSynchronizationPermission: granted };
    });
  });
  scope.delete(path, { schema: byId, config: { openToOtherSites: true } }, async (request, reply) => {
    const { id } = request.params;
    if (!findInstitution(id)) return restError(reply, notFound);
    const at = clock.now();
    await withSandbox((tx) => setPermission(tx, id, false, { at, day: plainDateInAmsterdam(at) }));
    return reply.code(204).send();
  });
  for (const [word, event] of [['toegekend', 'granted'], ['ingetrokken', 'revoked']] as const) {
    scope.get(`${base}/instellingen/synchronizationpermission/${word}/:date`, {
      schema: { params: Type.Object({ date: Type.String() }) },
    }, async (request, reply) => {
      const day = parsePlainDate(request.params.date);
      if (!day.ok) return restError(reply, { status: 400, code: 'DATUM', message: 'Schrijf de dag als 2027-01-19.' });
      return withSandbox((tx) => listPermissionEvents(tx, event, day.value));
    });
  }
}

function details(institution: Institution): object {
  const { plan, brin, site, ref, active, mergedInto, name } = institution;
  return {
    naam: name, straat: plan?.street ?? null, huisnummer: plan?.houseNumber ?? null, huisnummertoevoeging: null,
    postcode: plan?.postcode ?? null, woonplaats: plan?.town ?? null, brincode: brin, dependancecode: site,
    schoolkey: null, instellingRef: ref, bestuurscode: null, actief: active, gefuseerdNaar: mergedInto,
    metaResult: null,
  };
}

/** In search results the BRIN includes the digits of the site (basispoort.md section 4). */
function searchResult({ id, name, brin, site, active, plan }: Institution): object {
  return {
    id, naam: name, brincode: `${brin}${site}`, straat: plan?.street ?? null, huisnummer: plan?.houseNumber ?? null,
    huisnummerToevoeging: null, postcode: plan?.postcode ?? null, woonplaats: plan?.town ?? null,
    telefoonNet: null, telefoonAbon: null, emailadres: null, actief: active, bestuurscode: null,
  };
}

function contains(text: string | undefined, part: string | undefined): boolean {
  return part === undefined || (text ?? '').toLowerCase().includes(part.toLowerCase());
}

function startsWith(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().startsWith(part.trim().toLowerCase());
}
