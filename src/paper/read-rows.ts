import type { PlainDate } from '../base/plain-date.ts';
import type { CellFaultCode } from './cell-text.ts';
import { answerFormOf, readCell, readTotal, textOfCell } from './cell-text.ts';
import type { PaperGrid, PaperRow } from './grid.ts';
import { contentAt, shownContent } from './grid.ts';
import type { DayFault } from './rules.ts';
import { contentOf, entriesOf, isEmptyRow, isMixed, readTakenOn, sameEntry } from './rules.ts';
import type { CellChange, PaperWay, RowContent } from './types.ts';

/** A row as it was typed: text by item, the day of taking, and the newest entry that was on the screen. */
export interface TypedRow {
  readonly planId: string;
  /** Highest entry number that the page showed; 0 for an empty row. Cells that differ from it were typed here. */
  readonly seenEntryNo: number;
  /** How the page showed and took its cells. */
  readonly way: PaperWay;
  /** By item; what the page did not show is absent. */
  readonly cells: ReadonlyMap<string, string>;
  /** The total as typed; absent where the page did not show one. */
  readonly total?: string | undefined;
  readonly takenOn: string;
  /** The teacher says that empty cells of this row may count as not done. */
  readonly ready: boolean;
}

/** What is wrong in a row, at which place. */
export interface GridFault {
  readonly place: { readonly kind: 'item'; readonly itemId: string }
    | { readonly kind: 'total' } | { readonly kind: 'day' } | { readonly kind: 'row' };
  readonly code: CellFaultCode | DayFault | 'row-empty' | 'items-and-total' | 'same-person';
}

/** A row that was read: what differs from what the page showed. */
export interface ReadRow {
  readonly row: PaperRow;
  readonly changes: readonly CellChange[];
  readonly takenOn: PlainDate;
  readonly ready: boolean;
}

/**
 * The typed rows as changes, and what is wrong by plan. A row with a fault in some cells still has the changes of its
 * other cells; rows of pupils who are not in the grid any more are left alone.
 */
export function readRows(grid: PaperGrid, typed: readonly TypedRow[]): {
  readonly rows: readonly ReadRow[]; readonly faults: ReadonlyMap<string, readonly GridFault[]>;
} {
  const faults = new Map<string, readonly GridFault[]>();
  const rows: ReadRow[] = [];
  for (const one of typed) {
    const row = grid.rows.find(({ plan }) => plan.planId === one.planId);
    if (!row) continue;
    const read = readRow(grid, row, one);
    if (read.faults.length > 0) faults.set(one.planId, read.faults);
    if (read.row) rows.push(read.row);
  }
  return { rows, faults };
}

function readRow(grid: PaperGrid, row: PaperRow, typed: TypedRow): {
  readonly row: ReadRow | null; readonly faults: readonly GridFault[];
} {
  const { changes, faults } = readChanges(grid, row, typed);
  const day = readTakenOn(typed.takenOn, grid.today, grid.schoolYear);
  if (!day.ok) return { row: null, faults: [...faults, { place: { kind: 'day' }, code: day.refusal }] };
  if (changes.length > 0) {
    const wrong = rowFault(grid, row, changes);
    if (wrong) return { row: null, faults: [...faults, { place: { kind: 'row' }, code: wrong }] };
  }
  return { row: { row, changes, takenOn: day.value, ready: typed.ready }, faults };
}

/** Every cell whose text differs from what the page showed; so cells that a colleague changed meanwhile stay as they
 * are, and so do cells that this way of entering shows without being able to take them. */
function readChanges(grid: PaperGrid, row: PaperRow, { cells, total, seenEntryNo, way }: TypedRow): {
  readonly changes: readonly CellChange[]; readonly faults: readonly GridFault[];
} {
  const shown = contentAt(row, grid.place.round, seenEntryNo);
  const changes: CellChange[] = [];
  const faults: GridFault[] = [];
  for (const { item } of grid.form.items) {
    const text = cells.get(item.id);
    const form = answerFormOf(item);
    if (text === undefined || sameText(text, textOfCell(shown.cells.get(item.id), form, way))) continue;
    const read = readCell(text, item, form, way);
    if (read.ok) changes.push({ itemId: item.id, entry: read.value });
    else faults.push({ place: { kind: 'item', itemId: item.id }, code: read.refusal });
  }
  if (total !== undefined && !sameText(total, shown.total?.toString() ?? '')) {
    const read = readTotal(total, grid.totalMax);
    if (!read.ok) faults.push({ place: { kind: 'total' }, code: read.refusal });
    else changes.push({ itemId: null, entry: read.value === null ? null : { kind: 'total', score: read.value } });
  }
  // What a colleague typed just the same meanwhile stands already.
  const now = shownContent(grid, row);
  return { changes: changes.filter((change) => !stands(now, change)), faults };
}

function stands({ cells, total }: RowContent, { itemId, entry }: CellChange): boolean {
  if (itemId === null) return (entry?.kind === 'total' ? entry.score : null) === total;
  return sameEntry(cells.get(itemId), entry?.kind === 'total' ? undefined : entry ?? undefined);
}

function sameText(typed: string, shown: string): boolean {
  return typed.trim() === shown;
}

/** What is wrong with the row as it would be. */
function rowFault(grid: PaperGrid, row: PaperRow, changes: readonly CellChange[]): GridFault['code'] | null {
  const { round } = grid.place;
  if (round === 2 && row.ownOtherRound) return 'same-person';
  const left: RowContent = contentOf([
    ...row.entries.filter((entry) => entry.round === round), ...entriesOf(changes, row.lastEntryNo),
  ]);
  if (isMixed(left) && !isMixed(shownContent(grid, row))) return 'items-and-total';
  return round === 1 && row.sitting?.submittedAt && isEmptyRow(left) ? 'row-empty' : null;
}
