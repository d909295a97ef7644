import type { Cell, ReportColumn, ShownReport } from '../frame/types.ts';

/** A table as data: keys for names, numbers unrounded. */
export interface DataTable {
  /** Of the first table that has these columns. */
  readonly name: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const PART: ReportColumn = { key: 'onderdeel', header: 'Onderdeel', kind: 'text' };
const SOURCE: ReportColumn = { key: 'norm', header: 'Norm', kind: 'text' };

/** The tables of a report for a file: those of the same columns as one, each row with its part and whose norm it is. */
export function dataTable(report: ShownReport): readonly DataTable[] {
  const found = new Map<string, { name: string; columns: ReportColumn[]; rows: (string | number | null)[][] }>();
  const norm = normOf(report);
  for (const part of report.parts) {
    for (const table of part.tables) {
      const kept = table.columns.map((column, index) => ({ column, index })).filter(({ column }) => !column.pageOnly);
      const key = kept.map(({ column }) => column.key).join(' ');
      const known = found.get(key) ?? {
        name: table.caption, columns: [PART, ...kept.map(({ column }) => column), SOURCE], rows: [],
      };
      found.set(key, known);
      known.rows.push(...table.rows.map((row) =>
        [part.heading || table.caption, ...kept.map(({ index }) => valueOf(row[index])), norm]));
    }
  }
  return found.size > 0 ? [...found.values()] : [whyEmpty(report)];
}

/** A file without a row would leave its reader guessing. */
function whyEmpty({ title, empty }: ShownReport): DataTable {
  const why = empty ? `${empty.title}. ${empty.words}` : 'Er zijn geen gegevens bij deze keuze.';
  return { name: title, columns: [{ key: 'opmerking', header: 'Opmerking', kind: 'text' }], rows: [[why]] };
}

function normOf({ norm }: ShownReport): string | null {
  if (!norm) return null;
  return norm.synthetic ? 'synthetische norm, niet van Cito' : norm.source;
}

/** What people read as a dash is nothing to a spreadsheet. */
const NOTHING = '–';

function valueOf(cell: Cell | undefined): string | number | null {
  if (!cell) return null;
  if (cell.value !== undefined) return cell.value;
  return cell.text === NOTHING ? null : cell.text;
}
