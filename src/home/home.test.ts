import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { peopleOf, type PeopleOfSchool } from '../../test/people.ts';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { openGate } from '../access/gate.ts';
import { createServicePerson } from '../access/service.ts';
import type { SchoolViewer } from '../access/types.ts';
import { findViewer } from '../access/viewer.ts';
import { present } from '../base/assert.ts';
import { saveLasFault, saveRosterStatus } from '../onboarding/store.ts';
import type { RosterFault } from '../onboarding/types.ts';
import { helpRoutes } from '../help/routes.ts';
import { orderingRoutes } from '../ordering/routes.ts';
import { all, change, one, sql } from '../platform/database/query.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { openSessions, type SessionUser } from '../platform/http/session.ts';
import { silentLog } from '../platform/log.ts';
import { homeRoutes } from './routes.ts';
import { appointStaff } from './staff-roles/actions.ts';
import { listGroupProgress } from './store.ts';

let platform: TestPlatform;
let server: Server;
let people: PeopleOfSchool;
const worker = { kind: 'job', id: 'test' } as const;

before(async () => {
  platform = await testPlatform();
  server = await createServer({
    log: silentLog, uploadBytesMax: 1000, renderError: ({ status }) => `error ${status}`,
  });
  const sessions = openSessions(platform.doors, false);
  const gate = openGate(platform, sessions);
  homeRoutes(server, platform, gate);
  orderingRoutes(server, platform, gate);
  helpRoutes(server, platform);
  server.get('/als/:kind/:id/:schoolId', async (request, reply) => {
    const { kind, id, schoolId } = request.params as Record<string, string>;
    const user = { kind, id, schoolId: schoolId === 'geen' ? null : schoolId } as SessionUser;
    await sessions.start(request, reply, { user, data: {} });
  });
  people = await peopleOf(platform, (await newTestSchool(platform, { name: 'De Eerste Blik' })).schoolId);
});

/** A page as somebody sees it who is signed in. */
async function see(user: SessionUser, url: string, form?: Record<string, string>) {
  const signedIn = await server.inject(`/als/${user.kind}/${user.id}/${user.schoolId ?? 'geen'}`);
  const cookies = { inbeeld: signedIn.cookies[0]?.value ?? '' };
  return server.inject({
    url, cookies, method: form ? 'POST' : 'GET',
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
  });
}

const teacher = () => ({ kind: 'staff', id: people.teacherId, schoolId: people.schoolId }) as const;

