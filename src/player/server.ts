import type {
  AnswersDelivery, DeliveryReceipt, HandInDelivery, HandInReceipt, ParcelMessage, Task, TakingRefusal,
  TakingRefusalCode,
} from '../taking/wire.ts';
import type { Brought } from './parcels.ts';

/** What became of a message: received, refused for good, signed out, or no answer (try again). */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: TakingRefusalCode }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'no-answer' };

/** The server as the player sees it. */
export interface Server {
  loadTask(): Promise<Reply<Task>>;
  deliver(message: AnswersDelivery): Promise<Reply<DeliveryReceipt>>;
  handIn(message: HandInDelivery): Promise<Reply<HandInReceipt>>;
  /** The pupil asks for help, or does not need it any more. */
  askHelp(pass: string, asks: boolean): Promise<Reply<unknown>>;
  /** The page was left for another tab or program. */
  tellLeft(pass: string): void;
  /** Address of what the server tells by itself. */
  lineAddress(pass: string): string;
}

// A request without answer in this time counts as lost and is tried again.
const patienceMs = 15_000;
const keepaliveMax = 60_000;

/** Speaks to the server over the page's own origin. */
export function serverFor(sittingId: string): Server {
  const base = `/afname/${encodeURIComponent(sittingId)}`;
  return {
    loadTask: () => call<Task>(`${base}/taak`, { headers: { accept: 'application/json' }, cache: 'no-store' }),
    deliver: (message) => post('/afname/antwoorden', message),
    handIn: (message) => post(`${base}/inleveren`, message),
    askHelp: (pass, asks) => post(`${base}/hulp`, { pass, asks }),
    tellLeft: (pass) => void post(`${base}/weg`, { pass }),
    lineAddress: (pass) => `${base}/lijn?pass=${encodeURIComponent(pass)}`,
  };
}

/** Brings a parcel to the server, which alone can open it. */
export async function bringParcel(parcel: ParcelMessage): Promise<Brought> {
  try {
    const answer = await fetch('/afname/nabezorgen', requestOf(parcel));
    if (answer.ok) return 'acknowledged';
    return [400, 413, 422].includes(answer.status) ? 'unreadable' : 'no-answer';
  } catch {
    return 'no-answer';
  }
}

function post<T>(address: string, body: object): Promise<Reply<T>> {
  return call<T>(address, requestOf(body));
}

function requestOf(body: object): RequestInit {
  const text = JSON.stringify(body);
  return {
    method: 'POST',
    // The browser finishes a small request after the page has gone: the last answer of a closed tab arrives.
    keepalive: text.length < keepaliveMax,
    headers: { 'content-type': 'application/json' },
    body: text,
    signal: AbortSignal.timeout(patienceMs),
  };
}

async function call<T>(address: string, init: RequestInit): Promise<Reply<T>> {
  try {
    const signal = init.signal ?? AbortSignal.timeout(patienceMs);
    const answer = await fetch(address, { ...init, credentials: 'same-origin', redirect: 'manual', signal });
    const signedOut = answer.type === 'opaqueredirect' || [401, 403].includes(answer.status);
    if (signedOut) return { kind: 'signed-out' };
    if ([404, 410].includes(answer.status)) return { kind: 'refused', code: 'not-open' };
    if (answer.status === 409) return { kind: 'refused', code: (await answer.json() as TakingRefusal).code };
    if (!answer.ok) return { kind: 'no-answer' };
    return { kind: 'ok', value: (answer.status === 204 ? null : await answer.json()) as T };
  } catch {
    return { kind: 'no-answer' };
  }
}
