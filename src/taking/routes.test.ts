import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Gate, PupilGate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { planTests } from '../planning/actions.ts';
import { planningRoutes } from '../planning/routes.ts';
import { all, sql } from '../platform/database/query.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { takingRoutes } from './routes.ts';

let platform: TestPlatform;
let server: Server;
const viewers = new Map<string, SchoolViewer>();

before(async () => {
  platform = await testPlatform();
  server = await createServer({ log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => String(status) });
  /** Whoever the header names; the gate itself is tested in access. */
  const gate: Gate & PupilGate = {
    school: async (request, _reply, act) => {
      const viewer = viewers.get(String(request.headers['x-viewer']));
      if (!viewer || (act && !may(viewer, act))) throw new NotFound();
      return viewer;
    },
    pupil: async (request, reply) => gate.school(request, reply, 'take-test'),
    service: async () => { throw new NotFound(); },
    find: async () => null,
  };
  planningRoutes(server, platform, gate);
  takingRoutes(server, platform, gate);
});

async function ask(viewer: SchoolViewer, method: 'GET' | 'POST', url: string, body?: object | string) {
  viewers.set(viewer.id, viewer);
  const form = typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return server.inject({
    method, url, headers: { 'x-viewer': viewer.id, ...form }, ...(body === undefined ? {} : { payload: body }),
  });
}

/** What the player sends while a taak is taken. */
function send(pupil: SchoolViewer, pass: string, answers: readonly object[]) {
  return ask(pupil, 'POST', '/afname/antwoorden', { pass, answers, position: 0, answered: 1 });
}

async function planned(medium: 'screen' | 'paper'): Promise<Classroom & { readonly pupil: SchoolViewer }> {
  const room = await newClassroom(platform, {
    pupils: [{ callName: 'Eva Eigen', yearGroup: '5' }, { callName: 'Ali Ander', yearGroup: '5' }],
  });
  const pupil = room.pupils[0]!;
  const choices = [{ pupilId: pupil.id, testCode: 'RW-M5', medium }];
  await planTests(platform, room.teacher, { groupId: room.groupId, subject: 'arithmetic', choices });
  return { ...room, pupil };
}

/** Presses the one button of the pupil's page. */
async function begin(pupil: SchoolViewer): Promise<string> {
  const home = await ask(pupil, 'GET', '/afname');
  const action = /action="(\/afname\/[^"]+\/start)"/.exec(home.body)![1]!;
  const started = await ask(pupil, 'POST', action);
  assert.equal(started.statusCode, 303);
  return String(started.headers.location);
}

test('a pupil goes from the button to the taak, answers, and hands in', async () => {
  const { pupil } = await planned('screen');
  const path = await begin(pupil);
  const page = await ask(pupil, 'GET', path);
  assert.match(page.body, /<main id="player" data-sitting="[0-9a-f-]{36}"/);
  assert.match(page.body, /<noscript>/);
  const task = (await ask(pupil, 'GET', `${path}/taak`)).json();
  assert.equal(task.items.length, 24);
  assert.equal(task.title, 'Rekenen-Wiskunde');
  const answers = [{ sequence: 1, itemId: task.items[0].id, responses: { RESPONSE: '4' }, at: '2027-01-19T08:00:00Z' }];
  const receipt = await send(pupil, task.pass, answers);
  assert.deepEqual([receipt.statusCode, receipt.json()], [200, { acknowledged: [1], refused: [], state: 'open' }]);
  const early = await ask(pupil, 'POST', `${path}/inleveren`, { epoch: task.epoch, lastSequence: 2 });
  assert.deepEqual([early.statusCode, early.json()], [409, { code: 'answers-missing' }]);
  const done = await ask(pupil, 'POST', `${path}/inleveren`, { epoch: task.epoch, lastSequence: 1 });
  assert.deepEqual([done.statusCode, done.json()], [200, { ok: true, next: { partNo: 2 } }]);
  assert.equal((await ask(pupil, 'GET', path)).headers.location, '/afname');
});

test('between two taken a pupil reads which one is done, and after the last that there is nothing to do', async () => {
  const { pupil } = await planned('screen');
  const home = async () => (await ask(pupil, 'GET', '/afname')).body;
  for (const [found, busy] of [
    [/toets voor je klaar: Rekenen-Wiskunde. Die heeft 3 taken/, /bezig met Rekenen-Wiskunde, taak 1 van 3/],
    [/Taak 1 is klaar[\s\S]*Begin met taak 2/, /taak 2 van 3/],
    [/Taak 2 is klaar[\s\S]*Begin met taak 3/, /taak 3 van 3/],
  ] as const) {
    assert.match(await home(), found);
    const path = await begin(pupil);
    assert.match(await home(), busy);
    const { epoch } = (await ask(pupil, 'GET', `${path}/taak`)).json();
    await ask(pupil, 'POST', `${path}/inleveren`, { epoch, lastSequence: 0 });
  }
  assert.match(await home(), /niets te doen/);
});

test('what an older device still had is taken, and it is told that another has the test', async () => {
  const { pupil } = await planned('screen');
  const path = await begin(pupil);
  const { pass, items } = (await ask(pupil, 'GET', `${path}/taak`)).json();
  await ask(pupil, 'GET', `${path}/taak`);
  const answers = [{ sequence: 1, itemId: items[0].id, responses: { RESPONSE: '4' }, at: '' }];
  const late = await send(pupil, pass, answers);
  assert.deepEqual([late.statusCode, late.json()], [200, { acknowledged: [1], refused: [], state: 'other-device' }]);
});

