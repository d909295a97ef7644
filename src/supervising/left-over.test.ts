import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { planTest } from '../../test/take-test.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { startSitting } from '../taking/actions.ts';
import { endLeftOver, viewLeftOver } from './left-over.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'taking', work);
}

/** A class in which the first pupil began and left, the second began a year ago, and the third is busy now. */
async function room() {
  const made = await newClassroom(platform, { pupils: ['Weg', 'Vorig', 'Nu'].map((callName) => ({
    callName, yearGroup: '5',
  })) });
  const planIds: string[] = [];
  for (const pupil of made.pupils) {
    const planId = await inSchool(made, (tx) => planTest(tx, made, pupil));
    assert.ok((await startSitting(platform, pupil, planId)).ok);
    planIds.push(planId);
  }
  await inSchool(made, async (tx) => {
    await change(tx, sql`update pupil set active = false
      where school_id = ${tx.schoolId} and pupil_id = ${made.pupils[0]!.id}`);
    await change(tx, sql`update planned_test set school_year = '2025-2026'
      where school_id = ${tx.schoolId} and plan_id = ${planIds[1]!}`);
  });
  return { ...made, planIds };
}

test('what stays behind is of pupils who left and of earlier school years, and not what is going on', async () => {
  const made = await room();
  const found = await viewLeftOver(platform, made.teacher);
  assert.deepEqual(found.map(({ planId, isHere, partsIn, partCount, pupil }) =>
    [made.planIds.indexOf(planId), isHere, partsIn, partCount, pupil?.callName]),
  [[0, false, 0, 3, 'Weg'], [1, true, 0, 3, 'Vorig']]);
});

test('a test that stays behind is ended, and one that goes on is left alone', async () => {
  const made = await room();
  assert.deepEqual(await endLeftOver(platform, made.teacher, made.planIds), { scored: 0, brokenOff: 2 });
  const statuses = await inSchool(made, (tx) => all<{ planId: string; status: string }>(tx, sql`
    select plan_id, status from planned_test where school_id = ${tx.schoolId}`));
  assert.deepEqual(made.planIds.map((id) => statuses.find(({ planId }) => planId === id)?.status),
    ['broken-off', 'broken-off', 'started']);
  assert.deepEqual(await viewLeftOver(platform, made.teacher), []);
  assert.deepEqual(await endLeftOver(platform, made.teacher, made.planIds), { scored: 0, brokenOff: 0 });
});

test('a teacher of another group neither sees nor ends it', async () => {
  const made = await room();
  const other = { ...made.teacher, ownGroupIds: [] };
  assert.deepEqual(await viewLeftOver(platform, other), []);
  assert.deepEqual(await endLeftOver(platform, other, made.planIds), { scored: 0, brokenOff: 0 });
});
