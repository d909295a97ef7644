import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { fieldsIn, typingRoom, type TypingRoom } from '../../test/typing-room.ts';
import { handInWrittenAnswers, writtenItems } from '../../test/written-answers.ts';
import { change, one, sql } from '../platform/database/query.ts';
import { scoreSubmitted } from '../scoring/actions.ts';
import { submit } from '../taking/hand-in.ts';
import { countLateAnswers } from '../taking/late-answers.ts';
import { findSitting, lockSittingWithPlan } from '../taking/store.ts';
import { reopenSitting } from '../taking/supervise.ts';
import { markField, markingPath } from './marking-page.tsx';
import { loadMarkingDesk, saveMarks } from './marking.ts';
import { paperRoutes } from './routes.ts';

let platform: TestPlatform;
let room: TypingRoom;
before(async () => {
  platform = await testPlatform();
  room = await typingRoom(platform, (server, gate) => paperRoutes(server, platform, gate));
});

async function written() {
  const classroom = await newClassroom(platform, {
    pupils: [{ callName: 'Sara Schrijver', yearGroup: '5' }, { callName: 'Olaf Opsteller', yearGroup: '5' }],
  });
  const sittings = await handInWrittenAnswers(platform, classroom,
    [['Omdat er wolken zijn.', 'Door de zon.'], ['Weet ik niet.', ' ']]);
  platform.jobs.forget();
  return { ...classroom, sittings };
}

/** Points by item of the newest scoring of a sitting; nothing before it was scored. */
async function pointsOf({ schoolId, teacher }: Awaited<ReturnType<typeof written>>, sittingId: string) {
  await scoreSubmitted(platform, schoolId, sittingId);
  const { points } = await platform.doors.withTenant(schoolId, teacher.actor, 'administration', (tx) =>
    one<{ points: string | null }>(tx, sql`select string_agg(item_id || '=' || score, ' ' order by item_id) as points
      from item_score where school_id = ${schoolId} and scoring_id = (select scoring_id from scoring
        where school_id = ${schoolId} and sitting_id = ${sittingId}
        order by scored_at desc, scoring_id desc limit 1)`));
  return points;
}

test('answers stand under each other by item, without names, and an empty one is not asked for', async () => {
  const { teacher, groupId } = await written();
  const page = await room.get(teacher, markingPath(groupId));
  assert.match(page.body, /Een reden: 1 punt/);
  assert.match(page.body, /Waarom regent het\? Leg uit \(1\)/);
  assert.match(page.body, /Omdat er wolken zijn/);
  assert.doesNotMatch(page.body, /Sara|Schrijver|Olaf|Opsteller/);
  const desk = await loadMarkingDesk(platform, teacher, groupId);
  assert.deepEqual(desk?.items.map(({ item, answers }) => [item.id, answers.length]),
    [[writtenItems[0], 2], [writtenItems[1], 1]]);
});

test('a taak is scored when its last written answer has its mark, and again when a mark changes', async () => {
  const classroom = await written();
  const { teacher, groupId, sittings } = classroom;
  const [first = '', second = ''] = sittings;
  assert.equal(await pointsOf(classroom, first), null);
  const mark = async (itemId: string, marks: Readonly<Record<string, string>>) => {
    const path = markingPath(groupId, itemId);
    const fields = fieldsIn((await room.get(teacher, path)).body);
    const sent = Object.fromEntries(Object.entries(marks).map(([sittingId, points]) => [markField(sittingId), points]));
    return String((await room.post(teacher, path, { ...fields, ...sent })).headers.location);
  };
  // The second pupil wrote one answer, so that taak is complete at once.
  assert.match(await mark(writtenItems[0], { [first]: '2', [second]: '0' }), /bewaard=2&klaar=1/);
  assert.equal(await pointsOf(classroom, first), null);
  assert.equal(await pointsOf(classroom, second), `${writtenItems[0]}=0 ${writtenItems[1]}=0`);
  assert.match(await mark(writtenItems[1], { [first]: '1' }), /bewaard=1&klaar=1/);
  assert.equal(await pointsOf(classroom, first), `${writtenItems[0]}=2 ${writtenItems[1]}=1`);
  assert.match(await mark(writtenItems[0], { [first]: '1' }), /bewaard=1&klaar=1/);
  assert.equal(await pointsOf(classroom, first), `${writtenItems[0]}=1 ${writtenItems[1]}=1`);
  assert.match(await mark(writtenItems[0], {}), /bewaard=0&klaar=0/);
});

