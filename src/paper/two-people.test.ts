import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { holdTransactions, whileNeighboursGoOn } from '../../test/held-transaction.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { planTests } from '../planning/actions.ts';
import type { Platform } from '../platform/platform.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import type { PaperGrid } from './grid.ts';
import { findPaperGrid } from './grid.ts';
import type { TypedRow } from './read-rows.ts';
import { savePaperGrid } from './save.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

async function planned(): Promise<Classroom> {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Toon Tegelijk', yearGroup: '5' }] });
  const choices = [{ pupilId: room.pupils[0]!.id, testCode: 'RW-M5', medium: 'paper' as const }];
  await planTests(platform, room.teacher, { groupId: room.groupId, subject: 'arithmetic', choices });
  return room;
}

async function gridOf({ teacher, groupId }: Classroom): Promise<PaperGrid> {
  const place = { groupId, testCode: 'RW-M5', partNo: 1, round: 1 } as const;
  const grid = await findPaperGrid(platform, teacher, place, { shown: false });
  assert.ok(grid);
  return grid;
}

/** Saves one row on the page as this grid showed it: cells by position, or a total. */
function save(on: Platform, { teacher }: Classroom, grid: PaperGrid, typed: {
  readonly cells?: Readonly<Record<number, string>>; readonly total?: string; readonly handIn?: boolean;
}) {
  const [row] = grid.rows;
  const cells = Object.entries(typed.cells ?? {})
    .map(([position, text]) => [grid.form.items[Number(position) - 1]!.item.id, text] as const);
  const typedRow: TypedRow = {
    planId: row!.plan.planId, seenEntryNo: row!.lastEntryNo, way: 'points', cells: new Map(cells), total: typed.total,
    takenOn: '2027-01-18', ready: true,
  };
  return savePaperGrid(on, teacher, { place: grid.place, rows: [typedRow], handIn: typed.handIn ?? false });
}

/** Does the first inside a transaction that stays open while the second begins. */
async function beside<A, B>(first: (on: Platform) => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const held = holdTransactions(platform);
  const one = first(held.platform);
  await held.worked;
  const two = second();
  await whileNeighboursGoOn();
  held.release();
  return Promise.all([one, two]);
}

async function pointsAt(room: Classroom, ...positions: readonly number[]) {
  const grid = await gridOf(room);
  return positions.map((position) => {
    const cell = grid.rows[0]!.first.cells.get(grid.form.items[position - 1]!.item.id);
    return cell?.kind === 'points' ? cell.score : null;
  });
}

test('two people who type other cells of one row at the same moment both find theirs', async () => {
  const room = await planned();
  const shown = await gridOf(room);
  const [one, other] = await beside((on) => save(on, room, shown, { cells: { 1: '1', 2: '0' } }),
    () => save(platform, room, shown, { cells: { 2: '', 3: '1' } }));
  assert.ok(one.ok && other.ok);
  assert.deepEqual(await pointsAt(room, 1, 2, 3), [1, 0, 1]);
});

test('of one cell that two people type at the same moment the later counts, and both entries stay', async () => {
  const room = await planned();
  const shown = await gridOf(room);
  await beside((on) => save(on, room, shown, { cells: { 1: '1' } }),
    () => save(platform, room, shown, { cells: { 1: '0' } }));
  assert.deepEqual(await pointsAt(room, 1), [0]);
  const [row] = (await gridOf(room)).rows;
  assert.deepEqual(row!.entries.map(({ entryNo, score }) => [entryNo, score]), [[1, 1], [2, 0]]);
});

test('a total that arrives while somebody types items of that row is refused', async () => {
  const room = await planned();
  const shown = await gridOf(room);
  const [items, total] = await beside((on) => save(on, room, shown, { cells: { 1: '1' } }),
    () => save(platform, room, shown, { total: '12' }));
  assert.ok(items.ok);
  assert.ok(!total.ok && total.refusal !== 'not-found');
  assert.deepEqual([...total.refusal.values()].flat().map(({ code }) => code), ['items-and-total']);
});

test('two people who hand the same row in at the same moment hand it in once', async () => {
  const room = await planned();
  const shown = await gridOf(room);
  platform.jobs.forget();
  const [one, other] = await beside((on) => save(on, room, shown, { cells: { 1: '1' }, handIn: true }),
    () => save(platform, room, shown, { cells: { 1: '1' }, handIn: true }));
  assert.ok(one.ok && other.ok);
  assert.deepEqual([one.value.submitted, other.value.submitted, other.value.corrected], [1, 0, 0]);
  const asked = platform.jobs.asked.filter(({ name }) => name === sittingSubmittedJob.name);
  assert.equal(asked.length, 1);
});
