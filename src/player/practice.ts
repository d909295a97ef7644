import type { ItemAnswers, Task, TaskItem } from '../taking/wire.ts';
import { button, element } from './dom.ts';
import { showItem } from './item-view.ts';
import { words } from './words.ts';

/** Shows the item to practise with, which counts for nothing and is sent to nobody. What it says back is only about how
 * to answer, never about whether the answer is right. */
export function showPractice(
  host: HTMLElement, { title, pupilLabel }: Task, item: TaskItem, onStart: () => void,
): void {
  const heading = element('h1', { text: words.practiceTitle, attributes: { tabindex: '-1' } });
  const hint = element('p', { class: 'player-practice-hint', text: hintOf(item.xml), attributes: { role: 'status' } });
  const stage = element('div', { class: 'player-item' });
  const start = button(words.practiceStart, 'filled', onStart);
  const about = element('div', {
    class: 'player-about',
    children: [
      element('p', { class: 'player-form', text: title }), element('p', { class: 'player-pupil', text: pupilLabel }),
    ],
  });
  host.replaceChildren(
    element('header', { class: 'player-header', children: [about] }),
    element('section', { class: 'player-sheet', children: [heading, hint, stage] }),
    element('footer', {
      class: 'player-footer', children: [element('div', { class: 'player-footer-row', children: [start] })],
    }),
  );
  const answers = new Map<string, ItemAnswers[string]>();
  void showItem(stage, item, {}, {
    onAnswer: (identifier, value) => {
      answers.set(identifier, value);
      const answered = [...answers.values()].some((each) => each !== null);
      const next = answered ? words.practiceDone : hintOf(item.xml);
      if (hint.textContent !== next) hint.textContent = next;
    },
    onEnter: () => start.focus(),
  });
  heading.focus();
}

/** How to answer an item, by the first interaction in it. */
function hintOf(xml: string): string {
  const hints: Readonly<Record<string, string>> = words.practiceHints;
  const kind = /<qti-([a-z-]+)-interaction\b/.exec(xml)?.[1] ?? '';
  return hints[kind] ?? '';
}
