import type {
  AnswerValue, HandInReceipt, ItemAnswers, LineEvent, SittingState, Task, TakingRefusalCode,
} from '../taking/wire.ts';
import type { Curtain } from './curtain.ts';
import { createCurtain } from './curtain.ts';
import { button, element } from './dom.ts';
import { askHandIn } from './hand-in.ts';
import { handIn } from './handing-in.ts';
import { showItem } from './item-view.ts';
import { openLine } from './line.ts';
import type { Sender, SendingState } from './sender.ts';
import { createSender } from './sender.ts';
import type { Server } from './server.ts';
import type { DeviceStore } from './store.ts';
import type { Strip } from './strip.ts';
import { createStrip } from './strip.ts';
import type { Tools } from './tools.ts';
import { createTools } from './tools.ts';
import { words } from './words.ts';

/** Why the taking stopped; the page then shows something else. */
export type Ending =
  | { readonly kind: 'finished'; readonly next: HandInReceipt['next'] }
  | { readonly kind: 'other-device' | 'not-open' | 'signed-out' };

/** What a page of a taak needs: the taak, the server, and where answers wait. */
export interface Taking {
  readonly task: Task;
  readonly server: Server;
  readonly store: DeviceStore;
  onEnd(ending: Ending): void;
}

// A typed answer is sent when the fingers rest this long; who writes sentences rests longer.
const typingPauseMs = 600;
const writingPauseMs = 1500;

/** Lets a pupil take a taak: one item at a time, each answer sent as it is given. */
export class TakingPage {
  readonly #host: HTMLElement;
  readonly #taking: Taking;
  readonly #pass: string;
  readonly #sender: Sender;
  readonly #answers: Map<string, ItemAnswers>;
  readonly #strip: Strip;
  readonly #tools: Tools;
  readonly #curtain: Curtain;
  readonly #left = new AbortController();
  readonly #title = element('h1', { class: 'player-item-title', attributes: { tabindex: '-1' } });
  readonly #stage = element('div', { class: 'player-item' });
  readonly #status = element('p', { class: 'player-status', attributes: { role: 'status' } });
  readonly #warning = element('p', { class: 'player-note', text: words.noStorage });
  readonly #progress = element('p', { class: 'player-progress' });
  readonly #previous = button(words.previous, 'plain', () => this.#go(this.#current - 1));
  readonly #next = button(words.next, 'filled', () => this.#go(this.#current + 1));
  readonly #done = button(words.done, 'plain', () => this.#finish());
  #current: number;
  #paused: boolean;
  #hadBreak: boolean;
  #handingIn = false;
  #over = false;
  /** How the taking ends as soon as nothing waits any more. */
  #leaving: Ending | undefined;
  #typing: { readonly itemId: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #closeLine: () => void = () => undefined;
  #closeDialog: () => void = () => undefined;

  constructor(host: HTMLElement, taking: Taking) {
    const { task, server, store } = taking;
    this.#host = host;
    this.#taking = taking;
    this.#pass = task.pass ?? '';
    this.#paused = task.paused;
    this.#answers = new Map(Object.entries(task.responses));
    this.#current = Math.min(Math.max(0, task.position), task.items.length - 1);
    this.#hadBreak = !task.accommodations.extraBreaks || this.#current >= this.#half();
    this.#strip = createStrip(task.items.length, (index) => this.#go(index));
    this.#tools = createTools(task, {
      stage: this.#stage,
      onBreak: () => this.#rest(words.breakNow),
      onHelp: async (asks) => (await server.askHelp(this.#pass, asks)).kind === 'ok',
    });
    this.#curtain = createCurtain(host);
    this.#sender = createSender(this.#pass, server, store, {
      onSending: (state) => this.#showSending(state),
      onSitting: (state) => this.#onSitting(state),
      onPassEnded: () => this.#end({ kind: 'signed-out' }),
      place: () => ({ position: this.#current, answered: this.#answeredItems().filter(Boolean).length }),
    });
  }

