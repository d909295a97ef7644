import type { ComponentChildren, VNode } from 'preact';
import { nl } from '../nl.ts';

/** How far long work is, in a bar and in words; the page may be left. With `pollHref` it renews itself:
 * that address answers with this same component, and without `pollHref` once the work is done. */
export function Progress({ id, label, value, max, words, pollHref, everySeconds = 2, children }: {
  readonly id: string;
  readonly label: string;
  /** Null as long as nobody knows how much there is. */
  readonly value: number | null;
  readonly max: number;
  /** E.g. "120 van 226 leerlingen opgehaald". */
  readonly words: string;
  readonly pollHref?: string | null;
  readonly everySeconds?: number;
  /** What stands under it, e.g. that the page may be left, or the result. */
  readonly children?: ComponentChildren;
}): VNode {
  const polling = pollHref
    ? { 'hx-get': pollHref, 'hx-trigger': `every ${everySeconds}s`, 'hx-swap': 'outerHTML' } : {};
  return (
    <div class="progress" id={id} {...polling}>
      <label class="progress__label" for={`${id}-bar`}>{label}</label>
      <progress class="progress__bar" id={`${id}-bar`} max={max} {...(value === null ? {} : { value })} />
      <p class="progress__words" aria-live="polite">{words}</p>
      {children && <div class="progress__text">{children}</div>}
      {pollHref && <noscript><p><a href="">{nl.refresh}</a></p></noscript>}
    </div>
  );
}
