import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { fieldsIn, typingRoom, type TypingRoom } from '../../test/typing-room.ts';
import type { SchoolViewer } from '../access/types.ts';
import { bindAbilityJobs } from '../ability/jobs.ts';
import { listResultsOfPupil } from '../ability/store.ts';
import { resultMadeJob, type Result } from '../ability/types.ts';
import { planTests } from '../planning/actions.ts';
import { bindScoringJobs } from '../scoring/jobs.ts';
import type { DraftReply } from './draft.ts';
import { paperRoutes } from './routes.ts';

let platform: TestPlatform;
let room: TypingRoom;
before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async () => undefined);
  room = await typingRoom(platform, (server, gate) => paperRoutes(server, platform, gate));
});

interface Planned extends Classroom {
  readonly path: (partNo: number, more?: string) => string;
}

async function planned(): Promise<Planned> {
  const classroom = await newClassroom(platform, {
    pupils: [{ callName: 'Pien Papier', yearGroup: '5' }, { callName: 'Tom Tweede', yearGroup: '5' }],
  });
  const choices = classroom.pupils.map(({ id }) => ({ pupilId: id, testCode: 'RW-M5', medium: 'paper' as const }));
  await planTests(platform, classroom.teacher, { groupId: classroom.groupId, subject: 'arithmetic', choices });
  const grid = `/groepen/${classroom.groupId}/papier/RW-M5`;
  return { ...classroom, path: (partNo, more = '') => `${grid}?taak=${partNo}${more}` };
}

function colleagueOf({ teacher }: Classroom): SchoolViewer {
  const id = '018f0000-0000-7000-8000-000000000002';
  return { ...teacher, id, label: 'Meester Collega', actor: { kind: 'staff', id } };
}

/** The page as a browser has it, with these texts in the cells of its first row; sent with this button. */
async function type(
  viewer: SchoolViewer, url: string, texts: readonly string[], button: string, more: Record<string, string> = {},
) {
  const page = await room.get(viewer, url);
  assert.equal(page.statusCode, 200);
  const fields = fieldsIn(page.body);
  const [first] = rowsOf(fields);
  texts.forEach((text, index) => { fields[`s-${first}-${index + 1}`] = text; });
  return room.post(viewer, url, { ...fields, doe: button, ...more });
}

function rowsOf(fields: Readonly<Record<string, string>>): string[] {
  return Object.keys(fields).filter((name) => name.startsWith('stand-')).map((name) => name.slice('stand-'.length));
}

async function cellsIn(viewer: SchoolViewer, url: string): Promise<Record<string, string>> {
  return fieldsIn((await room.get(viewer, url)).body);
}

async function chooseWay(viewer: SchoolViewer, url: string, way: string): Promise<void> {
  assert.equal((await type(viewer, url, [], 'wisselen', { manier: way })).statusCode, 303);
}

/** Runs everything that waits, and the results of the first pupil that count. */
async function results({ schoolId, teacher, pupils }: Classroom): Promise<readonly Result[]> {
  await platform.jobs.run();
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', (tx) =>
    listResultsOfPupil(tx, pupils[0]!.id, 'arithmetic'));
}

test('a group enters as it did the last time, and what was typed is kept when the way changes', async () => {
  const plans = await planned();
  const { teacher, path } = plans;
  const switched = await type(teacher, path(1), ['1', '0'], 'wisselen', { manier: 'answers' });
  assert.match(String(switched.headers.location), /vakjes=2/);
  const fields = await cellsIn(teacher, path(1));
  const [first] = rowsOf(fields);
  assert.deepEqual([fields['manier-getoond'], fields[`s-${first}-1`]], ['answers', '=1']);
  assert.equal((await cellsIn(teacher, path(2)))['manier-getoond'], 'answers');
});

