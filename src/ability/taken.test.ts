import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { holdTransactions, whileNeighboursGoOn } from '../../test/held-transaction.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { answerTaak, planTest, takeTaak, type Doing } from '../../test/take-test.ts';
import type { SchoolViewer } from '../access/types.ts';
import { rightAnswer } from '../content/invented-answers.ts';
import { getForm } from '../content/store.ts';
import { lockPlan } from '../planning/store.ts';
import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { scoreSubmitted } from '../scoring/actions.ts';
import { bindScoringJobs } from '../scoring/jobs.ts';
import { handIn, startSitting } from '../taking/actions.ts';
import { countLateAnswers } from '../taking/late-answers.ts';
import { listRoutingDecisions } from '../taking/routing-store.ts';
import { findSitting } from '../taking/store.ts';
import { endPlan, pausePlans, reopenSitting, resumePlans } from '../taking/supervise.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import { invalidatePlan } from './invalidate.ts';
import { bindAbilityJobs } from './jobs.ts';
import { recomputeSchool } from './recompute.ts';
import { listResultsOfPupil, listResultsOfSitting } from './store.ts';
import { resultMadeJob } from './types.ts';

const made: string[] = [];
let platform: TestPlatform;
const rooms: Classroom[] = [];

before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async ({ resultId }) => { made.push(resultId); });
});

interface Room extends Classroom {
  readonly pupil: SchoolViewer;
  readonly planId: string;
}

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

/** A pupil with the test M5 of three taken. */
async function planned(packageCode: 'basis' | 'compleet' = 'compleet'): Promise<Room> {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Tara Taak', yearGroup: '5' }], packageCode });
  rooms.push(room);
  const pupil = room.pupils[0]!;
  return { ...room, pupil, planId: await inSchool(room, (tx) => planTest(tx, room, pupil)) };
}

const average = (index: number): Doing => (index % 3 === 1 ? 'wrong' : 'right');
const everything = (): Doing => 'right';
const little = (index: number): Doing => (index % 5 === 0 ? 'right' : 'wrong');

function take({ pupil, planId }: Room, doing: (index: number) => Doing) {
  return takeTaak(platform, pupil, planId, doing);
}

function decisionsOf(room: Room) {
  return inSchool(room, (tx) => listRoutingDecisions(tx, room.planId));
}

function resultsOf(room: Room) {
  return inSchool(room, (tx) => listResultsOfPupil(tx, room.pupil.id, 'arithmetic'));
}

async function planOf(room: Room) {
  return (await inSchool(room, (tx) => lockPlan(tx, room.planId)))!;
}

async function end(room: Room, unfinished: 'hand-in' | 'discard') {
  const at = platform.clock.now();
  const ended = await inSchool(room, (tx) => endPlan(platform, tx, room.planId, { code: 'ill', unfinished }, at));
  assert.ok(ended.ok);
  return ended.value.status;
}

test('three taken give one result, after the last of them and not before', async () => {
  const room = await planned();
  const first = await take(room, average);
  assert.deepEqual(first.next, { partNo: 2 });
  assert.deepEqual((await take(room, average)).next, { partNo: 3 });
  await platform.jobs.run();
  assert.equal((await planOf(room)).status, 'started');
  assert.deepEqual(await resultsOf(room), []);

  assert.equal((await take(room, average)).next, null);
  assert.equal((await planOf(room)).status, 'submitted');
  await platform.jobs.run();
  assert.equal((await planOf(room)).status, 'scored');
  const [result, ...others] = await resultsOf(room);
  assert.equal(others.length, 0);
  assert.deepEqual([result!.sittingId, result!.partsTaken, result!.partsPlanned], [first.sittingId, 3, 3]);
  const scorings = await inSchool(room, (tx) => all(tx, sql`select from result_scoring
    where school_id = ${room.schoolId} and result_id = ${result!.resultId}`));
  assert.equal(scorings.length, 3);
});

test('a pupil who has nearly everything right goes on harder, one with little right easier, one moment', async () => {
  const paths: string[][] = [];
  for (const doing of [everything, average, little]) {
    const room = await planned();
    const forms = [await take(room, doing), await take(room, doing), await take(room, doing)];
    paths.push(forms.map(({ formCode }) => formCode));
    const decisions = await decisionsOf(room);
    assert.deepEqual(decisions.map(({ partNo }) => partNo), [2, 3]);
    assert.deepEqual(decisions.map(({ formCode }) => formCode), forms.slice(1).map(({ formCode }) => formCode));
    assert.ok(decisions.every(({ shift }) => Math.abs(shift) <= 1));
    assert.ok(decisions.every(({ theta, ruleVersion }) => theta !== null && ruleVersion !== null));
  }
  assert.match(paths[0]!.join(' '), /^RW-M5-T1-\S+ RW-E5-T2-\S+ RW-E5-T3-\S+$/);
  assert.match(paths[1]!.join(' '), /^RW-M5-T1-\S+ RW-M5-T2-\S+ RW-M5-T3-\S+$/);
  assert.match(paths[2]!.join(' '), /^RW-M5-T1-\S+ RW-E4-T2-\S+ RW-E4-T3-\S+$/);
});

