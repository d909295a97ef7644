/** How grave a finding is: `error` breaks the standard, `warning` may go wrong, `note` is worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** A fault in a delivered file or message: collected and kept with the delivery, never thrown. */
export interface Finding {
  /** Stable, from the catalogue of the standard that found it, e.g. `EDEX-KEY-DUPLICATE`. */
  readonly code: string;
  readonly severity: Severity;
  /** Whether our own import refuses the delivery because of it. */
  readonly blocks: boolean;
  /** 1-based place in the text; null where it has none. */
  readonly line: number | null;
  readonly column: number | null;
  /** Where in the document, e.g. `/EDEX/leerlingen/leerling[3]/groep/@key`; no names of people. */
  readonly path: string | null;
  /** A Dutch sentence that says what to mend, and where. */
  readonly message: string;
}
