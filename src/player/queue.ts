import type { ItemAnswers, SentAnswer } from '../taking/wire.ts';

/** Answers that were given here and that the server has not acknowledged, oldest first. */
export interface Queue {
  readonly epoch: number;
  /** Highest sequence given out in this epoch. */
  readonly lastSequence: number;
  readonly waiting: readonly SentAnswer[];
}

/** A queue at the start of an epoch. */
export function emptyQueue(epoch: number, lastSequence: number): Queue {
  return { epoch, lastSequence, waiting: [] };
}

/** Adds an answer with the next sequence. One that already waits is kept: it may be on its way. */
export function enqueue(queue: Queue, itemId: string, responses: ItemAnswers, at: string): Queue {
  const sequence = queue.lastSequence + 1;
  const waiting = [...queue.waiting, { sequence, itemId, responses, at }];
  return { ...queue, lastSequence: sequence, waiting };
}

/** Drops what the server has on disk: everything up to and including `acknowledged`. */
export function acknowledge(queue: Queue, acknowledged: number): Queue {
  return { ...queue, waiting: queue.waiting.filter(({ sequence }) => sequence > acknowledged) };
}

/** Moves answers that an earlier load of this page left behind into the queue of the present epoch, with new
 * sequences. When another device was in between, an answer that the server has from there is not overwritten.
 * @param answered items for which the server holds an answer */
export function carryOver(left: Queue, queue: Queue, answered: ReadonlySet<string>): Queue {
  if (left.epoch === queue.epoch) {
    const waiting = left.waiting.filter(({ sequence }) => sequence > queue.lastSequence);
    return { ...queue, lastSequence: Math.max(queue.lastSequence, left.lastSequence), waiting };
  }
  const otherDevice = queue.epoch - left.epoch > 1;
  const kept = left.waiting.filter(({ itemId }) => !otherDevice || !answered.has(itemId));
  return kept.reduce((moved, { itemId, responses, at }) => enqueue(moved, itemId, responses, at), queue);
}

/** How long to wait before the next try, in milliseconds: 1 s, doubled at each failure, at most 30 s. */
export function retryDelayMs(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1));
}
