import { element } from './dom.ts';
import { words } from './words.ts';

/** The row of numbered buttons that shows where the pupil is and what is still open. */
export interface Strip {
  readonly root: HTMLElement;
  update(current: number, answered: readonly boolean[]): void;
}

/** Makes the strip; one tab stop, arrow keys walk, Home and End jump, Enter or space goes there. */
export function createStrip(count: number, onGo: (index: number) => void): Strip {
  const buttons = Array.from({ length: count }, (_, index) => element('button', {
    class: 'player-strip-item',
    text: String(index + 1),
    attributes: { type: 'button' },
    onClick: () => onGo(index),
  }));
  const walk = (event: KeyboardEvent): void => {
    const from = buttons.findIndex((each) => each === document.activeElement);
    const goals: Readonly<Record<string, number>> = {
      ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1,
      Home: 0, End: count - 1,
    };
    const goal = buttons[goals[event.key] ?? -1];
    if (from < 0 || goal === undefined) return;
    event.preventDefault();
    for (const each of buttons) each.tabIndex = each === goal ? 0 : -1;
    goal.focus();
  };
  const root = element('nav', {
    class: 'player-strip',
    attributes: { 'aria-label': words.stripLabel },
    children: [element('ol', { children: buttons.map((each) => element('li', { children: [each] })) })],
  });
  root.addEventListener('keydown', walk);
  return {
    root,
    update(current, answered) {
      for (const [index, each] of buttons.entries()) {
        const done = answered[index] === true;
        each.classList.toggle('is-answered', done);
        each.setAttribute('aria-label', words.stripItem(index + 1, done));
        each.tabIndex = index === current ? 0 : -1;
        if (index === current) each.setAttribute('aria-current', 'step');
        else each.removeAttribute('aria-current');
      }
    },
  };
}
