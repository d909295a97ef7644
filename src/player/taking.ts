import type { AnswerValue, ItemAnswers, TakingRefusalCode, Task } from '../taking/wire.ts';
import { button, element } from './dom.ts';
import { askHandIn } from './hand-in.ts';
import { showItem } from './item-view.ts';
import type { Sender, SendingState } from './sender.ts';
import { createSender } from './sender.ts';
import type { Reply, Server } from './server.ts';
import { createStrip } from './strip.ts';
import { words } from './words.ts';

/** Why the taking stopped; the page then shows something else. */
export type Ending = 'finished' | 'other-device' | 'not-open' | 'signed-out';

// A typed answer is sent when the fingers rest this long.
const typingPauseMs = 600;

/** Lets a pupil take a taak: one item at a time, each answer sent as it is given. */
export function takeTask(
  host: HTMLElement, task: Task, server: Server, onEnd: (ending: Ending) => void,
): void {
  const answers = new Map<string, ItemAnswers>(Object.entries(task.responses));
  const end = (ending: Ending): void => {
    sender.stop();
    // A half-typed answer joins what waits in the tab's storage.
    if (ending === 'finished') clearTimeout(typing?.timer);
    else sendTyped();
    onEnd(ending);
  };
  const sender = createSender({
    sittingId: task.sittingId,
    epoch: task.epoch,
    lastSequence: task.lastSequence ?? 0,
    answered: new Set(answers.keys()),
  }, server, {
    onState: (state) => showState(state),
    onRefused: (reason) => end(reason === 'signed-out' ? reason : endingOf(reason) ?? 'not-open'),
  });
  for (const [itemId, left] of sender.leftBehind()) answers.set(itemId, left);

  let current = Math.min(Math.max(0, task.position), task.items.length - 1);
  let typing: { readonly itemId: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  const title = element('h1', { class: 'player-item-title', attributes: { tabindex: '-1' } });
  const stage = element('div', { class: 'player-item' });
  const status = element('p', { class: 'player-status', attributes: { role: 'status' } });
  const progress = element('p', { class: 'player-progress' });
  const strip = createStrip(task.items.length, (index) => go(index));
  const previous = button(words.previous, 'plain', () => go(current - 1));
  const next = button(words.next, 'filled', () => go(current + 1));
  const done = button(words.done, 'plain', () => finish());
  host.replaceChildren(
    header(task),
    strip.root,
    element('section', { class: 'player-sheet', children: [title, stage] }),
    element('footer', {
      class: 'player-footer',
      children: [
        element('div', { class: 'player-footer-row', children: [previous, done, next] }),
        element('div', { class: 'player-footer-row player-footer-notes', children: [progress, status] }),
      ],
    }),
  );

  function isAnswered(itemId: string): boolean {
    return Object.values(answers.get(itemId) ?? {}).some((value) => value !== null);
  }
  function refresh(): void {
    const answered = task.items.map(({ id }) => isAnswered(id));
    const count = answered.filter(Boolean).length;
    strip.update(current, answered);
    progress.textContent = words.answered(count, task.items.length);
    previous.disabled = current === 0;
    const last = current === task.items.length - 1;
    next.hidden = last;
    done.className = `player-button player-button-${last ? 'filled' : 'plain'}`;
    done.hidden = !last && count < task.items.length;
  }
  function sendTyped(): void {
    if (typing === undefined) return;
    clearTimeout(typing.timer);
    const { itemId } = typing;
    typing = undefined;
    sender.add(itemId, answers.get(itemId) ?? {});
  }
  function onAnswer(itemId: string, identifier: string, value: AnswerValue, typed: boolean): void {
    answers.set(itemId, { ...answers.get(itemId), [identifier]: value });
    refresh();
    clearTimeout(typing?.timer);
    typing = { itemId, timer: setTimeout(sendTyped, typingPauseMs) };
    if (typed) showState('saving');
    else sendTyped();
  }
  function go(index: number): void {
    const item = task.items[index];
    if (item === undefined) return;
    sendTyped();
    current = index;
    show();
    title.focus();
  }
  function show(): void {
    const item = task.items[current];
    if (item === undefined) return;
    title.textContent = words.itemOf(current + 1, task.items.length);
    showItem(stage, item, answers.get(item.id) ?? {}, {
      onAnswer: (identifier, value, typed) => onAnswer(item.id, identifier, value, typed),
      onEnter: () => (current === task.items.length - 1 ? finish() : go(current + 1)),
    });
    refresh();
  }
  function showState(state: SendingState): void {
    const said = { saved: words.saved, saving: words.saving, unsent: words.unsent }[state];
    if (status.textContent !== said) status.textContent = said;
    status.className = `player-status is-${state}`;
  }
  function finish(): void {
    sendTyped();
    const open = task.items.flatMap(({ id }, index) => (isAnswered(id) ? [] : [index + 1]));
    askHandIn(host, {
      open,
      onGo: (number) => go(number - 1),
      onHandIn: (say) => handIn(task, sender, server, say, end),
    });
  }
  addEventListener('online', () => sender.tryNow());
  addEventListener('pagehide', () => {
    sendTyped();
    sender.leave();
  });
  show();
  sender.start();
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

/** Hands in when every answer is on the server's disk; waits a while for that, then lets the pupil retry. */
async function handIn(
  task: Task, sender: Sender, server: Server, say: (sentence: string) => void, end: (ending: Ending) => void,
): Promise<boolean> {
  say(words.handInWaits);
  for (let tries = 0; sender.settled() === undefined && tries < 40; tries += 1) {
    if (tries % 8 === 0) sender.tryNow();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const lastSequence = sender.settled();
  if (lastSequence !== undefined) {
    say(words.handingIn);
    const reply = await server.handIn({ epoch: task.epoch, lastSequence });
    const ending = endingAfter(reply);
    if (ending !== null) {
      end(ending);
      return true;
    }
  }
  say(words.handInFailed);
  return false;
}
