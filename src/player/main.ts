import '@citolab/qti-components/qti-item';
import '@citolab/qti-components/qti-elements';
import '@citolab/qti-components/qti-interactions';

import type { Task } from '../taking/wire.ts';
import { applyAppearance } from './appearance.ts';
import { button, element } from './dom.ts';
import { forwardParcels } from './parcels.ts';
import { showPractice } from './practice.ts';
import type { Server } from './server.ts';
import { bringParcel, serverFor } from './server.ts';
import { memoryStore, openStore } from './store.ts';
import type { Ending } from './taking.ts';
import { endingOf, TakingPage } from './taking.ts';
import { words } from './words.ts';

/** Something to read in place of the items, with one thing to do. */
function showMessage(host: HTMLElement, title: string, text: string, actions: readonly HTMLElement[]): void {
  const heading = element('h1', { text: title, attributes: { tabindex: '-1' } });
  host.replaceChildren(element('section', {
    class: 'player-message',
    children: [
      heading, element('p', { text }), element('div', { class: 'player-message-actions', children: [...actions] }),
    ],
  }));
  heading.focus();
}

function homeLink(host: HTMLElement, text: string = words.home): HTMLElement {
  return element('a', {
    class: 'player-button player-button-filled', text, attributes: { href: host.dataset['home'] ?? '/' },
  });
}

function showEnding(host: HTMLElement, ending: Ending, task?: Task): void {
  const reload = (text: string): HTMLElement => button(text, 'plain', () => location.reload());
  switch (ending.kind) {
    case 'finished':
      if (task && ending.next) {
        // The pupil's home starts the next taak: only when it is open, and only when the pupil wants to.
        return showMessage(host, words.partDoneTitle(task.partNo, task.partCount), words.partDone,
          [homeLink(host, words.toNextPart(ending.next.partNo))]);
      }
      return showMessage(host, words.finishedTitle, words.finished, [homeLink(host)]);
    case 'other-device':
      return showMessage(host, words.elsewhereTitle, words.elsewhere, [reload(words.reload)]);
    case 'not-open':
      return showMessage(host, words.closedTitle, words.closed, [homeLink(host)]);
    case 'signed-out':
      return showMessage(host, words.signedOutTitle, words.signedOut, [homeLink(host)]);
  }
}

async function begin(host: HTMLElement, server: Server, task: Task): Promise<void> {
  applyAppearance(document.documentElement, task.accommodations);
  const { parcelAddress, storageKey } = task;
  const store = parcelAddress !== undefined && storageKey !== undefined
    ? await openStore(parcelAddress, storageKey)
    : memoryStore();
  const take = (): void => new TakingPage(host, {
    task, server, store, onEnd: (ending) => showEnding(host, ending, task),
  }).start();
  const isFresh = Object.keys(task.responses).length === 0;
  if (task.practiceItem && isFresh && !task.paused) showPractice(host, task, task.practiceItem, take);
  else take();
}

async function start(host: HTMLElement, sittingId: string): Promise<void> {
  const loading = { class: 'player-loading', text: words.loading, attributes: { role: 'status' } };
  host.replaceChildren(element('p', loading));
  // First what an earlier load left on this device: the taak then comes with those answers in it.
  const waiting = await forwardParcels(bringParcel);
  const server = serverFor(sittingId);
  const ownWaits = waiting.some((address) => address.includes(sittingId));
  const reply = ownWaits ? { kind: 'no-answer' } as const : await server.loadTask();
  if (reply.kind === 'ok' && reply.value.state === 'open' && reply.value.items.length > 0) {
    await begin(host, server, reply.value);
  } else if (reply.kind === 'ok') {
    showEnding(host, { kind: 'finished', next: null });
  } else if (reply.kind === 'signed-out') {
    showEnding(host, { kind: 'signed-out' });
  } else if (reply.kind === 'refused') {
    showEnding(host, endingOf(reply.code));
  } else {
    const again = button(words.tryAgain, 'filled', () => void start(host, sittingId));
    showMessage(host, words.loadFailedTitle, words.loadFailed, [again]);
  }
}

const host = document.querySelector<HTMLElement>('main#player');
const sittingId = host?.dataset['sitting'];
if (host && sittingId !== undefined) void start(host, sittingId);
