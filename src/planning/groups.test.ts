import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom } from '../../test/classroom.ts';
import { addGroup, fourClasses, newPlanningSchool, type PlanningSchool } from '../../test/planning-school.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Medium } from '../content/types.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { changeOpening, planForGroups, undoAction, type PlanChoice } from './actions.ts';
import { loadBoard, type Board, type Wanted } from './board.ts';
import { bundleOf } from './bundles.ts';
import { chosenTest, filledFrom, rowsToPlan } from './choices.ts';
import { retakeReason, stateWords } from './nl.ts';
import { progressOf, stateOf } from './progress.ts';
import { endPlanAs, listOpenScreenPlans } from './store.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

function inSchool<T>({ schoolId, supervisor }: PlanningSchool, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, supervisor.actor, 'planning', work);
}

function wantedOf(school: PlanningSchool, change: Partial<Wanted> = {}): Wanted {
  const groupIds = school.groups.map(({ groupId }) => groupId);
  return { bundle: bundleOf('arithmetic'), groupIds, yearGroup: null, season: null, ...change };
}

async function boardOf(school: PlanningSchool, wanted: Wanted): Promise<Board> {
  const loaded = await inSchool(school, (tx) => loadBoard(tx, wanted, platform.clock.now()));
  assert.ok(loaded.ok);
  return loaded.value;
}

/** What the form sends when nothing is changed in it. */
function proposed(board: Board, medium: Medium = 'screen'): readonly PlanChoice[] {
  return rowsToPlan(board).flatMap((row) => row.cells.flatMap(({ subject }) => {
    const testCode = chosenTest(new Map(), row, subject);
    return testCode === '' ? [] : [{ pupilId: row.pupil.pupilId, testCode, medium }];
  }));
}

async function planAll(school: PlanningSchool, wanted: Wanted, medium?: Medium) {
  const choices = proposed(await boardOf(school, wanted), medium);
  const done = await planForGroups(platform, school.supervisor, { wanted, choices });
  assert.ok(done.ok);
  return done.value;
}

/** Statements that a piece of work sends to the database, counted in the transaction itself. */
async function statementsOf(school: PlanningSchool, work: (tx: TenantTx) => Promise<unknown>): Promise<number> {
  return inSchool(school, async (tx) => {
    let count = 0;
    const counting = tx.trx.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        count += 1;
        return result;
      },
    });
    await work({ ...tx, trx: counting });
    return count;
  });
}

test('a year group is planned in one go, in its classes and in a combination group, and nobody else', async () => {
  const school = await newPlanningSchool(platform, fourClasses);
  const board = await boardOf(school, wantedOf(school, { yearGroup: 5 }));
  assert.equal(board.rows.length, 130);
  const done = await planAll(school, wantedOf(school, { yearGroup: 5 }));
  assert.deepEqual([done.planned, done.pupils, done.alreadyPlanned], [130, 130, 0]);
  const all5 = await boardOf(school, wantedOf(school));
  assert.deepEqual(all5.rows.filter(({ cells }) => cells[0]!.plan === null).map(({ pupil }) => pupil.yearGroup),
    Array.from({ length: 10 }, () => '4'));
});

test('a board of four classes costs as many statements as one of a single class', async (t) => {
  const school = await newPlanningSchool(platform, fourClasses);
  const now = platform.clock.now();
  const one = wantedOf(school, { groupIds: [school.groups[0]!.groupId] });
  await boardOf(school, one);
  const ofOne = await statementsOf(school, (tx) => loadBoard(tx, one, now));
  const ofAll = await statementsOf(school, (tx) => loadBoard(tx, wantedOf(school), now));
  t.diagnostic(`${ofAll} statements for ${school.groups.length} groups`);
  assert.ok(ofOne > 5, `${ofOne} statements were counted`);
  assert.equal(ofAll, ofOne);
  assert.ok(ofAll <= 12, `${ofAll} statements`);
});

test('a pupil of a class and of a composite group stands once, and keeps one plan', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 4 } }]);
  const [home] = school.groups;
  const plus = await addGroup(platform, school.schoolId, {
    name: 'Plusgroep', kind: 'composite', years: {}, also: home!.pupilIds.slice(0, 2),
  });
  const both = wantedOf(school, { groupIds: [home!.groupId, plus.groupId] });
  assert.equal((await boardOf(school, both)).rows.length, 4);
  assert.equal((await planAll(school, wantedOf(school, { groupIds: [plus.groupId] }))).planned, 2);
  assert.equal((await planAll(school, both)).planned, 2);
});

