import { assertOutsideTransaction } from './database/tenancy.ts';
import { Outage } from './outage.ts';

/** What another system answered, as a whole. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** How long another system may be silent; a whole year of a large school comes within seconds. */
const timeoutMs = 60_000;

/**
 * Calls another system, outside any transaction. Silence, a broken line and an answer beyond `bytesMax` are
 * an Outage; every status is an answer. A redirect is not followed: it would take the key along to somebody
 * else.
 */
export async function callOut(
  url: URL, init: Pick<RequestInit, 'method' | 'headers' | 'body'>, bytesMax: number,
): Promise<OutgoingAnswer> {
  assertOutsideTransaction(`a call to ${url.host}`);
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      status: response.status,
      headers: response.headers,
      bytes: await readBounded(response, bytesMax),
    };
  } catch (error) {
    if (error instanceof Outage) throw error;
    const silent = error instanceof Error && error.name === 'TimeoutError';
    throw new Outage(`${url.host} ${silent ? 'did not answer in time' : 'could not be reached'}`, {
      retryable: true,
    });
  }
}

async function readBounded(response: Response, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > bytesMax) throw new Outage('an answer beyond the largest size', { retryable: false });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
