import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { dataTable } from './rows.ts';
import type { ShownReport } from '../frame/types.ts';

/**
 * A report as an Excel workbook: a sheet for each table, heads in bold, numbers as numbers, days as days. A text is
 * never a formula there, whatever it begins with.
 */
export async function reportExcel(report: ShownReport): Promise<Buffer> {
  const sheets = dataTable(report).map(({ name, columns, rows }, index) => ({
    sheet: sheetName(name, index),
    data: [
      columns.map(({ header }) => ({ value: header, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cellOf)),
    ] satisfies SheetData,
    columns: columns.map(({ kind }) => ({ width: kind === 'text' ? 28 : 14 })),
    stickyRowsCount: 1,
  }));
  return writeExcelFile(sheets).toBuffer();
}

function cellOf(value: string | number | null) {
  if (typeof value !== 'string') return value === null ? null : { value };
  if (DAY.test(value)) return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd-mm-yyyy' };
  return { value: value.replace(UNWRITABLE, '') };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** XML has no way to write these; a program that finds one calls the whole file damaged. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/** Excel allows 31 characters, not these, and no name twice. */
function sheetName(name: string, index: number): string {
  return `${index + 1} ${name.replace(/[[\]*/\\?:]/gu, ' ')}`.slice(0, 31);
}
