import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { lockPlans } from '../planning/store.ts';
import type { Platform } from '../platform/platform.ts';
import { lockSitting } from '../taking/store.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import type { GridPlace, PaperGrid, PaperRow } from './grid.ts';
import { loadGrid } from './grid.ts';
import { differencesOf } from './rules.ts';
import { addChanges } from './save.ts';
import type { CellChange, Round, RowContent } from './types.ts';

/** What a person chose at one difference: the entry of the first or of the second round. */
export interface Choice {
  readonly planId: string;
  /** Null for the total. */
  readonly itemId: string | null;
  readonly keep: Round;
  /** Newest entry that the page showed; a row that changed since is left for another look. */
  readonly seenEntryNo: number;
}

/** What settling did; what changed meanwhile stays. */
export interface Settled {
  readonly settled: number;
  readonly changedMeanwhile: number;
}

/** Settles differences: the entry that was not chosen is replaced by the other, as a new entry of its round. */
export async function settleDifferences(
  platform: Platform, viewer: SchoolViewer, place: GridPlace, choices: readonly Choice[],
): Promise<Settled | undefined> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [place.groupId] })) return undefined;
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    await lockPlans(tx, choices.map(({ planId }) => planId));
    const grid = await loadGrid(tx, place, at);
    if (!grid) return undefined;
    let [settled, changedMeanwhile] = [0, 0];
    for (const [planId, ofRow] of Map.groupBy(choices, (choice) => choice.planId)) {
      const row = grid.rows.find(({ plan }) => plan.planId === planId);
      if (!row?.sitting) continue;
      const { sittingId } = row.sitting;
      const sitting = await lockSitting(tx, sittingId);
      const open = ofRow.filter(({ itemId }) => differencesOf(row.first, row.second).includes(itemId));
      if (ofRow.some(({ seenEntryNo }) => seenEntryNo !== row.lastEntryNo)) {
        changedMeanwhile += open.length;
        continue;
      }
      for (const round of [1, 2] as const) {
        const changes = open.filter(({ keep }) => keep !== round).map((choice) => changeTo(row, choice));
        if (changes.length > 0) await addChanges(tx, { sittingId, row, round, changes, at });
      }
      settled += open.length;
      if (sitting?.submittedAt && open.some(({ keep }) => keep === 2)) {
        await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
      }
    }
    return { settled, changedMeanwhile };
  });
}

function changeTo(row: PaperRow, { itemId, keep }: Choice): CellChange {
  const kept: RowContent = keep === 1 ? row.first : row.second;
  if (itemId !== null) return { itemId, entry: kept.cells.get(itemId) ?? null };
  return { itemId, entry: kept.total === null ? null : { kind: 'total', score: kept.total } };
}

/** One difference, as the page shows it. */
export interface Difference {
  readonly row: PaperRow;
  readonly itemId: string | null;
}

/** Every difference of a grid, pupil by pupil, items in the order of the form. */
export function listDifferences(grid: PaperGrid): readonly Difference[] {
  const places = [...grid.form.items.map(({ item }) => item.id), null];
  return grid.rows.flatMap((row) => {
    const differing = differencesOf(row.first, row.second);
    return places.filter((itemId) => differing.includes(itemId)).map((itemId) => ({ row, itemId }));
  });
}
