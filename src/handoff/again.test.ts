import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import type { SchoolViewer } from '../access/types.ts';
import { listResultsOfPupil } from '../ability/store.ts';
import type { RosterPupil } from '../exchange/roster-document.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { takeTogether } from '../intake/take.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import { sendMailJob } from '../platform/mail/mail.ts';
import { inventedDocument, inventedPupil } from '../roster/invented-document.ts';
import { openResultsLink, resendKeys, resendPeriod, tickOffRemoved, withdrawOwnResult } from './actions.ts';
import { bindHandoffJobs } from './jobs.ts';
import { messagePage, messagesPage } from './messages-pages.tsx';
import { keysIn, viewMessage, viewMessages } from './messages-view.ts';
import { handoffPage } from './pages.tsx';
import { resendConfirmPage, resendPage, withdrawPage } from './resend-pages.tsx';
import { viewResendPeriods, viewWithdrawal } from './resend-view.ts';
import { mailHeldUpSchools } from './trouble-mail.ts';
import { viewHandoff } from './view.ts';
import { wakeDueQueues } from './wake.ts';

const confirmed = { status: 200, body: writeConfirmation() };
const everything = { groupId: null, state: null, page: 1 };
const hourMs = 3_600_000;

describe('what a person sees of the results link, and does about it', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  const mails: string[] = [];
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHandoffJobs(platform);
    platform.jobs.handle(sendMailJob, async ({ mailId }) => void mails.push(mailId));
  });
  after(() => las.close());
  beforeEach(() => {
    las.calls.length = 0;
    las.answer = () => confirmed;
  });

  const newSchool = () => newSchoolWithRoster(platform, {
    lasUrl: las.url,
    pupils: [['L1', 'Öztürk'], ['L2', 'Vries'], ['L3', 'Aalst']].map(([key = '', lastName = '']) =>
      inventedPupil(key, { lastName, prefix: lastName === 'Vries' ? 'de' : null, yearGroup: '5' })),
  });
  const openWith = async (...keys: readonly string[]) => {
    const school = await newSchool();
    const ids = new Map<string, string>();
    for (const pupilKey of keys) ids.set(pupilKey, await inventOwnResult(platform, school, { pupilKey }));
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
    return { school, ids };
  };
  const view = (school: SchoolWithRoster, viewer = school.administrator) =>
    viewHandoff(platform, viewer, everything);
  const states = async (school: SchoolWithRoster) => (await view(school)).rows.map(({ state }) => state);
  const keysOf = (body: string): readonly string[] => {
    const { message } = readUwlr(Buffer.from(body));
    assert.ok(message?.type === 'results');
    return message.document.administrations.flatMap(({ results }) => results.map(({ key }) => key));
  };
  const newest = async (school: SchoolWithRoster) => {
    const { exchanges } = await viewMessages(platform, school.administrator,
      { flow: 'results', outcome: null, page: 1 });
    return exchanges[0]!.exchangeId;
  };
  const director = ({ administrator }: SchoolWithRoster): SchoolViewer => ({ ...administrator, roles: ['director'] });
  const endPause = (school: SchoolWithRoster) => school.inSchool((tx) => change(tx, sql`update las_connection
    set results_paused_until = null where school_id = ${school.schoolId}`));

  test('pupils stand in the order of a Dutch class list', async () => {
    const { school } = await openWith('L2', 'L1', 'L3');
    const { rows } = await view(school);
    assert.deepEqual(rows.map(({ pupil }) => pupil?.lastName), ['Aalst', 'Öztürk', 'Vries']);
    const page = handoffPage(platform, school.administrator, await view(school));
    assert.ok(page.includes('Vries, Kind L2 de') && page.indexOf('Aalst') < page.indexOf('Vries'));
  });

  test('a period goes once more under the same keys, with its counts before', async () => {
    const { school } = await openWith('L1', 'L2');
    const [period] = await viewResendPeriods(platform, school.administrator);
    assert.ok(period);
    assert.deepEqual([period.schoolYear, period.season, period.results, period.pupils, period.delivered],
      ['2026-2027', 'M', 2, 2, 2]);
    assert.match(resendPage(platform, school.administrator, [period]), /midden 2026-2027/);
    assert.match(resendConfirmPage(platform, school.administrator, period), /2 resultaten van 2 leerlingen/);
    const sent = await resendPeriod(platform, school.administrator, period);
    assert.deepEqual(sent, { ok: true, value: 2 });
    assert.deepEqual(await resendPeriod(platform, school.administrator, { ...period, season: 'E' }),
      { ok: true, value: 0 });
    await platform.jobs.run();
    const [first, second, ...others] = las.calls.map(({ body }) => keysOf(body).toSorted());
    assert.deepEqual([first, others], [second, []]);
    assert.deepEqual(await states(school), ['delivered', 'delivered']);
  });

  test('what is asked again while it is under way goes once more', async () => {
    const school = await newSchool();
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    let asked = false;
    las.answer = async () => {
      if (!asked) await resendPeriod(platform, school.administrator,
        { schoolYear: '2026-2027', season: 'M', testCode: null });
      asked = true;
      return confirmed;
    };
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
    assert.deepEqual([await states(school), las.calls.length], [['delivered'], 2]);
  });

  test('a message shows both texts to the administrator, without a key, and is sent again by its results', async () => {
    const { school } = await openWith('L1');
    const seen = await viewMessage(platform, school.administrator, await newest(school));
    assert.ok(seen?.messages && seen.maySendAgain);
    const page = messagePage(platform, school.administrator, seen);
    assert.ok(page.includes('&lt;lr:leerlingid>L1&lt;/lr:leerlingid>'));
    assert.ok(!page.includes('SLEUTEL-'));
    assert.deepEqual(keysIn(seen.messages.request), keysOf(las.calls[0]!.body));
    assert.deepEqual(await resendKeys(platform, school.administrator, keysIn(seen.messages.request)),
      { ok: true, value: 1 });
    await platform.jobs.run();
    assert.equal(las.calls.length, 2);
    const log = await school.inSchool((tx) => find<{ count: number }>(tx, sql`select count(*)::int as count
      from audit_event where school_id = ${tx.schoolId} and event_code = 'messages.read'`));
    assert.equal(log?.count, 1, 'who read it stands in the audit log');
  });

  test('a director sees that something went, not what was in it', async () => {
    const { school } = await openWith('L1');
    const list = await viewMessages(platform, director(school), { flow: null, outcome: null, page: 1 });
    assert.match(messagesPage(platform, director(school), list), /alleen de beheerder/);
    const seen = await viewMessage(platform, director(school), await newest(school));
    assert.ok(seen && seen.messages === null && !seen.maySendAgain);
    assert.ok(!messagePage(platform, director(school), seen).includes('leerlingid'));
    const other = await newSchool();
    assert.equal(await viewMessage(platform, other.administrator, await newest(school)), null);
  });

  test('a result that is withdrawn counts nowhere, and a person removes it from the LAS and ticks it off', async () => {
    const { school, ids } = await openWith('L1', 'L2');
    const resultId = ids.get('L1')!;
    const before = await viewWithdrawal(platform, school.administrator, resultId);
    assert.ok(before?.maybeInLas);
    assert.match(withdrawPage(platform, school.administrator, before), /dat doet u zelf/);
    assert.deepEqual(await withdrawOwnResult(platform, school.administrator, resultId),
      { ok: true, value: { toRemove: true } });
    assert.deepEqual(await withdrawOwnResult(platform, school.administrator, resultId),
      { ok: false, refusal: { code: 'not-found' } });
    const pupilId = school.pupilIds.get('L1')!;
    assert.deepEqual(await school.inSchool((tx) => listResultsOfPupil(tx, pupilId, 'arithmetic')), []);
    const after = await view(school);
    assert.deepEqual(after.rows.map((row) => row.resultId), [ids.get('L2')]);
    assert.deepEqual(after.toRemove.map((one) => [one.pupilId, one.certain]), [[pupilId, true]]);
    assert.match(handoffPage(platform, school.administrator, after), /Weghalen uit het LAS/);
    await tickOffRemoved(platform, school.administrator, after.toRemove[0]!.resultKey);
    assert.deepEqual((await view(school)).toRemove, []);
  });

  test('a result that never left is withdrawn without a word to the LAS', async () => {
    const { school } = await openWith();
    const resultId = await inventOwnResult(platform, school, { pupilKey: 'L1' });
    assert.equal((await viewWithdrawal(platform, school.administrator, resultId))?.maybeInLas, false);
    assert.deepEqual(await withdrawOwnResult(platform, school.administrator, resultId),
      { ok: true, value: { toRemove: false } });
    await platform.jobs.run();
    assert.deepEqual([las.calls.length, (await view(school)).toRemove], [0, []]);
    const plans = await school.inSchool((tx) => all(tx, sql`select status from planned_test
      where school_id = ${school.schoolId}`));
    assert.deepEqual(plans, [{ status: 'invalid' }], 'the pupil can be planned again');
  });

  test('a pupil whom the LAS did not know goes once more by itself after a roster that names the pupil', async () => {
    las.answer = () => ({ status: 500, body: writeFault('LeerlingOngeldig', 'Onbekend.') });
    const manyPupils = Array.from({ length: 9 }, (_, index) => inventedPupil(`L${index + 1}`, { yearGroup: '5' }));
    const school = await newSchoolWithRoster(platform, { lasUrl: las.url, pupils: manyPupils });
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
    assert.deepEqual(await states(school), ['refused']);
    const [l1 = assert.fail(), ...others] = manyPupils;
    const lasGives = (pupils: readonly RosterPupil[]) => school.inSchool(async (tx) => {
      const site = `${school.brin}00`;
      const made = inventedDocument(pupils, { brin6: site });
      const document = { ...made, school: { ...made.school, createdAt: platform.clock.now() } };
      const [taken] = await takeTogether(platform, tx, [
        { source: 'uwlr', bytes: Buffer.from(''), site, document, findings: [] }]);
      assert.equal(taken?.status, 'accepted');
    });
    const wakeAfter = async (hours: number) => {
      platform.clock.advance(hours * hourMs);
      await wakeDueQueues(platform);
      await platform.jobs.run();
      return states(school);
    };
    las.answer = () => confirmed;
    las.calls.length = 0;
    assert.deepEqual(await wakeAfter(24), ['refused'], 'nothing new is known');
    await lasGives(others);
    assert.deepEqual(await wakeAfter(1), ['refused'], 'the roster does not name the pupil');
    platform.clock.advance(24 * hourMs);
    await lasGives([l1, ...others]);
    assert.deepEqual(await wakeAfter(1), ['delivered']);
    assert.equal(las.calls.length, 1);
  });

  test('the administrator hears once that nothing moves for hours, and again the next time', async () => {
    const tell = async (school: SchoolWithRoster) => {
      await mailHeldUpSchools(platform);
      const row = await school.inSchool((tx) => find<{ mailed: boolean }>(tx, sql`select
        results_trouble_mailed_at is not null as mailed from las_connection where school_id = ${tx.schoolId}`));
      return row?.mailed;
    };
    const pass = (hours: number) => platform.clock.set(new Date(platform.clock.now().getTime() + hours * hourMs));
    las.answer = () => null;
    const { school } = await openWith('L1');
    await platform.doors.withPlatform((tx) => change(tx, sql`insert into licence_order (school_id, order_id,
        package_code, school_year, pupil_count, contact_name, contact_email, ordered_at)
      select ${school.schoolId}, ${platform.newId()}, package_code, '2026-2027', 3, 'Bea Beheer', 'bea@proef.example',
        ${platform.clock.now()} from package limit 1`));
    assert.equal(await tell(school), false, 'not at once');
    pass(4);
    assert.equal(await tell(school), true);
    const asked = platform.jobs.asked.length;
    await mailHeldUpSchools(platform);
    assert.equal(platform.jobs.asked.length, asked, 'once');
    las.answer = () => confirmed;
    await endPause(school);
    await wakeDueQueues(platform);
    await platform.jobs.run();
    assert.deepEqual(await states(school), ['delivered']);
    assert.equal(await tell(school), false, 'all is well, and the next time is another');
  });

  test('an answer with nothing in it is no confirmation: so says the log, and the administrator hears', async () => {
    for (const status of [200, 202, 204]) {
      las.answer = () => ({ status, body: '' });
      const { school } = await openWith('L1');
      const { rows: [row] } = await view(school);
      assert.deepEqual([row?.state, row?.faultCode], ['waiting', 'unreadable'], String(status));
      const { exchanges } = await viewMessages(platform, school.administrator,
        { flow: 'results', outcome: null, page: 1 });
      assert.deepEqual(exchanges.map(({ outcome }) => outcome), ['unreadable']);
      const since = await school.inSchool((tx) => find<{ heldUp: boolean }>(tx, sql`select
        results_held_up_since is not null as held_up from las_connection where school_id = ${tx.schoolId}`));
      assert.equal(since?.heldUp, true);
    }
  });

  test('a LAS that moved is not followed: the link stops, and the school sees why', async () => {
    las.answer = () => ({ status: 302, body: '', headers: { location: 'http://elders.example/' } });
    const { school } = await openWith('L1');
    const { link, rows: [row] } = await view(school);
    assert.deepEqual([link?.faultCode, row?.state], ['address-moved', 'waiting']);
    assert.match(handoffPage(platform, school.administrator, await view(school)), /verhuisd naar een ander adres/);
    const { exchanges } = await viewMessages(platform, school.administrator,
      { flow: 'results', outcome: null, page: 1 });
    assert.deepEqual(exchanges.map(({ outcome }) => outcome), ['address-moved']);
  });
});
