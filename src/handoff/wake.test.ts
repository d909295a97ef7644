import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { findResultsLink } from '../onboarding/results-queue.ts';
import { saveLasKey } from '../onboarding/store.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { openResultsLink } from './actions.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { queueNow } from './desk.ts';
import { bindHandoffJobs } from './jobs.ts';
import { dueSchools, listOnTheirWay } from './store.ts';
import { deliverResultsJob } from './types.ts';
import { wakeDueQueues } from './wake.ts';

const confirmed = { status: 200, body: writeConfirmation() };
const hourMs = 3_600_000;

describe('results that a LAS did not take', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHandoffJobs(platform);
  });
  after(() => las.close());
  beforeEach(() => { las.calls.length = 0; });

  const pupils = ['L1', 'L2'].map((key) => inventedPupil(key, { yearGroup: '5' }));
  const openWithResult = async (): Promise<SchoolWithRoster> => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
    return school;
  };
  const statesOf = async (school: SchoolWithRoster) => {
    const link = await school.inSchool(findResultsLink);
    const rows = await school.inSchool((tx) => listOnTheirWay(tx, link ? queueNow(platform, link) : null, null));
    return rows.map(({ state }) => state);
  };
  /** Looks, and runs what that asks for; other schools of the run may be due as well. */
  const wake = async (): Promise<number> => {
    await wakeDueQueues(platform);
    const calls = las.calls.length;
    await platform.jobs.run();
    return las.calls.length - calls;
  };
  /** Looks, and counts what that asks for of this school. */
  const asksFor = async ({ schoolId }: SchoolWithRoster): Promise<number> => {
    const asked = () => platform.jobs.asked.filter(({ name, data }) =>
      name === deliverResultsJob.name && 'schoolId' in data && data.schoolId === schoolId).length;
    const before = asked();
    await wakeDueQueues(platform);
    return asked() - before;
  };
  const pass = (ms: number) => platform.clock.set(new Date(platform.clock.now().getTime() + ms));
  /** The pause after an outage is real time too; a test does not wait for it. */
  const endRealPause = (school: SchoolWithRoster) =>
    school.inSchool((tx) => change(tx, sql`update las_connection set results_paused_until = null
      where school_id = ${tx.schoolId}`));

  test('go again by themselves when their time has come, however long the outage takes', async () => {
    las.answer = () => null;
    const school = await openWithResult();
    await endRealPause(school);
    assert.equal(await wake(), 0, 'not at once');
    for (let day = 1; day <= 4; day += 1) {
      pass(24 * hourMs);
      assert.equal(await wake(), 1, `day ${day}`);
      await endRealPause(school);
      assert.equal(await wake(), 0, 'one try, then a pause');
    }
    las.answer = () => confirmed;
    pass(hourMs);
    assert.equal(await wake(), 1);
    assert.deepEqual(await statesOf(school), ['delivered']);
    pass(24 * hourMs);
    assert.equal(await wake(), 0, 'nothing is left');
  });

  test('nobody tries while the real pause lasts, whatever the clock of the domain says', async () => {
    las.answer = () => null;
    const school = await openWithResult();
    pass(hourMs);
    assert.equal(await asksFor(school), 0);
    await endRealPause(school);
    assert.equal(await asksFor(school), 1);
    assert.equal(await asksFor(school), 0, 'of several nodes one asks');
    las.answer = () => confirmed;
    await platform.jobs.run();
  });

  test('after a fault of the link wait for the new key, and then go by themselves', async () => {
    las.answer = () => ({ status: 500, body: writeFault('AutorisatieOngeldig', 'Deze sleutel kennen wij niet.') });
    const school = await openWithResult();
    pass(24 * hourMs);
    assert.equal(await wake(), 0, 'the old key is not tried again');
    las.answer = () => confirmed;
    await school.inSchool((tx) => saveLasKey(tx, {
      newId: platform.newId(), at: platform.clock.now(), lasName: 'LAS', supplierCode: 'las', profileCode: 'standaard',
      profileChanges: {}, xsdVersion: '2.2', rosterUrl: las.url, stagedUrl: null,
      resultsUrl: `${las.url}/leerresultaten`, historyUrl: null, keyCipher: platform.secrets.seal('NIEUW'),
      keyDigest: platform.secrets.digest(`NIEUW ${school.schoolId}`), keyHint: 'hint',
    }));
    assert.equal(await wake(), 1);
    assert.deepEqual(await statesOf(school), ['delivered']);
  });

  test('a result whose job died before it was tried is due a minute later', async () => {
    las.answer = () => confirmed;
    const school = await openWithResult();
    const late = await inventOwnResult(platform, school, { pupilKey: 'L2' });
    await school.inSchool((tx) => change(tx, sql`insert into result_delivery
        (school_id, connection_id, result_id, result_key, status, queued_at)
      select ${tx.schoolId}, connection_id, ${late}, 'R-late', 'waiting', ${platform.clock.now()}
      from las_connection where school_id = ${tx.schoolId}`));
    assert.equal(await asksFor(school), 0);
    pass(61_000);
    assert.equal(await asksFor(school), 1);
    await platform.jobs.run();
  });

  test('the look of every five seconds reads what is not settled, not every result of the country', async () => {
    const plan = await platform.doors.withPlatform(async (tx) => {
      await change(tx, sql`set local enable_seqscan = off`);
      return all<{ queryPlan: string }>(tx, sql`explain ${dueSchools(platform.clock.now())}`);
    });
    const words = JSON.stringify(plan);
    for (const index of ['result_delivery_waiting', 'result_delivery_unknown_pupil']) {
      assert.ok(words.includes(index), `${index}: ${words}`);
    }
  });
});
