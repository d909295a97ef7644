import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { asOwner } from '../../test/as-owner.ts';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { change, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { openResultsLink, resendPeriod } from './actions.ts';
import { deliverResults } from './deliver.ts';
import { bindHandoffJobs } from './jobs.ts';
import { handoffPage } from './pages.tsx';
import { viewResendPeriods } from './resend-view.ts';
import { viewHandoff } from './view.ts';

const confirmed = { status: 200, body: writeConfirmation() };
const eckId = 'https://ketenid.nl/pilot/l2';

describe('a school whose LAS, or whose pupil in it, becomes another', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHandoffJobs(platform);
  });
  after(() => las.close());
  beforeEach(() => {
    las.calls.length = 0;
    las.answer = () => confirmed;
  });

  const newSchool = () => newSchoolWithRoster(platform, {
    lasUrl: las.url, pupils: [inventedPupil('L1', { yearGroup: '5' }), inventedPupil('L2', { eckId, yearGroup: '5' })],
  });
  const open = async (school: SchoolWithRoster) => {
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
  };
  const alter = (school: SchoolWithRoster, text: string) =>
    school.inSchool((tx) => change(tx, sql`${sql.raw(text)} and school_id = ${tx.schoolId}`));
  const sent = () => las.calls.map(({ body }) => {
    const { message } = readUwlr(Buffer.from(body));
    assert.ok(message?.type === 'results');
    return message.document;
  });
  const states = async (school: SchoolWithRoster) => (await viewHandoff(platform, school.administrator,
    { groupId: null, state: null, page: 1 })).rows.map(({ state }) => state).toSorted();
  /** The school chose another supplier: the old connection ends, and a new one begins. */
  const moveToOtherLas = async (school: SchoolWithRoster) => {
    await alter(school, 'update las_connection set ended_at = now() where true');
    await school.inSchool((tx) => change(tx, sql`insert into las_connection (school_id, connection_id, las_name,
        roster_url, results_url, key_cipher, key_digest, key_hint, created_at)
      select school_id, ${platform.newId()}, 'Ander LAS', roster_url, results_url, key_cipher, key_digest || '-2',
        key_hint, now() from las_connection where school_id = ${tx.schoolId} limit 1`));
  };

  test('a new LAS gets everything of this school year, and of earlier years what no LAS took', async () => {
    const school = await newSchool();
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await open(school);
    await inventOwnResult(platform, school, { pupilKey: 'L2' });
    las.answer = () => ({ status: 500, body: writeFault('ScoreOngeldig', '') });
    await platform.jobs.run();
    await asLastYear(school);
    assert.deepEqual(await states(school), ['delivered', 'refused']);
    las.answer = () => confirmed;
    await moveToOtherLas(school);
    las.calls.length = 0;
    await deliverResults(platform, school.schoolId);
    assert.deepEqual(await states(school), ['delivered', 'earlier-las']);
    const page = handoffPage(platform, school.administrator, await viewHandoff(platform, school.administrator,
      { groupId: null, state: null, page: 1 }));
    assert.match(page, /in het vorige LAS/);
    const [period] = await viewResendPeriods(platform, school.administrator);
    assert.deepEqual([period?.results, period?.delivered], [2, 1]);
    assert.deepEqual(await resendPeriod(platform, school.administrator, period!), { ok: true, value: 2 });
    await platform.jobs.run();
    assert.deepEqual(await states(school), ['delivered', 'delivered']);
  });

  /** Results are never changed; a test that needs old ones asks the owner of the database. */
  const asLastYear = (school: SchoolWithRoster) => asOwner(platform.database, 'result',
    `update result set school_year = '2025-2026' where school_id = '${school.schoolId}'`);

  test('the time of making goes on where the connection before it was: it may be the same LAS', async () => {
    const school = await newSchool();
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await open(school);
    await moveToOtherLas(school);
    const now = platform.clock.now();
    platform.clock.set(new Date(now.getTime() - 3_600_000));
    await deliverResults(platform, school.schoolId);
    platform.clock.set(now);
    const [first, second] = sent().map((message) => message.school.createdAt.getTime());
    assert.equal(second! - first!, 1000);
  });

  test('a pupil with a new key in the LAS is named by the key that was seen last', async () => {
    const school = await newSchool();
    await school.inSchool((tx) => change(tx, sql`insert into pupil_identifier (school_id, source, kind, value, pupil_id,
        first_seen_at, last_seen_at)
      values (${tx.schoolId}, 'uwlr', 'las-key', 'L1-nieuw', ${school.pupilIds.get('L1')}, now(),
        now() + interval '20 years')`));
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await open(school);
    assert.deepEqual(sent().flatMap(({ administrations }) => administrations.map(({ pupilKey }) => pupilKey)),
      ['L1-nieuw']);
  });

  test('a pupil of whom the LAS gave the ECK iD alone is named by it where the LAS agreed to that', async () => {
    const school = await newSchool();
    await asOwner(platform.database, 'pupil_identifier', `delete from pupil_identifier
      where school_id = '${school.schoolId}' and value = 'L2' and kind = 'las-key'`);
    await inventOwnResult(platform, school, { pupilKey: 'L2' });
    await open(school);
    assert.deepEqual([await states(school), las.calls.length], [['unknown-pupil'], 0]);
    await alter(school, `update las_connection set profile_code = 'uwlr-2.3', xsd_version = '2.3' where true`);
    await deliverResults(platform, school.schoolId);
    const [message] = sent();
    assert.deepEqual([message?.administrations[0]?.pupilKey, message?.administrations[0]?.eckId], [eckId, eckId]);
    assert.equal(message?.school.xsdVersion, '2.3');
  });

  test('a pupil whose key was taken back holds up nobody, and waits until the key is there again', async () => {
    const school = await newSchool();
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await inventOwnResult(platform, school, { pupilKey: 'L2' });
    las.answer = () => null;
    await open(school);
    await asOwner(platform.database, 'pupil_identifier', `update pupil_identifier set source = 'edexml'
      where school_id = '${school.schoolId}' and value = 'L1'`);
    await alter(school, 'update las_connection set results_paused_until = null where true');
    las.answer = () => confirmed;
    assert.equal(await deliverResults(platform, school.schoolId), 'done');
    assert.deepEqual(await states(school), ['delivered', 'unknown-pupil']);
    await asOwner(platform.database, 'pupil_identifier', `update pupil_identifier set source = 'uwlr'
      where school_id = '${school.schoolId}' and value = 'L1'`);
    await deliverResults(platform, school.schoolId);
    assert.deepEqual(await states(school), ['delivered', 'delivered']);
  });
});
