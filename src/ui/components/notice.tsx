import type { ComponentChildren, VNode } from 'preact';
import type { IconName } from '../icons.ts';
import { nl } from '../nl.ts';
import { Icon } from './icon.tsx';

/** What a message is: good to know, done, mind this, went wrong. */
export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** A message in the page; its kind is told by icon, word and colour. */
export function Notice({ kind, title, children }: {
  readonly kind: NoticeKind;
  /** Replaces the word of the kind, e.g. "De leerlingen zijn opgehaald". */
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class={`notice notice--${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={noticeIcons[kind]} />
      <div class="notice__body">
        <p class="notice__title">
          {title === undefined
            ? nl.notice[kind]
            : <><span class="heard-only">{nl.notice[kind]}: </span>{title}</>}
        </p>
        {children && <div class="notice__text">{children}</div>}
      </div>
    </div>
  );
}

/** The icon of each kind; all four have another outline. */
export const noticeIcons = {
  info: 'info', success: 'circle-check', warning: 'triangle-alert', error: 'circle-x',
} as const satisfies Record<NoticeKind, IconName>;
