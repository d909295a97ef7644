import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openDoors } from '../platform/database/tenancy.ts';
import { find } from '../platform/database/query.ts';
import { silentLog } from '../platform/log.ts';
import { testDatabase } from '../../test/database.ts';
import { openSandbox } from './sandbox.ts';
import { listeningSandbox, type ListeningSandbox } from './sandbox-for-tests.ts';
import { first } from './store.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

const someSchool = '00000000-0000-7000-8000-000000000001';

test('neither role of the platform can read a table of the sandbox', async () => {
  const doors = openDoors(await testDatabase());
  const query = sql`select count(*) from sandbox.las_result`;
  await assert.rejects(doors.withPlatform((tx) => find(tx, query)), /permission denied/);
  await assert.rejects(doors.withTenant(someSchool, { kind: 'job', id: 'test' }, 'roster', (tx) => find(tx, query)),
    /permission denied/);
});

test("the sandbox's role can read no table of the platform", async () => {
  for (const table of ['school', 'pupil', 'las_connection', 'session']) {
    await assert.rejects(listening.sandbox.withSandbox((tx) => first(tx, sql`select 1 from ${sql.table(table)}`)),
      /permission denied/, table);
  }
});

test('the sandbox opens on loopback, and elsewhere only when told', async () => {
  const options = {
    database: await testDatabase(), clock: listening.sandbox.clock, log: silentLog, publicUrl: 'https://proef.example',
  };
  await assert.rejects(openSandbox({ ...options, host: '0.0.0.0' }), /loopback/);
  await openSandbox({ ...options, host: '0.0.0.0', openToNetwork: true });
});

test('the first page says which day it is, and "vannacht" moves to half past eight of the next morning', async () => {
  const { url, clock } = listening;
  const page = await (await fetch(`${url}/sandbox`)).text();
  assert.match(page, /di 19 januari 2027/);
  await fetch(`${url}/sandbox/klok/vannacht`, { method: 'POST', redirect: 'manual' });
  assert.equal(clock.now().toISOString(), '2027-01-20T07:30:00.000Z');
  await fetch(`${url}/sandbox/klok/drie-dagen-later`, { method: 'POST', redirect: 'manual' });
  assert.equal(clock.now().toISOString(), '2027-01-23T07:30:00.000Z');
});

test('a page of another site cannot push a button of the sandbox', async () => {
  const answer = await fetch(`${listening.url}/sandbox/klok/vannacht`, {
    method: 'POST', redirect: 'manual', headers: { origin: 'https://elders.example' },
  });
  assert.equal(answer.status, 403);
});

test('of every school a director, supervisor, coordinator, teacher and pupil are named as who can sign in', () => {
  const people = listening.sandbox.seededPeople().filter(({ schoolCode }) => schoolCode === '99XA00');
  assert.deepEqual(people.map(({ role }) => role), [
    'directeur', 'intern begeleider', 'ICT-coördinator', 'leerkracht van groep 5/6a', 'leerling van groep 5/6b',
  ]);
});

test('a mail lies in the tray once, and only addresses of the platform in it can be followed', async () => {
  const { url } = listening;
  const mail = {
    id: 'mail-1', from: 'Leerling in beeld <a@b.example>', to: 'ict@99xa00.example', subject: 'Welkom',
    text: `Ga naar ${url}/uitnodiging/abc. Of naar https://elders.example/x`, at: '2027-01-19T08:00:00.000Z',
  };
  const post = () => fetch(`${url}/sandbox/mail/berichten`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(mail),
  });
  assert.equal((await post()).status, 201);
  assert.equal((await post()).status, 200);
  const list = await (await fetch(`${url}/sandbox/mail`)).text();
  assert.equal(list.split('>Welkom<').length - 1, 1);
  const page = await (await fetch(`${url}/sandbox/mail/mail-1`)).text();
  assert.match(page, new RegExp(`<a href="${url}/uitnodiging/abc">`));
  assert.doesNotMatch(page, /href="https:\/\/elders/);
});
