import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { openGate } from '../../access/gate.ts';
import { createServicePerson } from '../../access/service.ts';
import { present } from '../../base/assert.ts';
import { all, change, find, sql } from '../../platform/database/query.ts';
import { createServer, type Server } from '../../platform/http/server.ts';
import { openSessions, type SessionUser } from '../../platform/http/session.ts';
import { silentLog } from '../../platform/log.ts';
import { homeRoutes } from '../routes.ts';
import { sendDueReminders } from '../states/reminders.ts';
import { inviteBoardPerson } from './actions.ts';

const day = (number: number) => new Date(Date.UTC(2029, 0, number, 8));

describe('a board and its schools', () => {
  let platform: TestPlatform;
  let server: Server;
  let boardPerson: SessionUser;
  let ours: readonly string[];
  let elsewhere: string;

  before(async () => {
    platform = await testPlatform();
    platform.clock.set(day(1));
    server = await createServer({
      log: silentLog, uploadBytesMax: 1000, renderError: ({ status }) => `error ${status}`,
    });
    const sessions = openSessions(platform.doors, false);
    homeRoutes(server, platform, openGate(platform, sessions));
    server.get('/als/:id/:schoolId', async (request, reply) => {
      const { id = '', schoolId } = request.params as Record<string, string>;
      const user = { kind: 'person', id, schoolId: schoolId === 'geen' ? null : schoolId ?? null } as const;
      await sessions.start(request, reply, { user, data: {} });
    });
    const board = {
      boardNumber: '43210', boardName: 'Stichting De Overkant', name: 'Bo Bestuur', email: 'bo@bestuur.example',
    };
    assert.equal((await inviteBoardPerson(platform, board)).ok, true);
    const row = await platform.doors.withPlatform((tx) => find<{ personId: string }>(tx,
      sql`select person_id from person where email = 'bo@bestuur.example'`));
    boardPerson = { kind: 'person', id: present(row, 'a person').personId, schoolId: null };
    ours = [await school('De Eerste', '43210'), await school('De Tweede', '43210')];
    elsewhere = await school('De Andere', '99999');
  });

  /** A school that was invited on the first of the month. */
  async function school(name: string, boardNumber: string): Promise<string> {
    const { schoolId } = await newTestSchool(platform, { name });
    await platform.doors.withPlatform(async (tx) => {
      await change(tx, sql`update school set board_number = ${boardNumber} where school_id = ${schoolId}`);
      await change(tx, sql`insert into licence_order values
        (${schoolId}, ${platform.newId()}, 'basis', '2028-2029', 100,
        'Bea Beheer', ${`bea@${schoolId}.example`}, ${platform.clock.now()}, ${boardNumber})`);
      await change(tx, sql`insert into mail_message values (${platform.newId()}, ${schoolId}, 'instructies',
        ${`bea@${schoolId}.example`}, 'Welkom', '', ${platform.clock.now()})`);
    });
    return schoolId;
  }

  async function see(user: SessionUser, url: string, form?: URLSearchParams) {
    const signedIn = await server.inject(`/als/${user.id}/${user.schoolId ?? 'geen'}`);
    return server.inject({
      url, cookies: { inbeeld: signedIn.cookies[0]?.value ?? '' }, method: form ? 'POST' : 'GET',
      ...(form ? { payload: form.toString() } : {}),
      headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
    });
  }
  const mailsTo = (schoolId: string) => platform.doors.withPlatform((tx) => all<{ kind: string; textBody: string }>(tx,
    sql`select kind, text_body from mail_message where school_id = ${schoolId} and kind <> 'instructies'
      order by created_at, mail_id`));

  test('sees its own schools and no others, and nobody of a school sees the board', async () => {
    const page = await see(boardPerson, '/bestuur');
    assert.match(page.body, /Stichting De Overkant: 2 scholen/);
    assert.match(page.body, /De Eerste/);
    assert.doesNotMatch(page.body, /De Andere/);
    assert.equal((await see(boardPerson, '/klantenservice')).statusCode, 404);
    assert.equal((await see(boardPerson, '/beheer/stand')).statusCode, 404);
    const { personId } = await createServicePerson(platform, { name: 'Kees', email: 'kees@boards.example' });
    const service = { kind: 'person', id: personId, schoolId: null } as const;
    assert.equal((await see(service, '/bestuur')).statusCode, 404);
    assert.match((await see(service, '/klantenservice/besturen')).body, /Stichting De Overkant/);
  });

  test('reminds with one click after a preview, each school once a week, and none of another board', async () => {
    const preview = await see(boardPerson, '/bestuur/herinneren?wacht=school');
    assert.match(preview.body, /De mail aan De Eerste/);
    assert.match(preview.body, /Uw bestuur, Stichting De Overkant, vroeg ons/);
    const form = new URLSearchParams([...ours, elsewhere].map((schoolId): [string, string] => ['school', schoolId]));
    assert.equal((await see(boardPerson, '/bestuur/herinneren', form)).headers.location, '/bestuur?gestuurd=2');
    assert.equal((await see(boardPerson, '/bestuur/herinneren', form)).headers.location, '/bestuur?gestuurd=0');
    assert.deepEqual((await mailsTo(elsewhere)).map(({ kind }) => kind), []);
    const [mail] = await mailsTo(ours[0] ?? '');
    assert.equal(mail?.kind, 'herinnering-key-missing');
    platform.clock.set(day(8));
    assert.equal((await see(boardPerson, '/bestuur/herinneren', form)).headers.location, '/bestuur?gestuurd=2');
  });

  test('reminders by the clock go out once, also when two nodes look at once, and stop when it is done', async () => {
    platform.clock.set(day(1));
    const schoolId = await school('De Klok', '11111');
    const byClock = async () => (await mailsTo(schoolId)).filter(({ kind }) => kind.startsWith('herinnering')).length;
    const look = async () => {
      await Promise.all([sendDueReminders(platform), sendDueReminders(platform)]);
      for (let more = 1; more > 0;) more = await sendDueReminders(platform);
    };
    await look();
    assert.equal(await byClock(), 0);
    platform.clock.set(day(4));
    await look();
    await look();
    assert.equal(await byClock(), 1);
    platform.clock.set(day(10));
    await platform.doors.withPlatform((tx) => change(tx, sql`update onboarding
      set key_accepted_at = now() where school_id = ${schoolId}`));
    platform.clock.set(day(12));
    await look();
    assert.equal(await byClock(), 1);
    for (const { textBody } of await mailsTo(schoolId)) {
      assert.match(textBody, /^Beste Bea Beheer,/);
      assert.match(textBody, /\/beheer\/stand/);
    }
  });

  test('the administrator reads where the school stands, and changes the contact person, who is invited', async () => {
    const schoolId = await school('De Stand', '11111');
    const id = platform.newId();
    await platform.doors.withPlatform(async (tx) => {
      await change(tx, sql`insert into person values (${id}, ${`${id}@school.example`}, 'Bea', now())`);
      await change(tx, sql`insert into person_role values (${schoolId}, ${id}, 'administrator', now())`);
    });
    const bea: SessionUser = { kind: 'person', id, schoolId };
    const page = await see(bea, '/beheer/stand');
    assert.match(page.body, /accepteert eerst de verwerkersovereenkomst/);
    assert.match(page.body, /Dit werkt nu niet/);
    const change422 = await see(bea, '/beheer/stand/contact', new URLSearchParams({ naam: 'A', email: 'x' }));
    assert.equal(change422.statusCode, 422);
    const changed = await see(bea, '/beheer/stand/contact',
      new URLSearchParams({ naam: 'Nora Nieuw', email: 'Nora@School.example' }));
    assert.equal(changed.headers.location, '/beheer/stand?melding=contact');
    assert.match((await see(bea, '/beheer/stand')).body, /nora@school\.example/);
    const [mail] = await mailsTo(schoolId);
    assert.match(mail?.textBody ?? '', /Beste Nora Nieuw,[\s\S]*\/uitnodiging\//);
    for (let count = 1; count < 5; count += 1) {
      assert.equal((await see(bea, '/beheer/stand/uitnodigen', new URLSearchParams())).statusCode, 303);
    }
    assert.equal((await see(bea, '/beheer/stand/uitnodigen', new URLSearchParams())).statusCode, 422);
  });
});
