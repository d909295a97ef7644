import assert from 'node:assert/strict';
import type { SimulatedAnswer } from '../../src/demo/simulated-pupil.ts';
import type { Visitor } from '../../src/demo/visitor.ts';
import { acknowledge, carryOver, emptyQueue, enqueue, type Queue } from '../../src/player/queue.ts';
import type { Random } from '../../src/psychometrics/random.ts';
import type { AnswersReceipt, ItemAnswers, Task } from '../../src/taking/wire.ts';

/** An answer that the server said to have on disk. */
export interface Acknowledged {
  readonly epoch: number;
  readonly sequence: number;
  readonly itemId: string;
  readonly responses: ItemAnswers;
}

/**
 * A pupil who answers as fast as the server allows, with the queue of the player itself. Every answer is another
 * number, the later the higher, so that it can be told which one the server kept.
 */
export class AnsweringPupil {
  readonly acknowledged: Acknowledged[] = [];
  readonly #visitor: Visitor;
  readonly #path: string;
  readonly #random: Random;
  #queue: Queue = emptyQueue(0, 0);
  #itemIds: readonly string[] = [];
  #given = 0;

  /** @param path of the sitting, `/afname/...` */
  constructor(visitor: Visitor, path: string, random: Random) {
    this.#visitor = visitor;
    this.#path = path;
    this.#random = random;
  }

  /** Opens the page again; what waits goes along into the new epoch. The server must know all that it acknowledged. */
  async reload(): Promise<void> {
    const { status, body } = await this.#visitor.json(`${this.#path}/taak`);
    assert.equal(status, 200, 'the pupil is still signed in and the test still open');
    const { epoch, lastSequence = 0, items, responses } = body as Task;
    const fresh = emptyQueue(epoch, lastSequence);
    this.#queue = carryOver(this.#queue, fresh, new Set(Object.keys(responses)));
    this.#itemIds = items.map(({ id }) => id);
    for (const [itemId, last] of this.lastAcknowledged()) {
      assert.ok(numberIn(responses[itemId]) >= numberIn(last.responses), `the server lost the answer to ${itemId}`);
    }
  }

  /** Gives answers and sends what waits, one message after another, until the line breaks. */
  async answerUntilTheLineBreaks(): Promise<void> {
    for (;;) {
      for (let count = this.#random.integer(1, 3); count > 0; count -= 1) {
        this.#given += 1;
        this.#give(this.#random.pick(this.#itemIds), { RESPONSE: String(this.#given) });
      }
      if (!(await this.#send())) return;
    }
  }

  /** Answers every item once more, now in earnest, and hands in. */
  async finish(answers: readonly SimulatedAnswer[]): Promise<void> {
    for (const { itemId, responses } of answers) this.#give(itemId, responses);
    assert.ok(await this.#send(), 'the last answers arrive');
    const { epoch, lastSequence, waiting } = this.#queue;
    assert.deepEqual(waiting, [], 'nothing waits any more');
    const handedIn = await this.#visitor.json(`${this.#path}/inleveren`, { epoch, lastSequence });
    assert.equal(handedIn.status, 200);
  }

  /** The last acknowledged answer of each item. */
  lastAcknowledged(): ReadonlyMap<string, Acknowledged> {
    return new Map(this.acknowledged.map((answer) => [answer.itemId, answer]));
  }

  #give(itemId: string, responses: ItemAnswers): void {
    this.#queue = enqueue(this.#queue, itemId, responses, new Date().toISOString());
  }

  /** Whether the server answered; false when the line broke, and then nothing is known of what was sent. */
  async #send(): Promise<boolean> {
    const { epoch, waiting } = this.#queue;
    const sent = await this.#visitor.json(`${this.#path}/antwoorden`, { epoch, answers: waiting }).catch(() => null);
    if (!sent) return false;
    assert.equal(sent.status, 200, `answers were refused with status ${sent.status}`);
    const receipt = sent.body as AnswersReceipt;
    this.acknowledged.push(...waiting.filter(({ sequence }) => sequence <= receipt.acknowledged)
      .map(({ sequence, itemId, responses }) => ({ epoch, sequence, itemId, responses })));
    this.#queue = acknowledge(this.#queue, receipt.acknowledged);
    return true;
  }
}

function numberIn(responses: ItemAnswers | undefined): number {
  return Number(responses?.RESPONSE ?? 0);
}
