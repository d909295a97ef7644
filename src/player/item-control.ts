import type { AnswerValue } from '../taking/wire.ts';
import { element } from './dom.ts';
import { words } from './words.ts';

/** Where a control of ours stands: what the item says, what was answered before, and whom to tell. */
export interface ControlPlace {
  /** The interaction with what the item put in it; the control takes the place of its content. */
  readonly host: HTMLElement;
  /** The question, for who hears the page. */
  readonly question: string;
  readonly answer: AnswerValue;
  onAnswer(value: AnswerValue): void;
}

/** Interactions that qti-components shows in a way that not every pupil can use: they get a control of ours. In the
 * item they are renamed before qti-components sees them, so that only the control listens. */
const renamed = /(<\/?)qti-(inline-choice|order|match|gap-match)-interaction\b/g;

/** The item with those interactions under a name that qti-components leaves alone. */
export function withOwnControls(xml: string): string {
  return xml.replaceAll(renamed, '$1player-$2-interaction');
}

/** The text of an element as it is said: without runs of spaces. */
export function said(node: Node | null | undefined): string {
  const pictures = node instanceof Element ? [...node.querySelectorAll('img')].map(({ alt }) => alt) : [];
  return [node?.textContent ?? '', ...pictures].join(' ').trim().replaceAll(/[\s\u2060]+/g, ' ');
}

/** The name of a thing to choose: its text, or what a mark is called. */
export function nameOf(source: Element | null | undefined): string {
  const marks: Readonly<Record<string, string>> = words.marks;
  return marks[said(source)] ?? said(source);
}

/** A copy of what stands inside an element: text, emphasis, pictures. */
export function contentOf(source: Element): Node[] {
  return [...source.childNodes].map((node) => node.cloneNode(true));
}

/** The answer as a list, whatever form it has. */
export function listOf(answer: AnswerValue): readonly string[] {
  if (answer === null) return [];
  return typeof answer === 'string' ? [answer] : answer;
}

/** The question of an interaction, taken along when its content is replaced. */
export function promptOf(host: Element): Element[] {
  return [...host.querySelectorAll(':scope > qti-prompt')];
}

/** A line that a screen reader says when it changes, and that nobody sees. */
export function announcer(): { readonly root: HTMLElement; say(sentence: string): void } {
  const root = element('p', { class: 'spoken-only', attributes: { role: 'status' } });
  return {
    root,
    say(sentence) {
      root.textContent = sentence;
    },
  };
}

/** The order in which choices are shown: as written, or shuffled where the item asks for it; the same for everybody
 * and at each load, because it follows from the identifiers alone. */
export function shownOrder<T extends { readonly id: string; readonly fixed: boolean }>(
  choices: readonly T[], shuffle: boolean,
): readonly T[] {
  if (!shuffle) return choices;
  const free = choices.filter(({ fixed }) => !fixed)
    .toSorted((one, other) => scramble(one.id) - scramble(other.id) || (one.id < other.id ? -1 : 1));
  return choices.map((choice) => (choice.fixed ? choice : free.shift() ?? choice));
}

// FNV-1a: a number that looks like none of its neighbours.
function scramble(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
