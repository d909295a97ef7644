import { CsvError, parse, type Info } from 'csv-parse/sync';
import type { Finding } from '../base/findings.ts';
import { parsePlainDate, type PlainDate } from '../base/plain-date.ts';
import { subjectNames, type Subject } from '../content/types.ts';
import { newFindingList, nowhere, type FindingList, type Place } from '../exchange/catalogue.ts';
import { historyFindings } from './findings.ts';
import type { HistoryRecord, SourcePerson } from './types.ts';

/** The old results of a file, and what was wrong with it. Use the records only if no finding blocks. */
export interface HistoryReading {
  readonly records: readonly HistoryRecord[];
  readonly findings: readonly Finding[];
}

const needed = [
  'achternaam', 'roepnaam', 'geboortedatum', 'vak', 'toets', 'generatie', 'afnamedatum', 'vaardigheidsscore',
] as const;
const optional = ['leerlingsleutel', 'voorvoegsel', 'jaargroep', 'schaal', 'goed', 'opgaven'] as const;
type ColumnName = (typeof needed)[number] | (typeof optional)[number];
const columnNames: readonly ColumnName[] = [...needed, ...optional];

/** Longer than any line of ours can be: beyond it a quotation mark was left open. */
const lineCharactersMax = 10_000;

/** Reads a CSV file of docs/history-file.md, 2. Every line with anything in it becomes a record, also a
 * hopeless one, so that all of them are accounted for. Never throws on what is in it. */
export function readHistoryCsv(bytes: Uint8Array): HistoryReading {
  const findings = newFindingList();
  const rows = rowsOf(textOf(bytes), findings);
  const [head, ...body] = rows ?? [];
  const columns = head ? columnsOf(head.record, findings) : null;
  if (body.length === 0 && !findings.blocks()) {
    findings.add(
      historyFindings['HISTORY-EMPTY'],
      nowhere,
      head ? 'Er staan geen resultaten in.' : 'Het bestand is leeg.',
    );
  }
  if (!columns || findings.blocks()) return { records: [], findings: findings.all() };
  const records = body.map(({ record, info }, index) =>
    recordOf(newLine(record, columns, info.lines, findings), index + 1));
  return { records, findings: findings.all() };
}

/** UTF-8 with or without byte order mark; else Windows-1252, as spreadsheets on Windows write it. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

interface Row {
  readonly record: readonly string[];
  readonly info: Pick<Info, 'lines'>;
}

function rowsOf(text: string, findings: FindingList): readonly Row[] | null {
  if (text.includes('\u0000') || /^\s*</.test(text)) {
    findings.add(historyFindings['HISTORY-NOT-CSV'], nowhere, 'Dit is geen CSV-bestand.');
    return null;
  }
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: lineCharactersMax,
    }) as unknown as readonly Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines ?? 1;
    findings.add(historyFindings['HISTORY-QUOTES'], { line, column: null, path: null },
      `Rond regel ${line} staat een aanhalingsteken open.`);
    return null;
  }
}

/** The one of `;`, `,` and tab that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const first = (/^\uFEFF?[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = [';', ',', '\t'].map((separator) => ({
    separator,
    count: first.split(separator).length - 1,
  }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

type Columns = ReadonlyMap<ColumnName, number>;

/**
 * Which column stands where; null when a needed one is missing. Columns that we do not use are dropped
 * unread.
 */
function columnsOf(names: readonly string[], findings: FindingList): Columns | null {
  const columns = new Map<ColumnName, number>();
  for (const [index, written] of names.entries()) {
    const name = written.replace(/^\uFEFF/, '').trim().toLowerCase();
    const known = columnNames.find((column) => column === name);
    const place: Place = { line: 1, column: index + 1, path: null };
    if (known && columns.has(known)) {
      findings.add(
        historyFindings['HISTORY-COLUMN-DOUBLE'],
        place,
        `De kolom ${known} staat er twee keer in.`,
      );
    } else if (known) {
      columns.set(known, index);
    } else if (name !== '') {
      findings.add(historyFindings['HISTORY-COLUMN-UNKNOWN'], place, `Kolom ${index + 1} kennen wij niet.`);
    }
  }
  const missing = needed.filter((name) => !columns.has(name));
  for (const name of missing) {
    findings.add(historyFindings['HISTORY-COLUMN-MISSING'], { line: 1, column: null, path: null },
      `De kolom ${name} ontbreekt.`);
  }
  return missing.length === 0 ? columns : null;
}

