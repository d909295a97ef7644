import { button, element } from './dom.ts';
import { words } from './words.ts';

/** What the pupil can do in the question "Ben je klaar?". */
export interface HandInChoices {
  /** Numbers of the open items, from 1. */
  readonly open: readonly number[];
  onGo(number: number): void;
  onHandIn(): void;
}

/** Asks whether the pupil is done, and says which items are open. Escape goes back to work.
 * @returns a function that takes the question away */
export function askHandIn(host: HTMLElement, choices: HandInChoices): () => void {
  const close = (): void => dialog.close();
  const open = choices.open.length > 0;
  const back = button(words.keepWorking, open ? 'filled' : 'plain', close);
  const handIn = button(words.handIn, open ? 'plain' : 'filled', () => {
    close();
    choices.onHandIn();
  });
  const dialog = element('dialog', {
    class: 'player-dialog',
    attributes: { 'aria-labelledby': 'player-dialog-title' },
    children: [
      element('h2', { text: words.checkTitle, attributes: { id: 'player-dialog-title' } }),
      ...openItems(choices, close),
      element('p', { text: words.cannotChange }),
      element('div', { class: 'player-dialog-buttons', children: [back, handIn] }),
    ],
  });
  dialog.addEventListener('close', () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
  return close;
}

function openItems(choices: HandInChoices, close: () => void): HTMLElement[] {
  const { open } = choices;
  if (open.length === 0) return [element('p', { text: words.allAnswered })];
  return [
    element('p', { text: open.length === 1 ? words.oneOpen : words.someOpen(open.length) }),
    element('ul', {
      class: 'player-open-items',
      children: open.map((number) => element('li', {
        children: [element('button', {
          class: 'player-strip-item',
          text: String(number),
          attributes: { type: 'button', 'aria-label': words.goTo(number) },
          onClick: () => {
            close();
            choices.onGo(number);
          },
        })],
      })),
    }),
  ];
}