test('a pupil who falls back after a harder taak goes on as planned, which is a step easier', async () => {
  const room = await planned();
  await take(room, everything);
  await take(room, () => 'wrong');
  assert.deepEqual((await decisionsOf(room)).map(({ shift, step }) => [shift, step]), [[1, 'harder'], [0, 'easier']]);
});

test('the same answers give the same choice', async () => {
  const said = [];
  for (let time = 0; time < 2; time += 1) {
    const room = await planned();
    await take(room, little);
    said.push((await decisionsOf(room)).map((decision) => ({ ...decision, decidedAt: null })));
  }
  assert.deepEqual(said[0], said[1]);
});

test('without adaptive routing in the package a test goes on as planned, and says so', async () => {
  const room = await planned('basis');
  await take(room, everything);
  const [decision] = await decisionsOf(room);
  const { shift, step, reason, theta } = decision!;
  assert.deepEqual([shift, step, reason, theta], [0, 'same', 'not-routed', null]);
});

test('two taken that are scored at the same moment, in either order, give exactly one result', async () => {
  for (const order of [[1, 2], [2, 1]] as const) {
    const room = await planned();
    const sittings = [await take(room, average), await take(room, average), await take(room, average)];
    platform.jobs.forget();
    await scoreSubmitted(platform, room.schoolId, sittings[0]!.sittingId);
    const [one, other] = order.map((index) => sittings[index]!.sittingId);
    const held = holdTransactions(platform);
    const first = scoreSubmitted(held.platform, room.schoolId, one!);
    await held.worked;
    const second = scoreSubmitted(platform, room.schoolId, other!);
    await whileNeighboursGoOn();
    held.release();
    await Promise.all([first, second]);
    assert.equal(platform.jobs.asked.length, 1);
    await platform.jobs.run();
    const [result] = await resultsOf(room);
    assert.equal(result!.partsTaken, 3);
    assert.equal((await inSchool(room, (tx) => listResultsOfSitting(tx, result!.sittingId!))).length, 1);
  }
});

test('a test that is ended with taken in gets a result with a wider interval', async () => {
  const full = await planned('basis');
  for (let taak = 0; taak < 3; taak += 1) await take(full, average);
  const ended = await planned('basis');
  await take(ended, average);
  await platform.jobs.run();
  assert.equal(await end(ended, 'discard'), 'submitted');
  await platform.jobs.run();
  const [whole] = await resultsOf(full);
  const [part] = await resultsOf(ended);
  assert.deepEqual([part!.partsTaken, part!.partsPlanned], [1, 3]);
  assert.ok(part!.scaleSe! > whole!.scaleSe! * 1.5, `${part!.scaleSe} ${whole!.scaleSe}`);
  const { endedCode, status } = await planOf(ended);
  assert.deepEqual([endedCode, status], ['ill', 'scored']);
});

test('an unfinished taak counts as it is when the teacher hands it in, and not when it is left out', async () => {
  for (const [unfinished, taken, points] of [['hand-in', 2, 12], ['discard', 1, 0]] as const) {
    const room = await planned('basis');
    await take(room, () => 'wrong');
    await answerTaak(platform, room.pupil, room.planId, (index) => (index < 12 ? 'right' : 'nothing'));
    assert.equal(await end(room, unfinished), 'submitted');
    await platform.jobs.run();
    const [result] = await resultsOf(room);
    assert.deepEqual([result!.partsTaken, result!.scoreRaw], [taken, points]);
  }
});

test('a test that is ended before a taak is in is broken off, gives no result, and can be taken again', async () => {
  const room = await planned();
  const { sitting, epoch, lastSequence } = await answerTaak(platform, room.pupil, room.planId, average);
  assert.equal(await end(room, 'discard'), 'broken-off');
  await platform.jobs.run();
  assert.deepEqual(await resultsOf(room), []);
  assert.deepEqual(await handIn(platform, room.pupil, sitting.sittingId, { epoch, lastSequence }),
    { ok: false, refusal: 'not-open' });
  assert.deepEqual(await startSitting(platform, room.pupil, room.planId), { ok: false, refusal: 'not-found' });
  const again = await inSchool(room, (tx) => planTest(tx, room, room.pupil, { retakeOf: room.planId }));
  await takeTaak(platform, room.pupil, again, average);
});

