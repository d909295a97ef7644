import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { peopleOf, type PeopleOfSchool } from '../../test/people.ts';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { openSessions } from '../platform/http/session.ts';
import { silentLog } from '../platform/log.ts';
import { openGate } from './gate.ts';
import { accessRoutes } from './routes.ts';
import { admit } from './sign-in.ts';
import type { SsoIdentity, SsoProvider } from './sso.ts';
import { findViewer } from './viewer.ts';
import { ok } from '../base/result.ts';
import { Outage } from '../platform/outage.ts';

let platform: TestPlatform;
let people: PeopleOfSchool;
before(async () => {
  platform = await testPlatform();
  people = await peopleOf(platform, (await newTestSchool(platform)).schoolId);
});

function teacher(): SsoIdentity {
  const { institutionId, teacherNumber } = people;
  return { institutionId, kind: 'staff', basispoortId: teacherNumber, eckId: null };
}

function pupil(): SsoIdentity {
  const { institutionId, pupilEckId } = people;
  return { institutionId, kind: 'pupil', basispoortId: null, eckId: pupilEckId };
}

function signIns(actor: string): Promise<readonly unknown[]> {
  return platform.doors.withTenant(people.schoolId, { kind: 'job', id: 'test' }, 'administration', (tx) =>
    all(tx, sql`select 1 from audit_event where event_code = 'sign-in' and actor = ${actor}`));
}

describe('coming in through the portal', () => {
  test('a teacher is found by number and a pupil by ECK iD, and each sign-in is in the log', async () => {
    const { schoolId, teacherId, pupilId } = people;
    assert.deepEqual(await admit(platform, teacher()), ok({ kind: 'staff', id: teacherId, schoolId }));
    assert.deepEqual(await admit(platform, pupil()), ok({ kind: 'pupil', id: pupilId, schoolId }));
    assert.equal((await signIns(`staff:${teacherId}`)).length, 1);
    assert.equal((await signIns(`pupil:${pupilId}`)).length, 1);
  });

  test('a number of a teacher opens nothing for a pupil, nor for another school', async () => {
    const other = await peopleOf(platform, (await newTestSchool(platform)).schoolId);
    for (const identity of [
      { ...teacher(), kind: 'pupil' as const }, { ...teacher(), institutionId: other.institutionId },
    ]) {
      assert.deepEqual(await admit(platform, identity), { ok: false, refusal: 'person-unknown' });
    }
  });
});

describe('who looks', () => {
  test('a teacher holds the groups that the LAS links now, and loses them with the link', async () => {
    const { schoolId, teacherId: id, groupId } = people;
    const viewer = await findViewer(platform, { kind: 'staff', id, schoolId });
    assert.deepEqual(viewer?.roles, ['teacher']);
    assert.deepEqual(viewer?.schoolId && viewer.ownGroupIds, [groupId]);
    platform.clock.set(new Date('2027-08-20T08:00:00Z'));
    const nextYear = await findViewer(platform, { kind: 'staff', id, schoolId });
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
    assert.deepEqual(nextYear?.roles, []);
  });

  test('a role that the school gave counts from the next request on', async () => {
    const { schoolId, teacherId: id } = people;
    await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'administration', (tx) =>
      change(tx, sql`insert into staff_role values (${schoolId}, ${id}, 'supervisor', 'job:test', now())`));
    const viewer = await findViewer(platform, { kind: 'staff', id, schoolId });
    assert.deepEqual(viewer?.roles, ['supervisor', 'teacher']);
  });

  test('who belongs to another school, or to none, is nobody', async () => {
    const { schoolId } = await newTestSchool(platform);
    assert.equal(await findViewer(platform, { kind: 'staff', id: people.teacherId, schoolId }), null);
    assert.equal(await findViewer(platform, { kind: 'person', id: people.teacherId, schoolId }), null);
    assert.equal(await findViewer(platform, { kind: 'pupil', id: people.pupilId, schoolId: null }), null);
  });
});

