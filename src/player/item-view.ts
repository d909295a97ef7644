import type { QtiAssessmentItem } from '@citolab/qti-components/qti-elements';
import type { ItemContainer } from '@citolab/qti-components/qti-item';

import type { AnswerValue, ItemAnswers, TaskItem } from '../taking/wire.ts';
import { element } from './dom.ts';
import { itemStyles } from './item-styles.ts';
import { words } from './words.ts';

/** What a shown item tells the page. */
export interface ItemEvents {
  /** The pupil answered; typed answers come at each key. */
  onAnswer(responseIdentifier: string, value: AnswerValue, typed: boolean): void;
  /** Enter in an answer box. */
  onEnter(): void;
}

interface Changed {
  readonly responseIdentifier: string;
  readonly response: string | readonly string[] | null | undefined;
}

/** Shows one item with the answers so far, in place of what the host showed. */
export function showItem(host: HTMLElement, item: TaskItem, answers: ItemAnswers, events: ItemEvents): void {
  const container = element('item-container');
  const known = new Map(Object.entries(answers));
  container.addEventListener('qti-assessment-item-connected', (event) => {
    void restore(container, (event as CustomEvent<QtiAssessmentItem>).detail, answers);
  });
  container.addEventListener('qti-interaction-changed', (event) => {
    const { responseIdentifier, response } = (event as CustomEvent<Changed>).detail;
    const value = plain(response);
    if (JSON.stringify(value) === JSON.stringify(known.get(responseIdentifier) ?? null)) return;
    known.set(responseIdentifier, value);
    events.onAnswer(responseIdentifier, value, isTyped(container, responseIdentifier));
  });
  // Captured: the answer box of qti-components keeps its keys to itself.
  container.addEventListener('keydown', (event) => onKey(event, events), { capture: true });
  host.replaceChildren(container);
  void fill(container, item.xml);
}

async function fill(container: ItemContainer, xml: string): Promise<void> {
  await container.updateComplete;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(itemStyles);
  container.shadowRoot?.adoptedStyleSheets.push(sheet);
  container.itemXML = xml;
}

async function restore(
  container: ItemContainer, shown: QtiAssessmentItem, answers: ItemAnswers,
): Promise<void> {
  await shown.updateComplete;
  shown.variables = Object.entries(answers)
    .map(([identifier, value]) => ({ identifier, value, type: 'response' as const }));
  describe(container);
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

/** Gives the parts of qti-components the names and roles they lack. */
function describe(container: ItemContainer): void {
  const root = container.shadowRoot;
  if (root === null) return;
  for (const interaction of root.querySelectorAll('qti-text-entry-interaction')) {
    const input = interaction.shadowRoot?.querySelector('input');
    if (!input) continue;
    const line = interaction.closest('p')?.textContent.trim().replaceAll(/\s+/g, ' ') ?? '';
    const question = root.querySelector('.question')?.textContent.trim() ?? '';
    const name = [question, line, words.answerBox].filter((part) => part !== '');
    input.setAttribute('aria-label', name.join(' '));
    input.setAttribute('inputmode', interaction.getAttribute('data-inputmode') ?? 'text');
    input.setAttribute('enterkeyhint', 'next');
    // qti-components listens to keys only: pasting, dictation and screen keyboards are heard this way.
    input.addEventListener('input', () => input.dispatchEvent(new Event('change')));
    input.setAttribute('autocapitalize', 'off');
    const length = Number(interaction.getAttribute('expected-length') ?? '8');
    input.style.width = `${Math.min(24, Math.max(4, length)) * 0.75 + 1.6}em`;
  }
  for (const interaction of root.querySelectorAll('qti-choice-interaction')) {
    const prompt = interaction.querySelector('qti-prompt')?.textContent.trim() ?? '';
    const one = (interaction.getAttribute('max-choices') ?? '1') === '1';
    interaction.setAttribute('role', one ? 'radiogroup' : 'group');
    interaction.setAttribute('aria-label', prompt);
    // A radio button has no read-only state: the attribute that qti-components always sets is not allowed.
    for (const option of interaction.querySelectorAll('qti-simple-choice')) {
      option.removeAttribute('aria-readonly');
    }
  }
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys walk through the options; Enter in an answer box goes on. */
function onKey(event: KeyboardEvent, events: ItemEvents): void {
  const [target] = event.composedPath();
  if (event.key === 'Enter' && target instanceof HTMLInputElement) {
    event.preventDefault();
    events.onEnter();
    return;
  }
  const step = steps[event.key];
  const option = target instanceof Element ? target.closest('qti-simple-choice') : null;
  if (step === undefined || option === null || option.parentElement === null) return;
  const options = [...option.parentElement.querySelectorAll<HTMLElement>(':scope > qti-simple-choice')];
  const here = options.findIndex((other) => other === option);
  const next = options[(here + step + options.length) % options.length];
  event.preventDefault();
  next?.focus();
}
