import type { VNode } from 'preact';
import type { FieldProps } from './field-frame.tsx';
import { FieldFrame, fieldWiring } from './field-frame.tsx';

/** How many characters a field shows; it may hold more. `full` is as wide as the column. */
export type FieldWidth = 4 | 10 | 20 | 'full';

/** One line of text. */
export function TextField({
  type = 'text', value, autoComplete, inputMode, width = 20, maxLength, spellCheck, ...field
}: FieldProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'search' | 'password' | 'url';
  readonly value?: string | null | undefined;
  /** What browsers may fill in by themselves, e.g. `email`, `organization`, `off`. */
  readonly autoComplete?: string;
  /** Which keyboard a telephone shows; numbers are text fields with `numeric`. */
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search';
  readonly width?: FieldWidth;
  readonly maxLength?: number;
  readonly spellCheck?: boolean;
}): VNode {
  // Preact's types want one branch for each type of input; for what we pass they are the same.
  return (
    <FieldFrame field={field}>
      <input class={`input input--${width}`} type={type as 'text'} value={value ?? ''}
        autocomplete={autoComplete} inputmode={inputMode} maxLength={maxLength} spellcheck={spellCheck}
        {...fieldWiring(field)} />
    </FieldFrame>
  );
}

/** Several lines of text, or a text that is pasted. */
export function TextArea({
  value, rows = 4, monospace = false, autoComplete = 'off', spellCheck, ...field
}: FieldProps & {
  readonly value?: string | null | undefined;
  readonly rows?: number;
  /** For keys and codes. */
  readonly monospace?: boolean;
  readonly autoComplete?: string;
  readonly spellCheck?: boolean;
}): VNode {
  return (
    <FieldFrame field={field}>
      <textarea class={monospace ? 'input input--full input--code' : 'input input--full'} rows={rows}
        autocomplete={autoComplete} spellcheck={spellCheck} {...fieldWiring(field)}>{value ?? ''}</textarea>
    </FieldFrame>
  );
}
