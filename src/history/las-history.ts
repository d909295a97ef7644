import type { BrinSite } from '../base/brin.ts';
import type { Fault } from '../exchange/uwlr/types.ts';
import { authorisationOf, callLas } from '../link/call-las.ts';
import type { LasConnection } from '../onboarding/types.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { linkFindings } from './link-findings.ts';
import type { HistoryReading } from './types.ts';
import { readHistoryUwlr } from './read-uwlr.ts';

/** What came of asking a LAS for old results. */
export type LasHistory =
  | { readonly kind: 'results'; readonly reading: HistoryReading }
  /** The LAS has none of this site. */
  | { readonly kind: 'nothing' }
  /** The key does not open this school (any more), or the LAS does not know us. */
  | { readonly kind: 'denied'; readonly code: string }
  /** The LAS does not do this. */
  | { readonly kind: 'not-offered' };

/**
 * Asks the LAS for the old results of one site, the way docs/history-file.md says; it is no part of UWLR.
 * Whatever may pass by itself is a retryable Outage.
 */
export async function fetchLasHistory(
  platform: Platform,
  schoolId: string,
  connection: LasConnection & { readonly historyUrl: string },
  { brin, site }: BrinSite,
): Promise<LasHistory> {
  const url = new URL(connection.historyUrl);
  url.searchParams.set('brin', brin);
  url.searchParams.set('vestiging', site);
  const { schoolKey, clientCode, clientName } = authorisationOf(platform, connection);
  const headers = {
    accept: 'text/xml', 'x-autorisatiesleutel': schoolKey, 'x-klantcode': clientCode, 'x-klantnaam': clientName,
  };
  const {
    status,
    headers: answered,
    bytes,
  } = await callLas(platform, schoolId, connection, {
    flow: 'history', url, soapAction: null, body: null, headers, bytesMax: platform.config.uploadBytesMax,
  });
  if (status === 204) return { kind: 'nothing' };
  if (status === 404 || status === 405 || status === 501) return { kind: 'not-offered' };
  const read = readHistoryUwlr(bytes, [`${brin}${site}`]);
  if (read.kind === 'fault') return faultAnswer(read.fault);
  if (status === 401 || status === 403) return { kind: 'denied', code: 'AutorisatieOngeldig' };
  if (status !== 200)
    throw new Outage(`the LAS answered status ${status}`, { retryable: status >= 500 || status === 429 });
  const typedOff = answered.get(typedResultsHeader)?.trim().toLowerCase() === 'nee';
  return {
    kind: 'results',
    reading: typedOff ? { ...read, findings: [...read.findings, linkFindings.typedOff] } : read,
  };
}

/**
 * In which a LAS may say that results typed in by hand do not go over the link; part of docs/history-file.md.
 */
const typedResultsHeader = 'x-handmatige-resultaten';

function faultAnswer({ code, retryable }: Fault): LasHistory {
  if (retryable) throw new Outage(`the LAS answered ${code}`, { retryable: true });
  return { kind: 'denied', code };
}
