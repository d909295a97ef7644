import type { QtiAssessmentItem } from '@citolab/qti-components/qti-elements';
import type { ItemContainer } from '@citolab/qti-components/qti-item';

import type { AnswerValue, ItemAnswers, TaskItem } from '../taking/wire.ts';
import { element } from './dom.ts';
import { describeChoices, walkOptions } from './item-choice.ts';
import type { ControlPlace } from './item-control.ts';
import { said, withOwnControls } from './item-control.ts';
import { fillGaps } from './item-gap.ts';
import { inlineChoice } from './item-inline.ts';
import { matchRows } from './item-match.ts';
import { putInOrder } from './item-order.ts';
import { itemStyles } from './item-styles.ts';
import { describeTextBoxes } from './item-text.ts';

/** What a shown item tells the page. */
export interface ItemEvents {
  /** The pupil answered; typed answers come at each key. */
  onAnswer(responseIdentifier: string, value: AnswerValue, typed: boolean): void;
  /** Enter in an answer box of one line. */
  onEnter(): void;
}

interface Changed {
  readonly responseIdentifier: string;
  readonly response: string | readonly string[] | null | undefined;
}

/** Shows one item with the answers so far, in place of what the host showed; resolves when it can be read. */
export async function showItem(
  host: HTMLElement, item: TaskItem, answers: ItemAnswers, events: ItemEvents,
): Promise<void> {
  const container = element('item-container');
  const known = new Map(Object.entries(answers));
  const onAnswer = (identifier: string, value: AnswerValue, typed: boolean): void => {
    if (JSON.stringify(value) === JSON.stringify(known.get(identifier) ?? null)) return;
    known.set(identifier, value);
    events.onAnswer(identifier, value, typed);
  };
  const shown = new Promise<void>((resolve) => {
    container.addEventListener('qti-assessment-item-connected', (event) => {
      const { detail } = event as CustomEvent<QtiAssessmentItem>;
      void complete(container, detail, answers, onAnswer).then(resolve);
    });
  });
  container.addEventListener('qti-interaction-changed', (event) => {
    const { responseIdentifier, response } = (event as CustomEvent<Changed>).detail;
    onAnswer(responseIdentifier, plain(response), isTyped(container, responseIdentifier));
  });
  // Captured: the answer box of qti-components keeps its keys to itself.
  container.addEventListener('keydown', (event) => onKey(event, events), { capture: true });
  host.replaceChildren(container);
  await container.updateComplete;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(itemStyles);
  container.shadowRoot?.adoptedStyleSheets.push(sheet);
  container.itemXML = withOwnControls(item.xml);
  await shown;
}

const controls: Readonly<Record<string, (place: ControlPlace) => void>> = {
  'player-inline-choice-interaction': inlineChoice,
  'player-order-interaction': putInOrder,
  'player-match-interaction': matchRows,
  'player-gap-match-interaction': fillGaps,
};

/** Puts the answers so far in the shown item, and what qti-components lacks. */
async function complete(
  container: ItemContainer, shown: QtiAssessmentItem, answers: ItemAnswers,
  onAnswer: (identifier: string, value: AnswerValue, typed: boolean) => void,
): Promise<void> {
  await shown.updateComplete;
  const root = container.shadowRoot;
  if (root === null) return;
  const own = new Set<string>();
  for (const [tag, control] of Object.entries(controls)) {
    for (const host of root.querySelectorAll<HTMLElement>(tag)) {
      const identifier = host.getAttribute('response-identifier') ?? '';
      own.add(identifier);
      control({
        host,
        question: said(host.querySelector(':scope > qti-prompt') ?? root.querySelector('.question')),
        answer: answers[identifier] ?? null,
        onAnswer: (value) => onAnswer(identifier, value, false),
      });
    }
  }
  shown.variables = Object.entries(answers).filter(([identifier]) => !own.has(identifier))
    .map(([identifier, value]) => ({ identifier, value, type: 'response' as const }));
  describeTextBoxes(root);
  describeChoices(root);
}

/** Spaces round an answer are not part of it; nothing typed is no answer. */
function plain(response: Changed['response']): AnswerValue {
  if (response === null || response === undefined) return null;
  if (typeof response !== 'string') return response.length === 0 ? null : [...response];
  const text = response.trim();
  return text === '' ? null : text;
}

function isTyped(container: ItemContainer, responseIdentifier: string): boolean {
  const typed = 'qti-text-entry-interaction, qti-extended-text-interaction';
  return [...container.shadowRoot?.querySelectorAll(typed) ?? []]
    .some((interaction) => interaction.getAttribute('response-identifier') === responseIdentifier);
}

/** Enter in an answer box goes on; arrow keys walk through options. */
function onKey(event: KeyboardEvent, events: ItemEvents): void {
  const [target] = event.composedPath();
  const boxed = target instanceof HTMLInputElement && ['text', 'number'].includes(target.type);
  if (event.key === 'Enter' && boxed) {
    event.preventDefault();
    events.onEnter();
    return;
  }
  walkOptions(event);
}
