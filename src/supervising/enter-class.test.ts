import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import { change, sql } from '../platform/database/query.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { createServer } from '../platform/http/server.ts';
import { openSessions } from '../platform/http/session.ts';
import {
  closeClassCode, openClassCode, readCards, replaceCard, unlockPicture, viewClassCode,
} from './class-code-actions.ts';
import type { Card } from './class-code-rules.ts';
import { enterClass, findClass, picturesOf, type FoundClass } from './enter-class.ts';
import { supervisingRoutes } from './routes.ts';

const names = ['Ayla', 'Bram', 'Chiara', 'Daan'];

describe('a class that starts without the portal', () => {
  let platform: TestPlatform;
  before(async () => { platform = await testPlatform(); });
  let devices = 0;

  async function openClass() {
    const room = await newClassroom(platform, { pupils: names.map((callName) => ({ callName, yearGroup: '5' })) });
    await openClassCode(platform, room.teacher, room.groupId, 120);
    const code = await codeOf(room);
    const { cards } = present(await readCards(platform, room.teacher, room.groupId), 'cards');
    const found = await findClass(platform, code, `192.0.2.${devices += 1}`);
    assert.ok(found.ok);
    return { room, code, cards, found: found.value };
  }

  async function codeOf({ teacher, groupId }: Classroom): Promise<string> {
    return present((await viewClassCode(platform, teacher, groupId))?.open, 'an open class').code;
  }

  function enter(found: FoundClass, card: Pick<Card, 'picture' | 'digits'>) {
    return enterClass(platform, found, card);
  }

  function cardOf(cards: readonly Card[], callName: string): Card {
    return present(cards.find(({ pupil }) => pupil.callName === callName), callName);
  }

  /** Digits that are on nobody's card. */
  function otherThan(cards: readonly Card[]): string {
    return present(['000', '001', '002', '003', '004'].find((one) => cards.every(({ digits }) => digits !== one)), '-');
  }

  test('code, own picture and own digits let in that pupil; the digits of a classmate do not', async () => {
    const { room, cards, found } = await openClass();
    const [ayla, bram] = [cardOf(cards, 'Ayla'), cardOf(cards, 'Bram')];
    assert.equal((await picturesOf(platform, found))?.length, names.length);
    assert.deepEqual(await enter(found, { ...ayla, digits: bram.digits }), { ok: false, refusal: 'wrong' });
    const entered = await enter(found, ayla);
    assert.ok(entered.ok);
    assert.deepEqual(entered.value.user, { kind: 'pupil', id: room.pupils[0]?.id, schoolId: room.schoolId });
    assert.equal(entered.value.bond.seconds, 2 * 3600, 'at the latest when the class session ends');
  });

  test('five wrong tries lock a picture also for the right digits, until the teacher unlocks it', async () => {
    const { room, cards, found } = await openClass();
    const card = cardOf(cards, 'Chiara');
    const wrong = { ...card, digits: otherThan(cards) };
    const tries = await Promise.all([1, 2, 3, 4, 5].map(() => enter(found, wrong)));
    assert.deepEqual(tries.map((done) => (done.ok ? 'in' : done.refusal)).sort(),
      ['locked', 'wrong', 'wrong', 'wrong', 'wrong']);
    assert.deepEqual(await enter(found, card), { ok: false, refusal: 'locked' });
    assert.ok((await enter(found, cardOf(cards, 'Daan'))).ok, 'another picture is not locked');
    assert.ok((await unlockPicture(platform, room.teacher, room.groupId, card.picture)).ok);
    assert.ok((await enter(found, card)).ok);
  });

  test('forty wrong tries in a class stop them all for a while, however they are spread', async () => {
    const { cards, found, room } = await openClass();
    const wrong = otherThan(cards);
    for (let at = 0; at < 40; at += 1) {
      const { picture } = present(cards[at % cards.length], 'a card');
      if (at % 4 === 3) await unlockAll(room, cards);
      await enter(found, { picture, digits: wrong });
    }
    await unlockAll(room, cards);
    assert.deepEqual(await enter(found, cardOf(cards, 'Ayla')), { ok: false, refusal: 'too-many-tries' });
  });

  async function unlockAll(room: Classroom, cards: readonly Card[]): Promise<void> {
    for (const { picture } of cards) await unlockPicture(platform, room.teacher, room.groupId, picture);
  }

  test('a network that typed two hundred wrong codes waits; right ones do not count', async () => {
    const { code } = await openClass();
    for (let at = 0; at < 5; at += 1) assert.ok((await findClass(platform, code, '198.51.100.1')).ok);
    for (let at = 0; at < 200; at += 1) await findClass(platform, 'K7M4PX', '198.51.100.1');
    assert.deepEqual(await findClass(platform, code, '198.51.100.1'), { ok: false, refusal: 'too-many-tries' });
    assert.ok((await findClass(platform, code, '198.51.100.2')).ok, 'another network is not held up');
  });

  test('a code that was closed, or whose time is over, opens nothing; the cards stay as they were', async (t) => {
    const { room, code, cards, found } = await openClass();
    const sessions = openSessions(platform.doors, false);
    await closeClassCode(platform, sessions, room.teacher, room.groupId);
    assert.deepEqual(await findClass(platform, code, '192.0.2.200'), { ok: false, refusal: 'unknown-code' });
    assert.deepEqual(await enter(found, cardOf(cards, 'Ayla')), { ok: false, refusal: 'closed' });
    await openClassCode(platform, room.teacher, room.groupId, 60);
    const again = await findClass(platform, await codeOf(room), '192.0.2.201');
    assert.ok(again.ok);
    assert.ok((await enter(again.value, cardOf(cards, 'Ayla'))).ok);
    const start = platform.clock.now();
    t.after(() => platform.clock.set(start));
    platform.clock.set(new Date(start.getTime() + 3_600_001));
    assert.deepEqual(await enter(again.value, cardOf(cards, 'Ayla')), { ok: false, refusal: 'closed' });
  });

  test('a new card makes the old one worthless, and a pupil who left the group is not let in', async () => {
    const { room, cards, found } = await openClass();
    const ayla = cardOf(cards, 'Ayla');
    await replaceCard(platform, room.teacher, room.groupId, ayla.pupil.pupilId);
    assert.equal((await enter(found, ayla)).ok, false);
    const bram = cardOf(cards, 'Bram');
    await platform.doors.withTenant(room.schoolId, { kind: 'job', id: 'test' }, 'roster', (tx) => change(tx, sql`
      update group_pupil set left_on = '2027-01-18'
      where school_id = ${room.schoolId} and pupil_id = ${bram.pupil.pupilId}`));
    assert.deepEqual(await enter(found, bram), { ok: false, refusal: 'wrong' });
  });

  test('a teacher lets in only own groups, an administrator any', async () => {
    const { room } = await openClass();
    const stranger: SchoolViewer = { ...room.teacher, ownGroupIds: [] };
    assert.equal(await viewClassCode(platform, stranger, room.groupId), undefined);
    assert.equal(await openClassCode(platform, stranger, room.groupId, 60), undefined);
    const administrator: SchoolViewer = { ...stranger, kind: 'person', roles: ['administrator'] };
    assert.ok(await viewClassCode(platform, administrator, room.groupId));
    const { room: other } = await openClass();
    assert.equal(await viewClassCode(platform, administrator, other.groupId), undefined, 'not of another school');
  });

  test('a child\'s way in: no page shows a name, and the session ends when the teacher closes the code', async () => {
    const { room, code, cards } = await openClass();
    const sessions = openSessions(platform.doors, false);
    const gate: Gate = {
      school: async () => room.teacher, service: async () => { throw new NotFound(); }, find: async () => null,
    };
    const server = await createServer({
      log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => `fout ${status}`,
    });
    supervisingRoutes(server, platform, gate, sessions);
    let cookie = '';
    const go = async (method: 'GET' | 'POST', url: string, fields: Record<string, string> = {}) => {
      const answer = await server.inject({
        method, url, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        ...(method === 'POST' ? { payload: new URLSearchParams(fields).toString() } : {}),
      });
      const set = answer.cookies.at(-1);
      if (set) cookie = `${set.name}=${set.value}`;
      for (const name of names) assert.ok(!answer.body.includes(name), `${url} shows ${name}`);
      return answer;
    };
    const bram = cardOf(cards, 'Bram');
    assert.equal((await go('POST', '/klas', { code: 'XXXXXX' })).statusCode, 422);
    assert.equal((await go('POST', '/klas', { code: code.toLowerCase() })).headers.location, '/klas/plaatje');
    assert.ok((await go('GET', '/klas/plaatje')).body.includes(`plaatje=${bram.picture}`));
    await go('GET', `/klas/code?plaatje=${bram.picture}`);
    const wrong = await go('POST', '/klas/code', { plaatje: bram.picture, cijfers: otherThan(cards) });
    assert.match(wrong.body, /niet de goede cijfers/);
    const entered = await go('POST', '/klas/code', { plaatje: bram.picture, cijfers: bram.digits });
    assert.equal(entered.headers.location, '/afname');
    assert.equal((await go('GET', '/klas')).headers.location, '/afname', 'the pupil is in');
    await closeClassCode(platform, sessions, room.teacher, room.groupId);
    assert.equal((await go('GET', '/klas')).statusCode, 200, 'and is out');
    await server.close();
  });
});
