import type { AnswersMessage, ItemAnswers, TakingRefusalCode } from '../taking/wire.ts';
import type { Queue } from './queue.ts';
import { acknowledge, carryOver, emptyQueue, enqueue, retryDelayMs } from './queue.ts';
import type { Server } from './server.ts';

// As answersPerMessageMax of wire.ts, which would bring the schemas into the bundle.
const perMessage = 100;

/** How the answers fare. */
export type SendingState = 'saved' | 'saving' | 'unsent';

/** Keeps answers until the server has them, and sends them again until it does. */
export interface Sender {
  /** Sends what an earlier load of the page left behind; call once, when the page can show how it fares. */
  start(): void;
  add(itemId: string, responses: ItemAnswers): void;
  /** The highest sequence once nothing waits; undefined while answers wait. */
  settled(): number | undefined;
  /** Answers of an earlier load that are still to be sent, by item: newer than what the server told. */
  leftBehind(): ReadonlyMap<string, ItemAnswers>;
  tryNow(): void;
  /** Sends what waits once more, without hearing the answer: the page is going away. */
  leave(): void;
  /** Sends nothing any more; what waits stays in the tab's storage for the next load. */
  stop(): void;
}

/** What the page wants to hear. */
export interface SenderEvents {
  onState(state: SendingState): void;
  onRefused(reason: TakingRefusalCode | 'signed-out'): void;
}

/** Makes the sender of one taak.
 * Waiting answers stand in memory and in the tab's session storage, unencrypted, so that a reload loses
 * nothing; a queue that also outlives the tab needs encryption and comes later. */
export function createSender(
  start: { sittingId: string; epoch: number; lastSequence: number; answered: ReadonlySet<string> },
  server: Server,
  events: SenderEvents,
): Sender {
  const key = `inbeeld/antwoorden/${start.sittingId}`;
  const fresh = emptyQueue(start.epoch, start.lastSequence);
  const left = restore(key);
  let queue = left === null ? fresh : carryOver(left, fresh, start.answered);
  const found = new Map(queue.waiting.map(({ itemId, responses }) => [itemId, responses]));
  let failures = 0;
  let busy = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (next: Queue): void => {
    queue = next;
    store(key, queue);
    events.onState(queue.waiting.length === 0 ? 'saved' : failures > 0 ? 'unsent' : 'saving');
  };
  const nextMessage = (): AnswersMessage => ({
    epoch: queue.epoch, answers: queue.waiting.slice(0, perMessage),
  });
  const send = async (): Promise<void> => {
    clearTimeout(timer);
    if (busy || stopped || queue.waiting.length === 0) return;
    busy = true;
    const reply = await server.sendAnswers(nextMessage());
    busy = false;
    if (reply.kind === 'ok') {
      failures = 0;
      change(acknowledge(queue, reply.value.acknowledged));
      // A server that acknowledges less than it was sent is asked again, but not at once.
      if (queue.waiting.length > 0) timer = setTimeout(() => void send(), 250);
    } else if (reply.kind === 'no-answer') {
      failures += 1;
      change(queue);
      timer = setTimeout(() => void send(), retryDelayMs(failures));
    } else {
      stopped = true;
      events.onRefused(reply.kind === 'refused' ? reply.code : 'signed-out');
    }
  };
  return {
    start() {
      if (queue.waiting.length === 0) return;
      change(queue);
      void send();
    },
    add(itemId, responses) {
      change(enqueue(queue, itemId, responses, new Date().toISOString()));
      // While retries are waiting, a new answer is a good moment to try again.
      void send();
    },
    settled: () => (queue.waiting.length === 0 ? queue.lastSequence : undefined),
    leftBehind: () => found,
    tryNow: () => void send(),
    leave() {
      // Beside a message that may be on its way: the same answers twice are the same answers.
      if (!stopped && queue.waiting.length > 0) void server.sendAnswers(nextMessage());
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

// Storage may be full or forbidden: the queue in memory then has to do.
function store(key: string, queue: Queue): void {
  try {
    if (queue.waiting.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(queue));
  } catch {
    return;
  }
}

function restore(key: string): Queue | null {
  try {
    const text = sessionStorage.getItem(key);
    const queue = text === null ? null : JSON.parse(text) as Queue;
    return queue !== null && Array.isArray(queue.waiting) ? queue : null;
  } catch {
    return null;
  }
}
