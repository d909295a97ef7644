import type { AnswersDelivery, ItemAnswers, SittingState } from '../taking/wire.ts';
import type { Queue } from './queue.ts';
import { acknowledge, emptyQueue, enqueue, nextMessage, retryDelayMs } from './queue.ts';
import type { Server } from './server.ts';
import type { DeviceStore } from './store.ts';

// As answersPerMessageMax of wire.ts, which would bring the schemas into the bundle.
const perMessage = 100;
// A browser finishes a request after the page has gone only while it is smaller than 64 kB.
const messageSize = 48_000;

/** How the answers fare; `waiting`: a try failed and the next one is coming. */
export type SendingState = 'saved' | 'saving' | 'waiting';

/** Keeps answers until the server has them, and sends them again until it does. */
export interface Sender {
  add(itemId: string, responses: ItemAnswers): void;
  /** The highest sequence once nothing waits; undefined while answers wait. */
  settled(): number | undefined;
  tryNow(): void;
  /** Sends what waits once more, without hearing the answer: the page is going away. */
  leave(): void;
  /** Sends nothing any more; what waits stays on the device for the next page. */
  stop(): void;
}

/** What the page wants to hear, and what it tells with each message. */
export interface SenderPage {
  onSending(state: SendingState): void;
  /** How the sitting stands; told with each receipt. */
  onSitting(state: SittingState): void;
  /** The server does not take the pass any more: what waits stays on the device. */
  onPassEnded(): void;
  place(): Pick<AnswersDelivery, 'position' | 'answered'>;
}

/** Makes the sender of one load of a taak. */
export function createSender(pass: string, server: Server, store: DeviceStore, page: SenderPage): Sender {
  let queue: Queue = emptyQueue;
  let failures = 0;
  let busy = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (next: Queue): void => {
    if (next !== queue) store.keep(next.waiting);
    queue = next;
    page.onSending(queue.waiting.length === 0 ? 'saved' : failures > 0 ? 'waiting' : 'saving');
  };
  const message = (): AnswersDelivery => (
    { pass, answers: [...nextMessage(queue, perMessage, messageSize)], ...page.place() });
  const later = (delayMs: number): void => {
    timer = setTimeout(() => void send(), delayMs);
  };
  const send = async (): Promise<void> => {
    clearTimeout(timer);
    if (busy || stopped || queue.waiting.length === 0) return;
    busy = true;
    const reply = await server.deliver(message());
    busy = false;
    if (reply.kind === 'ok') {
      const before = queue;
      failures = 0;
      change(acknowledge(queue, reply.value.acknowledged));
      page.onSitting(reply.value.state);
      // A server that acknowledges nothing of what it was sent is asked again, but not at once.
      if (queue.waiting.length > 0) later(queue.waiting.length < before.waiting.length ? 0 : 5000);
    } else if (reply.kind === 'no-answer') {
      failures += 1;
      change(queue);
      later(retryDelayMs(failures, Math.random()));
    } else {
      stopped = true;
      page.onPassEnded();
    }
  };
  return {
    add(itemId, responses) {
      change(enqueue(queue, itemId, responses, new Date().toISOString()));
      // While retries are waiting, a new answer is a good moment to try again.
      void send();
    },
    settled: () => (queue.waiting.length === 0 ? queue.lastSequence : undefined),
    tryNow: () => void send(),
    leave() {
      // Beside a message that may be on its way: the same answers twice are the same answers.
      if (!stopped && queue.waiting.length > 0) void server.deliver(message());
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
