import type { PlainDate } from '../../base/plain-date.ts';
import type { FindingList } from '../catalogue.ts';
import type { Columns } from './columns.ts';
import type { FileHabits } from './rows.ts';
import type { Table, TableRow } from './table.ts';
import type { ColumnMapping, ColumnName, HistoryCsvReading, HistoryRow } from './types.ts';
import { newFindingList, nowhere } from '../catalogue.ts';
import { columnOf, findColumns, plainColumn } from './columns.ts';
import { csvFindings } from './findings.ts';
import { reportNotTaken } from './import-rules.ts';
import { newLine, rowOf, untrustedRow } from './rows.ts';
import { placeOfCell, readTable } from './table.ts';
import { decodeCsv, legibleStart } from './text.ts';
import { decimalSignOf, plainCell, showsMonthFirst } from './values.ts';

/** Reads a table of old results: docs/history-file.md, 2. Every line with a result becomes a row, also a
 * hopeless one; the whole file is read before any of it is used. Never throws on what is in it.
 * @param mapping which column is which, where a person said so
 * @param judgedOn the day on which to tell too what the import will not take of lines that can be read; null for
 * who judges that itself */
export function readHistoryCsv(
  bytes: Uint8Array, mapping: ColumnMapping = new Map(), judgedOn: PlainDate | null = null,
): HistoryCsvReading {
  const findings = newFindingList();
  const nothing = { rows: [], pupils: 0, header: [], columns: [], missing: [] };
  const { rows: table, whole } = tableOf(bytes, findings);
  if (!whole) return { ...nothing, findings: findings.all() };
  const headAt = headOf(table, mapping);
  const head = table[headAt];
  if (head === undefined) {
    findings.add(csvFindings['CSV-EMPTY'], nowhere, 'Het bestand is leeg.');
    return { ...nothing, findings: findings.all() };
  }
  if (headAt > 0) {
    const what = `Boven de namen van de kolommen staan ${headAt} andere regels.`;
    findings.add(csvFindings['CSV-ABOVE-HEAD'], { line: 1, column: 1, path: null }, what);
  }
  const header = head.cells.map(plainCell);
  const place = (index: number): { line: number; column: number; path: string | null } =>
    ({ ...placeOfCell(head, index), path: null });
  const columns = findColumns(header, mapping, place, findings);
  const body = table.slice(headAt + 1);
  const reading = { header, columns: columns.taken, missing: columns.missing };
  if (findings.blocks()) return { ...nothing, ...reading, findings: findings.all() };
  const rows = rowsOf(body, columns, judgedOn, findings);
  if (rows.length === 0) {
    const under = { line: head.line, column: 1, path: null };
    findings.add(csvFindings['CSV-NO-ROWS'], under, 'Er staan geen resultaten in.');
  }
  reportDoubles(rows, findings);
  return { rows, pupils: countPupils(rows), ...reading, findings: findings.all() };
}

/** Whether a text begins with a line that names columns of old results; also one that reading then refuses. */
export function looksLikeHistoryCsv(bytes: Uint8Array): boolean {
  const { rows: table } = tableOf(legibleStart(bytes), newFindingList());
  const head = table[headOf(table, new Map())];
  if (head === undefined || head.cells.length < 3) return false;
  const kinds = columnKinds.filter((form) => head.cells.some((cell) => form.test(plainCell(cell).toLowerCase())));
  return kinds.length >= 3 || recognised(head, new Map()) >= 4;
}

/** Column names of which at least three kinds must be there: who, what, when, how much. */
const columnKinds: readonly RegExp[] = [
  /^(leerling|pupil|eck|bsn|achternaam|roepnaam|naam)/,
  /^(toets|test|vak|taak|moment)/,
  /^(afname|datum|date|schooljaar|moment|geboorte)/,
  /^(score|vaardigheid|niveau|resultaat|waarde|ability|functionering|vs$)/,
];

function tableOf(bytes: Uint8Array, findings: FindingList): Table {
  if (bytes.length === 0) return { rows: [], whole: true };
  const decoded = decodeCsv(bytes);
  if (!decoded.ok) {
    const { code, message } = decoded.refusal;
    // The finding is made whole already; the list adds only the same words for what to mend.
    const entry = csvFindings[code as keyof typeof csvFindings];
    findings.add(entry, nowhere, message.replace(` ${entry.mend}`, ''));
    return { rows: [], whole: false };
  }
  const { pieces, oddLines } = decoded.value;
  for (const line of oddLines) {
    const what = 'Op deze regel staan tekens in een andere codering dan in de rest van het bestand.';
    findings.add(csvFindings['CSV-ENCODING-SUSPECT'], { line, column: null, path: null }, what);
  }
  const first = firstLineOf(pieces);
  const said = /^\uFEFF?"?sep=(.)"?$/i.exec(first)?.[1];
  const table = readTable(pieces, said ?? separatorOf(first), findings);
  return said === undefined ? table : { ...table, rows: table.rows.slice(1) };
}

