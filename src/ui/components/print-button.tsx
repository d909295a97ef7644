import type { VNode } from 'preact';
import { assetUrl } from '../assets.ts';
import { Icon } from './icon.tsx';

/** Prints the page that it stands on; hidden from who has no script, and from paper. */
export function PrintButton({ about }: {
  /** What is printed, for who hears the button alone. */
  readonly about: string;
}): VNode {
  return (
    <>
      <button class="button button--primary no-print" type="button" data-print hidden>
        <Icon name="printer" />
        Print<span class="heard-only"> {about}</span>
      </button>
      <script src={assetUrl('print.js')} defer />
    </>
  );
}