test('a taak without one answer is never handed in by a teacher', async () => {
  const room = await planned();
  await answerTaak(platform, room.pupil, room.planId, () => 'nothing');
  assert.equal(await end(room, 'hand-in'), 'broken-off');
});

test('of a test that is taken again both results stay and one counts', async () => {
  const room = await planned();
  for (let taak = 0; taak < 3; taak += 1) await take(room, little);
  await platform.jobs.run();
  const [first] = await resultsOf(room);
  const supervisor = { ...room.teacher, roles: ['supervisor'] as const };
  assert.deepEqual(await invalidatePlan(platform, room.teacher, room.planId, 'disturbed'),
    { ok: false, refusal: 'not-found' });
  assert.ok((await invalidatePlan(platform, supervisor, room.planId, 'disturbed')).ok);
  const told = made.length;
  await platform.jobs.run();
  assert.deepEqual(made.slice(told), [first!.resultId]);
  assert.deepEqual(await resultsOf(room), []);

  const planId = await inSchool(room, (tx) => planTest(tx, room, room.pupil, { retakeOf: room.planId }));
  for (let taak = 0; taak < 3; taak += 1) await takeTaak(platform, room.pupil, planId, average);
  await platform.jobs.run();
  const [second, ...others] = await resultsOf(room);
  assert.equal(others.length, 0);
  assert.notEqual(second!.resultId, first!.resultId);
  const [kept] = await inSchool(room, (tx) => listResultsOfSitting(tx, first!.sittingId!));
  assert.deepEqual([kept!.resultId, kept!.supersededBy], [first!.resultId, first!.resultId]);

  // Scoring that comes by once more does not bring the first result back.
  await inSchool(room, (tx) => platform.jobs.send(tx, sittingSubmittedJob,
    { schoolId: room.schoolId, sittingId: first!.sittingId! }));
  await platform.jobs.run();
  assert.deepEqual((await resultsOf(room)).map(({ resultId }) => resultId), [second!.resultId]);
});

test('a test that is declared invalid while its result is on its way gets none', async () => {
  const room = await planned('basis');
  const { sittingId } = await take(room, average);
  await end(room, 'discard');
  platform.jobs.forget();
  await scoreSubmitted(platform, room.schoolId, sittingId);
  const supervisor = { ...room.teacher, roles: ['supervisor'] as const };
  assert.ok((await invalidatePlan(platform, supervisor, room.planId, 'helped')).ok);
  await platform.jobs.run();
  assert.deepEqual(await resultsOf(room), []);
});

test('a hand-in can be taken back until the next taak begins, and then the next choice is made anew', async () => {
  const room = await planned();
  const { sittingId } = await take(room, little);
  const easier = await decisionsOf(room);
  const at = platform.clock.now();
  assert.deepEqual(await inSchool(room, (tx) => reopenSitting(platform, tx, sittingId, at)),
    { ok: true, value: { planId: room.planId } });
  await take(room, everything);
  const harder = await decisionsOf(room);
  assert.deepEqual([easier[0]!.shift, harder[0]!.shift, harder.length], [-1, 1, 1]);
  assert.ok((await startSitting(platform, room.pupil, room.planId)).ok);
  assert.deepEqual(await inSchool(room, (tx) => reopenSitting(platform, tx, sittingId, at)),
    { ok: false, refusal: 'next-begun' });
});

test('after the last taak is reopened and handed in again the new result takes the place of the old', async () => {
  const room = await planned('basis');
  await take(room, average);
  await take(room, average);
  const last = await take(room, little);
  await platform.jobs.run();
  const [old] = await resultsOf(room);
  await inSchool(room, (tx) => reopenSitting(platform, tx, last.sittingId, platform.clock.now()));
  assert.equal((await planOf(room)).status, 'started');
  await take(room, everything);
  await platform.jobs.run();
  const [result] = await resultsOf(room);
  assert.ok(result!.theta! > old!.theta!);
  // And once more, now left out: the same taken as would have counted without it.
  await inSchool(room, (tx) => reopenSitting(platform, tx, last.sittingId, platform.clock.now()));
  await end(room, 'discard');
  await platform.jobs.run();
  const [without] = await resultsOf(room);
  assert.deepEqual([without!.partsTaken, (await planOf(room)).status], [2, 'scored']);
});

test('a paused pupil cannot begin a taak, and can after it', async () => {
  const room = await planned();
  const at = platform.clock.now();
  assert.deepEqual(await inSchool(room, (tx) => pausePlans(tx, [room.planId], at)), [room.planId]);
  assert.deepEqual(await inSchool(room, (tx) => pausePlans(tx, [room.planId], at)), []);
  assert.deepEqual(await startSitting(platform, room.pupil, room.planId), { ok: false, refusal: 'paused' });
  assert.deepEqual(await inSchool(room, (tx) => resumePlans(tx, [room.planId], at)), [room.planId]);
  await take(room, average);
});

