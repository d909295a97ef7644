import { performance } from 'node:perf_hooks';
import type { LasProfile } from '../exchange/uwlr/las-profile.ts';
import { contentType } from '../exchange/uwlr/envelope.ts';
import type { Authorisation } from '../exchange/uwlr/types.ts';
import { messageLimits } from '../exchange/xml/read.ts';
import { supplierOf, type LasSupplier } from '../platform/las-suppliers.ts';
import { callOut, CallOutage, type OutgoingAnswer, type OutgoingCall } from '../platform/outgoing.ts';
import type { Platform } from '../platform/platform.ts';
import { noteAnswer, requireLasOpen } from './las-stop.ts';
import { recordExchange, type ExchangeFlow } from './message-log.ts';

/** The connection of a school, as far as a call needs it: LasConnection and ResultsLink are both. */
export interface LasLink {
  readonly connectionId: string;
  readonly supplierCode: string;
  readonly profile: LasProfile;
  readonly keyCipher: Uint8Array;
}

/** A link that is tried before it is kept. */
export interface UntriedLink extends Omit<LasLink, 'connectionId'> {
  readonly connectionId: null;
}

/** One call. */
export interface LasCall {
  readonly flow: ExchangeFlow;
  readonly url: string | URL;
  /** As the WSDL has it, without quotes; null: a plain GET (history, which is no standard). */
  readonly soapAction: string | null;
  /** The message in its envelope; null with a GET. */
  readonly body: string | null;
  /** Headers of this call beside those of the profile. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Largest answer, without compression. */
  readonly bytesMax?: number;
  /** How many pupils or results it is about, when that is known. */
  readonly subjectCount?: number;
}

/** What a LAS answered, and under which id both messages stand in the message log. */
export interface LasCallAnswer extends OutgoingAnswer {
  readonly exchangeId: string;
}

/**
 * Calls the LAS of a school the way its profile wants: our certificate, its headers, SOAPAction with or without
 * quotes. Every status is an answer, also a redirect (`isMoved`), which is never followed. No answer and one that is
 * too large are a CallOutage. What went to and fro is in the message log either way. A LAS that does not know us, or
 * not for this school, is asked nothing: a LasStopped.
 */
export async function callLas(
  platform: Platform, schoolId: string, link: LasLink | UntriedLink, call: LasCall,
): Promise<LasCallAnswer> {
  const supplier = supplierOf(platform.config.lasSuppliers, link.supplierCode);
  const las = { host: new URL(call.url).host, supplier, schoolId };
  const passage = await requireLasOpen(platform, las);
  const startedAt = platform.clock.now();
  const before = performance.now();
  const record = (answer: OutgoingAnswer | null): Promise<string> => recordExchange(platform, schoolId, {
    connectionId: link.connectionId, flow: call.flow, soapAction: call.soapAction ?? 'GET', startedAt,
    tookMs: performance.now() - before, status: answer?.status ?? null, request: call.body ?? '',
    answer: answer?.bytes ?? null, subjectCount: call.subjectCount ?? null,
    secrets: [
      platform.secrets.open(link.keyCipher).toString('utf8'), supplier.clientCode, ...Object.values(supplier.headers),
    ].filter((secret) => secret !== ''),
  });
  try {
    const { url, bytesMax = messageLimits.bytesMax } = call;
    const answer = await callOut(new URL(url), outgoingOf(call, link, supplier), bytesMax);
    await noteAnswer(platform, las, passage, answer);
    return { ...answer, exchangeId: await record(answer) };
  } catch (error) {
    if (error instanceof CallOutage) await record(null);
    throw error;
  }
}

/** Who we are to the LAS of a connection, for the header of a message; the key is opened for this. */
export function authorisationOf(
  { config, secrets }: Platform, { supplierCode, keyCipher }: Pick<LasLink, 'supplierCode' | 'keyCipher'>,
): Authorisation {
  const { clientCode, clientName } = supplierOf(config.lasSuppliers, supplierCode);
  return { schoolKey: secrets.open(keyCipher).toString('utf8'), clientCode, clientName };
}

function outgoingOf(call: LasCall, { profile }: Pick<LasLink, 'profile'>, supplier: LasSupplier): OutgoingCall {
  const { flow, soapAction, body, headers = {} } = call;
  const soap: Record<string, string> = soapAction === null ? {} : {
    'content-type': contentType, soapaction: profile.soapActionQuoted ? `"${soapAction}"` : soapAction,
  };
  return {
    method: body === null ? 'GET' : 'POST',
    headers: { ...soap, ...headers, ...supplier.headers },
    ...(body === null ? {} : { body }),
    repeatable: flow !== 'results',
    certificate: profile.clientCertificate ? supplier.certificate : null,
  };
}