describe('the gate', () => {
  let server: Server;
  let comes: SsoIdentity;
  let isDown = false;
  before(async () => {
    server = await createServer({
      log: silentLog, uploadBytesMax: 1000, renderError: ({ status }) => `error ${status}`,
    });
    const sessions = openSessions(platform.doors, false);
    const gate = openGate(platform, sessions);
    const provider: SsoProvider = {
      isIssuer: (issuer) => issuer === 'https://portaal.example',
      async begin() {
        if (isDown) throw new Outage('the portal does not answer', { retryable: true });
        return { location: 'https://portaal.example/auth', state: { state: 'of this browser' } };
      },
      endSession: async (returnTo) => `https://portaal.example/uit?terug=${encodeURIComponent(returnTo)}`,
      async complete() {
        if (isDown) throw new Outage('the portal does not answer', { retryable: true });
        return ok(comes);
      },
    };
    accessRoutes(server, { platform, gate, sessions, provider });
    server.get('/probe/groepen', async (request, reply) => {
      const viewer = await gate.school(request, reply, 'plan-test');
      return { id: viewer.id };
    });
    server.get('/probe/klassencode/:bond', async (request, reply) => {
      const { bond } = request.params as { bond: string };
      const user = { kind: 'pupil', id: people.pupilId, schoolId: people.schoolId } as const;
      await sessions.start(request, reply, { user, data: { exit: '/klas' } }, { id: bond, seconds: 3600 });
      return reply.send({});
    });
    server.get('/probe/afname', async (request, reply) => gate.pupil(request, reply));
    server.get('/probe/klantenservice', async (request, reply) => {
      const viewer = await gate.service(request);
      return reply.send({ id: viewer.id });
    });
  });

  const cookieOf = (answer: { cookies: readonly { name: string; value: string }[] }) =>
    ({ inbeeld: answer.cookies[0]?.value ?? '' });

  async function signIn(identity: SsoIdentity, start = '/inloggen/basispoort/start') {
    comes = identity;
    const left = await server.inject(start);
    const back = await server.inject({ url: '/inloggen/basispoort/terug?code=x', cookies: cookieOf(left) });
    return { left, back, cookies: cookieOf(back) };
  }

  test('nobody signed in is sent to the sign-in page, with the way back', async () => {
    const answer = await server.inject('/probe/groepen?vak=rekenen');
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/inloggen?terug=%2Fprobe%2Fgroepen%3Fvak%3Drekenen');
  });

  test('a teacher comes in, where the tile led to, under a new session', async () => {
    const target = encodeURIComponent(`${platform.config.publicUrl}/probe/groepen`);
    const start = `/inloggen/basispoort/start?iss=https://portaal.example&target_link_uri=${target}`;
    const { left, back, cookies } = await signIn(teacher(), start);
    assert.equal(left.headers.location, 'https://portaal.example/auth');
    assert.equal(back.headers.location, '/probe/groepen');
    assert.notDeepEqual(cookies, cookieOf(left));
    const page = await server.inject({ url: '/probe/groepen', cookies });
    assert.deepEqual(page.json(), { id: people.teacherId });
    assert.equal(page.headers['cache-control'], 'no-store');
    const before = await server.inject({ url: '/probe/groepen', cookies: cookieOf(left) });
    assert.equal(before.statusCode, 303);
  });

  test('for a pupil the page of teachers and that of customer service do not exist', async () => {
    const { cookies } = await signIn(pupil());
    assert.equal((await server.inject({ url: '/probe/groepen', cookies })).statusCode, 404);
    assert.equal((await server.inject({ url: '/probe/klantenservice', cookies })).statusCode, 404);
  });

  test('the gate of the player lets pupils in as what they are and nobody else', async () => {
    const { schoolId, pupilId: id } = people;
    assert.equal((await server.inject('/probe/afname')).statusCode, 303);
    const asTeacher = await signIn(teacher());
    assert.equal((await server.inject({ url: '/probe/afname', cookies: asTeacher.cookies })).statusCode, 404);
    const { cookies } = await signIn(pupil());
    const page = await server.inject({ url: '/probe/afname', cookies });
    assert.deepEqual(page.json(),
      { kind: 'pupil', id, schoolId, roles: ['pupil'], ownGroupIds: [], actor: { kind: 'pupil', id } });
    assert.equal(page.headers['cache-control'], 'no-store');
  });

  test('a tile of another portal, or one that leads off our site, does not', async () => {
    const strange = await server.inject('/inloggen/basispoort/start?iss=https://elders.example');
    assert.equal(strange.statusCode, 400);
    const start = '/inloggen/basispoort/start?target_link_uri=https://elders.example/x';
    const { back } = await signIn(teacher(), start);
    assert.equal(back.headers.location, '/start');
  });

  test('a way back that this browser did not begin lets nobody in', async () => {
    comes = teacher();
    const answer = await server.inject('/inloggen/basispoort/terug?code=x');
    assert.equal(answer.statusCode, 400);
    assert.equal(answer.cookies.length, 0);
  });

  test('who is not admitted reads what to do, and is not signed in', async () => {
    const { back, cookies } = await signIn({ ...teacher(), basispoortId: 1 });
    assert.equal(back.statusCode, 403);
    assert.match(back.body, /Kom morgen terug/);
    assert.equal((await server.inject({ url: '/probe/groepen', cookies })).statusCode, 303);
  });

  test('a portal that is down, before or half way, leads to the mail link and the class code', async () => {
    const left = await server.inject('/inloggen/basispoort/start');
    isDown = true;
    const answers = [await server.inject('/inloggen/basispoort/start'),
      await server.inject({ url: '/inloggen/basispoort/terug?code=x', cookies: cookieOf(left) })];
    isDown = false;
    for (const { statusCode, body } of answers) {
      assert.equal(statusCode, 503);
      assert.ok(body.includes('href="/klas"') && body.includes('action="/inloggen/link"'));
    }
  });

  test('who came in without the portal leaves without it, and a session that is bound ends with what it is bound to',
    async () => {
      const bonds = [platform.newId(), platform.newId()] as const;
      const [first, second] = await Promise.all(bonds.map(async (bond) =>
        cookieOf(await server.inject(`/probe/klassencode/${bond}`))));
      const statusOf = async (cookies: { inbeeld: string } | undefined) =>
        (await server.inject({ url: '/probe/afname', cookies: cookies ?? {} })).statusCode;
      assert.deepEqual([await statusOf(first), await statusOf(second)], [200, 200]);
      await openSessions(platform.doors, false).endBound(bonds[0]);
      assert.deepEqual([await statusOf(first), await statusOf(second)], [303, 200]);
      const third = cookieOf(await server.inject(`/probe/klassencode/${bonds[0]}`));
      await openSessions(platform.doors, false).moveBound(bonds[0], 0);
      assert.deepEqual([await statusOf(third), await statusOf(second)], [303, 200], 'its time is over');
      const out = await server.inject({ method: 'POST', url: '/uitloggen', cookies: second ?? {} });
      assert.equal(out.headers.location, '/klas');
      assert.equal(await statusOf(second), 303);
    });

  test('after signing out the session opens nothing', async () => {
    const { cookies } = await signIn(teacher());
    const out = await server.inject({ method: 'POST', url: '/uitloggen', cookies });
    assert.equal(out.statusCode, 303);
    assert.match(out.headers.location ?? '', /^https:\/\/portaal\.example\/uit\?terug=.*uitgelogd/);
    assert.equal((await server.inject({ url: '/probe/groepen', cookies })).statusCode, 303);
    const nobody = await server.inject({ method: 'POST', url: '/uitloggen' });
    assert.equal(nobody.headers.location, '/inloggen?uitgelogd=ja', 'who did not come through it does not go there');
  });
});
