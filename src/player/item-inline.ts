import type { ControlPlace } from './item-control.ts';
import { said } from './item-control.ts';
import { element } from './dom.ts';
import { words } from './words.ts';

/** A choice within a line, as the list of the browser itself: it works on every tablet and is heard as what it is. */
export function inlineChoice({ host, question, answer, onAnswer }: ControlPlace): void {
  const options = [...host.querySelectorAll('qti-inline-choice')];
  const line = said(lineOf(host));
  const select = element('select', {
    class: 'line-choice',
    attributes: { 'aria-label': [question, line, words.chooseHere].filter((part) => part !== '').join(' ') },
    children: [
      element('option', { text: host.dataset['prompt'] ?? words.choose, attributes: { value: '' } }),
      ...options.map((option) => element('option', {
        text: said(option), attributes: { value: option.getAttribute('identifier') ?? '' },
      })),
    ],
  });
  select.value = typeof answer === 'string' ? answer : '';
  select.addEventListener('change', () => onAnswer(select.value === '' ? null : select.value));
  host.replaceChildren(select);
}

/** The line round the choice, with dots where the choice stands. */
function lineOf(host: Element): Node | null {
  const line = host.closest('p, li, td')?.cloneNode(true);
  if (!(line instanceof Element)) return null;
  for (const each of line.querySelectorAll('player-inline-choice-interaction')) each.replaceWith(' … ');
  return line;
}
