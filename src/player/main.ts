import '@citolab/qti-components/qti-item';
import '@citolab/qti-components/qti-elements';
import '@citolab/qti-components/qti-interactions';

import { button, element } from './dom.ts';
import { serverFor } from './server.ts';
import type { Ending } from './taking.ts';
import { TakingPage } from './taking.ts';
import { words } from './words.ts';

/** Something to read in place of the items, with one thing to do. */
function showMessage(host: HTMLElement, title: string, text: string, action: HTMLElement): void {
  const heading = element('h1', { text: title, attributes: { tabindex: '-1' } });
  host.replaceChildren(element('section', {
    class: 'player-message', children: [heading, element('p', { text }), action],
  }));
  heading.focus();
}

function homeLink(host: HTMLElement): HTMLElement {
  return element('a', {
    class: 'player-button player-button-filled',
    text: words.home,
    attributes: { href: host.dataset['home'] ?? '/' },
  });
}

function showEnding(host: HTMLElement, ending: Ending): void {
  const reload = (text: string): HTMLElement => button(text, 'filled', () => location.reload());
  switch (ending) {
    case 'finished':
      return showMessage(host, words.finishedTitle, words.finished, homeLink(host));
    case 'other-device':
      return showMessage(host, words.elsewhereTitle, words.elsewhere, reload(words.reload));
    case 'not-open':
      return showMessage(host, words.closedTitle, words.closed, reload(words.tryAgain));
    case 'signed-out':
      return showMessage(host, words.signedOutTitle, words.signedOut, homeLink(host));
  }
}

async function start(host: HTMLElement, sittingId: string): Promise<void> {
  const loading = { class: 'player-loading', text: words.loading, attributes: { role: 'status' } };
  host.replaceChildren(element('p', loading));
  const server = serverFor(sittingId);
  const reply = await server.loadTask();
  if (reply.kind === 'ok' && reply.value.state === 'open' && reply.value.items.length > 0) {
    new TakingPage(host, reply.value, server, (ending) => showEnding(host, ending)).start();
  } else if (reply.kind === 'ok' || (reply.kind === 'refused' && reply.code === 'submitted')) {
    showEnding(host, 'finished');
  } else if (reply.kind === 'signed-out') {
    showEnding(host, 'signed-out');
  } else if (reply.kind === 'refused') {
    showEnding(host, reply.code === 'answers-missing' ? 'not-open' : reply.code as Ending);
  } else {
    const again = button(words.tryAgain, 'filled', () => void start(host, sittingId));
    showMessage(host, words.loadFailedTitle, words.loadFailed, again);
  }
}

const host = document.querySelector<HTMLElement>('main#player');
const sittingId = host?.dataset['sitting'];
if (host && sittingId !== undefined) void start(host, sittingId);
