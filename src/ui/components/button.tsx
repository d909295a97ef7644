import type { ComponentChildren, VNode } from 'preact';
import type { IconName } from '../icons.ts';
import { Icon } from './icon.tsx';

/** How loud a button is. `primary` is filled and stands once on a page, on the most likely action. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet';

interface Look {
  readonly variant?: ButtonVariant;
  readonly icon?: IconName;
  /** For in tables and beside text. */
  readonly small?: boolean;
  /** Said, but not shown, after the visible words: "Plannen" + "van Rekenen M5 voor groep 5". */
  readonly about?: string;
  /** The key that presses it, on a page that has `Shortcuts`. */
  readonly shortcut?: string | undefined;
  readonly children: ComponentChildren;
}

/** A button that sends a form. */
export function Button({ type = 'submit', name, value, form, disabled, formAction, ...look }: Look & {
  readonly type?: 'submit' | 'button';
  readonly name?: string;
  readonly value?: string;
  /** Id of the form, when the button stands outside it. */
  readonly form?: string;
  readonly formAction?: string;
  readonly disabled?: boolean;
}): VNode {
  return (
    <button class={lookOf(look)} {...{ type, name, value, form, disabled }} formaction={formAction}
      aria-keyshortcuts={look.shortcut}>
      <Words {...look} />
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function LinkButton({ href, download, ...look }: Look & {
  readonly href: string;
  /** File name under which the browser keeps what the link gives. */
  readonly download?: string;
}): VNode {
  return (
    <a class={lookOf(look)} href={href} download={download} aria-keyshortcuts={look.shortcut}><Words {...look} /></a>
  );
}

/** Buttons beside each other, the most likely first. */
export function ButtonRow({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="button-row">{children}</div>;
}

function lookOf({ variant = 'secondary', small = false }: Look): string {
  return `button button--${variant}${small ? ' button--small' : ''}`;
}

function Words({ icon, about, shortcut, children }: Look): VNode {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}{about !== undefined && <span class="heard-only"> {about}</span>}</span>
      {shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd>}
    </>
  );
}
