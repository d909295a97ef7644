import { element } from './dom.ts';

/** A reading ruler: one band of the page is clear, the rest is dimmed. It follows pointer, finger and focus, and goes
 * up and down with Alt and the arrows. */
export interface Ruler {
  readonly isOn: boolean;
  toggle(): boolean;
  /** Back to where reading begins. */
  reset(): void;
  remove(): void;
}

/** Makes a ruler that lies over the page; off at first. */
export function createRuler(): Ruler {
  const band = element('div', { class: 'player-ruler', attributes: { 'aria-hidden': 'true' } });
  band.hidden = true;
  const watch = new AbortController();
  const options = { signal: watch.signal, passive: true };
  let middle = 0;
  const move = (y: number): void => {
    middle = Math.min(innerHeight - 20, Math.max(20, y));
    band.style.setProperty('--ruler-middle', `${Math.round(middle)}px`);
  };
  const follow = ({ clientY }: PointerEvent): void => move(clientY);
  addEventListener('pointermove', follow, options);
  addEventListener('pointerdown', follow, options);
  addEventListener('focusin', (event) => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || target.matches('h1')) return;
    const { top, height } = target.getBoundingClientRect();
    move(top + Math.min(height, 80) / 2);
  }, options);
  addEventListener('keydown', (event) => {
    if (band.hidden || !event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    const line = Number.parseFloat(getComputedStyle(band).lineHeight) || 32;
    move(middle + (event.key === 'ArrowUp' ? -line : line));
  }, { signal: watch.signal });
  const reset = (): void => move(innerHeight / 3);
  reset();
  document.body.append(band);
  return {
    get isOn() {
      return !band.hidden;
    },
    toggle() {
      band.hidden = !band.hidden;
      return !band.hidden;
    },
    reset,
    remove() {
      watch.abort();
      band.remove();
    },
  };
}
