import type { PupilName } from '../roster/types.ts';

/** What a paste is laid on: the rows in their order, and how many columns there are. */
export interface PasteGrid {
  readonly rows: readonly { readonly planId: string; readonly pupil: PupilName }[];
  /** Items of the taak; 1 where totals are entered. */
  readonly columns: number;
  /** Row and column, from 0, of the cell that the paste begins in. */
  readonly from: { readonly row: number; readonly column: number };
}

/** A cell of the paste with the cell of the grid it goes to; column from 0. */
export interface PastedCell {
  readonly planId: string;
  readonly column: number;
  readonly text: string;
}

/** A cell or row of the paste that has no place in the grid. */
export interface LeftOver {
  /** From 1, as in the spreadsheet. */
  readonly line: number;
  readonly code: 'no-such-pupil' | 'two-pupils' | 'pupil-twice' | 'too-many-rows' | 'too-many-columns';
  /** As it was pasted. */
  readonly text: string;
}

/** What goes where, and what goes nowhere: together everything that was pasted but its heads and names. */
export interface Placed {
  readonly cells: readonly PastedCell[];
  readonly left: readonly LeftOver[];
  readonly hasHeader: boolean;
  readonly hasNames: boolean;
}

/**
 * Lays cells of a spreadsheet on the grid. With names in the first column a row goes to its own pupil, in any order;
 * without them row by row from the cell where the paste begins. A head that counts the items (1, 2, 3, ...) says in
 * which column each stands; any other head is left out.
 */
export function placePaste(text: string, grid: PasteGrid): Placed {
  const lines = readLines(text);
  const hasNames = hasNamesInFront(lines, grid.rows);
  const skip = hasNames ? 1 : 0;
  const hasHeader = isHeader(lines[0]?.cells ?? [], skip);
  const start = hasNames ? 0 : grid.from.column;
  const columns = columnsOf(hasHeader ? lines[0]!.cells.slice(skip) : [], start);
  const cells: PastedCell[] = [];
  const left: LeftOver[] = [];
  const used = new Set<string>();
  lines.slice(hasHeader ? 1 : 0).forEach(({ line, cells: texts }, index) => {
    const row = hasNames ? rowOfName(texts[0] ?? '', grid.rows) : grid.rows[grid.from.row + index];
    const wrong = row === undefined ? 'too-many-rows' : typeof row === 'string' ? row : null;
    if (wrong !== null || row === undefined || typeof row === 'string' || used.has(row.planId)) {
      left.push({ line, code: wrong ?? 'pupil-twice', text: texts.join('\t') });
      return;
    }
    used.add(row.planId);
    texts.slice(skip).forEach((cell, at) => {
      const column = columns(at);
      if (column !== undefined && column < grid.columns) cells.push({ planId: row.planId, column, text: cell.trim() });
      else if (cell.trim() !== '') left.push({ line, code: 'too-many-columns', text: cell });
    });
  });
  return { cells, left, hasHeader, hasNames };
}

/** Lines of a paste: tabs between cells, quotes round a cell that holds a tab or a line end. Empty lines are left out
 * at the end only: in the middle they are a pupil without answers. */
function readLines(text: string): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const source = text.replaceAll(/\r\n?/g, '\n');
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]!;
    if (quoted && sign === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
    else if (sign === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (sign === '\t' || sign === '\n')) {
      rows.at(-1)!.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)!.push(cell);
  const last = rows.findLastIndex((cells) => cells.some((one) => one.trim() !== ''));
  return rows.slice(0, last + 1).map((cells, index) => ({ line: index + 1, cells }));
}

type Row = PasteGrid['rows'][number];

/** Names stand in front when half of the first cells are a pupil of this grid. */
function hasNamesInFront(lines: readonly { readonly cells: readonly string[] }[], rows: readonly Row[]): boolean {
  const known = lines.filter(({ cells }) => typeof rowOfName(cells[0] ?? '', rows) === 'object').length;
  return known > 0 && known * 2 >= lines.length - 1;
}

/** A head names its columns in words, or counts them from 1 in at least three columns. */
function isHeader(cells: readonly string[], skip: number): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (/^(naam|leerling|opgave|vraag|item|totaal|score)/i.test(first)) return true;
  const heads = cells.slice(skip);
  return heads.length >= 3 && heads.every((cell, at) => numberIn(cell) === at + 1);
}

/** Column of the grid for each column of the paste: as the head counts, else side by side from the first. */
function columnsOf(heads: readonly string[], start: number): (at: number) => number | undefined {
  const numbers = heads.map(numberIn);
  const counted = numbers.filter((number) => number !== undefined);
  const counts = counted.length >= 2 && new Set(counted).size === counted.length;
  return counts ? (at) => (numbers[at] === undefined ? undefined : numbers[at] - 1) : (at) => start + at;
}

function numberIn(cell: string): number | undefined {
  const [, digits] = /^(?:opgave|opg\.?|vraag|item|nr\.?)?\s*(\d{1,3})$/i.exec(cell.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The pupil of a name as spreadsheets write it: "Vries, Sanne de", "Sanne de Vries", or "Sanne" where there is one. */
function rowOfName(name: string, rows: readonly Row[]): Row | 'no-such-pupil' | 'two-pupils' {
  const wanted = plain(name);
  if (wanted === '') return 'no-such-pupil';
  for (const spelling of [fullNames, callNames]) {
    const found = rows.filter(({ pupil }) => spelling(pupil).includes(wanted));
    if (found.length > 1) return 'two-pupils';
    if (found[0]) return found[0];
  }
  return 'no-such-pupil';
}

function fullNames({ callName, prefix, lastName }: PupilName): readonly string[] {
  const between = prefix ?? '';
  return [
    `${callName} ${between} ${lastName}`, `${lastName}, ${callName} ${between}`, `${between} ${lastName}, ${callName}`,
    `${lastName} ${callName} ${between}`,
  ].map(plain);
}

function callNames({ callName }: PupilName): readonly string[] {
  return [plain(callName)];
}

/** Letters only, without accents, commas and double spaces. */
function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}'-]+/gu, ' ').trim();
}
