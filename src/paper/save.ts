import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { lockPlans, movePlan } from '../planning/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { submit } from '../taking/hand-in.ts';
import { correctTakenOn, lockSitting, openSitting } from '../taking/store.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import type { GridPlace, PaperGrid, PaperRow } from './grid.ts';
import { actorOf, loadGrid } from './grid.ts';
import type { GridFault, ReadRow, TypedRow } from './read-rows.ts';
import { readRows } from './read-rows.ts';
import { contentOf, differencesOf, entriesOf, isComplete } from './rules.ts';
import { addEntries, listEntries } from './store.ts';
import type { CellChange, Round } from './types.ts';

/** What saving a grid did. */
export interface PaperSaved {
  readonly changedCells: number;
  readonly submitted: number;
  /** Rows that were in already and changed: their result is made anew. */
  readonly corrected: number;
  /** Rows that stay because two people entered something else. */
  readonly differing: number;
}

/** What cannot be saved, by plan. */
export type GridFaults = ReadonlyMap<string, readonly GridFault[]>;

/** What was typed, and what is to be done with it. */
export interface PaperInput {
  readonly place: GridPlace;
  readonly rows: readonly TypedRow[];
  readonly handIn: boolean;
  /** While somebody types: a cell that cannot be is left out, and the rest is kept. */
  readonly draft?: boolean;
}

/**
 * Saves what was typed: all of it or, with a fault anywhere, none; of a draft everything that can be. Hands in the
 * complete rows when asked.
 */
export async function savePaperGrid(
  platform: Platform, viewer: SchoolViewer, input: PaperInput,
): Promise<Result<PaperSaved & { readonly faults: GridFaults }, 'not-found' | GridFaults>> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [input.place.groupId] })) return refuse('not-found');
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    // Before the grid is looked at: nobody takes a plan back, or saves the same row, while this is on its way.
    await lockPlans(tx, input.rows.map(({ planId }) => planId));
    const grid = await loadGrid(tx, input.place, at);
    if (!grid) return refuse('not-found');
    const { rows, faults } = readRows(grid, input.rows);
    if (faults.size > 0 && !input.draft) return refuse(faults);
    const saved = { changedCells: 0, submitted: 0, corrected: 0, differing: 0 };
    for (const row of rows) {
      const done = await saveRow(platform, tx, { ...row, grid, handIn: input.handIn, at });
      saved.changedCells += done.changed;
      if (done.state !== 'kept') saved[done.state] += 1;
    }
    return ok({ ...saved, faults });
  });
}

interface RowDone {
  readonly changed: number;
  readonly state: 'kept' | 'submitted' | 'corrected' | 'differing';
}

type RowWork = ReadRow & { readonly grid: PaperGrid; readonly handIn: boolean; readonly at: Date };

async function saveRow(platform: Platform, tx: TenantTx, work: RowWork): Promise<RowDone> {
  const { row, changes, takenOn, grid, at } = work;
  const { round, partNo } = grid.place;
  const mayHandIn = work.handIn && round === 1 && row.sitting?.submittedAt == null
    && (row.sitting !== null || changes.length > 0);
  const dayChanged = round === 1 && row.sitting !== null && row.sitting.takenOn !== takenOn;
  if (changes.length === 0 && !dayChanged && !mayHandIn) return { changed: 0, state: 'kept' };
  const { planId } = row.plan;
  const formCode = grid.form.code;
  const sittingId = await openSitting(tx, {
    sittingId: platform.newId(), planId, partNo, shift: 0, formCode, takenOn, at,
  });
  // Its scoring, or its result, may be on its way.
  const sitting = present(await lockSitting(tx, sittingId), `no sitting ${sittingId}`);
  await movePlan(tx, planId, ['planned'], 'started');
  if (dayChanged) await moveDay(tx, sittingId, takenOn, at);
  if (changes.length > 0) await addChanges(tx, { sittingId, row, round, changes, at });
  if (round === 2) return { changed: changes.length, state: 'kept' };
  if (!sitting.submittedAt) {
    return { changed: changes.length, state: mayHandIn ? await handInRow(platform, tx, sittingId, work) : 'kept' };
  }
  // A row that was in already: what changed makes a new scoring, whose result takes the place of the old one.
  await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
  return { changed: changes.length, state: 'corrected' };
}

async function moveDay(tx: TenantTx, sittingId: string, takenOn: PlainDate, at: Date): Promise<void> {
  await correctTakenOn(tx, sittingId, takenOn);
  await audit(tx, at, 'paper.day-corrected', { kind: 'sitting', id: sittingId });
}

/** Adds changes of one round to a sitting that is locked, and says so in the audit log. */
export async function addChanges(tx: TenantTx, { sittingId, row, round, changes, at }: {
  readonly sittingId: string; readonly row: Pick<PaperRow, 'lastEntryNo'>; readonly round: Round;
  readonly changes: readonly CellChange[]; readonly at: Date;
}): Promise<void> {
  const entries = entriesOf(changes, row.lastEntryNo);
  await addEntries(tx, sittingId, { round, entries, enteredBy: actorOf(tx), at });
  await audit(tx, at, 'paper.entered', { kind: 'sitting', id: sittingId }, { cells: changes.length, round });
}

async function handInRow(
  platform: Platform, tx: TenantTx, sittingId: string, { grid, ready, at }: RowWork,
): Promise<'kept' | 'submitted' | 'differing'> {
  const entries = await listEntries(tx, [sittingId]);
  const [first, second] = ([1, 2] as const).map((round) => contentOf(entries.filter((entry) => entry.round === round)));
  if (!first || !second || !isComplete(first, grid.form.items.length, ready)) return 'kept';
  if (differencesOf(first, second).length > 0) return 'differing';
  const sitting = present(await lockSitting(tx, sittingId), `no sitting ${sittingId}`);
  return await submit(platform, tx, sitting, at) ? 'submitted' : 'kept';
}
