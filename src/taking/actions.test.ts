import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { SchoolViewer } from '../access/types.ts';
import { planTests, withdrawPlan } from '../planning/actions.ts';
import { listOpenScreenPlans } from '../planning/store.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { handIn, openTask, recordAnswers, startSitting } from './actions.ts';
import { listFinalAnswers } from './store.ts';
import type { SentAnswer } from './wire.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

/** A classroom in which the first pupil has an M5 test on screen. */
async function planned(): Promise<Classroom & { readonly pupil: SchoolViewer; readonly planId: string }> {
  const room = await newClassroom(platform, {
    pupils: [{ callName: 'Anna Eerst', yearGroup: '5' }, { callName: 'Bram Ander', yearGroup: '5' }],
  });
  const [pupil] = room.pupils;
  const choices = [{ pupilId: pupil!.id, testCode: 'RW-M5', medium: 'screen' as const }];
  const done = await planTests(platform, room.teacher, { groupId: room.groupId, subject: 'arithmetic', choices });
  assert.equal(done.ok && done.value.planned, 1);
  const [plan] = await inSchool(room, (tx) => listOpenScreenPlans(tx, pupil!.id, '2026-2027', platform.clock.now()));
  return { ...room, pupil: pupil!, planId: plan!.planId };
}

function inSchool<T>(
  { schoolId, teacher }: Classroom, work: Parameters<typeof platform.doors.withTenant<T>>[3],
): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

/** The same, started and loaded on one device. */
async function started() {
  const room = await planned();
  const opened = await startSitting(platform, room.pupil, room.planId);
  assert.ok(opened.ok);
  const { sittingId } = opened.value;
  const task = await openTask(platform, room.pupil, sittingId);
  assert.ok(task.ok);
  return { ...room, sittingId, task: task.value };
}

function answer(sequence: number, itemId: string, value: string | null = '1'): SentAnswer {
  return { sequence, itemId, responses: { RESPONSE: value }, at: '2027-01-19T08:05:00.000Z' };
}

test('the taak holds every item of the form and no key', async () => {
  const { task } = await started();
  assert.equal(task.items.length, 24);
  const text = JSON.stringify(task);
  for (const secret of ['correct-response', 'mapping', 'response-processing', 'map-entry', 'outcome-value']) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('another pupil, a teacher and another school find no such sitting', async () => {
  const { sittingId, pupils, teacher, planId, task } = await started();
  const neighbour = (await newClassroom(platform, { pupils: [{ callName: 'Vreemd', yearGroup: '5' }] })).pupils[0]!;
  const message = { epoch: task.epoch, answers: [answer(1, 'RW-M5-T1-01')] };
  for (const viewer of [pupils[1]!, teacher, neighbour]) {
    assert.deepEqual(await openTask(platform, viewer, sittingId), { ok: false, refusal: 'not-found' });
    assert.deepEqual(await recordAnswers(platform, viewer, sittingId, message), { ok: false, refusal: 'not-found' });
    assert.deepEqual(await handIn(platform, viewer, sittingId, { epoch: 1, lastSequence: 0 }),
      { ok: false, refusal: 'not-found' });
    assert.deepEqual(await startSitting(platform, viewer, planId), { ok: false, refusal: 'not-found' });
  }
});

test('a pupil who left the school while a session was open stores nothing more', async () => {
  const room = await started();
  const { pupil, sittingId, schoolId, task: { epoch } } = room;
  await inSchool(room, (tx) => change(tx, sql`update pupil set active = false
    where school_id = ${schoolId} and pupil_id = ${pupil.id}`));
  const message = { epoch, answers: [answer(1, 'RW-M5-T1-01')] };
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, message), { ok: false, refusal: 'not-found' });
  assert.deepEqual(await handIn(platform, pupil, sittingId, { epoch, lastSequence: 0 }),
    { ok: false, refusal: 'not-found' });
  assert.deepEqual(await inSchool(room, (tx) => listFinalAnswers(tx, sittingId)), []);
});