async function administrator(): Promise<SessionUser> {
  const id = platform.newId();
  const { schoolId } = people;
  await platform.doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into person (person_id, email, name, created_at)
      values (${id}, ${`${id}@school.example`}, 'Bea Beheer', now())`);
    await change(tx, sql`insert into person_role values (${schoolId}, ${id}, 'administrator', now())`);
  });
  return { kind: 'person', id, schoolId };
}

describe('the first page', () => {
  test('leads a pupil to the tests and customer service to the schools', async () => {
    const { pupilId: id, schoolId } = people;
    assert.equal((await see({ kind: 'pupil', id, schoolId }, '/start')).headers.location, '/afname');
    const { personId } = await createServicePerson(platform, { name: 'Karin', email: 'karin@home.example' });
    const answer = await see({ kind: 'person', id: personId, schoolId: null }, '/start');
    assert.equal(answer.headers.location, '/klantenservice');
  });

  test('tells a teacher how many pupils of the own groups have no test yet', async () => {
    const page = await see(teacher(), '/start');
    assert.match(page.body, /Leerlingen zonder klaargezette toets.*?>1</s);
    assert.match(page.body, new RegExp(`/groepen/${people.groupId}/klaarzetten`));
    assert.doesNotMatch(page.body, /\/beheer\/resultaten/);
  });

  test('explains to a teacher of a school that has not finished step 1 why it is empty', async () => {
    const early = await peopleOf(platform, (await newTestSchool(platform)).schoolId);
    await platform.doors.withPlatform((tx) => change(tx,
      sql`update onboarding set step1_completed_at = null where school_id = ${early.schoolId}`));
    const page = await see({ kind: 'staff', id: early.teacherId, schoolId: early.schoolId }, '/start');
    assert.match(page.body, /De leerlingen zijn er nog niet/);
  });

  test('shows an administrator the steps and the next thing to do', async () => {
    const page = await see(await administrator(), '/start');
    assert.match(page.body, /href="\/beheer\/overeenkomst"/);
    assert.doesNotMatch(page.body, /Leerlingen zonder klaargezette toets/);
  });
});

describe('trouble with the LAS on the first page', () => {
  /** What the administrator of a school in use reads, of these faults. */
  async function pageWith(linkFault: string | null, rosterFault: RosterFault | null): Promise<string> {
    await platform.doors.withTenant(people.schoolId, worker, 'roster', async (tx) => {
      await change(tx, sql`insert into las_connection
          (school_id, connection_id, las_name, roster_url, key_cipher, key_digest, key_hint, created_at)
        values (${tx.schoolId}, ${platform.newId()}, 'LAS', 'http://las', 'x', ${tx.schoolId}, '', now())
        on conflict (school_id) where ended_at is null do nothing`);
      const at = platform.clock.now();
      await saveLasFault(tx, linkFault === null ? null : { code: linkFault, text: '', at });
      if (rosterFault) await saveRosterStatus(tx, 'failed', { phase: 'asking', fault: rosterFault });
      else await saveRosterStatus(tx, 'loaded', { phase: 'done' });
    });
    return (await see(await administrator(), '/start')).body;
  }
  const stopped = { text: 'Uw LAS geeft geen antwoord.', remedy: 'U hoeft niets te doen.', retrying: true };

  test('sends to the key only when the key was refused', async () => {
    const refused = await pageWith('AutorisatieOngeldig', { ...stopped, code: 'AutorisatieOngeldig' });
    assert.match(refused, /Het LAS laat ons niet binnen/);
    assert.match(refused, /href="\/beheer\/sleutel"/);
    for (const code of ['no-answer', 'OngeldigeKlantIdentificatie', 'XsdVersieOngeldig']) {
      const page = await pageWith(code, { ...stopped, code });
      assert.match(page, /Uw LAS geeft geen antwoord\. U hoeft niets te doen\./, code);
      assert.doesNotMatch(page, /laat ons niet binnen/, code);
    }
  });

  test('leads to the delivery that waits, and to nothing once all is well', async () => {
    const deliveryId = platform.newId();
    const page = await pageWith(null, { ...stopped, code: 'pupils-vanish', retrying: false, deliveryId });
    assert.match(page, new RegExp(`href="/beheer/gegevens/${deliveryId}"`));
    assert.doesNotMatch(await pageWith(null, null), /Vraagt om aandacht/);
  });

  test('of results alone leads to the results', async () => {
    assert.match(await pageWith('ScoreOngeldig', null), /hapert.*href="\/beheer\/resultaten"/s);
    await pageWith(null, null);
  });
});

describe('progress of groups', () => {
  const when = { schoolYear: '2026-2027', season: 'M' } as const;
  const progress = (groupIds: readonly string[] | null) => platform.doors.withTenant(people.schoolId, worker,
    'administration', (tx) => listGroupProgress(tx, when, groupIds));

  test('a pupil of two groups counts in each, and once in the row of all together', async () => {
    const { schoolId, pupilId } = people;
    const plusGroup = platform.newId();
    await platform.doors.withTenant(schoolId, worker, 'roster', async (tx) => {
      await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name)
        values (${schoolId}, ${plusGroup}, '2026-2027', 'composite', 'plus', 'Plusgroep')`);
      await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
        values (${schoolId}, ${plusGroup}, ${pupilId}, '2026-08-01')`);
    });
    const counted = (await progress(null)).map(({ name, pupils, unplanned }) => [name, pupils, unplanned]);
    assert.deepEqual(counted, [['Groep 5', 1, 1], ['Plusgroep', 1, 1], [null, 1, 1]]);
    assert.deepEqual((await progress([plusGroup])).map(({ name }) => name), ['Plusgroep', null]);
    assert.deepEqual((await progress([])).map(({ pupils }) => pupils), [0]);
  });
});

describe('roles of staff', () => {
  async function asViewer(): Promise<SchoolViewer> {
    const viewer = present(await findViewer(platform, await administrator()), 'the administrator');
    assert.ok(viewer.schoolId !== null);
    return viewer;
  }
  const events = () => platform.doors.withTenant(people.schoolId, worker, 'administration', (tx) =>
    all<{ eventCode: string }>(tx, sql`select event_code from audit_event
      where event_code like 'role.%' order by event_id`));

  test('a role is given and taken once, each with its event in the log', async () => {
    const viewer = await asViewer();
    for (const given of [true, true, false, false]) {
      assert.equal((await appointStaff(platform, viewer, people.teacherId, 'director', given)).ok, true);
    }
    assert.deepEqual((await events()).map(({ eventCode }) => eventCode), ['role.granted', 'role.withdrawn']);
  });

  test('somebody of another school cannot be appointed, and a teacher appoints nobody', async () => {
    const other = await peopleOf(platform, (await newTestSchool(platform)).schoolId);
    assert.deepEqual(await appointStaff(platform, await asViewer(), other.teacherId, 'director', true),
      { ok: false, refusal: 'no-such-staff' });
    const form = { role: 'director', given: 'ja' };
    const answer = await see(teacher(), `/beheer/medewerkers/${people.teacherId}`, form);
    assert.equal(answer.statusCode, 404);
  });
});

describe('customer service', () => {
  test('sees the state of a school, by BRIN, and no name of a pupil or a teacher', async () => {
    const karin = { name: 'Karin', email: 'karin@home.example' };
    const { personId: id } = await createServicePerson(platform, karin);
    const user = { kind: 'person', id, schoolId: null } as const;
    await platform.doors.withTenant(people.schoolId, worker, 'roster', (tx) => change(tx, sql`
      insert into delivery (school_id, delivery_id, kind, status, received_at, received_by, sha256,
        purge_at, counts)
      values (${people.schoolId}, ${platform.newId()}, 'roster-uwlr', 'accepted', now(), 'job:test', 'x',
        now(), '{"pupils": 226}')`));
    const { brin } = await platform.doors.withPlatform((tx) => one<{ brin: string }>(tx, sql`
      select brin from school_site where school_id = ${people.schoolId}`));
    const list = await see(user, `/klantenservice?brin=${brin}`);
    assert.match(list.body, /De Eerste Blik/);
    assert.doesNotMatch((await see(user, '/klantenservice?brin=11')).body, /De Eerste Blik/);
    const school = await see(user, `/klantenservice/${people.schoolId}`);
    assert.match(school.body, /226 leerlingen/);
    assert.doesNotMatch(school.body, /Verzonnen|Tess|Voorbeeld/);
  });

  test('does not exist for a school', async () => {
    assert.equal((await see(teacher(), '/klantenservice')).statusCode, 404);
    assert.equal((await see(await administrator(), `/klantenservice/${people.schoolId}`)).statusCode, 404);
  });
});

describe('public pages', () => {
  test('what was typed in the order form stays, each error leads to its field', async () => {
    const answer = await server.inject({
      method: 'POST', url: '/bestellen', headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'brinSite=fout&schoolName=De+%22Proef%22&packageCode=compleet',
    });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /value="De &quot;Proef&quot;"/);
    assert.match(answer.body, /<a href="#brinSite">/);
    assert.match(answer.body, /value="compleet" checked/);
  });

  test('the front page says what the packages hold, and the help page when there is somebody', async () => {
    const front = await server.inject('/');
    for (const words of [/Toetsen op papier/, /Toetsen op het scherm/, /href="\/bestellen"/]) {
      assert.match(front.body, words);
    }
    assert.match((await server.inject('/hulp')).body, /08\.30 tot 15\.00 uur/);
  });
});