/**
 * One line: its cells by name, and a way to say what is wrong with one of them without repeating what stands
 * there.
 */
interface Line {
  readonly number: number;
  cell(name: ColumnName): string | null;
  complain(entry: keyof typeof historyFindings, what: string): null;
}

function newLine(record: readonly string[], columns: Columns, number: number, findings: FindingList): Line {
  return {
    number,
    cell(name) {
      const index = columns.get(name);
      const text = index === undefined ? '' : record[index]?.trim() ?? '';
      return text === '' ? null : text;
    },
    complain(entry, what) {
      findings.add(
        historyFindings[entry],
        { line: number, column: null, path: null },
        `Regel ${number}: ${what}`,
      );
      return null;
    },
  };
}

function recordOf(line: Line, recordNo: number): HistoryRecord {
  const missing = needed.filter((name) => line.cell(name) === null);
  if (missing.length > 0)
    line.complain('HISTORY-INCOMPLETE', `${missing.join(', ')} ${missing.length > 1 ? 'zijn' : 'is'} leeg.`);
  const subjectText = line.cell('vak');
  return {
    recordNo, line: line.number, sourceKey: null, origin: 'migrated', references: [], interval: null,
    pupil: { key: line.cell('leerlingsleutel'), person: personOf(line) },
    subjectText, subject: subjectOf(subjectText),
    momentText: line.cell('toets')?.toUpperCase() ?? null,
    generation: line.cell('generatie'),
    takenOn: dateOf(line, 'afnamedatum'),
    yearGroup: yearGroupOf(line),
    score: numberOf(line, 'vaardigheidsscore'),
    scaleCode: line.cell('schaal'),
    correctCount: countOf(line, 'goed'),
    itemCount: countOf(line, 'opgaven'),
  };
}

function personOf(line: Line): SourcePerson | null {
  const lastName = line.cell('achternaam');
  const callName = line.cell('roepnaam');
  const birthDate = dateOf(line, 'geboortedatum');
  return lastName && callName && birthDate
    ? { lastName, prefix: line.cell('voorvoegsel'), callName, birthDate }
    : null;
}

/** A subject by its code or by the name that schools know, whatever the capitals. */
export function subjectOf(text: string | null): Subject | null {
  const wanted = text?.trim().toLowerCase();
  const known = Object.entries(subjectNames).find(
    ([code, name]) => code === wanted || name.toLowerCase() === wanted,
  );
  return known ? known[0] as Subject : null;
}

function dateOf(line: Line, name: ColumnName): PlainDate | null {
  const text = line.cell(name);
  if (text === null) return null;
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const iso = dutch ? `${dutch[3]}-${dutch[2]?.padStart(2, '0')}-${dutch[1]?.padStart(2, '0')}` : text;
  const parsed = parsePlainDate(iso);
  return parsed.ok ? parsed.value : line.complain('HISTORY-DATE', `de datum bij ${name} bestaat niet.`);
}

function numberOf(line: Line, name: ColumnName): number | null {
  const text = line.cell(name);
  if (text === null) return null;
  if (/^-?\d{1,9}([.,]\d{1,6})?$/.test(text)) return Number(text.replace(',', '.'));
  return line.complain('HISTORY-NUMBER', `het getal bij ${name} is niet te lezen.`);
}

function countOf(line: Line, name: ColumnName): number | null {
  const value = numberOf(line, name);
  if (value === null || (Number.isInteger(value) && value >= 0)) return value;
  return line.complain('HISTORY-NUMBER', `bij ${name} hoort een heel getal van 0 of meer.`);
}

function yearGroupOf(line: Line): number | null {
  const text = line.cell('jaargroep')?.replace(/^groep\s*/i, '') ?? null;
  if (text === null) return null;
  return /^[1-8]$/.test(text)
    ? Number(text)
    : line.complain('HISTORY-YEAR-GROUP', 'deze jaargroep bestaat niet.');
}