test('more points than the item has are not kept, and a colleague with an older page takes no mark back', async () => {
  const { teacher, groupId, sittings: [first = ''] } = await written();
  const path = markingPath(groupId, writtenItems[0]);
  const older = fieldsIn((await room.get(teacher, path)).body);
  const marked = await room.post(teacher, path, { ...older, [markField(first)]: '2' });
  assert.match(String(marked.headers.location), /bewaard=1/);
  assert.match(String((await room.post(teacher, path, older)).headers.location), /bewaard=0/);
  const fields = fieldsIn((await room.get(teacher, path)).body);
  assert.equal(fields[markField(first)], '2');
  assert.match(String((await room.post(teacher, path, { ...fields, [markField(first)]: '3' })).headers.location),
    /bewaard=0&klaar=0&geweigerd=1/);
});

test('a written answer that came late and counts is there to be marked', async () => {
  const classroom = await written();
  const { schoolId, teacher, groupId, sittings: [, second = ''] } = classroom;
  const { actor } = teacher;
  await platform.doors.withTenant(schoolId, actor, 'taking', async (tx) => {
    await change(tx, sql`insert into late_answer (school_id, sitting_id, device_epoch, sequence, item_id, responses,
        given_at, received_at)
      values (${schoolId}, ${second}, 1, 9, ${writtenItems[1]}, '{"RESPONSE":"Uit een wolk."}', now(), now())`);
    await countLateAnswers(platform, tx, second, 'counted', 'job:test');
  });
  const answers = (await loadMarkingDesk(platform, teacher, groupId))?.items.flatMap((item) => item.answers) ?? [];
  assert.ok(answers.some(({ sittingId, text }) => sittingId === second && text === 'Uit een wolk.'));
  await saveMarks(platform, teacher, groupId, writtenItems.map((itemId) => ({ sittingId: second, itemId, score: 1 })));
  assert.equal(await pointsOf(classroom, second), `${writtenItems[0]}=1 ${writtenItems[1]}=1`);
});

test('a text that was changed after its mark, in a taak that was opened again, waits for a new mark', async () => {
  const classroom = await written();
  const { schoolId, teacher, groupId, sittings: [first = ''] } = classroom;
  const { actor } = teacher;
  await saveMarks(platform, teacher, groupId, writtenItems.map((itemId) => ({ sittingId: first, itemId, score: 2 })));
  assert.equal(await pointsOf(classroom, first), `${writtenItems[0]}=2 ${writtenItems[1]}=2`);
  const later = new Date(platform.clock.now().getTime() + 60_000);
  await platform.doors.withTenant(schoolId, actor, 'taking', async (tx) => {
    assert.ok((await reopenSitting(platform, tx, first, platform.clock.now())).ok);
    await change(tx, sql`insert into answer (school_id, sitting_id, device_epoch, sequence, item_id, responses,
        given_at, received_at)
      values (${schoolId}, ${first}, 2, 1, ${writtenItems[1]}, '{"RESPONSE":"Geen idee."}', ${later}, ${later})`);
    assert.ok(await submit(platform, tx, (await lockSittingWithPlan(tx, first))!, later));
  });
  const desk = await loadMarkingDesk(platform, teacher, groupId);
  assert.deepEqual(desk?.items.flatMap(({ answers }) => answers).filter(({ sittingId }) => sittingId === first)
    .map(({ text, score }) => [text, score]), [['Omdat er wolken zijn.', 2], ['Geen idee.', null]]);
  const status = async () => (await platform.doors.withTenant(schoolId, actor, 'taking', (tx) =>
    findSitting(tx, first)))?.planStatus;
  await scoreSubmitted(platform, schoolId, first);
  assert.equal(await status(), 'submitted');
  platform.clock.set(later);
  await saveMarks(platform, teacher, groupId, [{ sittingId: first, itemId: writtenItems[1], score: 0 }]);
  assert.equal(await pointsOf(classroom, first), `${writtenItems[0]}=2 ${writtenItems[1]}=0`);
  assert.equal(await status(), 'scored');
});
