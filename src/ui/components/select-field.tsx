import type { VNode } from 'preact';
import type { FieldProps } from './field-frame.tsx';
import { FieldFrame, fieldWiring } from './field-frame.tsx';

/** A choice: what the form sends, and what a person reads. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** One sentence under the label; radio buttons and checkboxes only. */
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** One choice out of more than six; with fewer, RadioGroup shows them all at once. */
export function SelectField({ choices, value, emptyLabel, ...field }: FieldProps & {
  readonly choices: readonly Choice[];
  readonly value?: string | null | undefined;
  /** Shown as long as nothing is chosen, e.g. "Kies een groep". */
  readonly emptyLabel?: string;
}): VNode {
  return (
    <FieldFrame field={field}>
      <select class="input input--select" {...fieldWiring(field)}>
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