test('missing, skipped and not reached are kept apart, and a missing cell keeps the row', async () => {
  const { teacher, path } = await planned();
  const kept = await type(teacher, path(1), ['1', '-', '/', ''], 'inleveren');
  assert.match(String(kept.headers.location), /vakjes=3&ingeleverd=0/);
  const fields = await cellsIn(teacher, path(1));
  const [first] = rowsOf(fields);
  assert.deepEqual([1, 2, 3, 4].map((position) => fields[`s-${first}-${position}`]), ['1', '-', '/', '']);
  const ready = await type(teacher, path(1), [], 'inleveren', { [`klaar-${first}`]: 'on' });
  assert.match(String(ready.headers.location), /ingeleverd=1/);
});

test('a cell outside the range of its item is named, and nothing of the page is kept', async () => {
  const { teacher, path } = await planned();
  const refused = await type(teacher, path(1), ['7', '1'], 'bewaren');
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /Er is nog niets bewaard/);
  assert.match(refused.body, /Toets, Pien Papier, opgave 1: zoveel punten kan niet/);
  const fields = await cellsIn(teacher, path(1));
  const [first] = rowsOf(fields);
  assert.equal(fields[`s-${first}-2`], '');
});

test('taken by item and by total make one result, less precise than with all items', async () => {
  const plans = await planned();
  const { teacher, path } = plans;
  const first = rowsOf(await cellsIn(teacher, path(1)))[0]!;
  const tick = { [`klaar-${first}`]: 'on' };
  await type(teacher, path(1), Array<string>(12).fill('1'), 'inleveren', tick);
  await type(teacher, path(2), Array<string>(12).fill('1'), 'inleveren', tick);
  await chooseWay(teacher, path(3), 'totals');
  const total = { [`tot-${first}`]: '12' };
  assert.match(String((await type(teacher, path(3), [], 'inleveren', total)).headers.location), /ingeleverd=1/);
  const [mixed, ...others] = await results(plans);
  assert.ok(mixed && others.length === 0);
  assert.deepEqual([mixed.scoreRaw, mixed.partsTaken, mixed.origin], [36, 3, 'paper']);
  assert.match(mixed.codeVersion, /totals/);
  assert.equal((await type(teacher, path(3), [], 'bewaren', { [`tot-${first}`]: '14' })).statusCode, 303);
  const [corrected, ...more] = await results(plans);
  assert.ok(corrected && more.length === 0);
  assert.equal(corrected.scoreRaw, 38);
  assert.ok(corrected.scaleScore > mixed.scaleScore);
});

test('a row has items or a total, never both, and a total is within what the taak can give', async () => {
  const { teacher, path } = await planned();
  await type(teacher, path(1), ['1'], 'bewaren');
  await chooseWay(teacher, path(1), 'totals');
  const fields = await cellsIn(teacher, path(1));
  const [first, second] = rowsOf(fields);
  assert.ok(!(`tot-${first}` in fields));
  const both = await room.post(teacher, path(1), { ...fields, doe: 'bewaren', [`tot-${first}`]: '5' });
  assert.equal(both.statusCode, 422);
  assert.match(both.body, /heeft al opgaven of een totaal/);
  const high = await room.post(teacher, path(1), { ...fields, doe: 'bewaren', [`tot-${second}`]: '999' });
  assert.match(high.body, /dit totaal kan niet bij deze taak/);
});

test('while somebody types, what can be is kept, and a colleague sees it', async () => {
  const plans = await planned();
  const { teacher, path } = plans;
  const colleague = colleagueOf(plans);
  const opened = await cellsIn(colleague, path(1));
  const [first] = rowsOf(opened);
  const draft = await type(teacher, path(1), ['1', '9'], 'concept');
  assert.deepEqual(draft.json().faults.map(({ field }: { field: string }) => field), [`s-${first}-2`]);
  const news = await room.post(colleague, path(1), { doe: 'concept', standen: `${first}:0` });
  const [row, ...others] = (news.json() as DraftReply).rows;
  assert.ok(row && others.length === 0);
  assert.deepEqual([row.planId, row.seen, row.fields[`s-${first}-1`]], [first, 1, '1']);
  // The colleague's page of before that: another cell is typed in it, and the first person's stays.
  const saved = await room.post(colleague, path(1), { ...opened, doe: 'bewaren', [`s-${first}-3`]: '0' });
  assert.match(String(saved.headers.location), /vakjes=1/);
  const after = await cellsIn(teacher, path(1));
  assert.deepEqual([1, 2, 3].map((position) => after[`s-${first}-${position}`]), ['1', '', '0']);
});

