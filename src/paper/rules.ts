import { parsePlainDate, type PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import type { CellChange, CellEntry, PaperEntry, RowContent } from './types.ts';

/**
 * What an entry means for the score, the one place that says so. Points count as they are, an answer as its own key
 * says. Skipped and not reached give no points: a test has no time limit, so what was left was not done, as on the
 * screen. Missing is no statement about the pupil at all: it keeps a row from being handed in, unless the teacher says
 * that the row is ready; then it counts as not reached.
 */
export function meaningOf(entry: CellEntry | undefined):
  | { readonly by: 'points'; readonly score: number } | { readonly by: 'key' }
  | { readonly by: 'nothing'; readonly score: 0 } {
  if (entry?.kind === 'points') return { by: 'points', score: entry.score };
  if (entry?.kind === 'answer') return { by: 'key' };
  return { by: 'nothing', score: 0 };
}

/** The row as it stands after these entries, in any order; the newest of each cell counts. */
export function contentOf(entries: readonly PaperEntry[]): RowContent {
  const cells = new Map<string, CellEntry>();
  let total: number | null = null;
  for (const entry of entries.toSorted((a, b) => a.entryNo - b.entryNo)) {
    if (entry.itemId === null) total = entry.score;
    else {
      const cell = cellOf(entry);
      if (cell) cells.set(entry.itemId, cell);
      else cells.delete(entry.itemId);
    }
  }
  return { cells, total };
}

/** What one entry puts in its cell; undefined empties it. */
function cellOf({ kind, score, responses }: PaperEntry): CellEntry | undefined {
  if (kind === 'answer' && responses !== null) return { kind, responses };
  if (kind === 'points' && score !== null) return { kind, score };
  return kind === 'skipped' || kind === 'not-reached' ? { kind } : undefined;
}

/** Entries that make these changes, as they are stored after the last number. */
export function entriesOf(changes: readonly CellChange[], lastEntryNo: number): PaperEntry[] {
  return changes.map(({ itemId, entry }, index) => ({
    entryNo: lastEntryNo + index + 1, itemId,
    kind: entry?.kind ?? (itemId === null ? 'total' : 'points'),
    score: entry?.kind === 'points' || entry?.kind === 'total' ? entry.score : null,
    responses: entry?.kind === 'answer' ? entry.responses : null,
  }));
}

/** Whether nothing at all stands in a row. */
export function isEmptyRow({ cells, total }: RowContent): boolean {
  return cells.size === 0 && total === null;
}

/** Whether a row has items and a total at once: two truths about one taak. */
export function isMixed({ cells, total }: RowContent): boolean {
  return cells.size > 0 && total !== null;
}

/** Whether a row can be handed in: the total, or something in every cell, or the teacher says that it is ready. */
export function isComplete({ cells, total }: RowContent, itemCount: number, ready: boolean): boolean {
  return total !== null || cells.size === itemCount || (ready && cells.size > 0);
}

/** Cells in which two persons entered something else; what one of them left empty is no difference yet. */
export function differencesOf(first: RowContent, second: RowContent): readonly (string | null)[] {
  const items = [...second.cells].filter(([itemId, entry]) => {
    const other = first.cells.get(itemId);
    return other !== undefined && !sameEntry(entry, other);
  }).map(([itemId]) => itemId);
  const totals = first.total !== null && second.total !== null && first.total !== second.total;
  return totals ? [...items, null] : items;
}

/** Whether two cells say the same. */
export function sameEntry(one: CellEntry | undefined, other: CellEntry | undefined): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(entry: CellEntry | undefined): unknown {
  if (entry?.kind !== 'answer') return [entry?.kind, entry?.kind === 'points' ? entry.score : null];
  return ['answer', Object.entries(entry.responses).toSorted(([a], [b]) => (a < b ? -1 : 1))];
}

/** What is wrong with a day of taking. */
export type DayFault = 'no-such-day' | 'future-day' | 'other-school-year';

/** The day of taking: an existing day of this school year that is not in the future. */
export function readTakenOn(text: string, today: PlainDate, schoolYear: SchoolYear): Result<PlainDate, DayFault> {
  const date = parsePlainDate(text.trim());
  if (!date.ok) return refuse('no-such-day');
  if (date.value > today) return refuse('future-day');
  return schoolYearOf(date.value) === schoolYear ? ok(date.value) : refuse('other-school-year');
}
