import type { ComponentChildren, VNode } from 'preact';
import type { FieldProps } from './field-frame.tsx';
import { FieldsetFrame, fieldWiring, HintAndError } from './field-frame.tsx';
import type { Choice } from './select-field.tsx';

/** One choice out of a few, all visible. */
export function RadioGroup({ choices, value, inline = false, ...field }: FieldProps & {
  readonly choices: readonly Choice[];
  readonly value?: string | null | undefined;
  /** Beside each other, for short labels. */
  readonly inline?: boolean;
}): VNode {
  return (
    <FieldsetFrame field={field}>
      <div class={inline ? 'choices choices--inline' : 'choices'}>
        {choices.map((choice, index) => (
          <ChoiceRow type="radio" name={field.name} id={`${field.id ?? field.name}-${index + 1}`}
            choice={choice} checked={choice.value === value} />
        ))}
      </div>
    </FieldsetFrame>
  );
}

/** Any number of choices out of a few; the form sends the name once for each that is on. */
export function CheckboxGroup({ choices, values = [], ...field }: FieldProps & {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[];
}): VNode {
  return (
    <FieldsetFrame field={{ ...field, optional: false }}>
      <div class="choices">
        {choices.map((choice, index) => (
          <ChoiceRow type="checkbox" name={field.name} id={`${field.id ?? field.name}-${index + 1}`}
            choice={choice} checked={values.includes(choice.value)} />
        ))}
      </div>
    </FieldsetFrame>
  );
}

/** Yes or no; the form sends `value` (default `on`) when it is on, and nothing otherwise. */
export function Checkbox({ checked = false, value = 'on', ...field }: FieldProps & {
  readonly checked?: boolean;
  readonly value?: string;
  readonly label: ComponentChildren;
}): VNode {
  const { 'aria-required': required, ...wiring } = fieldWiring(field);
  return (
    <div class={field.error ? 'field field--error' : 'field'}>
      {field.error && <HintAndError field={{ ...field, hint: undefined }} />}
      <div class="choice">
        <input class="choice__control" type="checkbox" value={value} checked={checked}
          aria-required={required} {...wiring} />
        <label class="choice__label" for={wiring.id}>{field.label}</label>
        {field.hint && <p class="choice__hint" id={`${wiring.id}-hint`}>{field.hint}</p>}
      </div>
    </div>
  );
}

function ChoiceRow({ type, name, id, choice, checked }: {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly id: string;
  readonly choice: Choice;
  readonly checked: boolean;
}): VNode {
  return (
    <div class="choice">
      <input class="choice__control" type={type} name={name} id={id} value={choice.value} checked={checked}
        disabled={choice.disabled} aria-describedby={choice.hint === undefined ? undefined : `${id}-hint`} />
      <label class="choice__label" for={id}>{choice.label}</label>
      {choice.hint !== undefined && <p class="choice__hint" id={`${id}-hint`}>{choice.hint}</p>}
    </div>
  );
}