test('a second person enters blind; differences are settled before the row is handed in', async () => {
  const plans = await planned();
  const { teacher, path } = plans;
  const colleague = colleagueOf(plans);
  await type(teacher, path(1), ['1', '0', '-'], 'bewaren');
  const own = await room.get(teacher, path(1, '&ronde=2'));
  assert.match(own.body, /zelf al ingevoerd/);
  const blind = await cellsIn(colleague, path(1, '&ronde=2'));
  const first = rowsOf(blind)[0]!;
  assert.equal(blind[`s-${first}-1`], '');
  await type(colleague, path(1, '&ronde=2'), ['1', '1', '/'], 'bewaren');
  const held = await type(teacher, path(1), [], 'inleveren', { [`klaar-${first}`]: 'on' });
  assert.match(String(held.headers.location), /ingeleverd=0&verbeterd=0&verschil=1/);
  const beside = path(1).replace('?', '/verschillen?');
  const page = await room.get(teacher, beside);
  assert.equal([...page.body.matchAll(/tweede invoer: /g)].length, 2);
  const settled = await room.post(teacher, beside,
    { ...fieldsIn(page.body), [`kies-${first}-2`]: '2', [`kies-${first}-3`]: '1' });
  assert.match(String(settled.headers.location), /beslist=2&gewijzigd=0/);
  const after = await cellsIn(teacher, path(1));
  assert.deepEqual([1, 2, 3].map((position) => after[`s-${first}-${position}`]), ['1', '1', '-']);
  const handedIn = await type(teacher, path(1), [], 'inleveren', { [`klaar-${first}`]: 'on' });
  assert.match(String(handedIn.headers.location), /ingeleverd=1/);
});

test('a difference that somebody changed meanwhile is looked at again', async () => {
  const plans = await planned();
  const { teacher, path } = plans;
  const colleague = colleagueOf(plans);
  await type(teacher, path(1), ['1'], 'bewaren');
  await type(colleague, path(1, '&ronde=2'), ['0'], 'bewaren');
  const beside = path(1).replace('?', '/verschillen?');
  const stale = fieldsIn((await room.get(teacher, beside)).body);
  const [first] = rowsOf(stale);
  await type(colleague, path(1, '&ronde=2'), ['-'], 'bewaren');
  const settled = await room.post(teacher, beside, { ...stale, [`kies-${first}-1`]: '2' });
  assert.match(String(settled.headers.location), /beslist=0&gewijzigd=1/);
});

test('a paste shows what goes where and keeps nothing before somebody says so', async () => {
  const { teacher, path } = await planned();
  const pasted = 'naam\t1\t2\t3\nTom Tweede Toets\t1\t7\t-\nJan Jansen\t1\t1\t1';
  const page = await type(teacher, path(1), [], 'plakken', { plak: pasted });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Er is nog niets bewaard/);
  assert.match(page.body, /deze leerling staat niet in deze lijst/);
  assert.match(page.body, /opgave 2: zoveel punten kan niet/);
  const preview = fieldsIn(page.body);
  const second = rowsOf(preview)[1]!;
  assert.deepEqual([1, 2, 3].map((position) => preview[`s-${second}-${position}`]), ['1', '7', '-']);
  assert.equal((await cellsIn(teacher, path(1)))[`s-${second}-1`], '');
  const saved = await room.post(teacher, path(1), { ...preview, [`s-${second}-2`]: '0', doe: 'bewaren' });
  assert.match(String(saved.headers.location), /vakjes=3/);
});

test('a stranger finds no grid, no differences and nothing to mark', async () => {
  const plans = await planned();
  const stranger = { ...plans.teacher, ownGroupIds: [] };
  const path = plans.path(1);
  for (const url of [path, path.replace('?', '/verschillen?'), `/groepen/${plans.groupId}/nakijken`]) {
    assert.equal((await room.get(stranger, url)).statusCode, 404);
  }
});
