import { afterNotTaken, afterTaken, type Part } from './splitting.ts';
import { decide, type Decision, type SentMessage, type Verdict } from './decide.ts';

/** Why there is no message to send now. `held-up`: nobody knows where to, and it is tried again later. */
export type NoMessage = 'nothing' | 'busy' | 'paused' | 'held-up' | 'stopped';

/** Where the queue of one school lies and the LAS behind it: the database and the network (desk.ts), or the
 * model of a test. Each step is finished before the next begins, and a machine may die between any two. */
export interface Desk<Message extends SentMessage> {
  /** Takes the turn and writes down what is about to leave: a part of a message that was divided, or what is
   * next. */
  prepare(part: Part | null): Promise<Message | NoMessage>;
  send(message: Message): Promise<Verdict>;
  /** Writes down what came of it and gives the turn back.
   * @returns false when somebody else took the turn meanwhile */
  settle(message: Message, decision: Decision): Promise<boolean>;
}

/**
 * How a delivery ended. `later`: what is left waits for its time, which wake.ts looks at; `busy`: somebody else
 * is sending, so look again in a while.
 */
export type DeliveryEnd = 'done' | 'later' | 'busy';

/**
 * Sends everything that waits, message by message. What leaves is written down before it leaves, and what came of
 * it afterwards; when both are lost, the same results go again under the same keys in a later message.
 */
export async function deliverQueue<Message extends SentMessage>(desk: Desk<Message>): Promise<DeliveryEnd> {
  let parts: readonly Part[] = [];
  let lasTakes = false;
  const triedVersions: string[] = [];
  for (;;) {
    const [part = null, ...others] = parts;
    const message = await desk.prepare(part);
    if (message === 'nothing' && part !== null) {
      parts = afterNotTaken(others);
      continue;
    }
    if (typeof message === 'string') return endWithout(message);
    const decision = decide(message, await desk.send(message), { lasTakes, triedVersions });
    triedVersions.push(message.xsdVersion);
    lasTakes ||= decision.kind === 'delivered';
    if (!await desk.settle(message, decision)) return 'busy';
    if (decision.kind === 'stopped') return 'done';
    if (decision.kind === 'later' && !(decision.goOn && others.length > 0)) return 'later';
    const left = decision.kind === 'delivered' ? afterTaken(others) : afterNotTaken(others);
    parts = decision.kind === 'again' ? [...decision.parts, ...left] : left;
  }
}

function endWithout(reason: NoMessage): DeliveryEnd {
  if (reason === 'busy') return 'busy';
  return reason === 'paused' || reason === 'held-up' ? 'later' : 'done';
}
