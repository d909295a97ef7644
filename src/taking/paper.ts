import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import { getForm, type PublishedForm } from '../content/store.ts';
import { listPaperPlans, lockPlans, movePlan } from '../planning/store.ts';
import type { PlannedTest } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { submit } from './actions.ts';
import type { CellFault, Cells, TypedRow } from './paper-rules.ts';
import { cellsOf, changedCells, isComplete, readCells, readTakenOn } from './paper-rules.ts';
import {
  addPaperEntries, correctTakenOn, listFinalPaperScores, listPaperEntries, listSittingsOfPlans, lockSitting,
  openSitting,
} from './store.ts';
import type { FinalPaperScore, Sitting } from './types.ts';
import { sittingSubmittedJob } from './types.ts';

/** The grid of one paper test in one group: a row for each pupil who has it. */
export interface PaperGrid {
  readonly group: ClassGroup;
  readonly form: PublishedForm;
  readonly schoolYear: SchoolYear;
  readonly today: PlainDate;
  readonly rows: readonly PaperRow[];
}

/** One pupil in the grid, as it is stored. */
export interface PaperRow {
  readonly pupil: PupilName;
  readonly plan: PlannedTest;
  readonly sitting: Sitting | null;
  readonly entries: readonly FinalPaperScore[];
  readonly cells: Cells;
  /** Highest entry number; 0 before the first. */
  readonly lastEntryNo: number;
}

/** What saving a grid did. */
export interface PaperSaved {
  readonly changedCells: number;
  readonly submitted: number;
  /** Rows that were in already and changed: their result is made anew. */
  readonly corrected: number;
}

/** What cannot be saved, by plan. */
export type GridFaults = ReadonlyMap<string, readonly CellFault[]>;

/** Loads the grid to show it; undefined when this viewer or this school has no such group or test. */
export function loadPaperGrid(
  platform: Platform, viewer: SchoolViewer, groupId: string, testCode: string,
): Promise<PaperGrid | undefined> {
  return findGrid(platform, viewer, { groupId, testCode, shown: true });
}

/** Finds the grid that a sent form is read by; nobody sees the scores in it. */
export function findPaperGrid(
  platform: Platform, viewer: SchoolViewer, groupId: string, testCode: string,
): Promise<PaperGrid | undefined> {
  return findGrid(platform, viewer, { groupId, testCode, shown: false });
}

async function findGrid(platform: Platform, viewer: SchoolViewer, { groupId, testCode, shown }: {
  readonly groupId: string; readonly testCode: string; readonly shown: boolean;
}): Promise<PaperGrid | undefined> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [groupId] })) return undefined;
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const grid = await loadGrid(tx, groupId, testCode, at);
    if (grid && shown) await audit(tx, at, 'paper.read', { kind: 'group', id: groupId }, { testCode });
    return grid;
  });
}

/** Saves what was typed, all of it or, with a fault anywhere, none; and hands in the complete rows when asked. */
export async function savePaperGrid(platform: Platform, viewer: SchoolViewer, input: {
  readonly groupId: string; readonly testCode: string; readonly rows: readonly TypedRow[]; readonly handIn: boolean;
}): Promise<Result<PaperSaved, 'not-found' | GridFaults>> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [input.groupId] })) return refuse('not-found');
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    // Before the grid is looked at: nobody takes a plan back, or saves the same row, while this is on its way.
    await lockPlans(tx, input.rows.map(({ planId }) => planId));
    const grid = await loadGrid(tx, input.groupId, input.testCode, at);
    if (!grid) return refuse('not-found');
    const read = readRows(grid, input.rows);
    if (!read.ok) return refuse(read.refusal);
    const saved = { changedCells: 0, submitted: 0, corrected: 0 };
    for (const row of read.value) {
      const done = await saveRow(platform, tx, { ...row, form: grid.form, handIn: input.handIn, at });
      saved.changedCells += done.changed;
      if (done.state === 'submitted') saved.submitted += 1;
      if (done.state === 'corrected') saved.corrected += 1;
    }
    return ok(saved);
  });
}

async function loadGrid(tx: TenantTx, groupId: string, testCode: string, now: Date): Promise<PaperGrid | undefined> {
  const today = plainDateInAmsterdam(now);
  const schoolYear = schoolYearOf(today);
  const group = await findGroup(tx, groupId);
  if (!group) return undefined;
  const pupils = await listGroupPupils(tx, groupId);
  const plans = await listPaperPlans(tx, pupils.map(({ pupilId }) => pupilId), testCode, schoolYear);
  const [first] = plans;
  if (!first) return undefined;
  const sittings = await listSittingsOfPlans(tx, plans.map(({ planId }) => planId));
  const entries = Map.groupBy(await listPaperEntries(tx, sittings.map(({ sittingId }) => sittingId)),
    ({ sittingId }) => sittingId);
  const rows = pupils.flatMap((pupil) => plans.filter(({ pupilId }) => pupilId === pupil.pupilId)
    .map((plan): PaperRow => {
      const sitting = sittings.find(({ planId }) => planId === plan.planId) ?? null;
      const known = (sitting && entries.get(sitting.sittingId)) ?? [];
      return { pupil, plan, sitting, entries: known, cells: cellsOf(known), lastEntryNo: known.at(-1)?.entryNo ?? 0 };
    }));
  return { group, form: await getForm(tx, first.formCode), schoolYear, today, rows };
}