test('an answer that is sent again is stored once, and acknowledged again', async () => {
  const room = await started();
  const { pupil, sittingId, task: { epoch } } = room;
  const send = (answers: SentAnswer[]) => recordAnswers(platform, pupil, sittingId, { epoch, answers });
  assert.deepEqual(await send([answer(1, 'RW-M5-T1-01')]), { ok: true, value: { acknowledged: 1, epoch } });
  assert.deepEqual(await send([answer(1, 'RW-M5-T1-01'), answer(2, 'RW-M5-T1-02')]),
    { ok: true, value: { acknowledged: 2, epoch } });
  assert.deepEqual(await send([answer(1, 'RW-M5-T1-01')]), { ok: true, value: { acknowledged: 2, epoch } });
  const rows = await inSchool(room, (tx) => all<{ sequence: number }>(tx, sql`select sequence from answer
    where school_id = ${room.schoolId} and sitting_id = ${sittingId} order by sequence`));
  assert.deepEqual(rows.map(({ sequence }) => sequence), [1, 2]);
});

test('nothing is acknowledged beyond a gap', async () => {
  const { pupil, sittingId, task: { epoch } } = await started();
  const send = (answers: SentAnswer[]) => recordAnswers(platform, pupil, sittingId, { epoch, answers });
  assert.deepEqual(await send([answer(2, 'RW-M5-T1-02'), answer(3, 'RW-M5-T1-03')]),
    { ok: true, value: { acknowledged: 0, epoch } });
  assert.deepEqual(await handIn(platform, pupil, sittingId, { epoch, lastSequence: 3 }),
    { ok: false, refusal: 'answers-missing' });
  assert.deepEqual(await send([answer(1, 'RW-M5-T1-01')]), { ok: true, value: { acknowledged: 3, epoch } });
});

test('a number that was used for another answer is not stored over it', async () => {
  const room = await started();
  const { pupil, sittingId, task: { epoch } } = room;
  await recordAnswers(platform, pupil, sittingId, { epoch, answers: [answer(1, 'RW-M5-T1-01', '7')] });
  const second = { epoch, answers: [answer(1, 'RW-M5-T1-01', '8'), answer(2, 'RW-M5-T1-02', '9')] };
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, second), { ok: false, refusal: 'other-device' });
  const kept = await inSchool(room, (tx) => listFinalAnswers(tx, sittingId));
  assert.deepEqual(kept.map(({ itemId, responses }) => [itemId, responses]), [['RW-M5-T1-01', { RESPONSE: '7' }]]);
});

test('the last device in wins, the first is told, and answers go on where they were', async () => {
  const room = await started();
  const { pupil, planId, sittingId, task: first } = room;
  const answers = [answer(1, 'RW-M5-T1-01', '6'), answer(2, 'RW-M5-T1-01', '7')];
  await recordAnswers(platform, pupil, sittingId, { epoch: first.epoch, answers });
  assert.deepEqual(await startSitting(platform, pupil, planId), { ok: true, value: { sittingId } });
  const second = await openTask(platform, pupil, sittingId);
  assert.ok(second.ok);
  assert.equal(second.value.epoch, first.epoch + 1);
  assert.deepEqual(second.value.responses, { 'RW-M5-T1-01': { RESPONSE: '7' } });
  assert.equal(second.value.position, 1);

  const late = { epoch: first.epoch, answers: [answer(3, 'RW-M5-T1-01', '6')] };
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, late), { ok: false, refusal: 'other-device' });
  assert.deepEqual(await handIn(platform, pupil, sittingId, { epoch: first.epoch, lastSequence: 2 }),
    { ok: false, refusal: 'other-device' });
  const { epoch } = second.value;
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, { epoch, answers: [answer(1, 'RW-M5-T1-01', '8')] }),
    { ok: true, value: { acknowledged: 1, epoch } });
  const final = await inSchool(room, (tx) => listFinalAnswers(tx, sittingId));
  assert.deepEqual(final.map(({ responses }) => responses), [{ RESPONSE: '8' }]);
});

test('the newest answer of an item counts, also when it wipes an older one', async () => {
  const room = await started();
  const { pupil, sittingId, task: { epoch } } = room;
  const answers = [answer(1, 'RW-M5-T1-01', '7'), answer(2, 'RW-M5-T1-01', '8'), answer(3, 'RW-M5-T1-02', '9'),
    answer(4, 'RW-M5-T1-02', null)];
  await recordAnswers(platform, pupil, sittingId, { epoch, answers });
  const final = await inSchool(room, (tx) => listFinalAnswers(tx, sittingId));
  assert.deepEqual(final.map(({ itemId, responses }) => [itemId, responses]),
    [['RW-M5-T1-01', { RESPONSE: '8' }], ['RW-M5-T1-02', { RESPONSE: null }]]);
});