test('late answers that a teacher lets count fill what was open, and change nothing else', async () => {
  const room = await planned('basis');
  const { sittingId, formCode } = await take(room, (index) => (index < 4 ? 'wrong' : 'nothing'));
  await end(room, 'discard');
  await platform.jobs.run();
  assert.equal((await resultsOf(room))[0]!.scoreRaw, 0);
  await inSchool(room, async (tx) => {
    const late = (await getForm(tx, formCode)).items.slice(0, 6).map(({ item }, index) =>
      ({ itemId: item.id, sequence: 100 + index, responses: rightAnswer(item) }));
    await change(tx, sql`insert into late_answer (school_id, sitting_id, device_epoch, sequence, item_id, responses,
        given_at, received_at)
      select ${room.schoolId}, ${sittingId}, 1, sequence, "itemId", responses, now(), now()
      from jsonb_to_recordset(${jsonb(late)}) as r("itemId" text, sequence int, responses jsonb)`);
  });
  await inSchool(room, (tx) => platform.jobs.send(tx, sittingSubmittedJob, { schoolId: room.schoolId, sittingId }));
  await platform.jobs.run();
  assert.equal((await resultsOf(room))[0]!.scoreRaw, 0);
  assert.equal(await inSchool(room, (tx) => countLateAnswers(platform, tx, sittingId, 'counted', 'staff:juf')), 6);
  await platform.jobs.run();
  assert.equal((await resultsOf(room))[0]!.scoreRaw, 2);
  assert.equal(await inSchool(room, (tx) => countLateAnswers(platform, tx, sittingId, 'counted', 'staff:juf')), 0);
});

test('a taak keeps the accommodations of the moment at which it began', async () => {
  const room = await planned();
  const { sitting } = await answerTaak(platform, room.pupil, room.planId, average);
  await inSchool(room, (tx) => change(tx, sql`insert into accommodation_profile values
    (${room.schoolId}, ${room.pupil.id}, ${jsonb({ textSize: 150 })}, 'staff:juf', now())`));
  const later = await inSchool(room, (tx) => findSitting(tx, sitting.sittingId));
  assert.equal(later!.accommodations.textSize, 100);
  await take(room, average);
  const second = await answerTaak(platform, room.pupil, room.planId, average);
  assert.equal(second.sitting.accommodations.textSize, 150);
});

test('a correction counts on a node whose clock is behind that of the node that scored before', async () => {
  const room = await planned('basis');
  const { sittingId, formCode } = await take(room, () => 'nothing');
  await end(room, 'discard');
  await platform.jobs.run();
  const [before] = await resultsOf(room);
  await inSchool(room, async (tx) => {
    const { items: [first] } = await getForm(tx, formCode);
    await change(tx, sql`insert into late_answer (school_id, sitting_id, device_epoch, sequence, item_id, responses,
        given_at, received_at)
      values (${room.schoolId}, ${sittingId}, 1, 9, ${first!.item.id}, ${jsonb(rightAnswer(first!.item))}, now(),
        now())`);
    await countLateAnswers(platform, tx, sittingId, 'counted', 'job:test');
  });
  platform.clock.advance(-5000);
  try {
    await platform.jobs.run();
  } finally {
    platform.clock.advance(5000);
  }
  const [after] = await resultsOf(room);
  assert.ok(after!.scoreRaw! > before!.scoreRaw!);
});

test('a test of one taak that is opened again and then left out keeps no result', async () => {
  const room = await planned('basis');
  await inSchool(room, (tx) => change(tx, sql`update planned_test set part_count = 1
    where school_id = ${room.schoolId} and plan_id = ${room.planId}`));
  const { sittingId } = await take(room, average);
  await platform.jobs.run();
  assert.equal((await resultsOf(room)).length, 1);
  await inSchool(room, (tx) => reopenSitting(platform, tx, sittingId, platform.clock.now()));
  made.length = 0;
  assert.equal(await end(room, 'discard'), 'broken-off');
  await platform.jobs.run();
  assert.deepEqual(await resultsOf(room), []);
  assert.equal(made.length, 1, 'the queue to the LAS hears of it');
});

test('routed, broken off, late or corrected: every result can be made again to the same bytes', async () => {
  let results = 0;
  for (const { schoolId } of rooms) {
    await recomputeSchool(platform.doors, schoolId, (one) => {
      results += 1;
      assert.deepEqual(one, { resultId: one.resultId, kind: 'recomputed', differences: [] });
    });
  }
  assert.ok(results >= 10);
});
