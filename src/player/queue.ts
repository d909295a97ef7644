import type { ItemAnswers, SentAnswer } from '../taking/wire.ts';

/** Answers that were given here and that the server has not acknowledged, oldest first. */
export interface Queue {
  /** Highest sequence given out in this epoch; each load of the taak is an epoch of its own and begins at 0. */
  readonly lastSequence: number;
  readonly waiting: readonly SentAnswer[];
}

/** A queue at the start of an epoch. */
export const emptyQueue: Queue = { lastSequence: 0, waiting: [] };

/** Adds an answer with the next sequence. One that already waits is kept: it may be on its way. */
export function enqueue(queue: Queue, itemId: string, responses: ItemAnswers, at: string): Queue {
  const sequence = queue.lastSequence + 1;
  const waiting = [...queue.waiting, { sequence, itemId, responses, at }];
  return { lastSequence: sequence, waiting };
}

/** Drops what the server has on disk, and nothing else. */
export function acknowledge(queue: Queue, sequences: readonly number[]): Queue {
  const stored = new Set(sequences);
  return { ...queue, waiting: queue.waiting.filter(({ sequence }) => !stored.has(sequence)) };
}

/** The oldest waiting answers that fit in one message, at least one.
 * @param most answers in a message
 * @param size characters in a message, about */
export function nextMessage(queue: Queue, most: number, size: number): readonly SentAnswer[] {
  let taken = 0;
  const fits = queue.waiting.slice(0, most).findIndex((answer) => {
    taken += JSON.stringify(answer).length;
    return taken > size;
  });
  return queue.waiting.slice(0, fits === -1 ? most : Math.max(1, fits));
}

/** How long to wait before the next try, in milliseconds: 1 s, doubled at each failure, at most 30 s, and up to half of
 * it longer so that a class does not come back in one second.
 * @param chance from 0 up to 1 */
export function retryDelayMs(failures: number, chance: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1)) * (1 + chance / 2);
}
