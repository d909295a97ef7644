import { daysBetween, type PlainDate } from '../../base/plain-date.ts';
import type { FindingList } from '../catalogue.ts';
import type { TableRow } from './table.ts';
import type { ColumnName, HistoryRow, RowPerson } from './types.ts';
import type { DateTrouble, DecimalSign } from './values.ts';
import { csvFindings } from './findings.ts';
import { placeOfCell } from './table.ts';
import {
  controls,
  momentOf,
  parseCsvDate,
  parseCsvNumber,
  personOfName,
  plainCell,
  testOfName,
} from './values.ts';

/** What the whole file tells about how it is written. */
export interface FileHabits {
  readonly decimalSign: DecimalSign | null;
  /** Columns of which some date is American beyond doubt. */
  readonly monthFirst: ReadonlySet<ColumnName>;
}

/** One line: its cells by the name of our column, and a way to say what is wrong with one of them without
 * repeating what stands there. */
export interface Line {
  readonly row: TableRow;
  cell(name: ColumnName): string | null;
  complain(code: keyof typeof csvFindings, name: ColumnName, what: string): null;
}

/** Makes a line.
 * @param indexOf where our columns stand */
export function newLine(
  row: TableRow,
  indexOf: ReadonlyMap<ColumnName, number>,
  findings: FindingList,
): Line {
  const read = new Map<ColumnName, string | null>();
  return {
    row,
    cell(name) {
      const known = read.get(name);
      if (known !== undefined) return known;
      const index = indexOf.get(name);
      const text = index === undefined ? '' : plainCell(row.cells[index] ?? '');
      read.set(name, text === '' ? null : text);
      return text === '' ? null : text;
    },
    complain(code, name, what) {
      const place = placeOfCell(row, indexOf.get(name) ?? 0);
      findings.add(csvFindings[code], { ...place, path: name }, what);
      return null;
    },
  };
}

/** The result of a line. What is unreadable counts as absent and was reported. */
export function rowOf(line: Line, habits: FileHabits): HistoryRow {
  reportOddCells(line);
  const name = line.cell('toetsnaam');
  const whole = name === null ? null : testOfName(name);
  const moment = line.cell('toets') ?? whole?.moment ?? null;
  const row: HistoryRow = {
    line: line.row.line,
    key: keyOf(line),
    person: personOf(line, habits),
    subject: line.cell('vak') ?? whole?.subject ?? null,
    moment: moment === null ? null : momentOf(moment),
    generation: line.cell('generatie') ?? whole?.generation ?? null,
    takenOn: dateOf(line, 'afnamedatum', habits),
    yearGroup: yearGroupOf(line),
    score: numberOf(line, 'vaardigheidsscore', habits),
    scale: line.cell('schaal'),
    correctCount: countOf(line, 'goed', habits),
    itemCount: countOf(line, 'opgaven', habits),
    typedIn: /^(handmatig|met de hand|ingetypt|typed)/i.test(line.cell('herkomst') ?? ''),
  };
  reportMissing(line, row);
  reportContradictions(line, row);
  return row;
}

/** A line whose cells do not stand under their columns: nothing in it can be trusted. */
export function untrustedRow(line: number): HistoryRow {
  return {
    line, key: null, person: null, subject: null, moment: null, generation: null, takenOn: null,
    yearGroup: null, score: null, scale: null, correctCount: null, itemCount: null, typedIn: false,
  };
}

/** What is empty; what is there and unreadable was reported by itself. */
function reportMissing(line: Line, row: HistoryRow): void {
  const empty = (name: ColumnName): boolean => line.cell(name) === null;
  const nobody = row.person === null && empty('leerlingsleutel');
  const named = !empty('naam') || (!empty('achternaam') && !empty('roepnaam'));
  const missing = [
    nobody && (!named || empty('geboortedatum')) ? 'de leerling' : null,
    row.subject === null ? 'het vak' : null,
    row.moment === null ? 'de toets' : null,
    row.generation === null ? 'de generatie' : null,
    empty('afnamedatum') ? 'de afnamedatum' : null,
    empty('vaardigheidsscore') ? 'de vaardigheidsscore' : null,
  ].filter((one) => one !== null);
  if (missing.length > 0) line.complain('CSV-INCOMPLETE', 'afnamedatum', `hier ontbreekt: ${missing.join(', ')}.`);
}

