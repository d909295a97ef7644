import type { VNode } from 'preact';
import { nl } from '../nl.ts';
import { LinkButton } from './button.tsx';

/** Something that waits for this visitor. */
export interface Task {
  readonly title: string;
  /** Why it is there, or what happens if it stays; one sentence. */
  readonly why: string;
  /** How many wait, when that is a number one can count. */
  readonly count?: number | null;
  readonly href: string;
  /** What the button says, a verb: "Plannen". */
  readonly linkLabel: string;
}

/** What to do now, the most pressing first; only the first has a filled button. */
export function TaskList({ tasks, emptyText = nl.nothingToDo, hasMain = true }: {
  readonly tasks: readonly Task[];
  /** False where something else on the page is the most likely to be done. */
  readonly hasMain?: boolean;
  readonly emptyText?: string;
}): VNode {
  if (tasks.length === 0) return <p class="tasks__empty">{emptyText}</p>;
  return (
    <ul class="tasks">
      {tasks.map(({ title, why, count, href, linkLabel }, index) => (
        <li class="task">
          <div class="task__body">
            <h3 class="task__title">
              {title}
              {typeof count === 'number' && <>{' '}<span class="task__count">{count}</span></>}
            </h3>
            <p class="task__why">{why}</p>
          </div>
          <LinkButton href={href} variant={index === 0 && hasMain ? 'primary' : 'secondary'} about={`: ${title}`}>
            {linkLabel}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
