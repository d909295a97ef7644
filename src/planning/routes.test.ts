import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { change, sql } from '../platform/database/query.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { planningRoutes } from './routes.ts';

let platform: TestPlatform;
let server: Server;
let viewer: SchoolViewer;

before(async () => {
  platform = await testPlatform();
  server = await createServer({ log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => String(status) });
  /** Whoever the test says; the gate itself is tested in access. */
  const gate: Gate = {
    school: async (_request, _reply, act) => {
      if (act && !may(viewer, act)) throw new NotFound();
      return viewer;
    },
    service: async () => { throw new NotFound(); },
    find: async () => viewer,
  };
  planningRoutes(server, platform, gate);
});

function send(url: string, fields: Readonly<Record<string, string>>) {
  return server.inject({
    method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
}

async function room(): Promise<Classroom & { readonly pupilId: string; readonly path: string }> {
  const made = await newClassroom(platform, { pupils: [{ callName: 'Kim', yearGroup: '5' }], history: true });
  viewer = made.teacher;
  return { ...made, pupilId: made.pupils[0]!.id, path: `/groepen/${made.groupId}/klaarzetten` };
}

test('the page says what was advised beside what was chosen, and a plan goes back by one press', async () => {
  const { schoolId, pupilId, path, teacher } = await room();
  await platform.doors.withTenant(schoolId, teacher.actor, 'ability', (tx) => change(tx, sql`insert into result
      (school_id, result_id, pupil_id, origin, subject_code, generation_code, scale_code, school_year, year_group,
      taken_on, scale_score, functioning_level, code_version, made_at)
    values (${schoolId}, ${platform.newId()}, ${pupilId}, 'migrated', 'arithmetic', '3.0 (synthetisch)',
      'SYN-RW-3.0', '2025-2026', '4', '2026-06-02', 605, 'E4', 'test', ${new Date(0)})`));
  assert.match((await server.inject(path)).body, /M5 \(advies\)/);
  await send(path, { vak: 'arithmetic', [`toets-arithmetic-${pupilId}`]: 'RW-E4', [`hoe-${pupilId}`]: 'screen' });
  const { body } = await server.inject(path);
  assert.match(body, /u koos zelf E4; geadviseerd was M5/);
  const planId = /name="plan" value="([^"]+)"/.exec(body)![1]!;
  const back = await send('/klaarzetten/terugnemen', { plan: planId, terug: 'https://elders.example/' });
  assert.equal(back.headers.location, '/start?terug=1&bleef=0', 'a way back that is not ours leads to the first page');
  assert.match((await server.inject(`${path}?terug=1`)).body, /De toets is teruggenomen/);
});

test('what cannot be planned is a sentence above the form, with what was filled in', async () => {
  const { schoolId, pupilId, path } = await room();
  const fields = { vak: 'arithmetic', [`toets-arithmetic-${pupilId}`]: 'RW-E4', [`hoe-${pupilId}`]: 'paper' };
  const wrongDay = await send(path, { ...fields, 'van-dag': '30-02-2027' });
  assert.equal(wrongDay.statusCode, 422);
  assert.match(wrongDay.body, /Deze dag bestaat niet\. Schrijf hem als 19-01-2027/);
  assert.match(wrongDay.body, /<option value="RW-E4" selected>/);
  await platform.doors.withPlatform((tx) => change(tx, sql`update onboarding set cancelled_at = ${new Date(0)}
    where school_id = ${schoolId}`));
  const ended = await send(path, fields);
  assert.equal(ended.statusCode, 422);
  assert.match(ended.body, /De licentie van uw school is opgezegd/);
});

test('a group of last school year says so and leads to the groups of this year', async () => {
  const { schoolId, groupId, path, teacher } = await room();
  await platform.doors.withTenant(schoolId, teacher.actor, 'roster', (tx) => change(tx, sql`update class_group
    set school_year = '2025-2026' where school_id = ${schoolId} and group_id = ${groupId}`));
  const old = await server.inject(path);
  assert.equal(old.statusCode, 409);
  assert.match(old.body, /Deze groep is van een ander schooljaar/);
});

test('in the list of a group only what somebody changed is saved, also when another changed the rest', async () => {
  const { groupId, pupilId } = await room();
  const page = (await server.inject(`/groepen/${groupId}/aanpassingen`)).body;
  const shown = new RegExp(`name="stond-${pupilId}" value="([^"]+)"`).exec(page)![1]!;
  await send(`/leerlingen/${pupilId}/aanpassingen`, { [`letters-${pupilId}`]: '200' });
  const stale = { leerling: pupilId, [`stond-${pupilId}`]: shown, [`letters-${pupilId}`]: '100' };
  const saved = await send(`/groepen/${groupId}/aanpassingen`, stale);
  assert.equal(saved.headers.location, `/groepen/${groupId}/aanpassingen?bewaard=0`);
  assert.match((await server.inject(`/leerlingen/${pupilId}/aanpassingen`)).body, /value="200" checked/);
});

test('a teacher without this group finds no page of it, nor of its pupils', async () => {
  const { groupId, pupilId, path } = await room();
  viewer = { ...viewer, ownGroupIds: [] };
  const pages = [
    path, `/klaarzetten?groep=${groupId}`, `/klaarzetten/overzicht?groep=${groupId}`,
    `/groepen/${groupId}/aanpassingen`, `/leerlingen/${pupilId}/aanpassingen`,
  ];
  for (const page of pages) assert.equal((await server.inject(page)).statusCode, 404, page);
});

test('after planning the page says what happens to tests on screen and on paper', async () => {
  const { pupilId, path } = await room();
  const planned = await send(path, {
    vak: 'arithmetic', [`toets-arithmetic-${pupilId}`]: 'RW-M5', [`hoe-${pupilId}`]: 'paper',
  });
  const location = String(planned.headers.location);
  assert.match(location, /gezet=1&leerlingen=1&had=0&scherm=0/);
  const { body } = await server.inject(location);
  assert.match(body, /Een toets op papier neemt u zelf af\./);
  assert.doesNotMatch(body, /Leerlingen zien een toets op het scherm/);
  assert.match((await server.inject(`${path}?gezet=2&leerlingen=1&scherm=2`)).body,
    /Leerlingen zien een toets op het scherm zodra/);
});
