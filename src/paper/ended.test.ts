import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { planTest } from '../../test/take-test.ts';
import { lockPlan } from '../planning/store.ts';
import { endPlan } from '../taking/supervise.ts';
import { findPaperGrid, type PaperGrid } from './grid.ts';
import { savePaperGrid } from './save.ts';

let platform: TestPlatform;
before(async () => { platform = await testPlatform(); });

test('of a test that was ended the grid has the taken that count, to be corrected, and no others', async () => {
  const room = await newClassroom(platform, {
    pupils: [{ callName: 'Elsa Einde', yearGroup: '5' }, { callName: 'Gijs Gewoon', yearGroup: '5' }],
  });
  const { teacher, schoolId, pupils } = room;
  const [ended, other] = await platform.doors.withTenant(schoolId, teacher.actor, 'administration', async (tx) =>
    [await planTest(tx, room, pupils[0]!, { medium: 'paper' }),
      await planTest(tx, room, pupils[1]!, { medium: 'paper' })]);
  const second = await gridOf(room, 2);
  assert.ok((await enter(room, second, ended!, '20')).ok);
  await platform.doors.withTenant(schoolId, teacher.actor, 'taking', (tx) =>
    endPlan(platform, tx, ended!, { code: 'ill', unfinished: 'hand-in' }, platform.clock.now()));

  const plansIn = async (partNo: number) => (await gridOf(room, partNo)).rows.map(({ plan }) => plan.planId);
  assert.deepEqual(await plansIn(1), [other]);
  assert.deepEqual((await plansIn(2)).toSorted(), [ended, other].toSorted());
  assert.deepEqual(await plansIn(3), [other]);
  // A page that was open when the test was ended.
  const late = await enter(room, await gridOf(room, 3), ended!, '20');
  assert.ok(late.ok && late.value.changedCells === 0);
  const corrected = await enter(room, await gridOf(room, 2), ended!, '21');
  assert.ok(corrected.ok && corrected.value.corrected === 1);
  const plan = await platform.doors.withTenant(schoolId, teacher.actor, 'taking', (tx) => lockPlan(tx, ended!));
  assert.equal(plan?.status, 'submitted');
});

async function gridOf({ teacher, groupId }: Classroom, partNo: number): Promise<PaperGrid> {
  const place = { groupId, testCode: 'RW-M5', partNo, round: 1 } as const;
  const grid = await findPaperGrid(platform, teacher, place, { shown: false });
  assert.ok(grid);
  return grid;
}

function enter({ teacher }: Classroom, grid: PaperGrid, planId: string, total: string) {
  const seenEntryNo = grid.rows.find(({ plan }) => plan.planId === planId)?.lastEntryNo ?? 0;
  const way = 'totals' as const;
  const rows = [{ planId, seenEntryNo, way, cells: new Map(), total, takenOn: '2027-01-18', ready: false }];
  return savePaperGrid(platform, teacher, { place: grid.place, rows, handIn: true });
}