function firstLineOf(text: Iterable<string>): string {
  for (const piece of text) if (piece !== '') return (/^\uFEFF?\s*[^\r\n]*/.exec(piece)?.[0] ?? '').slice(0, 20_000);
  return '';
}

/** The one of `;`, `,` and tab that stands most often in the first line, outside quotes. */
function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counted = [';', ',', '\t'].map((separator) => ({ separator, count: bare.split(separator).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

/** Which row has the names of the columns: the first of the top rows with at least three that we know. */
function headOf(table: readonly TableRow[], mapping: ColumnMapping): number {
  const found = table.slice(0, 10).findIndex((row) => recognised(row, mapping) >= 3);
  return Math.max(found, 0);
}

function recognised(row: TableRow, mapping: ColumnMapping): number {
  const names = row.cells.map((cell) => mapping.get(plainColumn(cell)) ?? columnOf(plainCell(cell)));
  return new Set(names.filter((name) => name !== null)).size;
}

function rowsOf(
  body: readonly TableRow[],
  { indexOf, taken }: Columns,
  judgedOn: PlainDate | null,
  findings: FindingList,
): readonly HistoryRow[] {
  const habits = habitsOf(body, indexOf);
  return body.flatMap((row): readonly HistoryRow[] => {
    if (isTotals(row, indexOf)) {
      findings.add(csvFindings['CSV-TOTALS'], { line: row.line, column: 1, path: null }, 'Dit is geen resultaat.');
      return [];
    }
    const beyond = row.cells.findIndex((cell, index) => index >= taken.length && cell.trim() !== '');
    if (beyond >= 0) {
      const what = 'deze regel heeft meer cellen dan er kolommen zijn.';
      findings.add(csvFindings['CSV-RAGGED'], { ...placeOfCell(row, beyond), path: null }, what);
      return [untrustedRow(row.line)];
    }
    const line = newLine(row, indexOf, findings);
    const result = rowOf(line, habits);
    if (judgedOn !== null) reportNotTaken(line, result, judgedOn);
    return [result];
  });
}

/** What all lines together prove about dates and numbers. */
function habitsOf(body: readonly TableRow[], indexOf: ReadonlyMap<ColumnName, number>): FileHabits {
  const cellsOf = (name: ColumnName): readonly string[] => {
    const index = indexOf.get(name);
    return index === undefined ? [] : body.map((row) => plainCell(row.cells[index] ?? ''));
  };
  const monthFirst = (['geboortedatum', 'afnamedatum'] as const).filter((name) => cellsOf(name).some(showsMonthFirst));
  const signs = new Set(cellsOf('vaardigheidsscore').map(decimalSignOf).filter((sign) => sign !== null));
  const [sign = null] = signs;
  return { decimalSign: signs.size === 1 ? sign : null, monthFirst: new Set(monthFirst) };
}

/** A line at the end of a list that adds up: it says so, and is of nobody. */
function isTotals(row: TableRow, indexOf: ReadonlyMap<ColumnName, number>): boolean {
  const first = plainCell(row.cells.find((cell) => cell.trim() !== '') ?? '');
  if (!/^(totaal|totalen|subtotaal|gemiddelde|gemiddeld|aantal|som|eindtotaal)\b/i.test(first)) return false;
  const day = indexOf.get('afnamedatum');
  return day === undefined || (row.cells[day] ?? '').trim() === '';
}

/** Tells of a result that stands in the file more often, at each place but the first. */
function reportDoubles(rows: readonly HistoryRow[], findings: FindingList): void {
  const first = new Map<string, number>();
  for (const row of rows) {
    const { subject, moment, takenOn, score, line } = row;
    const who = pupilOf(row);
    if (who === null || takenOn === null || score === null) continue;
    const result = [who, subject, moment, row.generation, takenOn, score].join('|');
    const seen = first.get(result);
    if (seen === undefined) first.set(result, line);
    else findings.add(
      csvFindings['CSV-DOUBLE'],
      { line, column: 1, path: null },
      `Dit resultaat staat ook op regel ${seen}.`,
    );
  }
}

function pupilOf({ key, person }: HistoryRow): string | null {
  if (key !== null) return `sleutel ${key}`;
  return person === null ? null : `${person.lastName} ${person.callName} ${person.birthDate}`.toLowerCase();
}

function countPupils(rows: readonly HistoryRow[]): number {
  return new Set(rows.map(pupilOf).filter((who) => who !== null)).size;
}
