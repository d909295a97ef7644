import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { plainDate } from '../base/plain-date.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import type { Medium } from '../content/types.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { newId } from '../platform/ids.ts';
import { planTests, withdrawPlan } from './actions.ts';
import { loadBoard, type Board, type BoardRow, type Cell, type Wanted } from './board.ts';
import { bundleOf } from './bundles.ts';
import { adviceReason } from './nl.ts';
import { listPlans } from './store.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

const combination = [
  { callName: 'Vera Vier', yearGroup: '4' }, { callName: 'Victor Vijf', yearGroup: '5' },
  { callName: 'Twan Twee', yearGroup: '2' },
];

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

/** A row of the board with its one subject laid flat. */
type FlatRow = BoardRow & Cell;

async function boardOf(room: Classroom): Promise<Omit<Board, 'rows'> & { readonly rows: readonly FlatRow[] }> {
  const loaded = await inSchool(room, (tx) => loadBoard(tx, wantedOf(room), platform.clock.now()));
  assert.ok(loaded.ok);
  return { ...loaded.value, rows: loaded.value.rows.map((row) => ({ ...row, ...row.cells[0]! })) };
}

function wantedOf({ groupId }: Classroom): Wanted {
  return { bundle: bundleOf('arithmetic'), groupIds: [groupId], yearGroup: null, season: null };
}

/** What planning did, without the id of the action. */
async function counts(done: ReturnType<typeof planTests>) {
  const result = await done;
  assert.ok(result.ok);
  const { planned, pupils, alreadyPlanned } = result.value;
  return { planned, pupils, alreadyPlanned };
}

function plan(room: Classroom, choices: readonly (readonly [number, string, Medium])[]) {
  return planTests(platform, room.teacher, {
    groupId: room.groupId, subject: 'arithmetic',
    choices: choices.map(([index, testCode, medium]) => ({ pupilId: room.pupils[index]!.id, testCode, medium })),
  });
}

function meanOf(moment: string): number {
  return arithmeticNormTable().moments.find((norm) => norm.moment === moment)!.mean;
}

/** An earlier result of a pupil: the functioning level of June, on the test of that moment. */
function giveResult(room: Classroom, index: number, functioningLevel: string): Promise<number> {
  return inSchool(room, (tx) => change(tx, sql`insert into result (school_id, result_id, pupil_id, origin, subject_code,
      generation_code, scale_code, school_year, year_group, taken_on, scale_score, scale_se, test_moment_code,
      functioning_level, code_version, made_at)
    values (${room.schoolId}, ${newId()}, ${room.pupils[index]!.id}, 'migrated', 'arithmetic', '3.0 (synthetisch)',
      'SYN-RW-3.0', '2025-2026', '4', ${plainDate('2026-06-02')},
      ${meanOf(functioningLevel)}, 9, ${functioningLevel}, ${functioningLevel}, 'test', ${new Date(0)})`));
}

test('a combination group gets the test of each pupil\'s own year group, and none outside 3 to 8', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  const { rows, season, media } = await boardOf(room);
  assert.deepEqual(rows.map(({ pupil, taking, proposedTestCode }) => [pupil.callName, taking, proposedTestCode]), [
    ['Twan Twee', null, null], ['Vera Vier', 'M4', 'RW-M4'], ['Victor Vijf', 'M5', 'RW-M5'],
  ]);
  assert.equal(season, 'M');
  assert.deepEqual(media, ['screen', 'paper']);
});

test('a test is planned once: a second try leaves the first plan as it is', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  assert.deepEqual(await counts(plan(room, [[0, 'RW-M4', 'screen'], [1, 'RW-M5', 'screen']])),
    { planned: 2, pupils: 2, alreadyPlanned: 0 });
  assert.deepEqual(await counts(plan(room, [[0, 'RW-M3', 'paper'], [1, 'RW-M5', 'screen']])),
    { planned: 0, pupils: 0, alreadyPlanned: 2 });
  const { rows } = await boardOf(room);
  assert.deepEqual(rows.map((row) => row.plan && [row.plan.testCode, row.plan.medium, row.plan.status]),
    [null, ['RW-M4', 'screen', 'planned'], ['RW-M5', 'screen', 'planned']]);
});

test('what cannot be planned is refused with its reason, and nothing of that choice is planned', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  const stranger = await newClassroom(platform, { pupils: [{ callName: 'Vreemd', yearGroup: '4' }] });
  const refusalOf = async (done: Awaited<ReturnType<typeof plan>>) => {
    assert.deepEqual((await boardOf(room)).rows.map((row) => row.plan), [null, null, null]);
    return done.ok ? null : done.refusal;
  };
  assert.equal(await refusalOf(await plan(room, [])), 'nothing-chosen');
  assert.equal(await refusalOf(await plan(room, [[0, 'RW-M4', 'screen'], [1, 'RW-X9', 'screen']])), 'no-such-test');
  assert.equal(await refusalOf(await plan(room, [[2, 'RW-M3', 'paper']])), 'no-year-group');
  assert.equal(await refusalOf(await plan({ ...room, pupils: stranger.pupils }, [[0, 'RW-M4', 'screen']])),
    'no-such-pupil');
  assert.equal(await refusalOf(await plan({ ...room, groupId: stranger.groupId }, [[0, 'RW-M4', 'screen']])),
    'not-found');
  const other = { ...room, teacher: { ...room.teacher, ownGroupIds: [] } };
  assert.equal(await refusalOf(await plan(other, [[0, 'RW-M4', 'screen']])), 'not-found');
});