test('an item of another form is refused and nothing of its batch is stored', async () => {
  const room = await started();
  const { pupil, sittingId, task: { epoch } } = room;
  const answers = [answer(1, 'RW-M5-T1-01'), answer(2, 'RW-M6-T1-01')];
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, { epoch, answers }),
    { ok: false, refusal: 'no-such-item' });
  assert.deepEqual(await inSchool(room, (tx) => listFinalAnswers(tx, sittingId)), []);
});

test('a taak is handed in once, however often it is asked, and takes no answers after that', async () => {
  const room = await started();
  const { pupil, planId, sittingId, schoolId, task: { epoch } } = room;
  await recordAnswers(platform, pupil, sittingId, { epoch, answers: [answer(1, 'RW-M5-T1-01')] });
  const waiting = platform.jobs.asked.length;
  const message = { epoch, lastSequence: 1 };
  const done = { ok: true, value: { ok: true, next: { partNo: 2 } } };
  assert.deepEqual(await handIn(platform, pupil, sittingId, message), done);
  assert.deepEqual(await handIn(platform, pupil, sittingId, message), done);
  assert.deepEqual(platform.jobs.asked.slice(waiting),
    [{ name: 'sitting.submitted', data: { schoolId, sittingId } }]);
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, { epoch, answers: [answer(2, 'RW-M5-T1-02')] }),
    { ok: false, refusal: 'submitted' });
  const next = await startSitting(platform, pupil, planId);
  assert.ok(next.ok && next.value.sittingId !== sittingId);
  const task = await openTask(platform, pupil, sittingId);
  assert.deepEqual(task.ok && [task.value.state, task.value.items], ['submitted', []]);
  const events = await inSchool(room, (tx) => all<{ eventCode: string; actor: string }>(tx, sql`
    select event_code, actor from audit_event where school_id = ${schoolId} and subject_id = ${sittingId}
    order by event_code`));
  assert.deepEqual(events.map(({ eventCode, actor }) => [eventCode, actor]),
    ['test.routed', 'test.started', 'test.submitted'].map((event) => [event, `pupil:${pupil.id}`]));
});

test('a plan is taken back until its first answer, and then closes the open page', async () => {
  const empty = await started();
  assert.deepEqual(await withdrawPlan(platform, empty.teacher, empty.planId),
    { ok: true, value: { groupId: empty.groupId } });
  const message = { epoch: empty.task.epoch, answers: [answer(1, 'RW-M5-T1-01')] };
  assert.deepEqual(await recordAnswers(platform, empty.pupil, empty.sittingId, message),
    { ok: false, refusal: 'not-open' });
  assert.deepEqual(await handIn(platform, empty.pupil, empty.sittingId, { epoch: empty.task.epoch, lastSequence: 0 }),
    { ok: false, refusal: 'not-open' });
  assert.deepEqual(await startSitting(platform, empty.pupil, empty.planId), { ok: false, refusal: 'not-found' });

  const answered = await started();
  await recordAnswers(platform, answered.pupil, answered.sittingId,
    { epoch: answered.task.epoch, answers: [answer(1, 'RW-M5-T1-01')] });
  assert.deepEqual(await withdrawPlan(platform, answered.teacher, answered.planId),
    { ok: false, refusal: 'already-answered' });
});

test('requests at the same moment find one sitting, store one answer and hand in once', async () => {
  const room = await planned();
  const { pupil, planId, schoolId } = room;
  const twice = <T>(work: () => Promise<T>) => Promise.all([work(), work(), work()]);
  const opened = await twice(() => startSitting(platform, pupil, planId));
  const ids = new Set(opened.map((one) => one.ok && one.value.sittingId));
  assert.equal(ids.size, 1);
  const sittingId = String([...ids][0]);
  const task = await openTask(platform, pupil, sittingId);
  assert.ok(task.ok);
  const { epoch } = task.value;
  const message = { epoch, answers: [answer(1, 'RW-M5-T1-01'), answer(2, 'RW-M5-T1-02')] };
  const receipts = await twice(() => recordAnswers(platform, pupil, sittingId, message));
  assert.deepEqual(receipts, receipts.map(() => ({ ok: true, value: { acknowledged: 2, epoch } })));
  const waiting = platform.jobs.asked.length;
  await twice(() => handIn(platform, pupil, sittingId, { epoch, lastSequence: 2 }));
  assert.deepEqual(platform.jobs.asked.slice(waiting).map(({ data }) => data), [{ schoolId, sittingId }]);
});
