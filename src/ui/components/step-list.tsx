import type { ComponentChildren, VNode } from 'preact';
import { nl } from '../nl.ts';
import { Icon } from './icon.tsx';

/** One of the steps of a school on its way in. */
export interface Step {
  readonly number: number;
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  /** When it was done, or when it opens: "di 19 januari 2027", "vanaf vr 22 januari 2027". */
  readonly dateLabel?: string | null;
  readonly description: ComponentChildren;
  readonly action?: ComponentChildren;
}

/** The steps in their order: which are done, which is to be done now, which come later and when. */
export function StepList({ steps }: { readonly steps: readonly Step[] }): VNode {
  return (
    <ol class="steps">
      {steps.map(({ number, title, state, dateLabel, description, action }) => (
        <li class={`step step--${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <span class="step__sign" aria-hidden="true">
            {state === 'done' ? <Icon name="check" /> : number}
          </span>
          <div class="step__body">
            <h3 class="step__title">
              <span class="heard-only">{nl.step} {number}, {nl.stepState[state]}: </span>{title}
            </h3>
            <p class="step__state" >
              <span aria-hidden="true">{capital(nl.stepState[state])}{dateLabel ? ', ' : ''}</span>{dateLabel}
            </p>
            <div class="step__text">{description}</div>
            {action && <div class="step__action">{action}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