test('six who plan the same year group at the same moment give every pupil one plan between them', async () => {
  const school = await newPlanningSchool(platform, fourClasses.slice(0, 4));
  const wanted = wantedOf(school);
  const choices = proposed(await boardOf(school, wanted));
  const sixOrders = [choices, choices.toReversed(), choices, choices.toReversed(), choices, choices.toReversed()];
  const all6 = await Promise.all(sixOrders.map((mine) =>
    planForGroups(platform, school.supervisor, { wanted, choices: mine })));
  const planned = all6.map((done) => (done.ok ? done.value.planned : NaN));
  assert.equal(planned.reduce((sum, one) => sum + one, 0), 120, String(planned));
  const rows = await inSchool(school, (tx) => all(tx, sql`select 1 from planned_test
    where school_id = ${school.schoolId} and status = 'planned'`));
  assert.equal(rows.length, 120);
});

test('one press takes back what was planned with one press, but what somebody began to answer', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 3 } }]);
  const wanted = wantedOf(school);
  const { actionId } = await planAll(school, wanted);
  const [begun] = (await boardOf(school, wanted)).rows;
  await inSchool(school, async (tx) => {
    const { planId, pupilId, formCode } = begun!.cells[0]!.plan!;
    const sittingId = platform.newId();
    await change(tx, sql`insert into sitting (school_id, sitting_id, plan_id, pupil_id, form_code, medium, taken_on,
        started_at)
      values (${school.schoolId}, ${sittingId}, ${planId}, ${pupilId}, ${formCode}, 'screen', '2027-01-19',
        ${new Date(0)})`);
    await change(tx, sql`insert into answer (school_id, sitting_id, device_epoch, sequence, item_id, responses,
        given_at, received_at)
      values (${school.schoolId}, ${sittingId}, 1, 1, 'x', '{}', ${new Date(0)}, ${new Date(0)})`);
  });
  const stranger = { ...school.teacher, id: platform.newId(), actor: { kind: 'staff', id: platform.newId() } as const };
  assert.deepEqual(await undoAction(platform, stranger, actionId), { ok: false, refusal: 'not-found' });
  assert.deepEqual(await undoAction(platform, school.supervisor, actionId),
    { ok: true, value: { withdrawn: 2, kept: 1 } });
  const again = await boardOf(school, wanted);
  assert.deepEqual(again.rows.map(({ cells }) => cells[0]!.plan?.planId ?? null),
    again.rows.map(({ pupil }) => (pupil.pupilId === begun!.pupil.pupilId ? begun!.cells[0]!.plan!.planId : null)));
});

test('a pupil sees a test from when it opens until it closes, and a new end opens it again', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 1 } }]);
  const wanted = wantedOf(school);
  const now = platform.clock.now();
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  const choices = proposed(await boardOf(school, wanted));
  await planForGroups(platform, school.supervisor, {
    wanted, choices, opening: { opensAt: hours(1), closesAt: hours(2) },
  });
  const { pupilId } = choices[0]!;
  const seen = (at: Date) => inSchool(school, async (tx) =>
    (await listOpenScreenPlans(tx, pupilId, '2026-2027', at)).length);
  assert.deepEqual([await seen(now), await seen(hours(1)), await seen(hours(2))], [0, 1, 0]);
  const [row] = (await boardOf(school, wanted)).rows;
  const states = [now, hours(1), hours(2)].map((at) => stateOf(row!.cells[0]!, at));
  assert.deepEqual(states, ['not-open', 'ready', 'expired']);
  assert.equal(stateWords('not-open', row!.cells[0]!.plan), 'open vanaf di 19 januari 2027, 10.00 uur');
  assert.deepEqual(await changeOpening(platform, school.supervisor, wanted, { opensAt: null, closesAt: hours(9) }),
    { ok: true, value: { changed: 1 } });
  assert.equal(await seen(hours(2)), 1);
});

