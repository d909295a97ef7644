import { said } from './item-control.ts';
import { words } from './words.ts';

/** Gives the answer boxes of qti-components a name, the right keys of a tablet, and ears for more than a keyboard. */
export function describeTextBoxes(root: ShadowRoot): void {
  for (const interaction of root.querySelectorAll('qti-text-entry-interaction')) {
    const input = interaction.shadowRoot?.querySelector('input');
    if (!input) continue;
    name(input, said(root.querySelector('.question')), said(interaction.closest('p')));
    input.setAttribute('inputmode', interaction.getAttribute('data-inputmode') ?? 'text');
    input.setAttribute('enterkeyhint', 'next');
    const length = Number(interaction.getAttribute('expected-length') ?? '8');
    input.style.width = `${Math.min(24, Math.max(4, length)) * 0.75 + 1.6}em`;
    hear(input);
  }
  for (const interaction of root.querySelectorAll('qti-extended-text-interaction')) {
    const area = interaction.shadowRoot?.querySelector('textarea');
    if (!area) continue;
    name(area, said(interaction.querySelector('qti-prompt') ?? root.querySelector('.question')));
    hear(area);
  }
}

function name(box: HTMLElement, ...parts: string[]): void {
  box.setAttribute('aria-label', [...parts, words.answerBox].filter((part) => part !== '').join(' '));
}

function hear(box: HTMLInputElement | HTMLTextAreaElement): void {
  box.setAttribute('autocapitalize', 'off');
  box.setAttribute('autocorrect', 'off');
  box.setAttribute('spellcheck', 'false');
  box.setAttribute('autocomplete', 'off');
  // qti-components listens to keys only: pasting, dictation and screen keyboards are heard this way.
  box.addEventListener('input', () => box.dispatchEvent(new Event('change')));
}
