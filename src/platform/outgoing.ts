import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { assertOutsideTransaction } from './database/tenancy.ts';
import type { ClientCertificate } from './las-suppliers.ts';
import { Outage } from './outage.ts';

/** What another system answered, as a whole. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Without its compression. */
  readonly bytes: Uint8Array;
}

/** What goes out. */
export interface OutgoingCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ours, for who wants to see it (mutual TLS). */
  readonly certificate?: ClientCertificate | null;
  /** Whether it may arrive twice without harm: then a line that turns out to be hung up is dialled once more. */
  readonly repeatable?: boolean;
  /** How long the other side may take over all of it. */
  readonly timeoutMs?: number;
}

/** Why no answer came. `too-large` will be so again; the others may pass. */
export type NoAnswer = 'silent' | 'unreachable' | 'broken' | 'too-large';

/** A call without an answer. */
export class CallOutage extends Outage {
  readonly reason: NoAnswer;

  constructor(host: string, reason: NoAnswer) {
    super(`${host} ${reasonWords[reason]}`, { retryable: reason !== 'too-large' });
    this.reason = reason;
  }
}

const reasonWords: Readonly<Record<NoAnswer, string>> = {
  silent: 'did not answer in time', unreachable: 'could not be reached', broken: 'stopped in the middle of its answer',
  'too-large': 'answered more than the largest size',
};

/** How long another system may be silent; a whole year of a large school comes within seconds. */
const timeoutMs = 60_000;

/** Whether an answer sends us elsewhere. It is never followed: that would take the key along to somebody else. */
export function isMoved({ status }: Pick<OutgoingAnswer, 'status'>): boolean {
  return status >= 300 && status < 400;
}

/**
 * Calls another system, outside any transaction. Silence, a broken line and an answer of more than `bytesMax` bytes
 * (counted without compression, so that a small answer cannot grow large) are a CallOutage; every status is an
 * answer.
 */
export async function callOut(url: URL, call: OutgoingCall, bytesMax: number): Promise<OutgoingAnswer> {
  assertOutsideTransaction(`a call to ${url.host}`);
  const signal = AbortSignal.timeout(call.timeoutMs ?? timeoutMs);
  const progress = { answered: false };
  try {
    const response = await sendOnFreshLine(url, call, signal);
    progress.answered = true;
    return {
      status: response.statusCode ?? 0,
      headers: new Headers(
        Object.entries(response.headersDistinct).flatMap(([name, values]) =>
          (values ?? []).map((value): [string, string] => [name, value])),
      ),
      bytes: await readBounded(url.host, response, bytesMax),
    };
  } catch (error) {
    if (error instanceof Outage) throw error;
    throw new CallOutage(url.host, signal.aborted ? 'silent' : progress.answered ? 'broken' : 'unreachable');
  }
}

/** A line that was kept open may have been hung up at the other side just as we spoke; a fresh one tells. */
async function sendOnFreshLine(url: URL, call: OutgoingCall, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    return await send(url, call, signal);
  } catch (error) {
    const mayRepeat = call.repeatable ?? call.method === 'GET';
    if (mayRepeat && error instanceof HungUp) return send(url, call, signal);
    throw error;
  }
}

/** A line of an earlier call turned out to be closed; never leaves this file. */
class HungUp extends Error {}

function send(url: URL, call: OutgoingCall, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, headers, body, certificate = null } = call;
  const secure = url.protocol === 'https:';
  const options: RequestOptions = {
    method, signal, agent: secure ? agentFor(certificate) : plainAgent,
    headers: {
      'accept-encoding': 'gzip, deflate, br', ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
  };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(url, options, resolve);
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      reject(outgoing.reusedSocket && error.code === 'ECONNRESET' ? new HungUp() : error);
    });
    outgoing.end(body);
  });
}

const plainAgent = new HttpAgent({ keepAlive: true, timeout: timeoutMs });
const secureAgent = new HttpsAgent({ keepAlive: true, timeout: timeoutMs });
const agents = new WeakMap<ClientCertificate, HttpsAgent>();

/** One agent for each certificate, so that its connections are used again and never by somebody else. */
function agentFor(certificate: ClientCertificate | null): HttpsAgent {
  if (certificate === null) return secureAgent;
  const known = agents.get(certificate);
  if (known) return known;
  const { certificate: cert, key, authority } = certificate;
  const agent = new HttpsAgent({
    keepAlive: true, timeout: timeoutMs, cert, key, ...(authority === null ? {} : { ca: authority }),
  });
  agents.set(certificate, agent);
  return agent;
}

async function readBounded(host: string, response: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of plainStream(response) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > bytesMax) {
      response.destroy();
      throw new CallOutage(host, 'too-large');
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const decompressors: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress,
};

/** The answer without its compression; one layer, since a second is nobody's honest doing. */
function plainStream(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const decompress = decompressors[encoding]?.();
  if (!decompress) return response;
  response.on('error', (error) => decompress.destroy(error));
  return response.pipe(decompress);
}