test('a test that was broken off is proposed again with the reason, and both plans are kept', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 1 } }]);
  const wanted = wantedOf(school);
  await planAll(school, wanted);
  const first = (await boardOf(school, wanted)).rows[0]!.cells[0]!.plan!;
  await inSchool(school, (tx) => endPlanAs(tx, first.planId, {
    status: 'broken-off', code: 'ill', by: 'staff:x', at: platform.clock.now(),
  }));
  const { cells: [cell] } = (await boardOf(school, wanted)).rows[0]!;
  assert.equal(cell!.plan, null);
  assert.equal(stateOf(cell!, platform.clock.now()), 'broken-off');
  assert.equal(retakeReason(cell!.before!), 'Opnieuw: de toets is afgebroken (ziek) op 19 jan 2027.');
  assert.equal((await planAll(school, wanted, 'paper')).planned, 1);
  const plan = (await boardOf(school, wanted)).rows[0]!.cells[0]!.plan!;
  assert.deepEqual([plan.retakeOf, plan.medium, plan.closesAt], [first.planId, 'paper', null]);
});

test('who still has to take what: late joiners and who has to catch up are told apart by year group', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 4/5', years: { 4: 2, 5: 4 } }]);
  await planAll(school, wantedOf(school, { yearGroup: 5 }));
  const wanted = wantedOf(school);
  await inSchool(school, async (tx) => {
    await change(tx, sql`update planned_test set status = 'scored' where school_id = ${school.schoolId}
      and plan_id in (select plan_id from planned_test where school_id = ${school.schoolId} limit 3)`);
    const late = platform.newId();
    await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, year_group, created_at,
        changed_at) values (${school.schoolId}, ${late}, 'Later', 'Lotte', '5', ${new Date(0)}, ${new Date(0)})`);
    await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
      values (${school.schoolId}, ${school.groups[0]!.groupId}, ${late}, '2027-01-18')`);
  });
  const [group] = progressOf(await boardOf(school, wanted), platform.clock.now());
  assert.deepEqual([group!.counts.unplanned, group!.counts.ready, group!.counts.done], [3, 1, 3]);
  assert.deepEqual(group!.lateJoiners.map(({ row }) => row.pupil.callName), ['Lotte']);
  assert.equal(group!.toCatchUp.length, 1);
});

test('one choice for everybody is put over what was filled in, and an empty field stays as it was chosen', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 2 } }]);
  const board = await boardOf(school, wantedOf(school));
  const [first, second] = board.rows;
  const sent = { [`toets-arithmetic-${first!.pupil.pupilId}`]: '', 'allen-hoe': 'paper' };
  const filled = filledFrom(board, sent);
  assert.deepEqual([first!, second!].map((row) => chosenTest(filled, row, 'arithmetic')), ['', 'RW-M5']);
  const forAll = filledFrom(board, { ...sent, 'allen-toets-arithmetic': 'RW-E4' });
  assert.deepEqual([first!, second!].map((row) => chosenTest(forAll, row, 'arithmetic')), ['RW-E4', 'RW-E4']);
});

test('a season that is still to come can be planned ahead and opens when it begins', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 1 } }]);
  const board = await boardOf(school, wantedOf(school, { season: 'E' }));
  assert.deepEqual(board.seasons, ['M', 'E']);
  assert.equal(board.rows[0]!.cells[0]!.proposedTestCode, 'RW-E5');
  assert.equal(board.opening.opensAt?.toISOString(), '2027-03-31T22:00:00.000Z');
  assert.equal((await boardOf(school, wantedOf(school, { season: 'B' }))).season, 'M', 'what is over is not planned');
});

test('a pupil who left, and a group in which somebody may not plan, are refused and nothing is planned', async () => {
  const school = await newPlanningSchool(platform, [{ name: 'Groep 5a', years: { 5: 2 } }]);
  const wanted = wantedOf(school);
  const choices = proposed(await boardOf(school, wanted));
  await inSchool(school, (tx) => change(tx, sql`update pupil set active = false
    where school_id = ${school.schoolId} and pupil_id = ${choices[0]!.pupilId}`));
  assert.deepEqual(await planForGroups(platform, school.supervisor, { wanted, choices }),
    { ok: false, refusal: 'no-such-pupil' });
  assert.deepEqual(await planForGroups(platform, school.teacher, { wanted, choices }),
    { ok: false, refusal: 'not-found' });
  const other = await newClassroom(platform, { pupils: [] });
  assert.deepEqual(await planForGroups(platform, school.supervisor, {
    wanted: { ...wanted, groupIds: [other.groupId] }, choices,
  }), { ok: false, refusal: 'not-found' });
});
