import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import type { SimulatedAnswer } from '../../src/demo/simulated-pupil.ts';
import type { Visitor } from '../../src/demo/visitor.ts';
import { acknowledge, emptyQueue, enqueue, nextMessage, type Queue } from '../../src/player/queue.ts';
import { newestOfEach } from '../../src/player/store.ts';
import type { Random } from '../../src/psychometrics/random.ts';
import { present } from '../../src/base/assert.ts';
import {
  answersPerMessageMax, type DeliveryReceipt, type ItemAnswers, type Task,
} from '../../src/taking/wire.ts';

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
  #queue: Queue = emptyQueue;
  #task: Task | undefined;
  #itemIds: readonly string[] = [];
  #given = 0;

  /** @param path of the sitting, `/afname/...` */
  constructor(visitor: Visitor, path: string, random: Random) {
    this.#visitor = visitor;
    this.#path = path;
    this.#random = random;
  }

  /** Opens the page again; what waits goes first, sealed. The server must know all that it acknowledged. */
  async reload(): Promise<void> {
    await this.#bringParcel();
    const { status, body } = await this.#visitor.json(`${this.#path}/taak`);
    assert.equal(status, 200, 'the pupil is still signed in and the test still open');
    this.#task = body as Task;
    this.#queue = emptyQueue;
    const { items, responses } = this.#task;
    this.#itemIds = items.map(({ id }) => id);
    for (const [itemId, last] of this.lastAcknowledged()) {
      assert.ok(numberIn(responses[itemId]) >= numberIn(last.responses), `the server lost the answer to ${itemId}`);
    }
  }

  /** As the device store of the player: the newest waiting answer of each item, under the key of the task. */
  async #bringParcel(): Promise<void> {
    if (!this.#task || this.#queue.waiting.length === 0) return;
    const address = present(this.#task.parcelAddress, 'an address for the parcel');
    const key = Buffer.from(present(this.#task.storageKey, 'a key for the parcel'), 'base64url');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(address));
    const content = JSON.stringify({ answers: newestOfEach(this.#queue.waiting) });
    const sealed = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    const brought = await this.#visitor.json('/afname/nabezorgen', { address, iv: iv.toString('base64url'), sealed });
    assert.equal(brought.status, 204, 'a parcel of this server is opened by it');
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
    const { lastSequence, waiting } = this.#queue;
    assert.deepEqual(waiting, [], 'nothing waits any more');
    const { pass } = this.#opened();
    const handedIn = await this.#visitor.json(`${this.#path}/inleveren`, { pass, lastSequence });
    assert.equal(handedIn.status, 200);
  }

  /** The last acknowledged answer of each item. */
  lastAcknowledged(): ReadonlyMap<string, Acknowledged> {
    return new Map(this.acknowledged.map((answer) => [answer.itemId, answer]));
  }

  #give(itemId: string, responses: ItemAnswers): void {
    this.#queue = enqueue(this.#queue, itemId, responses, new Date().toISOString());
  }

  #opened(): Task {
    return present(this.#task, 'a taak that was loaded');
  }

  /** Whether the server answered; false when the line broke, and then nothing is known of what was sent. */
  async #send(): Promise<boolean> {
    const { epoch, pass } = this.#opened();
    while (this.#queue.waiting.length > 0) {
      const answers = nextMessage(this.#queue, answersPerMessageMax, 50_000);
      const message = { pass, answers, position: 0, answered: 0 };
      const sent = await this.#visitor.json('/afname/antwoorden', message).catch(() => null);
      if (!sent) return false;
      assert.equal(sent.status, 200, `answers were refused with status ${sent.status}`);
      const stored = new Set((sent.body as DeliveryReceipt).acknowledged);
      assert.ok(stored.size > 0, 'what was sent is acknowledged');
      this.acknowledged.push(...answers.filter(({ sequence }) => stored.has(sequence))
        .map(({ sequence, itemId, responses }) => ({ epoch, sequence, itemId, responses })));
      this.#queue = acknowledge(this.#queue, [...stored]);
    }
    return true;
  }
}

function numberIn(responses: ItemAnswers | undefined): number {
  return Number(responses?.RESPONSE ?? 0);
}
