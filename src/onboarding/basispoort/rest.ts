import { setTimeout as sleep } from 'node:timers/promises';
import { brin6, type BrinSite } from '../../base/brin.ts';
import { Outage } from '../../platform/outage.ts';
import { isEckIdOf, type PortalEnvironment } from './certificate.ts';
import type { Carry, PortalRequest } from './transport.ts';
import type { BulkChange, PortalPerson, PortalTile, RosterPortal, SchoolSearch } from './types.ts';
import {
  foundSchoolsOf, institutionIdsOf, permissionOf, pupilsOf, schoolOf, staffOf, tileOnWire, userIdsOf,
} from './wire.ts';

/** What the adapter needs to know of the other side. */
export interface RestSettings {
  readonly restUrl: string;
  readonly environment: PortalEnvironment;
  /** Our code in the paths of Hosted LiKa. */
  readonly identityCode: string;
  /** Replaces our certificate at a sandbox; empty: nothing is sent. */
  readonly publisherToken: string;
}

interface Call {
  readonly method: PortalRequest['method'];
  /** Without ids: this is what a message or a log may say. */
  readonly template: string;
  readonly ids?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A POST that is as good twice as once: the calls on lists. */
  readonly repeatable?: true;
}

type Ask = (call: Call) => Promise<unknown>;

const RETRY_AFTER_MS = [200, 1000];
/** Stands in for our certificate at the sandbox: mutual TLS makes no sense on loopback. */
const PUBLISHER_HEADER = 'x-uitgever-certificaat';
const SCHOOL = '/rest/v2/instellingen/{id}';
const PERMISSION = `${SCHOOL}/uitgever/synchronizationpermission`;
const LIKA = '/hosted-lika/management/lika/{lika}';
const TILE = `${LIKA}/methode/{mid}/product/{pid}`;

/**
 * Basispoort's REST services (basispoort.md 4, 5 and 7) as the portal.
 * @param retryAfterMs waiting times between tries; GET, PUT, DELETE and the calls on lists are tried again on
 * 429, 5xx and no answer
 */
export function restPortal(
  settings: RestSettings, carry: Carry, retryAfterMs: readonly number[] = RETRY_AFTER_MS,
): RosterPortal {
  const ask: Ask = (call) => askWithRetries(settings, carry, call, retryAfterMs);
  return {
    ...schoolCalls(ask),
    ...permissionCalls(ask),
    ...peopleCalls(ask, settings.environment),
    ...tileCalls(ask, settings.identityCode),
  };
}

function schoolCalls(ask: Ask): Pick<RosterPortal, 'findSchool' | 'readSchool'> {
  const readSchool = async (institutionId: number) =>
    schoolOf(institutionId, await ask({
      method: 'GET', template: `${SCHOOL}/details`, ids: { id: institutionId },
    }));
  const search = async (site: BrinSite, activeOnly: boolean) => {
    const query = { brincode: site.brin, activeOnly: String(activeOnly) };
    const found = foundSchoolsOf(await ask({ method: 'GET', template: '/rest/v2/nawsearch', query }));
    return found.filter((school) => school.site && brin6(school.site) === brin6(site));
  };
  return {
    readSchool,
    async findSchool(site) {
      const [active, ...more] = (await search(site, true)).filter((school) => school.active);
      if (active) {
        return more.length > 0
          ? { kind: 'ambiguous' } : { kind: 'found', institutionId: active.institutionId };
      }
      const [ended] = await search(site, false);
      return ended ? followMerger(readSchool, site, ended.institutionId) : { kind: 'unknown' };
    },
  };
}

/** More mergers in a row than ever happen; a circle ends here as well. */
const MERGERS_MAX = 5;

async function followMerger(
  readSchool: RosterPortal['readSchool'], wanted: BrinSite, startId: number,
): Promise<SchoolSearch> {
  let school = await readSchool(startId);
  for (let step = 0; step < MERGERS_MAX && !school.active && school.mergedInto !== null; step += 1) {
    school = await readSchool(school.mergedInto);
  }
  const { institutionId, site } = school;
  if (!school.active) return { kind: 'inactive' };
  return site && brin6(site) === brin6(wanted)
    ? { kind: 'found', institutionId } : { kind: 'merged', institutionId, site };
}

