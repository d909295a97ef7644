import { said } from './item-control.ts';
import { words } from './words.ts';

/** Gives the choices of qti-components, in a list or on a picture, the names and roles that they lack. */
export function describeChoices(root: ShadowRoot): void {
  for (const interaction of root.querySelectorAll('qti-choice-interaction, qti-hotspot-interaction')) {
    const one = (interaction.getAttribute('max-choices') ?? '1') === '1';
    interaction.setAttribute('role', one ? 'radiogroup' : 'group');
    const question = interaction.querySelector('qti-prompt') ?? root.querySelector('.question');
    interaction.setAttribute('aria-label', said(question));
    const options = [...interaction.querySelectorAll(optionNames)];
    for (const [index, option] of options.entries()) {
      // A radio button has no read-only state: the attribute that qti-components always sets is not allowed.
      option.removeAttribute('aria-readonly');
      if (!option.matches('qti-hotspot-choice')) continue;
      const label = option.getAttribute('aria-label') ?? option.getAttribute('hotspot-label');
      option.setAttribute('aria-label', label ?? words.spot(index + 1));
    }
  }
}

const optionNames = 'qti-simple-choice, qti-hotspot-choice';
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys walk through the options of a choice. */
export function walkOptions(event: KeyboardEvent): void {
  const [target] = event.composedPath();
  const step = steps[event.key];
  const option = target instanceof Element ? target.closest(optionNames) : null;
  const parent = option?.parentElement;
  if (step === undefined || !option || !parent) return;
  const options = [...parent.querySelectorAll<HTMLElement>(optionNames)];
  const here = options.findIndex((other) => other === option);
  const next = options[(here + step + options.length) % options.length];
  event.preventDefault();
  next?.focus();
}
