import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { formatTime } from '../ui/format.ts';
import { answerFormOf, textOfCell } from './cell-text.ts';
import { fieldNames, fieldOfFault, formFields, typedRows } from './fields.ts';
import type { PaperGrid, PaperRow } from './grid.ts';
import { findPaperGrid, shownContent } from './grid.ts';
import { faultWords } from './nl.ts';
import type { GridFaults } from './save.ts';
import { savePaperGrid } from './save.ts';

/** What the script gets back after it sent the rows that were typed in: what cannot be, and what is new. */
export interface DraftReply {
  readonly savedAt: string;
  readonly faults: readonly { readonly field: string; readonly message: string }[];
  /** Rows with entries that the script did not know: how they stand, by field. */
  readonly rows: readonly {
    readonly planId: string; readonly seen: number; readonly fields: Readonly<Record<string, string>>;
  }[];
}

/** Saves what was typed so far, as far as it can be, and tells what colleagues entered meanwhile. */
export async function draftReply(
  platform: Platform, viewer: SchoolViewer, grid: PaperGrid, body: Readonly<Record<string, string>>,
): Promise<DraftReply> {
  const rows = typedRows(grid, body);
  const saved = rows.length === 0 ? undefined
    : await savePaperGrid(platform, viewer, { place: grid.place, rows, handIn: false, draft: true });
  const faults: GridFaults = saved?.ok ? saved.value.faults : new Map();
  const now = rows.length === 0 ? grid : await findPaperGrid(platform, viewer, grid.place, { shown: false }) ?? grid;
  const known = new Map((body[formFields.known] ?? '').split(',').map((pair) => {
    const [planId = '', no] = pair.split(':');
    return [planId, Number(no) || 0] as const;
  }));
  return {
    savedAt: formatTime(platform.clock.now()),
    faults: [...faults].flatMap(([planId, list]) => list.map((fault) =>
      ({ field: fieldOfFault(grid, planId, fault), message: faultWords[fault.code] }))),
    rows: now.rows.filter(({ plan, lastEntryNo }) => lastEntryNo !== (known.get(plan.planId) ?? 0))
      .map((row) => ({ planId: row.plan.planId, seen: row.lastEntryNo, fields: fieldsOf(now, row) })),
  };
}

function fieldsOf(grid: PaperGrid, row: PaperRow): Record<string, string> {
  const { cells, total } = shownContent(grid, row);
  const { planId } = row.plan;
  if (grid.way === 'totals') return { [fieldNames.total(planId)]: total?.toString() ?? '' };
  return {
    ...Object.fromEntries(grid.form.items.map(({ item, position }) => [
      fieldNames.cell(planId, position), textOfCell(cells.get(item.id), answerFormOf(item), grid.way),
    ])),
    ...(grid.place.round === 1 && row.sitting ? { [fieldNames.takenOn(planId)]: row.sitting.takenOn } : {}),
  };
}