test('package Basis plans on paper only, and a school that ordered nothing plans nothing', async () => {
  const basis = await newClassroom(platform, { pupils: combination, packageCode: 'basis' });
  assert.deepEqual((await boardOf(basis)).media, ['paper']);
  assert.deepEqual(await plan(basis, [[0, 'RW-M4', 'screen']]), { ok: false, refusal: 'not-in-package' });
  assert.equal((await plan(basis, [[0, 'RW-M4', 'paper']])).ok, true);
  const none = await newClassroom(platform, { pupils: combination, packageCode: null });
  assert.deepEqual((await boardOf(none)).media, []);
  assert.deepEqual(await plan(none, [[0, 'RW-M4', 'paper']]), { ok: false, refusal: 'no-licence' });
});

test('a school whose licence was cancelled plans nothing new', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  await platform.doors.withPlatform((tx) => change(tx, sql`insert into onboarding (school_id, cancelled_at)
    values (${room.schoolId}, ${new Date(0)})
    on conflict (school_id) do update set cancelled_at = excluded.cancelled_at`));
  assert.deepEqual(await plan(room, [[0, 'RW-M4', 'paper']]), { ok: false, refusal: 'licence-ended' });
});

test('the advice is kept with the plan, also when the planner chose another test', async () => {
  const room = await newClassroom(platform, { pupils: combination, history: true });
  await giveResult(room, 0, 'E3');
  await giveResult(room, 1, 'M3');
  const { rows } = await boardOf(room);
  assert.deepEqual(rows.map(({ advice }) => advice && [advice.code, advice.moment]),
    [null, ['own', 'M4'], ['easier', 'E3']]);
  assert.equal(adviceReason(rows[2]!.advice!), 
    'Naar verwachting nu ongeveer E3 (M3 tot M4); daarom toets E3 in plaats van M5. Laatst: M3 op 2 jun 2026.');
  await plan(room, [[0, 'RW-M4', 'paper'], [1, 'RW-M5', 'paper']]);
  const plans = await inSchool(room, (tx) =>
    listPlans(tx, room.pupils.map(({ id }) => id), 'arithmetic', '2026-2027', 'M'));
  assert.deepEqual(plans.map(({ testCode, adviceCode, advisedTestCode }) => [testCode, adviceCode, advisedTestCode])
    .toSorted(), [['RW-M4', 'own', 'RW-M4'], ['RW-M5', 'easier', 'RW-E3']]);
});

test('before step 2 a plan names no advised test', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  await giveResult(room, 1, 'M3');
  const { rows } = await boardOf(room);
  assert.equal(adviceReason(rows[2]!.advice!), 'Nog geen advies: stap 2 is nog niet klaar.');
  await plan(room, [[1, 'RW-M5', 'screen']]);
  const [kept] = (await boardOf(room)).rows.flatMap((row) => (row.plan ? [row.plan] : []));
  assert.deepEqual([kept!.adviceCode, kept!.advisedTestCode], ['step-2', null]);
});

test('a plan that was taken back makes room for another, and stays on record', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  await plan(room, [[0, 'RW-M4', 'screen']]);
  const [first] = (await boardOf(room)).rows.flatMap((row) => (row.plan ? [row.plan] : []));
  assert.deepEqual(await withdrawPlan(platform, { ...room.teacher, ownGroupIds: [] }, first!.planId),
    { ok: false, refusal: 'not-found' });
  assert.equal((await withdrawPlan(platform, room.teacher, first!.planId)).ok, true);
  assert.equal((await withdrawPlan(platform, room.teacher, first!.planId)).ok, true);
  assert.deepEqual(await counts(plan(room, [[0, 'RW-M3', 'paper']])), { planned: 1, pupils: 1, alreadyPlanned: 0 });
  const kept = await inSchool(room, (tx) => all<{ status: string }>(tx, sql`select status from planned_test
    where school_id = ${room.schoolId} order by planned_at, plan_id`));
  assert.deepEqual(kept.map(({ status }) => status).toSorted(), ['planned', 'withdrawn']);
});

test('a group of another school year is not planned for any more', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  const later = new Date('2027-09-07T08:00:00Z');
  assert.deepEqual(await inSchool(room, (tx) => loadBoard(tx, wantedOf(room), later)),
    { ok: false, refusal: 'other-school-year' });
});

test('another school\'s group is not there', async () => {
  const room = await newClassroom(platform, { pupils: combination });
  const neighbour = await newClassroom(platform, { pupils: combination });
  const now = platform.clock.now();
  assert.deepEqual(await inSchool(neighbour, (tx) => loadBoard(tx, wantedOf(room), now)),
    { ok: false, refusal: 'not-found' });
});
