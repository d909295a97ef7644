import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
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

/** Why no answer came. `too-large` will be so again; the others may pass. Nothing of what we say has left where
 * the other side was `unreachable`; it may have arrived in the other cases. */
export type NoAnswer = 'silent' | 'unreachable' | 'broken' | 'too-large';

/** What stood in the way of reaching the other side. */
export type Unreached = 'unknown-host' | 'refused' | 'not-secure';

/** A call without an answer. */
export class CallOutage extends Outage {
  readonly reason: NoAnswer;
  /** Null when it was reached, or when nothing tells. */
  readonly unreached: Unreached | null;

  constructor(host: string, reason: NoAnswer, unreached: Unreached | null = null) {
    super(`${host} ${reasonWords[reason]}`, { retryable: reason !== 'too-large' });
    this.reason = reason;
    this.unreached = unreached;
  }
}

const reasonWords: Readonly<Record<NoAnswer, string>> = {
  silent: 'did not answer in time', unreachable: 'could not be reached', broken: 'hung up before the end of its answer',
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
  const line: Line = { dialled: false, open: false };
  try {
    const response = await sendOnFreshLine(url, call, signal, line);
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
    if (signal.aborted) throw new CallOutage(url.host, 'silent');
    if (line.open) throw new CallOutage(url.host, 'broken');
    throw new CallOutage(url.host, 'unreachable', unreachedOf(error, line));
  }
}

/** How far we came with a line to the other side, over all attempts. */
interface Line {
  /** Somebody picked up. */
  dialled: boolean;
  /** What we say goes over it. */
  open: boolean;
}

function unreachedOf(error: unknown, { dialled }: Line): Unreached | null {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-host';
  if (code === 'ECONNREFUSED') return 'refused';
  return dialled ? 'not-secure' : null;
}

/** A line that was kept open may have been hung up at the other side just as we spoke; a fresh one tells. */
async function sendOnFreshLine(
  url: URL, call: OutgoingCall, signal: AbortSignal, line: Line,
): Promise<IncomingMessage> {
  try {
    return await send(url, call, signal, line);
  } catch (error) {
    const mayRepeat = call.repeatable ?? call.method === 'GET';
    if (mayRepeat && error instanceof HungUp) return send(url, call, signal, line);
    throw error;
  }
}

/** A line of an earlier call turned out to be closed; never leaves this file. */
class HungUp extends Error {}

function send(url: URL, call: OutgoingCall, signal: AbortSignal, line: Line): Promise<IncomingMessage> {
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
    outgoing.on('socket', (socket) => watch(socket, outgoing.reusedSocket, secure, line));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      reject(outgoing.reusedSocket && error.code === 'ECONNRESET' ? new HungUp() : error);
    });
    outgoing.end(body);
  });
}

/** A line that was kept is open already; a new one is once it is answered and, where that is asked, secure. */
function watch(socket: Socket, reused: boolean, secure: boolean, line: Line): void {
  if (reused) {
    line.open = true;
    return;
  }
  socket.once('connect', () => {
    line.dialled = true;
    if (!secure) line.open = true;
  });
  socket.once('secureConnect', () => {
    line.open = true;
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
