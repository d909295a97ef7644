import type {
  AnswersMessage, AnswersReceipt, HandInMessage, HandInReceipt, Task, TakingRefusal, TakingRefusalCode,
} from '../taking/wire.ts';

/** What became of a message: received, refused for good, signed out, or no answer (try again). */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: TakingRefusalCode }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'no-answer' };

/** The server as the player sees it. */
export interface Server {
  loadTask(): Promise<Reply<Task>>;
  sendAnswers(message: AnswersMessage): Promise<Reply<AnswersReceipt>>;
  handIn(message: HandInMessage): Promise<Reply<HandInReceipt>>;
}

// A request without answer in this time counts as lost and is tried again.
const patienceMs = 15_000;

/** Speaks to the server over the page's own origin. */
export function serverFor(sittingId: string): Server {
  const base = `/afname/${encodeURIComponent(sittingId)}`;
  const post = <T>(path: string, body: object): Promise<Reply<T>> => call<T>(`${base}/${path}`, {
    method: 'POST',
    // The browser finishes a small request after the page has gone: the last answer of a closed tab arrives.
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    loadTask: () => call<Task>(`${base}/taak`, {
      headers: { accept: 'application/json' }, cache: 'no-store',
    }),
    sendAnswers: (message) => post('antwoorden', message),
    handIn: (message) => post('inleveren', message),
  };
}

async function call<T>(address: string, init: RequestInit): Promise<Reply<T>> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(address, { ...init, credentials: 'same-origin', redirect: 'manual', signal });
    const signedOut = answer.type === 'opaqueredirect' || [401, 403].includes(answer.status);
    if (signedOut) return { kind: 'signed-out' };
    if ([404, 410].includes(answer.status)) return { kind: 'refused', code: 'not-open' };
    if (answer.status === 409) return { kind: 'refused', code: (await answer.json() as TakingRefusal).code };
    return answer.ok ? { kind: 'ok', value: await answer.json() as T } : { kind: 'no-answer' };
  } catch {
    return { kind: 'no-answer' };
  }
}
