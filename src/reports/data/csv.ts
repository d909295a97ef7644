import { stringify } from 'csv-stringify/sync';
import { dataTable } from './rows.ts';
import type { ShownReport } from '../frame/types.ts';

/**
 * A report as CSV: semicolons and a decimal comma, as a Dutch spreadsheet opens them; UTF-8 with its mark. Tables of
 * the same columns stand under each other, others after an empty line. Texts that a spreadsheet would run as a formula
 * stand behind an apostrophe; days are `2027-01-19`.
 */
export function reportCsv(report: ShownReport): string {
  const blocks = dataTable(report).map(({ columns, rows }) => stringify(
    [columns.map(({ key }) => key), ...rows.map((row) => row.map(plain))],
    { delimiter: ';', record_delimiter: 'windows' },
  ));
  return `\uFEFF${blocks.join('\r\n')}`;
}

function plain(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
}
