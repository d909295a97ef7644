import { button, element } from './dom.ts';
import { words } from './words.ts';

/** What the pupil can do in the question "Ben je klaar?". */
export interface HandInChoices {
  /** Numbers of the open items, from 1. */
  readonly open: readonly number[];
  onGo(number: number): void;
  /** Resolves to false when it failed and may be tried again. */
  onHandIn(say: (sentence: string) => void): Promise<boolean>;
}

/** Asks whether the pupil is done, and says which items are open. Escape goes back to work. */
export function askHandIn(host: HTMLElement, choices: HandInChoices): void {
  const status = element('p', { class: 'player-dialog-status', attributes: { role: 'status' } });
  const back = button(words.keepWorking, choices.open.length > 0 ? 'filled' : 'plain', () => dialog.close());
  const go = async (): Promise<void> => {
    for (const each of [handIn, back]) each.disabled = true;
    const done = await choices.onHandIn((sentence) => {
      status.textContent = sentence;
    });
    for (const each of [handIn, back]) each.disabled = false;
    if (done) dialog.close();
  };
  const handIn = button(words.handIn, choices.open.length > 0 ? 'plain' : 'filled', () => void go());
  const dialog = element('dialog', {
    class: 'player-dialog',
    attributes: { 'aria-labelledby': 'player-dialog-title' },
    children: [
      element('h2', { text: words.checkTitle, attributes: { id: 'player-dialog-title' } }),
      ...openItems(choices, () => dialog.close()),
      element('p', { text: words.cannotChange }),
      status,
      element('div', { class: 'player-dialog-buttons', children: [back, handIn] }),
    ],
  });
  // While the answers are being handed in, Escape would leave the pupil in doubt.
  dialog.addEventListener('cancel', (event) => {
    if (handIn.disabled) event.preventDefault();
  });
  dialog.addEventListener('close', () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
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
