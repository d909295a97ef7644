import type { ComponentChildren, VNode } from 'preact';
import { nl } from '../nl.ts';
import { Icon } from './icon.tsx';

/** Something that is wrong with a field. */
export interface FieldError {
  /** Id of the field: its name, unless it has an id of its own. Null when it concerns the whole form. */
  readonly field: string | null;
  readonly message: string;
}

/** The message of a field among the errors of its form, for the `error` of that field. */
export function errorOf(errors: readonly FieldError[], field: string): string | null {
  return errors.find((error) => error.field === field)?.message ?? null;
}

/** A form. The server judges what is filled in, so that the words are ours; the errors stand above the
 * fields. */
export function Form({ action, method = 'post', encType, errors = [], id, children }: {
  readonly action: string;
  readonly method?: 'post' | 'get';
  readonly encType?: 'multipart/form-data';
  readonly errors?: readonly FieldError[];
  readonly id?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <form class="form" action={action} method={method} enctype={encType} id={id} noValidate>
        {children}
      </form>
    </>
  );
}

/** All errors of a form in one place, each leading to its field; it takes the focus when the page opens. */
export function ErrorSummary({ errors, title = nl.errorSummaryTitle }: {
  readonly errors: readonly FieldError[];
  readonly title?: string;
}): VNode {
  return (
    <div class="notice notice--error" role="alert" tabIndex={-1} autoFocus>
      <Icon name="circle-x" />
      <div class="notice__body">
        <h2 class="notice__title">{title}</h2>
        <ul class="error-list">
          {errors.map(({ field, message }) => (
            <li>{field === null ? message : <a href={`#${field}`}>{message}</a>}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Fields that belong together, with a heading over them. */
export function FieldSet({ legend, lead, children }: {
  readonly legend: string;
  readonly lead?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <fieldset class="fieldset">
      <legend class="fieldset__legend">{legend}</legend>
      {lead && <p class="fieldset__lead">{lead}</p>}
      <div class="fieldset__fields">{children}</div>
    </fieldset>
  );
}
