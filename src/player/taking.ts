import type { AnswerValue, ItemAnswers, TakingRefusalCode, Task } from '../taking/wire.ts';
import { button, element } from './dom.ts';
import { askHandIn } from './hand-in.ts';
import { showItem } from './item-view.ts';
import type { Sender, SendingState } from './sender.ts';
import { createSender } from './sender.ts';
import type { Reply, Server } from './server.ts';
import type { Strip } from './strip.ts';
import { createStrip } from './strip.ts';
import { words } from './words.ts';

/** Why the taking stopped; the page then shows something else. */
export type Ending = 'finished' | 'other-device' | 'not-open' | 'signed-out';

// A typed answer is sent when the fingers rest this long.
const typingPauseMs = 600;

/** Lets a pupil take a taak: one item at a time, each answer sent as it is given. */
export class TakingPage {
  readonly #host: HTMLElement;
  readonly #task: Task;
  readonly #server: Server;
  readonly #onEnd: (ending: Ending) => void;
  readonly #sender: Sender;
  readonly #answers: Map<string, ItemAnswers>;
  readonly #strip: Strip;
  readonly #title = element('h1', { class: 'player-item-title', attributes: { tabindex: '-1' } });
  readonly #stage = element('div', { class: 'player-item' });
  readonly #status = element('p', { class: 'player-status', attributes: { role: 'status' } });
  readonly #progress = element('p', { class: 'player-progress' });
  readonly #previous = button(words.previous, 'plain', () => this.#go(this.#current - 1));
  readonly #next = button(words.next, 'filled', () => this.#go(this.#current + 1));
  readonly #done = button(words.done, 'plain', () => this.#finish());
  #current: number;
  #typing: { readonly itemId: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(host: HTMLElement, task: Task, server: Server, onEnd: (ending: Ending) => void) {
    this.#host = host;
    this.#task = task;
    this.#server = server;
    this.#onEnd = onEnd;
    this.#answers = new Map(Object.entries(task.responses));
    this.#current = Math.min(Math.max(0, task.position), task.items.length - 1);
    this.#strip = createStrip(task.items.length, (index) => this.#go(index));
    this.#sender = createSender({
      sittingId: task.sittingId,
      epoch: task.epoch,
      lastSequence: task.lastSequence ?? 0,
      answered: new Set(this.#answers.keys()),
    }, server, {
      onState: (state) => this.#showState(state),
      onRefused: (reason) => this.#end(reason === 'signed-out' ? reason : endingOf(reason) ?? 'not-open'),
    });
    for (const [itemId, left] of this.#sender.leftBehind()) this.#answers.set(itemId, left);
  }

  /** Puts the page in place of what the host showed and sends what an earlier load left behind. */
  start(): void {
    const row = 'player-footer-row';
    const buttons = element('div', { class: row, children: [this.#previous, this.#done, this.#next] });
    const notes = { class: `${row} player-footer-notes`, children: [this.#progress, this.#status] };
    this.#host.replaceChildren(
      header(this.#task),
      this.#strip.root,
      element('section', { class: 'player-sheet', children: [this.#title, this.#stage] }),
      element('footer', { class: 'player-footer', children: [buttons, element('div', notes)] }),
    );
    addEventListener('online', () => this.#sender.tryNow());
    addEventListener('pagehide', () => {
      this.#sendTyped();
      this.#sender.leave();
    });
    this.#show();
    this.#sender.start();
  }

  #end(ending: Ending): void {
    this.#sender.stop();
    // A half-typed answer joins what waits in the tab's storage.
    if (ending === 'finished') clearTimeout(this.#typing?.timer);
    else this.#sendTyped();
    this.#onEnd(ending);
  }

  #isAnswered(itemId: string): boolean {
    return Object.values(this.#answers.get(itemId) ?? {}).some((value) => value !== null);
  }

  #refresh(): void {
    const answered = this.#task.items.map(({ id }) => this.#isAnswered(id));
    const count = answered.filter(Boolean).length;
    const last = this.#current === this.#task.items.length - 1;
    this.#strip.update(this.#current, answered);
    this.#progress.textContent = words.answered(count, answered.length);
    this.#previous.disabled = this.#current === 0;
    this.#next.hidden = last;
    this.#done.className = `player-button player-button-${last ? 'filled' : 'plain'}`;
    this.#done.hidden = !last && count < answered.length;
  }

  #sendTyped(): void {
    if (this.#typing === undefined) return;
    clearTimeout(this.#typing.timer);
    const { itemId } = this.#typing;
    this.#typing = undefined;
    this.#sender.add(itemId, this.#answers.get(itemId) ?? {});
  }

  #onAnswer(itemId: string, identifier: string, value: AnswerValue, typed: boolean): void {
    this.#answers.set(itemId, { ...this.#answers.get(itemId), [identifier]: value });
    this.#refresh();
    clearTimeout(this.#typing?.timer);
    this.#typing = { itemId, timer: setTimeout(() => this.#sendTyped(), typingPauseMs) };
    if (typed) this.#showState('saving');
    else this.#sendTyped();
  }

  #go(index: number): void {
    if (this.#task.items[index] === undefined) return;
    this.#sendTyped();
    this.#current = index;
    this.#show();
    this.#title.focus();
  }

  #show(): void {
    const { items } = this.#task;
    const item = items[this.#current];
    if (item === undefined) return;
    this.#title.textContent = words.itemOf(this.#current + 1, items.length);
    showItem(this.#stage, item, this.#answers.get(item.id) ?? {}, {
      onAnswer: (identifier, value, typed) => this.#onAnswer(item.id, identifier, value, typed),
      onEnter: () => (this.#current === items.length - 1 ? this.#finish() : this.#go(this.#current + 1)),
    });
    this.#refresh();
  }

  #showState(state: SendingState): void {
    const said = { saved: words.saved, saving: words.saving, unsent: words.unsent }[state];
    if (this.#status.textContent !== said) this.#status.textContent = said;
    this.#status.className = `player-status is-${state}`;
  }

  #finish(): void {
    this.#sendTyped();
    const open = this.#task.items.flatMap(({ id }, index) => (this.#isAnswered(id) ? [] : [index + 1]));
    askHandIn(this.#host, {
      open,
      onGo: (number) => this.#go(number - 1),
      onHandIn: async (say) => {
        const ending = await handIn(this.#task.epoch, this.#sender, this.#server, say);
        if (ending === null) say(words.handInFailed);
        else this.#end(ending);
        return ending !== null;
      },
    });
  }
}

function header(task: Task): HTMLElement {
  const practice = { class: 'player-practice', text: words.practice };
  const about = new Set([task.title, task.formLabel].filter((text) => text !== ''));
  return element('header', {
    class: 'player-header',
    children: [
      element('p', { class: 'player-form', text: [...about].join(' · ') }),
      ...(task.practice === true ? [element('p', practice)] : []),
      element('p', { class: 'player-pupil', text: task.pupilLabel }),
    ],
  });
}

/** What an answer to the hand-in means for the page; null to try again. */
function endingAfter(reply: Reply<unknown>): Ending | null {
  if (reply.kind === 'ok') return 'finished';
  if (reply.kind === 'signed-out') return 'signed-out';
  return reply.kind === 'refused' ? endingOf(reply.code) : null;
}

function endingOf(code: TakingRefusalCode): Ending | null {
  return code === 'submitted' ? 'finished' : code === 'answers-missing' ? null : code;
}

/** Hands in when every answer is on the server's disk; waits ten seconds for that, then lets the pupil retry.
 * @returns how the taking ended, or null when it has not */
async function handIn(
  epoch: number, sender: Sender, server: Server, say: (sentence: string) => void,
): Promise<Ending | null> {
  say(words.handInWaits);
  for (let tries = 0; sender.settled() === undefined && tries < 40; tries += 1) {
    if (tries % 8 === 0) sender.tryNow();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const lastSequence = sender.settled();
  if (lastSequence === undefined) return null;
  say(words.handingIn);
  return endingAfter(await server.handIn({ epoch, lastSequence }));
}