  /** Puts the page in place of what the host showed. */
  start(): void {
    const row = 'player-footer-row';
    const buttons = element('div', { class: row, children: [this.#previous, this.#done, this.#next] });
    const notes = { class: `${row} player-footer-notes`, children: [this.#progress, this.#status] };
    this.#host.replaceChildren(
      this.#tools.root,
      this.#strip.root,
      element('section', { class: 'player-sheet', children: [this.#title, this.#stage] }),
      element('footer', {
        class: 'player-footer',
        children: [buttons, element('div', notes), this.#warning],
      }),
    );
    const { signal } = this.#left;
    addEventListener('online', () => this.#sender.tryNow(), { signal });
    addEventListener('pagehide', () => this.#leavePage(), { signal });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'hidden') return;
      this.#leavePage();
      this.#taking.server.tellLeft(this.#pass);
    }, { signal });
    this.#closeLine = openLine(this.#taking.server.lineAddress(this.#pass), (event) => this.#onLine(event));
    this.#show();
    this.#warning.hidden = this.#taking.store.kind === 'device';
    if (this.#paused) this.#showPaused();
  }

  #leavePage(): void {
    this.#sendTyped();
    this.#sender.leave();
  }

  #onLine(event: LineEvent): void {
    if (event === 'reopened' && this.#over) return location.reload();
    if (this.#over) return;
    switch (event) {
      case 'paused': return this.#onSitting('paused');
      case 'resumed': case 'reopened': return this.#resume();
      case 'taken-over': return this.#onSitting('other-device');
      case 'ended': return this.#onSitting('not-open');
      case 'help-coming': return this.#tools.showHelp('coming');
      case 'help-over': return this.#tools.showHelp('none');
    }
  }

  /** How the sitting stands by the server. What was answered here goes first, whatever it is. */
  #onSitting(state: SittingState): void {
    if (this.#leaving) return this.#leaveIfSettled();
    if (state === 'open') {
      if (this.#paused) this.#resume();
      return;
    }
    if (state === 'paused') {
      if (this.#paused) return;
      this.#paused = true;
      this.#sendTyped();
      return this.#showPaused();
    }
    this.#leaving = state === 'submitted' ? { kind: 'finished', next: null } : { kind: state };
    this.#sendTyped();
    this.#sender.tryNow();
    this.#leaveIfSettled();
  }

  #leaveIfSettled(): void {
    if (this.#leaving && !this.#handingIn && this.#sender.settled() !== undefined) this.#end(this.#leaving);
  }

  #showPaused(): void {
    this.#closeDialog();
    if (!this.#handingIn) this.#curtain.draw({ title: words.pausedTitle, text: words.paused });
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (!this.#handingIn) this.#liftCurtain();
  }

  #rest(text: string): void {
    this.#sendTyped();
    const on = button(words.goOn, 'filled', () => this.#liftCurtain());
    this.#curtain.draw({ title: words.breakTitle, text, children: [on] });
  }

  #liftCurtain(): void {
    this.#curtain.lift();
    if (this.#paused) this.#showPaused();
    else this.#title.focus();
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    // A half-typed answer joins what waits on the device.
    if (ending.kind === 'finished') clearTimeout(this.#typing?.timer);
    else this.#sendTyped();
    this.#over = true;
    this.#sender.stop();
    this.#left.abort();
    this.#tools.remove();
    // After a hand-in the teacher may open the taak again: the line stays to hear of it.
    if (ending.kind !== 'finished') this.#closeLine();
    void this.#taking.store.settled().then(() => this.#taking.onEnd(ending));
  }

  #half(): number {
    return Math.ceil(this.#taking.task.items.length / 2);
  }

  #answeredItems(): boolean[] {
    return this.#taking.task.items.map(({ id }) => this.#isAnswered(id));
  }

  #isAnswered(itemId: string): boolean {
    return Object.values(this.#answers.get(itemId) ?? {}).some((value) => value !== null);
  }

  #refresh(): void {
    const answered = this.#answeredItems();
    const count = answered.filter(Boolean).length;
    const last = this.#current === answered.length - 1;
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
    const pauseMs = typeof value === 'string' && value.length > 40 ? writingPauseMs : typingPauseMs;
    this.#typing = { itemId, timer: setTimeout(() => this.#sendTyped(), pauseMs) };
    if (typed) this.#showSending('saving');
    else this.#sendTyped();
  }

  #go(index: number): void {
    if (this.#taking.task.items[index] === undefined) return;
    this.#sendTyped();
    const half = !this.#hadBreak && this.#current < this.#half() && index >= this.#half();
    this.#current = index;
    this.#show();
    this.#title.focus();
    if (!half) return;
    this.#hadBreak = true;
    this.#rest(words.breakHalf);
  }

  #show(): void {
    const { items } = this.#taking.task;
    const item = items[this.#current];
    if (item === undefined) return;
    this.#tools.onItem();
    this.#title.textContent = words.itemOf(this.#current + 1, items.length);
    void showItem(this.#stage, item, this.#answers.get(item.id) ?? {}, {
      onAnswer: (identifier, value, typed) => this.#onAnswer(item.id, identifier, value, typed),
      onEnter: () => (this.#current === items.length - 1 ? this.#finish() : this.#go(this.#current + 1)),
    });
    this.#refresh();
  }

  #showSending(state: SendingState): void {
    const onDevice = this.#taking.store.kind === 'device';
    const waiting = onDevice ? words.waiting : words.waitingHere;
    this.#warning.hidden = onDevice;
    const said = { saved: words.saved, saving: words.saving, waiting }[state];
    if (this.#status.textContent !== said) this.#status.textContent = said;
    this.#status.className = `player-status is-${state}`;
  }

  #finish(): void {
    this.#sendTyped();
    const open = this.#answeredItems().flatMap((answered, index) => (answered ? [] : [index + 1]));
    this.#closeDialog = askHandIn(this.#host, {
      open, onGo: (number) => this.#go(number - 1), onHandIn: () => void this.#handIn(),
    });
  }

  async #handIn(): Promise<void> {
    this.#handingIn = true;
    const end = await handIn(this.#pass, this.#sender, this.#taking.server, this.#curtain);
    this.#handingIn = false;
    if (this.#leaving) return this.#leaveIfSettled();
    if (end.kind === 'accepted') return this.#end({ kind: 'finished', next: end.next });
    if (end.kind === 'called-off') return this.#liftCurtain();
    const { reply } = end;
    this.#end(reply.kind === 'refused' ? endingOf(reply.code) : { kind: reply.kind });
  }
}

/** What a refusal of the whole taak means for the page. */
export function endingOf(code: TakingRefusalCode): Ending {
  if (code === 'submitted') return { kind: 'finished', next: null };
  return { kind: code === 'other-device' ? code : 'not-open' };
}
