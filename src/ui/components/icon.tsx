import type { VNode } from 'preact';
import type { IconName } from '../icons.ts';
import { iconShapes } from '../icons.ts';

/** A small picture beside words that say the same; it is hidden from who hears the page. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
      stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"
      dangerouslySetInnerHTML={{ __html: iconShapes(name) }} />
  );
}
