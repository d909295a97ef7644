// A table of old results, as a spreadsheet or an export of a LAS holds it: docs/history-file.md, 2. In: bytes
// and, where a person said so, which column is which. Out: one row a line, also a hopeless one, so that all of
// them can be accounted for.
import type { Finding } from '../../base/findings.ts';
import type { PlainDate } from '../../base/plain-date.ts';

/** The columns that we know, by the names that our template has. */
export const columnNames = [
  'leerlingsleutel', 'naam', 'achternaam', 'voorvoegsel', 'roepnaam', 'geboortedatum', 'vak', 'toets', 'toetsnaam',
  'generatie', 'afnamedatum', 'jaargroep', 'vaardigheidsscore', 'schaal', 'goed', 'opgaven', 'herkomst',
] as const;

/** One of our columns. */
export type ColumnName = (typeof columnNames)[number];

/** Which written column name is which of ours, where a person said so; `null` for a column to leave out. */
export type ColumnMapping = ReadonlyMap<string, ColumnName | null>;

/** One line with a result; what is null was empty or unreadable. */
export interface HistoryRow {
  /** 1-based line of the file where the row begins. */
  readonly line: number;
  readonly key: string | null;
  readonly person: RowPerson | null;
  readonly subject: string | null;
  /** `M5` where it could be recognised, else as written. */
  readonly moment: string | null;
  readonly generation: string | null;
  readonly takenOn: PlainDate | null;
  readonly yearGroup: number | null;
  readonly score: number | null;
  readonly scale: string | null;
  readonly correctCount: number | null;
  readonly itemCount: number | null;
  /** Whether somebody typed the result into the LAS by hand, as the file says it. */
  readonly typedIn: boolean;
}

/** Name and birth date of a row; all of the three that recognising needs. */
export interface RowPerson {
  readonly lastName: string;
  readonly prefix: string | null;
  readonly callName: string;
  readonly birthDate: PlainDate;
}

/** What a table turned out to hold. Use the rows only if nothing blocks. */
export interface HistoryCsvReading {
  readonly rows: readonly HistoryRow[];
  /** Pupils told apart by key, else by name and birth date. */
  readonly pupils: number;
  /** Column names as the file writes them, in their order. */
  readonly header: readonly string[];
  /** Which of ours each of them was taken for; null for none. */
  readonly columns: readonly (ColumnName | null)[];
  /** What is needed and not there. */
  readonly missing: readonly ColumnName[];
  readonly findings: readonly Finding[];
}
