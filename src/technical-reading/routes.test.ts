import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { fieldsIn, typingRoom, type TypingRoom } from '../../test/typing-room.ts';
import { all, sql } from '../platform/database/query.ts';
import { fieldNames, fieldOf } from './read-rows.ts';
import { technicalReadingRoutes } from './routes.ts';

let platform: TestPlatform;
let room: TypingRoom;
before(async () => {
  platform = await testPlatform();
  room = await typingRoom(platform, (server, gate) => technicalReadingRoutes(server, platform, gate));
});

function classroom(): Promise<Classroom> {
  return newClassroom(platform, { pupils: [
    { callName: 'Leo Lezer', yearGroup: '5' }, { callName: 'Kim Kleuter', yearGroup: '2' },
    { callName: 'Vera Vier', yearGroup: '4' },
  ] });
}

/** Types words read on the three cards of a pupil. */
function words(pupilId: string, ...read: readonly string[]): Record<string, string> {
  return Object.fromEntries(read.map((text, index) => [fieldOf(fieldNames.read(index + 1), pupilId), text]));
}

async function entriesOf({ schoolId, teacher }: Classroom) {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', (tx) =>
    all<{ entryNo: number; outcome: { right?: number; norms?: string } }>(tx, sql`select entry_no, outcome
      from reading_entry where school_id = ${schoolId} order by entered_at, entry_no`));
}

async function send(group: Classroom, subject: 'dmt' | 'avi', typed: Record<string, string>, page?: string) {
  const path = `/groepen/${group.groupId}/technisch-lezen?vak=${subject}`;
  const shown = page ?? (await room.get(group.teacher, path)).body;
  return room.post(group.teacher, path, { ...fieldsIn(shown), ...typed });
}

test('words on three cards become a score; a correction is a new entry, and the same again is none', async () => {
  const group = await classroom();
  const pupilId = group.pupils[0]!.id;
  assert.match(String((await send(group, 'dmt', words(pupilId, '70', '62', '52'))).headers.location), /bewaard=1/);
  assert.match(String((await send(group, 'dmt', {})).headers.location), /bewaard=0/);
  assert.match(String((await send(group, 'dmt', words(pupilId, '71', '62', '52'))).headers.location), /bewaard=1/);
  assert.deepEqual((await entriesOf(group)).map(({ entryNo, outcome }) => [entryNo, outcome.right, outcome.norms]),
    [[1, 184, 'SYN-DMT-NORM/1'], [2, 185, 'SYN-DMT-NORM/1']]);
  const page = await room.get(group.teacher, `/groepen/${group.groupId}/technisch-lezen`);
  assert.match(page.body, /synthetische norm, niet van Cito/);
  assert.match(page.body, /gaan nog niet\s+naar het LAS/);
});

test('a fault is named with its pupil, and nothing of the page is kept', async () => {
  const group = await classroom();
  const [leo, , vera] = group.pupils;
  const refused = await send(group, 'dmt', { ...words(leo!.id, '70', '62', '52'), ...words(vera!.id, '', '40', '30') });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /Toets, Vera Vier: vul alle kaarten in/);
  assert.deepEqual(await entriesOf(group), []);
});

test('a pupil of group 2 is not tested', async () => {
  const group = await classroom();
  const page = await room.get(group.teacher, `/groepen/${group.groupId}/technisch-lezen`);
  assert.ok(!page.body.includes(fieldOf(fieldNames.read(1), group.pupils[1]!.id)));
  assert.match(page.body, /nu geen toetsmoment/);
});

test('what a colleague entered meanwhile is not written over', async () => {
  const group = await classroom();
  const pupilId = group.pupils[0]!.id;
  const older = (await room.get(group.teacher, `/groepen/${group.groupId}/technisch-lezen`)).body;
  await send(group, 'dmt', words(pupilId, '70', '62', '52'));
  const late = await send(group, 'dmt', words(pupilId, '60', '62', '52'), older);
  assert.equal(late.statusCode, 422);
  assert.match(late.body, /een collega heeft deze leerling net ingevoerd/);
  assert.equal((await entriesOf(group)).length, 1);
});

test('of AVI a level is suggested, and the teacher decides', async () => {
  const group = await classroom();
  const pupilId = group.pupils[0]!.id;
  const card = (place: number, level: string, time: string, errors: string) => ({
    [fieldOf(fieldNames.level(place), pupilId)]: level, [fieldOf(fieldNames.seconds(place), pupilId)]: time,
    [fieldOf(fieldNames.errors(place), pupilId)]: errors,
  });
  const typed = { ...card(1, 'E3', '1:40', '3'), ...card(2, 'M4', '2:30', '8') };
  assert.match(String((await send(group, 'avi', typed)).headers.location), /bewaard=1/);
  const own = { ...typed, [fieldOf(fieldNames.mastery, pupilId)]: 'M4' };
  assert.match(String((await send(group, 'avi', own)).headers.location), /bewaard=1/);
  const outcomes = (await entriesOf(group)).map(({ outcome }) => outcome as object);
  assert.deepEqual(outcomes.map((outcome) => ('decided' in outcome ? outcome.decided : null)),
    [{ mastery: 'E3', instruction: 'M4' }, { mastery: 'M4', instruction: 'M4' }]);
});

test('a stranger finds nothing', async () => {
  const group = await classroom();
  const stranger = { ...group.teacher, ownGroupIds: [] };
  assert.equal((await room.get(stranger, `/groepen/${group.groupId}/technisch-lezen`)).statusCode, 404);
});
