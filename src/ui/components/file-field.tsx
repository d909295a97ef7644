import type { VNode } from 'preact';
import type { FieldProps } from './field-frame.tsx';
import { FieldFrame, fieldWiring } from './field-frame.tsx';

/** A file from the visitor's own computer; its form needs `encType="multipart/form-data"`. */
export function FileField({ accept, multiple = false, ...field }: FieldProps & {
  /** Endings and kinds that the browser offers first, e.g. `.xml,text/xml`; the server judges. */
  readonly accept?: string;
  /** Whether several may be chosen at once. */
  readonly multiple?: boolean;
}): VNode {
  return (
    <FieldFrame field={field}>
      <input class="input input--file" type="file" accept={accept} multiple={multiple} {...fieldWiring(field)} />
    </FieldFrame>
  );
}
