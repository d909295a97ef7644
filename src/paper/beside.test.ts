import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { holdTransactions, whileNeighboursGoOn } from '../../test/held-transaction.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { planTests, withdrawPlan } from '../planning/actions.ts';
import { listPlans } from '../planning/store.ts';
import type { Platform } from '../platform/platform.ts';
import { handIn, openTask, recordAnswers, startSitting } from '../taking/actions.ts';
import type { GridPlace } from './grid.ts';
import { findPaperGrid } from './grid.ts';
import { savePaperGrid } from './save.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

/** Two pupils with a test; `planId` is of the first. */
async function planned(medium: 'paper' | 'screen'): Promise<Classroom & { readonly planId: string }> {
  const room = await newClassroom(platform, {
    pupils: [{ callName: 'Pien Papier', yearGroup: '5' }, { callName: 'Tom Tweede', yearGroup: '5' }],
  });
  const choices = room.pupils.map(({ id }) => ({ pupilId: id, testCode: 'RW-M5', medium }));
  await planTests(platform, room.teacher, { groupId: room.groupId, subject: 'arithmetic', choices });
  const plans = await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'administration', (tx) =>
    listPlans(tx, [room.pupils[0]!.id], 'arithmetic', '2026-2027', 'M'));
  return { ...room, planId: plans[0]!.planId };
}

function placeIn(groupId: string): GridPlace {
  return { groupId, testCode: 'RW-M5', partNo: 1, round: 1 };
}

/** Types one cell of the first pupil, as a draft. */
async function save(on: Platform, { teacher, groupId, planId }: Awaited<ReturnType<typeof planned>>) {
  const grid = await findPaperGrid(platform, teacher, placeIn(groupId), { shown: false });
  const first = grid?.form.items[0]?.item.id ?? 'gone';
  const row = {
    planId, seenEntryNo: 0, way: 'points', cells: new Map([[first, '1']]), takenOn: '2027-01-18', ready: false,
  } as const;
  return savePaperGrid(on, teacher, { place: placeIn(groupId), rows: [row], handIn: false });
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

function saidSaved(changedCells: number) {
  return { ok: true, value: { changedCells, submitted: 0, corrected: 0, differing: 0, faults: new Map() } };
}

async function cellsOfFirst({ teacher, groupId, planId }: Awaited<ReturnType<typeof planned>>) {
  const grid = await findPaperGrid(platform, teacher, placeIn(groupId), { shown: false });
  return grid?.rows.find(({ plan }) => plan.planId === planId)?.first.cells.size;
}

test('a test that is taken back while its first scores are being saved stays, with its scores', async () => {
  const room = await planned('paper');
  const [saved, withdrawn] = await beside((on) => save(on, room),
    () => withdrawPlan(platform, room.teacher, room.planId));
  assert.deepEqual(saved, saidSaved(1));
  assert.deepEqual(withdrawn, { ok: false, refusal: 'already-answered' });
  assert.equal(await cellsOfFirst(room), 1);
});

test('scores that arrive while the test is being taken back are not said to be saved', async () => {
  const room = await planned('paper');
  const [withdrawn, saved] = await beside((on) => withdrawPlan(on, room.teacher, room.planId),
    () => save(platform, room));
  assert.ok(withdrawn.ok);
  assert.deepEqual(saved, saidSaved(0));
  assert.equal(await cellsOfFirst(room), undefined);
});

test('a pupil who begins while the test is being taken back finds it gone', async () => {
  const room = await planned('screen');
  const [withdrawn, begun] = await beside((on) => withdrawPlan(on, room.teacher, room.planId),
    () => startSitting(platform, room.pupils[0]!, room.planId));
  assert.ok(withdrawn.ok);
  assert.deepEqual(begun, { ok: false, refusal: 'not-found' });
});

test('handing in and taking back at the same moment wait for each other instead of for ever', async () => {
  const room = await planned('screen');
  const pupil = room.pupils[0]!;
  const begun = await startSitting(platform, pupil, room.planId);
  assert.ok(begun.ok);
  const { sittingId } = begun.value;
  const task = await openTask(platform, pupil, sittingId);
  assert.ok(task.ok);
  const { epoch, items } = task.value;
  // An answer on its way keeps the sitting, so that both come to wait: the hand-in first, then the taking back.
  const held = holdTransactions(platform);
  const given = { sequence: 1, itemId: items[0]!.id, responses: { RESPONSE: '4' }, at: '' };
  const answered = recordAnswers(held.platform, pupil, sittingId, { epoch, answers: [given] });
  await held.worked;
  const done = handIn(platform, pupil, sittingId, { epoch, lastSequence: 1 });
  await whileNeighboursGoOn();
  const withdrawn = withdrawPlan(platform, room.teacher, room.planId);
  await whileNeighboursGoOn();
  held.release();
  assert.deepEqual(await Promise.all([answered, done, withdrawn]), [
    { ok: true, value: { acknowledged: 1, epoch } }, { ok: true, value: { ok: true, next: { partNo: 2 } } },
    { ok: false, refusal: 'already-answered' },
  ]);
});