test('to another pupil and to a teacher the sitting is a page that does not exist', async () => {
  const { pupil, pupils, teacher } = await planned('screen');
  const path = await begin(pupil);
  for (const viewer of [pupils[1]!, teacher]) {
    for (const page of [path, `${path}/taak`]) assert.equal((await ask(viewer, 'GET', page)).statusCode, 404);
  }
});

test('a pupil is not told which moment the test was made for', async () => {
  const { pupil } = await planned('screen');
  const home = await ask(pupil, 'GET', '/afname');
  assert.match(home.body, /Rekenen-Wiskunde/);
  assert.doesNotMatch(home.body, /M5/);
});

test('a message that is none of the player\'s is refused before it reaches the database', async () => {
  const { pupil } = await planned('screen');
  const path = await begin(pupil);
  const { pass } = (await ask(pupil, 'GET', `${path}/taak`)).json();
  const bad = [{ sequence: 0, itemId: 'RW-M5-T1-01', responses: {}, at: '' }];
  assert.equal((await send(pupil, pass, bad)).statusCode, 400);
});

test('a number that the database has no room for is refused, and so is one below nought', async () => {
  const { pupil } = await planned('screen');
  const path = await begin(pupil);
  const { epoch, pass, items } = (await ask(pupil, 'GET', `${path}/taak`)).json();
  const answer = async (sequence: number) => {
    const answers = [{ sequence, itemId: items[0].id, responses: { RESPONSE: '4' }, at: '' }];
    return (await send(pupil, pass, answers)).statusCode;
  };
  const handIn = async (lastSequence: number) =>
    (await ask(pupil, 'POST', `${path}/inleveren`, { epoch, lastSequence })).statusCode;
  assert.deepEqual([await answer(2 ** 31), await answer(-1)], [400, 400]);
  assert.deepEqual([await handIn(2 ** 31), await handIn(-1)], [400, 400]);
  assert.equal(await answer(2 ** 31 - 1), 200);
});

test('a test of last school year is over: it is not offered, started or opened, and a calm page says so', async () => {
  const { pupil } = await planned('screen');
  const home = await ask(pupil, 'GET', '/afname');
  const action = /action="(\/afname\/[^"]+\/start)"/.exec(home.body)![1]!;
  const path = await begin(pupil);
  const { pass, items } = (await ask(pupil, 'GET', `${path}/taak`)).json();
  const now = platform.clock.now();
  platform.clock.set(new Date('2027-09-06T08:00:00Z'));
  try {
    assert.match((await ask(pupil, 'GET', '/afname')).body, /niets te doen/);
    const again = await ask(pupil, 'POST', action);
    assert.equal(again.statusCode, 409);
    assert.match(again.body, /De toets was voor vorig schooljaar/);
    assert.equal((await ask(pupil, 'GET', path)).headers.location, '/afname');
    assert.deepEqual((await ask(pupil, 'GET', `${path}/taak`)).json(), { code: 'not-open' });
    // What a device still had is not lost.
    const answers = [{ sequence: 1, itemId: items[0].id, responses: { RESPONSE: '4' }, at: '' }];
    assert.equal((await send(pupil, pass, answers)).statusCode, 200);
  } finally {
    platform.clock.set(now);
  }
});

test('whoever sees the advice for a group stands in the audit log, once for each page', async () => {
  const { teacher, groupId, schoolId } = await planned('paper');
  const reads = () => platform.doors.withTenant(schoolId, teacher.actor, 'administration', async (tx) =>
    (await all<{ event: string }>(tx, sql`select event_code || ' ' || actor || ' ' || purpose as event from audit_event
      where school_id = ${schoolId} and subject_id = ${groupId} and event_code like '%.read' order by at, event_code`))
      .map(({ event }) => event));
  await ask(teacher, 'GET', `/groepen/${groupId}/klaarzetten`);
  assert.deepEqual(await reads(), [`board.read staff:${teacher.id} planning`]);
});

test('planning by form plans what was chosen and shows who has what', async () => {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Kim Kies', yearGroup: '5' }] });
  const path = `/groepen/${room.groupId}/klaarzetten`;
  const { id } = room.pupils[0]!;
  const form = new URLSearchParams({ vak: 'arithmetic', [`toets-${id}`]: 'RW-M5', [`hoe-${id}`]: 'screen' }).toString();
  const done = await ask(room.teacher, 'POST', path, form);
  assert.equal(done.headers.location, `${path}?vak=arithmetic&gezet=1&leerlingen=1&had=0&scherm=1`);
  const board = await ask(room.teacher, 'GET', done.headers.location);
  assert.match(board.body, /Klaargezet voor 1 leerling/);
  assert.match(board.body, /synthetische toetsen en normen, niet van Cito/);
  const none = await ask(room.teacher, 'POST', path, 'vak=arithmetic');
  assert.equal(none.statusCode, 422);
  assert.match(none.body, /voor geen enkele leerling een toets gekozen/);
  assert.equal((await ask({ ...room.teacher, ownGroupIds: [] }, 'GET', path)).statusCode, 404);
});
