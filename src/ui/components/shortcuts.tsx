import type { VNode } from 'preact';
import { assetUrl } from '../assets.ts';
import { nl } from '../nl.ts';

/** A key that presses something on this page, and what it does. */
export interface Shortcut {
  /** As a person reads it: `1-9`, `n`. */
  readonly keys: string;
  readonly does: string;
}

/**
 * Which keys work on this page, with a button that turns them off; hidden without script. The keys
 * themselves are those of the buttons and links that have a `shortcut`.
 */
export function Shortcuts({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }): VNode {
  return (
    <div class="shortcuts" data-shortcuts hidden>
      <dl class="shortcuts__list">
        {shortcuts.map(({ keys, does }) => (
          <div class="shortcuts__item"><dt><kbd>{keys}</kbd></dt><dd>{does}</dd></div>
        ))}
      </dl>
      <button class="button button--quiet button--small" type="button" aria-pressed="true">{nl.shortcuts}</button>
      <script src={assetUrl('shortcuts.js')} defer />
    </div>
  );
}

/** The number keys for so many choices: `1`, or `1-4`; nothing when there are none. */
export function choosingKeys(count: number): readonly Shortcut[] {
  if (count === 0) return [];
  return [{ keys: count === 1 ? '1' : `1-${Math.min(count, 9)}`, does: 'kies' }];
}
