import type { ComponentChildren, VNode } from 'preact';
import type { IconName } from '../icons.ts';
import { Icon } from './icon.tsx';

/** What stands where there is nothing yet: why it is empty, and the next step. */
export function EmptyState({ title, children, action, icon = 'inbox' }: {
  readonly title: string;
  /** Why there is nothing, and when there will be. */
  readonly children: ComponentChildren;
  readonly action?: ComponentChildren;
  readonly icon?: IconName;
}): VNode {
  return (
    <div class="empty">
      <Icon name={icon} />
      <div class="empty__body">
        <p class="empty__title">{title}</p>
        <div class="empty__text">{children}</div>
        {action && <div class="empty__action">{action}</div>}
      </div>
    </div>
  );
}
