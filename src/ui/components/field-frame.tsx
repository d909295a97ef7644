import type { ComponentChildren, VNode } from 'preact';
import { nl } from '../nl.ts';
import { Icon } from './icon.tsx';

/** What every form field knows of itself. */
export interface FieldProps {
  /** Name under which the form sends it; also its id, unless that is given. */
  readonly name: string;
  readonly id?: string;
  readonly label: ComponentChildren;
  /** What to fill in, or where to find it; one sentence. */
  readonly hint?: ComponentChildren;
  /** What is wrong and how to mend it; null when nothing is. */
  readonly error?: string | null | undefined;
  /** Marked in words; every other field must be filled in. */
  readonly optional?: boolean;
}

/** The attributes that tie a control to its hint and its error. */
export function fieldWiring({ name, id = name, hint, error, optional }: FieldProps): {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-required': 'true' | undefined;
} {
  const parts = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])];
  return {
    id,
    name,
    'aria-describedby': parts.length === 0 ? undefined : parts.join(' '),
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': optional ? undefined : 'true',
  };
}

/** Label, hint and error round one control. */
export function FieldFrame({ field, children }: {
  readonly field: FieldProps;
  readonly children: ComponentChildren;
}): VNode {
  const id = field.id ?? field.name;
  return (
    <div class={field.error ? 'field field--error' : 'field'}>
      <label class="field__label" for={id}>{field.label}{field.optional && <OptionalMark />}</label>
      <HintAndError field={field} />
      {children}
    </div>
  );
}

/** The same round a group of controls, which has a legend instead of a label. */
export function FieldsetFrame({ field, children }: {
  readonly field: FieldProps;
  readonly children: ComponentChildren;
}): VNode {
  const wiring = fieldWiring(field);
  return (
    <fieldset class={field.error ? 'field field--group field--error' : 'field field--group'} id={wiring.id}
      tabIndex={-1} aria-describedby={wiring['aria-describedby']}>
      <legend class="field__label">{field.label}{field.optional && <OptionalMark />}</legend>
      <HintAndError field={field} />
      {children}
    </fieldset>
  );
}

/** The hint and the error of a field, with the ids that fieldWiring points at. */
export function HintAndError({ field }: { readonly field: FieldProps }): VNode {
  const { name, id = name, hint, error } = field;
  return (
    <>
      {hint && <p class="field__hint" id={`${id}-hint`}>{hint}</p>}
      {error && (
        <p class="field__error" id={`${id}-error`}><Icon name="circle-alert" /><span>{error}</span></p>
      )}
    </>
  );
}

function OptionalMark(): VNode {
  return <span class="field__optional"> ({nl.optional})</span>;
}
