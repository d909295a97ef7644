import { CallOutage, callOut, type OutgoingCall } from '../../platform/outgoing.ts';
import type { ClientCertificate } from './certificate.ts';

/** What goes out. */
export interface PortalRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What came back. */
export interface PortalAnswer {
  readonly status: number;
  readonly text: string;
}

/** Brings a request over and the answer back. */
export type Carry = (request: PortalRequest) => Promise<PortalAnswer>;

/** As long as the public client of Basispoort waits (basispoort.md section 3). */
const TIMEOUT_MS = 30_000;
/** The largest school has 5,000 pupils of less than a kilobyte each. */
const BYTES_MAX = 20_000_000;

/**
 * Carries requests; over HTTPS with our certificate (mutual TLS). With two certificates the second is shown
 * when the first is turned away, in the handshake or by the service behind it.
 * @param certificates of this moment, the one to try first in front; asked for each call, so that a new file
 * needs no restart
 * @param authority the certificate authority of the other side (PEM); null: those that the system trusts
 */
export function openTransport(
  certificates: () => readonly ClientCertificate[], authority: string | null,
): Carry {
  return async (request) => {
    const [first, ...others] = request.url.protocol === 'https:' ? certificates() : [];
    let answer = await tryWith(request, first, authority);
    for (const other of others) {
      if (!isTurnedAway(answer)) break;
      answer = await tryWith(request, other, authority);
    }
    if (answer instanceof CallOutage) throw answer;
    return answer;
  };
}

/** A handshake that fails looks like a line that breaks. */
function isTurnedAway(answer: PortalAnswer | CallOutage): boolean {
  return answer instanceof CallOutage ? answer.reason !== 'too-large' : answer.status === 401;
}

type Shown = NonNullable<OutgoingCall['certificate']>;
const shownByPem = new Map<string, Shown>();

/** The same object for the same files: connections belong to it and are used again. */
function shownTo({ pem }: ClientCertificate, authority: string | null): Shown {
  const known = shownByPem.get(`${pem}${authority}`);
  if (known) return known;
  const shown = { certificate: pem, key: pem, authority };
  shownByPem.set(`${pem}${authority}`, shown);
  return shown;
}

async function tryWith(
  { method, url, headers, body }: PortalRequest, certificate: ClientCertificate | undefined,
  authority: string | null,
): Promise<PortalAnswer | CallOutage> {
  const shown = certificate ? shownTo(certificate, authority) : null;
  const call = {
    method, headers, timeoutMs: TIMEOUT_MS, certificate: shown, ...(body === null ? {} : { body }),
  };
  try {
    const { status, bytes } = await callOut(url, call, BYTES_MAX);
    return { status, text: Buffer.from(bytes).toString('utf8') };
  } catch (error) {
    if (error instanceof CallOutage) return error;
    throw error;
  }
}