/** Years that somebody must be to take a test of group 3; a year less, to be sure. */
const youngest = 5;

function reportContradictions(line: Line, { correctCount, itemCount, person, takenOn }: HistoryRow): void {
  if (correctCount !== null && itemCount !== null && correctCount > itemCount) {
    line.complain('CSV-COUNTS', 'goed', 'er zijn meer opgaven goed dan er opgaven zijn.');
  }
  if (person === null || takenOn === null) return;
  if (daysBetween(person.birthDate, takenOn) < youngest * 365) {
    line.complain('CSV-DATES-CROSSED', 'afnamedatum', 'de toets is afgenomen voordat de leerling vijf jaar was.');
  }
}

const texts: readonly ColumnName[] = ['leerlingsleutel', 'naam', 'achternaam', 'roepnaam', 'vak', 'toets', 'toetsnaam'];

function reportOddCells(line: Line): void {
  for (const cell of line.row.cells) {
    if (cell.search(controls) >= 0) {
      line.complain('CSV-CONTROL', 'leerlingsleutel', 'een cel bevat tekens die geen tekst zijn.');
      break;
    }
  }
  for (const name of texts) {
    if (/^[=+@-]/.test(line.cell(name) ?? '')) line.complain('CSV-FORMULA', name, 'deze cel lijkt op een formule.');
  }
}

function keyOf(line: Line): string | null {
  const key = line.cell('leerlingsleutel');
  if (key === null || !/^\d+([.,]\d+)?E\+?\d+$/i.test(key)) return key;
  return line.complain('CSV-KEY-MANGLED', 'leerlingsleutel', 'deze sleutel is door Excel veranderd.');
}

function personOf(line: Line, habits: FileHabits): RowPerson | null {
  const whole = personOfName(line.cell('naam') ?? '');
  const lastName = line.cell('achternaam') ?? whole?.lastName ?? null;
  const callName = line.cell('roepnaam') ?? whole?.callName ?? null;
  const prefix = line.cell('voorvoegsel') ?? whole?.prefix ?? null;
  const birthDate = dateOf(line, 'geboortedatum', habits);
  return lastName && callName && birthDate ? { lastName, prefix, callName, birthDate } : null;
}

const dateWords: Readonly<Record<DateTrouble, readonly [keyof typeof csvFindings, string]>> = {
  'no-date': ['CSV-DATE', 'deze datum bestaat niet of is niet te lezen.'],
  'short-year': ['CSV-DATE-SHORT-YEAR', 'het jaar heeft twee cijfers.'],
  'month-first': ['CSV-DATE-AMBIGUOUS', 'hier kan de maand vooropstaan.'],
};

function dateOf(line: Line, name: ColumnName, habits: FileHabits): PlainDate | null {
  const text = line.cell(name);
  if (text === null) return null;
  const parsed = parseCsvDate(text, habits.monthFirst.has(name));
  if (!parsed.ok) return line.complain(dateWords[parsed.refusal][0], name, dateWords[parsed.refusal][1]);
  if (parsed.value.serial) line.complain('CSV-DATE-SERIAL', name, 'dit getal lazen wij als een dag.');
  return parsed.value.date;
}

function numberOf(line: Line, name: ColumnName, habits: FileHabits): number | null {
  const text = line.cell(name);
  if (text === null) return null;
  const parsed = parseCsvNumber(text, habits.decimalSign);
  if (parsed.ok) return parsed.value;
  return parsed.refusal === 'ambiguous'
    ? line.complain('CSV-NUMBER-AMBIGUOUS', name, 'dit getal kan op twee manieren gelezen worden.')
    : line.complain('CSV-NUMBER', name, 'dit is geen getal.');
}

function countOf(line: Line, name: ColumnName, habits: FileHabits): number | null {
  const value = numberOf(line, name, habits);
  if (value === null || (Number.isSafeInteger(value) && value >= 0)) return value;
  return line.complain('CSV-NUMBER', name, 'hier hoort een heel getal van 0 of meer.');
}

function yearGroupOf(line: Line): number | null {
  const text = line.cell('jaargroep')?.replace(/^(groep|gr\.?|jaargroep)\s*/i, '') ?? null;
  if (text === null) return null;
  return /^[1-8]$/.test(text)
    ? Number(text)
    : line.complain('CSV-YEAR-GROUP', 'jaargroep', 'deze jaargroep bestaat niet.');
}
