import { CsvError, parse } from 'csv-parse/sync';
import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { scoreLimit } from '../psychometrics/counts.ts';
import type { ResponseMatrix } from '../psychometrics/counts.ts';
import { fault } from './io.ts';

/** Scored answers of a wide CSV file: a row a person, a column an item. */
export interface Responses {
  /** As in the file, or the number of the row when there is no such column. */
  readonly personIds: readonly string[];
  /** As in the file; without that column bk001, bk002 ... by the items taken, in order of appearance. */
  readonly bookletIds: readonly string[];
  /** Line of each person in the file, from 1. */
  readonly lines: readonly number[];
  /** -1 = not administered. */
  readonly matrix: ResponseMatrix;
  /** Texts of the columns that are no items, by name. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Faults after which reading stops: a file with more has another cause than a slip. */
const faultsMax = 20;

const names = { person: 'person_id', booklet: 'booklet_id' } as const;

/** Reads a CSV file of docs/measurement.md. Bad cells are named by line and item.
 * @param ignore columns that are no items */
export function readResponses(text: string, ignore: readonly string[]): Result<Responses, readonly Finding[]> {
  const table = rowsOf(text);
  if (!table.ok) return table;
  const [head, ...body] = table.value;
  if (!head) return refuse([fault('MEAS-CSV-EMPTY', 'Het bestand is leeg.')]);
  const columns = head.cells.map((cell) => cell.trim());
  const wrong = headerFaults(columns, ignore);
  if (wrong.length > 0) return refuse(wrong);
  const notItems = new Set<string>([names.person, names.booklet, ...ignore]);
  const itemAt = columns.flatMap((column, at) => (notItems.has(column) ? [] : [at]));
  const itemIds = itemAt.map((at) => columns[at]!);
  const scores = new Int16Array(body.length * itemIds.length);
  const faults: Finding[] = [];
  body.forEach(({ cells, line }, row) => {
    if (faults.length >= faultsMax) return;
    if (cells.length !== columns.length) faults.push(lengthFault(cells.length, columns.length, line));
    else readRow(cells, itemAt, itemIds, line, scores.subarray(row * itemIds.length), faults);
  });
  if (faults.length === 0) faults.push(...doubles(columns, body));
  if (faults.length > 0) return refuse(faults);
  const matrix = { itemIds, scores };
  const column = (name: string): string[] | undefined => {
    const at = columns.indexOf(name);
    return at < 0 ? undefined : body.map(({ cells }) => cells[at]!.trim());
  };
  return ok({
    matrix,
    lines: body.map(({ line }) => line),
    personIds: column(names.person) ?? body.map((_, row) => String(row + 1)),
    bookletIds: column(names.booklet) ?? bookletsByItems(matrix, body.length),
    others: new Map(ignore.map((name) => [name, column(name)!])),
  });
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function rowsOf(text: string): Result<readonly Row[], readonly Finding[]> {
  const rows: Row[] = [];
  let before = 0;
  try {
    parse(text, {
      bom: true, relax_column_count: true, skip_empty_lines: false,
      on_record: (cells: string[], { lines }) => {
        const line = before + 1;
        before = lines;
        if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = 'Vanaf hier is het bestand geen CSV: een aanhalingsteken te veel of te weinig.';
    return refuse([fault('MEAS-CSV', message, before + 1)]);
  }
  return ok(rows);
}

function headerFaults(columns: readonly string[], ignore: readonly string[]): Finding[] {
  const faults: Finding[] = [];
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (columns.includes('')) faults.push(fault('MEAS-CSV-HEADER', 'Een kolom heeft geen naam.', 1));
  else if (twice !== undefined) {
    faults.push(fault('MEAS-CSV-HEADER', `De kolom ${twice} staat er twee keer in.`, 1));
  }
  const absent = ignore.find((name) => !columns.includes(name));
  if (absent !== undefined) {
    faults.push(fault('MEAS-CSV-HEADER', `De kolom ${absent} staat niet in het bestand.`, 1));
  }
  return faults;
}

function lengthFault(found: number, wanted: number, line: number): Finding {
  return fault('MEAS-CSV-ROW', `Deze regel heeft ${found} cellen en de kopregel ${wanted}.`, line);
}

function readRow(
  cells: readonly string[], itemAt: readonly number[], itemIds: readonly string[], line: number,
  into: Int16Array, faults: Finding[],
): void {
  for (let item = 0; item < itemAt.length; item += 1) {
    const cell = cells[itemAt[item]!]!.trim();
    const score = cell === '' ? -1 : /^\d{1,9}$/.test(cell) ? Number(cell) : Number.NaN;
    if (score <= scoreLimit) into[item] = score;
    else if (faults.length < faultsMax) {
      const words = `Opgave ${itemIds[item]}: "${cell.slice(0, 20)}" is geen heel getal `
        + `van 0 tot en met ${scoreLimit}. `
        + 'Leeg betekent: niet afgenomen. Is dit geen opgave, gebruik dan --ignore.';
      faults.push(fault('MEAS-CSV-SCORE', words, line));
    }
  }
}

/** A person who has two rows for one booklet would count twice. */
function doubles(columns: readonly string[], body: readonly Row[]): Finding[] {
  const person = columns.indexOf(names.person);
  if (person < 0) return [];
  const booklet = columns.indexOf(names.booklet);
  const first = new Map<string, number>();
  const faults: Finding[] = [];
  for (const { cells, line } of body) {
    const key = JSON.stringify([cells[person], booklet < 0 ? '' : cells[booklet]]);
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else if (faults.length < faultsMax) {
      faults.push(fault('MEAS-CSV-PERSON', `Deze persoon staat met hetzelfde boekje ook op regel ${before}.`, line));
    }
  }
  return faults;
}

function bookletsByItems({ itemIds, scores }: ResponseMatrix, persons: number): string[] {
  const known = new Map<string, string>();
  return Array.from({ length: persons }, (_, person) => {
    const row = scores.subarray(person * itemIds.length, (person + 1) * itemIds.length);
    const taken = Array.from(row, (score) => (score < 0 ? '.' : 'x')).join('');
    const name = known.get(taken) ?? `bk${String(known.size + 1).padStart(3, '0')}`;
    known.set(taken, name);
    return name;
  });
}