function permissionCalls(ask: Ask): Pick<RosterPortal,
  'hasPermission' | 'relinquishPermission' | 'listPermitted' | 'listPermissionChanges'> {
  const words = { granted: 'toegekend', withdrawn: 'ingetrokken' } as const;
  return {
    hasPermission: async (id, request) => permissionOf(await ask({
      method: 'GET', template: PERMISSION, ids: { id }, query: { 'request-permission': String(request) },
    })),
    relinquishPermission: async (id) => {
      await ask({ method: 'DELETE', template: PERMISSION, ids: { id } });
    },
    listPermitted: async () => institutionIdsOf(await ask({
      method: 'GET', template: '/rest/v2/instellingen',
    })),
    listPermissionChanges: async (change, date) => institutionIdsOf(await ask({
      method: 'GET',
      template: `/rest/v2/instellingen/synchronizationpermission/${words[change]}/{date}`, ids: { date },
    })),
  };
}

function peopleCalls(
  ask: Ask, environment: PortalEnvironment,
): Pick<RosterPortal, 'listPupils' | 'listPupilsAmong' | 'listStaff'> {
  const ofHere = <Person extends PortalPerson>(people: readonly Person[]) => {
    // One stray value means that the other side is not who we think: nothing of the answer is used.
    if (people.every(({ eckId }) => eckId === null || isEckIdOf(environment, eckId))) return people;
    throw new Outage(`basispoort: an ECK iD that does not belong in ${environment}`, { retryable: false });
  };
  return {
    listPupils: async (id) => ofHere(pupilsOf(await ask({
      method: 'GET', template: `${SCHOOL}/leerlingen`, ids: { id },
    }))),
    listPupilsAmong: async (id, userIds) => ofHere(pupilsOf(await ask({
      method: 'POST', template: `${SCHOOL}/leerlingen`, ids: { id }, body: userIds, repeatable: true,
    }))),
    listStaff: async (id) => ofHere(staffOf(await ask({
      method: 'GET', template: `${SCHOOL}/staf`, ids: { id },
    }))),
  };
}

function tileCalls(ask: Ask, lika: string): Pick<RosterPortal, 'putTiles' | 'listUsers' | 'grant' | 'revoke'> {
  const put = async (template: string, ids: Record<string, string>, tile: PortalTile) => {
    await ask({ method: 'PUT', template, ids: { lika, ...ids }, body: tileOnWire(tile) });
  };
  const bulk = async (verb: 'grant' | 'revoke', { tileIds, userIds }: BulkChange) => {
    if (tileIds.length === 0 || userIds.length === 0) return;
    // Basispoort wants empty lists, and not none.
    const body = { methodes: [], producten: tileIds, gebruikers: userIds, gebruikerEckIds: [] };
    const template = `${LIKA}/permissions/${verb}`;
    await ask({ method: 'POST', template, ids: { lika }, body, repeatable: true });
  };
  return {
    async putTiles({ method, tiles }) {
      await put(`${LIKA}/methode/{mid}`, { mid: method.id }, method);
      for (const tile of tiles) await put(TILE, { mid: method.id, pid: tile.id }, tile);
    },
    listUsers: async ({ methodId, tileId }) => userIdsOf(await ask({
      method: 'GET', template: `${TILE}/gebruiker`, ids: { lika, mid: methodId, pid: tileId },
    })),
    grant: (change) => bulk('grant', change),
    revoke: (change) => bulk('revoke', change),
  };
}

async function askWithRetries(
  settings: RestSettings, carry: Carry, call: Call, retryAfterMs: readonly number[],
): Promise<unknown> {
  const waits = call.method !== 'POST' || call.repeatable ? retryAfterMs : [];
  for (const waitMs of waits) {
    try {
      return await askOnce(settings, carry, call);
    } catch (error) {
      if (!(error instanceof Outage) || !error.retryable) throw error;
      await sleep(waitMs);
    }
  }
  return askOnce(settings, carry, call);
}

async function askOnce(
  { restUrl, publisherToken, environment }: RestSettings, carry: Carry, call: Call,
): Promise<unknown> {
  const { method, template, ids = {}, query, body } = call;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(ids[name])));
  const url = new URL(`${restUrl}${path}`);
  if (query) url.search = new URLSearchParams(query).toString();
  const { status, text } = await carry({
    method, url,
    headers: {
      accept: 'application/json',
      ...(publisherToken && environment === 'sandbox' ? { [PUBLISHER_HEADER]: publisherToken } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const what = `basispoort ${method} ${template}`;
  if (status >= 200 && status < 300) return text === '' ? null : parsed(text, what);
  throw new Outage(`${what} answered ${status}${errorCodeOf(text)}`,
    { retryable: status === 429 || status >= 500 });
}

/** An answer that was cut off half-way may be whole the next time. */
function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Outage(`${what}: the answer is no JSON`, { retryable: true, cause });
  }
}

/**
 * The code in an error, when it is a word in capitals as the sandbox writes it. An error may be any JSON or
 * plain text, and texts may name people: everything else is dropped.
 */
function errorCodeOf(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? ` ${code}` : '';
  } catch {
    return '';
  }
}