interface ReadRow {
  readonly row: PaperRow;
  readonly changed: ReturnType<typeof changedCells>;
  readonly takenOn: PlainDate;
  readonly ready: boolean;
}

/** The typed rows as scores; rows of pupils who are not in the grid any more are left alone. */
function readRows(grid: PaperGrid, typed: readonly TypedRow[]): Result<readonly ReadRow[], GridFaults> {
  const faults = new Map<string, readonly CellFault[]>();
  const rows: ReadRow[] = [];
  for (const { planId, cells, takenOn, seenEntryNo, ready } of typed) {
    const row = grid.rows.find(({ plan }) => plan.planId === planId);
    if (!row) continue;
    const scores = readCells(cells, grid.form.items);
    const day = readTakenOn(takenOn, grid.today, grid.schoolYear);
    if (!scores.ok || !day.ok) {
      faults.set(planId, [...(scores.ok ? [] : scores.refusal), ...(day.ok ? [] : [day.refusal])]);
      continue;
    }
    const shown = cellsOf(row.entries.filter(({ entryNo }) => entryNo <= seenEntryNo));
    const changed = changedCells(shown, scores.value, grid.form.items);
    const left = cellsOf([...row.entries, ...changed.map((cell) => ({ ...cell, entryNo: row.lastEntryNo + 1 }))]);
    if (row.sitting?.submittedAt && left.size === 0) faults.set(planId, [{ itemId: null, code: 'row-empty' }]);
    rows.push({ row, changed, takenOn: day.value, ready });
  }
  return faults.size > 0 ? refuse(faults) : ok(rows);
}

interface RowDone {
  readonly changed: number;
  readonly state: 'kept' | 'submitted' | 'corrected';
}

async function saveRow(platform: Platform, tx: TenantTx, { row, changed, takenOn, ready, form, handIn, at }: ReadRow & {
  readonly form: PublishedForm; readonly handIn: boolean; readonly at: Date;
}): Promise<RowDone> {
  const mayHandIn = handIn && row.sitting?.submittedAt == null && (row.sitting !== null || changed.length > 0);
  const dayChanged = row.sitting !== null && row.sitting.takenOn !== takenOn;
  if (changed.length === 0 && !dayChanged && !mayHandIn) return { changed: 0, state: 'kept' };
  const { planId } = row.plan;
  const sittingId = await openSitting(tx, { sittingId: platform.newId(), planId, takenOn, at });
  // Its scoring, or its result, may be on its way.
  const sitting = present(await lockSitting(tx, sittingId), `no sitting ${sittingId}`);
  await movePlan(tx, planId, ['planned'], 'started');
  if (dayChanged) {
    await correctTakenOn(tx, sittingId, takenOn);
    await audit(tx, at, 'paper.day-corrected', { kind: 'sitting', id: sittingId });
  }
  if (changed.length > 0) {
    await addPaperEntries(tx, sittingId, { cells: changed, enteredBy: `${tx.actor.kind}:${tx.actor.id}`, at });
    await audit(tx, at, 'paper.entered', { kind: 'sitting', id: sittingId }, { cells: changed.length });
  }
  const state = sitting.submittedAt
    ? await correct(platform, tx, sittingId)
    : await handInRow(platform, tx, { sitting, form, asked: mayHandIn, ready, at });
  return { changed: changed.length, state };
}

/** A row that was in already: what changed makes a new scoring, whose result takes the place of the old one. */
async function correct(platform: Platform, tx: TenantTx, sittingId: string): Promise<'corrected'> {
  await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
  return 'corrected';
}

async function handInRow(platform: Platform, tx: TenantTx, { sitting, form, asked, ready, at }: {
  readonly sitting: Sitting; readonly form: PublishedForm; readonly asked: boolean; readonly ready: boolean;
  readonly at: Date;
}): Promise<'kept' | 'submitted'> {
  if (!asked) return 'kept';
  const cells = cellsOf(await listFinalPaperScores(tx, sitting.sittingId));
  if (!isComplete(cells, form.items, ready)) return 'kept';
  return await submit(platform, tx, sitting, at) ? 'submitted' : 'kept';
}
