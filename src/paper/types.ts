// What a teacher types of a test on paper. In: plans, and the forms of their taken. Out: entries that are on disk, and
// a job once a taak is handed in. Invariants: entries are only added, the newest of a cell counts; a row holds items or
// a total, never both; missing, skipped and not reached stay three things; a second person enters blind.
import type { ItemAnswers } from '../taking/wire.ts';

/** How a group enters: what the pupil wrote or chose, points by item, or the total of a taak. */
export type PaperWay = 'answers' | 'points' | 'totals';

/** What stands in a cell. A cell with nothing in it is missing: nobody has said anything of the item yet. */
export type CellEntry =
  | { readonly kind: 'points'; readonly score: number }
  /** Scored by the item's own key. */
  | { readonly kind: 'answer'; readonly responses: ItemAnswers }
  /** Overgeslagen: the pupil saw the item and left it. */
  | { readonly kind: 'skipped' }
  /** Niet aan toe gekomen: the pupil stopped before it. */
  | { readonly kind: 'not-reached' };

/** What stands in the cells of a row, by item; a missing one is absent. */
export type Cells = ReadonlyMap<string, CellEntry>;

/** Whose entries: 1 counts, 2 is laid beside it by a second person. */
export type Round = 1 | 2;

/** One stored entry; the newest of an item counts, and of the total. */
export interface PaperEntry {
  /** From 1 in each sitting, both rounds together. */
  readonly entryNo: number;
  /** Null for the total. */
  readonly itemId: string | null;
  readonly kind: CellEntry['kind'] | 'total';
  /** Points, or the total; null where the cell was emptied, and for the other kinds. */
  readonly score: number | null;
  readonly responses: ItemAnswers | null;
}

/** An entry with whose it is. */
export interface SittingEntry extends PaperEntry {
  readonly sittingId: string;
  readonly round: Round;
  readonly enteredBy: string;
}

/** A row as it stands: its cells, or its total. */
export interface RowContent {
  readonly cells: Cells;
  /** Points without weights over the whole taak; null when items were entered, or nothing. */
  readonly total: number | null;
}

/** A change of a row: an item whose cell now holds this, or nothing; `itemId` null is the total. */
export interface CellChange {
  readonly itemId: string | null;
  readonly entry: CellEntry | { readonly kind: 'total'; readonly score: number } | null;
}
