import { parsePlainDate, type PlainDate } from '../base/plain-date.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { FormItem } from '../content/store.ts';
import type { FinalPaperScore } from './types.ts';

/** Points in the cells of a row, by item; an item without points is absent. */
export type Cells = ReadonlyMap<string, number>;

/** What is wrong in a row, at which cell; `takenOn` names no item. */
export interface CellFault {
  readonly itemId: string | null;
  readonly code: 'not-a-score' | 'no-such-day' | 'future-day' | 'other-school-year' | 'row-empty';
}

/** A row as it was typed: text by item, the day of taking, and the newest entry that was on the screen. */
export interface TypedRow {
  readonly planId: string;
  /** Highest entry number that the page showed; 0 for an empty row. Cells that differ from it were typed here. */
  readonly seenEntryNo: number;
  readonly cells: ReadonlyMap<string, string>;
  readonly takenOn: string;
  /** The teacher says that empty cells of this row may count as wrong. */
  readonly ready: boolean;
}

/** The cells as they stand after these entries, the newest of an item counting. */
export function cellsOf(entries: readonly FinalPaperScore[]): Cells {
  const cells = new Map<string, number>();
  for (const { itemId, score } of entries.toSorted((a, b) => a.entryNo - b.entryNo)) {
    if (score === null) cells.delete(itemId);
    else cells.set(itemId, score);
  }
  return cells;
}

/** Reads the cells of a row: whole points from 0 to the item's maximum, or nothing. */
export function readCells(
  typed: ReadonlyMap<string, string>, items: readonly FormItem[],
): Result<Cells, readonly CellFault[]> {
  const cells = new Map<string, number>();
  const faults: CellFault[] = [];
  for (const { item } of items) {
    const text = (typed.get(item.id) ?? '').trim();
    if (text === '') continue;
    const score = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    if (score <= item.maxScore) cells.set(item.id, score);
    else faults.push({ itemId: item.id, code: 'not-a-score' });
  }
  return faults.length > 0 ? refuse(faults) : ok(cells);
}

/** What a teacher typed in a row: every cell that differs from what the page showed, null where it was emptied. Cells
 * that a colleague changed meanwhile stay as they are. */
export function changedCells(
  shown: Cells, typed: Cells, items: readonly FormItem[],
): { readonly itemId: string; readonly score: number | null }[] {
  return items.map(({ item }) => ({ itemId: item.id, score: typed.get(item.id) ?? null }))
    .filter(({ itemId, score }) => score !== (shown.get(itemId) ?? null));
}

/** The day of taking: an existing day of this school year that is not in the future. */
export function readTakenOn(text: string, today: PlainDate, schoolYear: SchoolYear): Result<PlainDate, CellFault> {
  const date = parsePlainDate(text.trim());
  if (!date.ok) return refuse({ itemId: null, code: 'no-such-day' });
  if (date.value > today) return refuse({ itemId: null, code: 'future-day' });
  if (schoolYearOf(date.value) !== schoolYear) return refuse({ itemId: null, code: 'other-school-year' });
  return ok(date.value);
}

/**
 * Whether a row is handed in: every cell filled, or the teacher says that it is ready. Empty cells then count as wrong,
 * on paper as on the screen: a test has no time limit, so what was not reached was not done.
 */
export function isComplete(cells: Cells, items: readonly FormItem[], ready: boolean): boolean {
  return cells.size === items.length || (ready && cells.size > 0);
}
