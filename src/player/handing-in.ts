import type { HandInReceipt } from '../taking/wire.ts';
import type { Curtain } from './curtain.ts';
import { button } from './dom.ts';
import type { Sender } from './sender.ts';
import type { Reply, Server } from './server.ts';
import { words } from './words.ts';

/** How a hand-in ended: accepted, refused for good, or called off by the pupil, who works on. */
export type HandInEnd =
  | { readonly kind: 'accepted'; readonly next: HandInReceipt['next'] }
  | { readonly kind: 'refused'; readonly reply: Exclude<Reply<HandInReceipt>, { kind: 'ok' | 'no-answer' }> }
  | { readonly kind: 'called-off' };

const patienceMs = 1500;
const stepMs = 250;

/**
 * Hands a taak in once every answer is on the server's disk, however long that takes. Behind the line being down the
 * pupil may wait or work on; the hand-in goes by itself when the line is back.
 */
export async function handIn(
  pass: string, sender: Sender, server: Server, curtain: Curtain,
): Promise<HandInEnd> {
  const calledOff = new AbortController();
  const back = button(words.keepWorking, 'plain', () => calledOff.abort());
  curtain.draw({ title: words.handingInTitle, text: words.handingIn, children: [back] });
  const began = Date.now();
  let missing = 0;
  for (let tries = 0; !calledOff.signal.aborted; tries += 1) {
    const lastSequence = sender.settled();
    if (lastSequence === undefined) {
      if (tries % 8 === 0) sender.tryNow();
      if (Date.now() - began > patienceMs) curtain.say(words.handInWaits);
      await pause(stepMs);
      continue;
    }
    back.disabled = true;
    const reply = await server.handIn({ pass, lastSequence });
    back.disabled = false;
    if (reply.kind === 'ok') return { kind: 'accepted', next: reply.value.next };
    if (reply.kind === 'refused' && reply.code === 'answers-missing') missing += 1;
    else if (reply.kind !== 'no-answer') return { kind: 'refused', reply };
    curtain.say(missing > 3 ? words.handInStuck : words.handInWaits);
    await pause(Math.min(10_000, 1000 * (tries + 1)), () =>
      calledOff.signal.aborted || (navigator.onLine && missing === 0));
  }
  return { kind: 'called-off' };
}

/** Waits, in small steps, at least one second and until something may have changed. */
async function pause(ms: number, isOver: () => boolean = () => false): Promise<void> {
  const end = Date.now() + ms;
  const least = Date.now() + Math.min(ms, 1000);
  while (Date.now() < end && !(Date.now() >= least && isOver())) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(stepMs, ms)));
  }
}
