import { setTimeout as sleep } from 'node:timers/promises';
import type { BrinSite } from '../../base/brin.ts';
import { brin6, parseBrinSite } from '../../base/brin.ts';
import type { BasispoortSettings } from '../../platform/config.ts';
import { assertOutsideTransaction } from '../../platform/database/tenancy.ts';
import { Outage } from '../../platform/outage.ts';
import {
  institutionsOf, peopleOf, permissionOf, referenceOf, userIdsOf, type BasispoortPerson, type Tile,
} from './wire.ts';

/**
 * Basispoort's REST services as we use them. Every call may throw an Outage, whose message names no person.
 */
export interface BasispoortClient {
  /** The active institution of exactly this site; null when Basispoort knows none. */
  findInstitution(site: BrinSite): Promise<number | null>;
  /** Whether the school lets us in.
   * @param request also puts the question before its coordinator */
  hasPermission(institutionId: number, request: boolean): Promise<boolean>;
  /** The school's reference in shortcuts. */
  findReference(institutionId: number): Promise<string | null>;
  listPupils(institutionId: number): Promise<readonly BasispoortPerson[]>;
  listStaff(institutionId: number): Promise<readonly BasispoortPerson[]>;
  /** Creates or updates a methode. */
  putMethode(tile: Tile): Promise<void>;
  /** Creates or updates a product: a tile that can be opened. */
  putProduct(methodeId: string, tile: Tile): Promise<void>;
  /** Who is on the access list of a product, of all schools together. */
  listUsers(methodeId: string, productId: string): Promise<readonly number[]>;
  addUsers(methodeId: string, productId: string, userIds: readonly number[]): Promise<void>;
  removeUsers(methodeId: string, productId: string, userIds: readonly number[]): Promise<void>;
}

interface Call {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Without ids: this is what a message or a log may say. */
  readonly template: string;
  readonly ids?: Readonly<Record<string, string | number>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Whether doing it twice is as good as once; a POST is only where the list calls are. */
  readonly repeatable?: boolean;
}

const TIMEOUT_MS = 10_000;
const RETRY_AFTER_MS = [200, 1000];
/** Stands in for our client certificate: mutual TLS makes no sense on loopback. */
const PUBLISHER_HEADER = 'x-uitgever-certificaat';

/** Opens the REST services (basispoort.md 4, 5 and 7).
 * @param retryAfterMs waiting times between tries; GET, PUT and the list calls are tried again on 429, 5xx
 * and no answer */
export function openBasispoort(
  settings: BasispoortSettings & { readonly restUrl: string },
  retryAfterMs: readonly number[] = RETRY_AFTER_MS,
): BasispoortClient {
  const call = (request: Call) => callWithRetries(settings, request, retryAfterMs);
  const institution = '/rest/v2/instellingen/{id}';
  const lika = '/hosted-lika/management/lika/{lika}/methode/{mid}';
  const product = `${lika}/product/{pid}`;
  const tileIds = (mid: string, pid = '') => ({ lika: settings.identityCode, mid, pid });
  const changeList = async (
    verb: 'addlist' | 'removelist',
    mid: string,
    pid: string,
    userIds: readonly number[],
  ) => {
    if (userIds.length === 0) return;
    await call({
      method: 'POST',
      template: `${product}/gebruiker/${verb}`,
      ids: tileIds(mid, pid),
      body: { gebruikers: userIds },
      repeatable: true,
    });
  };
  return {
    async findInstitution(site) {
      const query = new URLSearchParams({ brincode: site.brin, activeOnly: 'true' }).toString();
      const found = institutionsOf(await call({ method: 'GET', template: '/rest/v2/nawsearch', query }));
      return found.find(({ active, brincode }) => active && isSite(brincode, site))?.id ?? null;
    },
    hasPermission: async (id, request) =>
      permissionOf(
        await call({
          method: 'GET',
          template: `${institution}/uitgever/synchronizationpermission`,
          ids: { id },
          query: `request-permission=${request}`,
        }),
      ),
    findReference: async (id) =>
      referenceOf(await call({ method: 'GET', template: `${institution}/ref`, ids: { id } })),
    listPupils: async (id) =>
      peopleOf(
        await call({ method: 'GET', template: `${institution}/leerlingen`, ids: { id } }),
        'leerlingen',
      ),
    listStaff: async (id) =>
      peopleOf(await call({ method: 'GET', template: `${institution}/staf`, ids: { id } }), 'medewerkers'),
    putMethode: async (tile) => {
      await call({ method: 'PUT', template: lika, ids: tileIds(tile.id), body: tile });
    },
    putProduct: async (mid, tile) => {
      await call({ method: 'PUT', template: product, ids: tileIds(mid, tile.id), body: tile });
    },
    listUsers: async (mid, pid) =>
      userIdsOf(await call({ method: 'GET', template: `${product}/gebruiker`, ids: tileIds(mid, pid) })),
    addUsers: (mid, pid, userIds) => changeList('addlist', mid, pid, userIds),
    removeUsers: (mid, pid, userIds) => changeList('removelist', mid, pid, userIds),
  };
}

/** In search results the BRIN includes the digits of the site; an absent site is the main one. */
function isSite(brincode: string | null, site: BrinSite): boolean {
  const found = parseBrinSite(brincode ?? '');
  return found.ok && brin6(found.value) === brin6(site);
}

async function callWithRetries(
  settings: BasispoortSettings & { readonly restUrl: string }, request: Call, retryAfterMs: readonly number[],
): Promise<unknown> {
  assertOutsideTransaction('a call to Basispoort');
  const waits = request.method !== 'POST' || request.repeatable ? retryAfterMs : [];
  for (const waitMs of waits) {
    try {
      return await callOnce(settings, request);
    } catch (error) {
      if (!(error instanceof Outage) || !error.retryable) throw error;
      await sleep(waitMs);
    }
  }
  return callOnce(settings, request);
}

async function callOnce(
  { restUrl, publisherToken }: BasispoortSettings & { readonly restUrl: string }, request: Call,
): Promise<unknown> {
  const { method, template, ids = {}, query, body } = request;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(ids[name])));
  const what = `basispoort ${method} ${template}`;
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${restUrl}${path}${query ? `?${query}` : ''}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(publisherToken ? { [PUBLISHER_HEADER]: publisherToken } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await answer.text();
  } catch (cause) {
    throw new Outage(`${what}: no answer`, { retryable: true, cause });
  }
  if (answer.ok) return text === '' ? null : parsed(text, what);
  const retryable = answer.status === 429 || answer.status >= 500;
  throw new Outage(`${what} answered ${answer.status}${errorCodeOf(text)}`, { retryable });
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Outage(`${what}: the answer is no JSON`, { retryable: false, cause });
  }
}

/**
 * The code in an error, when it is a word in capitals as the sandbox writes it; texts may name people and are
 * dropped.
 */
function errorCodeOf(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? ` ${code}` : '';
  } catch {
    return '';
  }
}
