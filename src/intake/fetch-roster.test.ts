import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { RosterDocument, RosterPupil } from '../exchange/roster-document.ts';
import { clientFaultCodes, serverFaultCodes } from '../exchange/uwlr/types.ts';
import { writeFault, writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { enterKey, KEY_ATTEMPTS_PER_HOUR } from '../onboarding/key-actions.ts';
import { accessListsWantedJob, rosterWantedJob } from '../onboarding/jobs.ts';
import { completeStep1, openDueSteps, requireStepsOpen } from '../onboarding/steps.ts';
import { findLasConnection, getOnboarding, markBasispoortAccepted } from '../onboarding/store.ts';
import { agreementVersion } from '../ordering/agreement.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { inventedDocument, inventedPupil } from '../roster/invented-document.ts';
import { currentSchoolYear, listGroups } from '../roster/store.ts';
import { acceptByPerson } from './actions.ts';
import { fetchRosterNow } from './fetch-roster.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { bindIntakeJobs, purgeDeliveries } from './jobs.ts';
import { listRosterDeliveries } from './store.ts';

const KEY = 'sleutel-van-de-proefschool-0001';

describe('fetching the roster', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: { readonly schoolId: string; readonly brin: string };
  let viewer: SchoolViewer;
  let keyCount = 0;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({
      LAS_ROSTER_URL: las.url, LAS_CLIENT_CODE: 'code', LAS_CLIENT_NAME: 'naam',
    });
    bindIntakeJobs(platform);
  });
  after(() => las.close());
  beforeEach(async () => {
    school = await newTestSchool(platform);
    const id = platform.newId();
    viewer = {
      kind: 'person',
      id,
      schoolId: school.schoolId,
      schoolName: 'De Proef',
      label: 'Bea Beheer',
      roles: ['administrator'],
      ownGroupIds: [],
      actor: { kind: 'person', id },
    };
    await inSchool((tx) => change(tx, sql`insert into agreement_acceptance values
      (${tx.schoolId}, ${agreementVersion}, now(), 'person:x')`));
    keyCount += 1;
  });

  const key = () => `${KEY}-${keyCount}`;
  function inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return platform.doors.withTenant(school.schoolId, { kind: 'job', id: 'test' }, 'roster', work);
  }
  const state = () => inSchool((tx) => getOnboarding(tx, school.schoolId));
  const acceptBasispoort = () => inSchool((tx) => markBasispoortAccepted(tx, platform.clock.now()));
  const document = (pupils: readonly RosterPupil[], parts: Partial<RosterDocument> = {}) =>
    inventedDocument(pupils, { brin6: `${school.brin}00`, ...parts });
  const send = (sent: RosterDocument) =>
    las.answer(writeRosterAnswer('all', { kind: 'roster', document: sent }, '2.2'));
  const groups = () => inSchool((tx) => listGroups(tx, { schoolYear: currentSchoolYear(platform.clock) }));
  const five = () =>
    ['1', '2', '3', '4', '5'].map((one) => inventedPupil(one, { eckId: `eck-${school.schoolId}-${one}` }));
  const jobsOfSchool = () =>
    platform.jobs.asked
      .filter(({ data }) => (data as { schoolId?: string }).schoolId === school.schoolId)
      .map(({ name }) => name);

  test('the roster completes step 1, and the other steps open three days later', async () => {
    send(document(five()));
    assert.deepEqual(await enterKey(platform, viewer, ` "${key()}"\n`), { ok: true, value: 'entered' });
    assert.deepEqual(jobsOfSchool(), []);
    await acceptBasispoort();
    assert.deepEqual(await enterKey(platform, viewer, key()), { ok: true, value: 'same' });
    await fetchRosterNow(platform, school.schoolId);
    const loaded = await state();
    assert.deepEqual(
      [loaded.rosterStatus, loaded.rosterProgress],
      ['loaded', { phase: 'done', pupils: 5, groups: 3, staff: 1 }],
    );
    assert.deepEqual(
      [loaded.step1CompletedAt?.toISOString(), loaded.instructionsDueAt?.toISOString()],
      ['2027-01-19T08:00:00.000Z', '2027-01-22T08:00:00.000Z'],
    );
    assert.deepEqual(
      (await groups()).map(({ name, pupilCount }) => [name, pupilCount]),
      [
        ['groep 4', 5],
        ['groep 5', 0],
        ['plusgroep', 0],
      ],
    );
    const body = las.asked.at(-1) ?? '';
    assert.ok(body.includes(`<aut:autorisatiesleutel>${key()}</aut:autorisatiesleutel>`));
    assert.ok(
      body.includes('<lg:schooljaar>2026-2027</lg:schooljaar>')
        && body.includes(`${school.brin}</lg:brincode>`),
    );
    assert.deepEqual(jobsOfSchool(), [accessListsWantedJob.name]);
  });

  test('steps 2 and 3 open on their day and not before, with one mail, however often one looks', async () => {
    await platform.doors.withPlatform((tx) => change(tx, sql`insert into licence_order values
      (${school.schoolId}, ${platform.newId()}, 'basis', '2026-2027', 200, 'Bea Beheer',
        'bea@school.example', now())`));
    await acceptBasispoort();
    await inSchool(async (tx) => {
      await change(tx, sql`update onboarding set roster_status = 'loaded' where school_id = ${tx.schoolId}`);
      await completeStep1(platform, tx);
    });
    const mails = () => platform.doors.withPlatform((tx) =>
      all(tx, sql`select 1 from mail_message
        where school_id = ${school.schoolId} and kind = 'steps-opened'`));
    platform.clock.set(new Date('2027-01-22T07:59:59Z'));
    await openDueSteps(platform);
    assert.deepEqual(await inSchool(requireStepsOpen),
      { ok: false, refusal: { code: 'steps-closed', opensOn: '2027-01-22' } });
    platform.clock.set(new Date('2027-01-22T08:00:00Z'));
    await Promise.all([openDueSteps(platform), openDueSteps(platform)]);
    await openDueSteps(platform);
    assert.deepEqual(await inSchool(requireStepsOpen), { ok: true, value: null });
    assert.equal((await mails()).length, 1);
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
  });

  test('a key is kept encrypted, shown by its end, and refused when another school uses it', async () => {
    await enterKey(platform, viewer, key());
    const link = await inSchool(findLasConnection);
    assert.equal(link?.keyHint, key().slice(-4));
    assert.ok(!Buffer.from(link?.keyCipher ?? []).includes(KEY));
    const other = await newTestSchool(platform);
    await platform.doors.withTenant(other.schoolId, viewer.actor, 'roster', (tx) => change(tx,
      sql`insert into agreement_acceptance values (${tx.schoolId}, ${agreementVersion}, now(), 'person:x')`));
    assert.deepEqual(await enterKey(platform, { ...viewer, schoolId: other.schoolId }, key()),
      { ok: false, refusal: 'key-in-use' });
    assert.deepEqual(await enterKey(platform, viewer, `${key()}b`), { ok: true, value: 'replaced' });
  });

  test('a key is not taken before the agreement is accepted, nor after ten tries in an hour', async () => {
    const fresh = await newTestSchool(platform);
    const stranger = { ...viewer, schoolId: fresh.schoolId };
    assert.deepEqual(await enterKey(platform, stranger, key()), { ok: false, refusal: 'no-agreement' });
    for (let count = 1; count < KEY_ATTEMPTS_PER_HOUR; count += 1) await enterKey(platform, stranger, '');
    assert.deepEqual(await enterKey(platform, stranger, key()), { ok: false, refusal: 'too-many-attempts' });
  });

  test('a fault of a LAS tells the school who must act; only what may pass is tried again', async () => {
    await enterKey(platform, viewer, key());
    for (const code of clientFaultCodes) {
      las.answer(writeFault(code, 'Nee.'), 500);
      await fetchRosterNow(platform, school.schoolId);
      const { rosterStatus, rosterProgress } = await state();
      assert.deepEqual(
        [rosterStatus, rosterProgress?.fault?.code, rosterProgress?.fault?.retrying],
        ['failed', code, false],
      );
      assert.match(rosterProgress?.fault?.remedy ?? '', /\.$/);
      // A LAS that does not know us is not asked anything else: link/las-stop.ts.
      await platform.doors.withPlatform((tx) => change(tx, sql`delete from las_stop`));
    }
    for (const code of serverFaultCodes) {
      las.answer(writeFault(code, 'Straks.'), 500);
      await assert.rejects(fetchRosterNow(platform, school.schoolId), { name: 'Outage', retryable: true });
      assert.equal((await state()).rosterProgress?.fault?.retrying, true);
    }
    assert.equal((await inSchool(findLasConnection))?.faultCode, 'TijdelijkNietBeschikbaar');
    send(document(five()));
    await fetchRosterNow(platform, school.schoolId);
    assert.deepEqual(
      [(await state()).rosterStatus, (await inSchool(findLasConnection))?.faultCode],
      ['loaded', null],
    );
  });

  test('silence and an error page are tried again; a page in place of a message is not', async () => {
    await enterKey(platform, viewer, key());
    las.answer(null);
    await assert.rejects(fetchRosterNow(platform, school.schoolId), { name: 'Outage', retryable: true });
    las.answer('<html><body>Bad gateway</body></html>', 502);
    await assert.rejects(fetchRosterNow(platform, school.schoolId), { name: 'Outage', retryable: true });
    assert.equal((await state()).rosterProgress?.fault?.code, 'no-answer');
    las.answer('<html><body>Welkom</body></html>');
    await fetchRosterNow(platform, school.schoolId);
    assert.equal((await state()).rosterProgress?.fault?.code, 'unreadable');
  });

  test('a roster of another school or year, older, or of nobody is refused with its reason', async () => {
    await enterKey(platform, viewer, key());
    const good = document(five());
    send(good);
    await fetchRosterNow(platform, school.schoolId);
    const reasons: string[][] = [];
    const bad = async (changed: RosterDocument) => {
      send(changed);
      await fetchRosterNow(platform, school.schoolId);
      const [delivery] = await inSchool((tx) => listRosterDeliveries(tx, 1));
      assert.equal(delivery?.status, 'refused');
      reasons.push((delivery?.findings ?? []).filter(({ blocks }) => blocks).map(({ code }) => code));
      platform.clock.advance(1000);
    };
    await bad(inventedDocument(five(), { brin6: `${school.brin}01` }));
    await bad({
      ...good,
      school: { ...good.school, schoolYear: '2025-2026' as typeof good.school.schoolYear },
    });
    await bad({ ...good, school: { ...good.school, createdAt: new Date('2027-01-18T07:00:00Z') } });
    assert.deepEqual(reasons, [['INTAKE-SCHOOL'], ['INTAKE-YEAR'], ['INTAKE-OLDER']]);
    las.answer(writeRosterAnswer('all', { kind: 'nothing' }, '2.2'));
    await fetchRosterNow(platform, school.schoolId);
    assert.equal((await state()).rosterProgress?.fault?.code, 'no-data');
    assert.equal((await groups())[0]?.pupilCount, 5);
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
  });

  test('a state without a third of the pupils waits; confirmed by a person it is taken', async () => {
    await enterKey(platform, viewer, key());
    send(document(five()));
    await fetchRosterNow(platform, school.schoolId);
    send(document(five().slice(0, 3)));
    await fetchRosterNow(platform, school.schoolId);
    const fault = (await state()).rosterProgress?.fault;
    assert.deepEqual([fault?.code, (await groups())[0]?.pupilCount], ['pupils-vanish', 5]);
    const deliveryId = fault?.deliveryId ?? '';
    assert.deepEqual(await acceptByPerson(platform, viewer, deliveryId, false), {
      ok: false,
      refusal: 'confirm',
    });
    assert.equal((await acceptByPerson(platform, viewer, deliveryId, true)).ok, true);
    assert.deepEqual(await acceptByPerson(platform, viewer, deliveryId, true), {
      ok: false,
      refusal: 'settled',
    });
    assert.deepEqual([(await state()).rosterStatus, (await groups())[0]?.pupilCount], ['loaded', 3]);
  });

  test('what is kept of a delivery is encrypted and gone after thirty days; the row stays', async () => {
    await enterKey(platform, viewer, key());
    send(document(five()));
    await fetchRosterNow(platform, school.schoolId);
    const content = () => inSchool((tx) => find<{ contentCipher: Uint8Array | null; sha256: string }>(tx,
      sql`select content_cipher, sha256 from delivery where school_id = ${tx.schoolId}`));
    assert.ok(!Buffer.from((await content())?.contentCipher ?? []).includes('Jansen'));
    assert.match((await content())?.sha256 ?? '', /^[0-9a-f]{64}$/);
    platform.clock.set(new Date('2027-02-18T08:00:00Z'));
    await purgeDeliveries(platform);
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
    assert.equal((await content())?.contentCipher, null);
  });

  test('both sites of a school are fetched together, and each is compared with its own state', async () => {
    await platform.doors.withPlatform((tx) => change(tx, sql`insert into school_site
      (school_id, brin, site_code, valid_from)
      values (${school.schoolId}, ${school.brin}, '01', '2020-08-01')`));
    await enterKey(platform, viewer, key());
    const annex = inventedDocument([inventedPupil('9')], { brin6: `${school.brin}01`, staff: [] });
    las.answer((asked) => writeRosterAnswer('all', {
      kind: 'roster', document: asked.includes('<lg:dependancecode>01<') ? annex : document(five()),
    }, '2.2'));
    for (const round of ['first', 'second']) {
      await fetchRosterNow(platform, school.schoolId);
      assert.equal((await state()).rosterStatus, 'loaded', round);
      const told = (await groups()).map((one) => `${one.name} ${one.site.slice(4)} ${one.pupilCount}`);
      assert.deepEqual(told, [
        'groep 4 00 5', 'groep 5 00 0', 'groep 4 01 1', 'groep 5 01 0', 'plusgroep 00 0', 'plusgroep 01 0',
      ], round);
    }
    send(document(five()));
    await fetchRosterNow(platform, school.schoolId);
    assert.equal((await state()).rosterProgress?.fault?.code, 'refused');
    assert.equal((await groups())[2]?.pupilCount, 1);
  });

  test('a key that comes after Basispoort asks for the roster in its own transaction', async () => {
    await acceptBasispoort();
    await enterKey(platform, viewer, key());
    assert.deepEqual(jobsOfSchool(), [rosterWantedJob.name]);
    assert.deepEqual(
      [(await state()).rosterStatus, (await state()).rosterProgress],
      ['loading', { phase: 'asking' }],
    );
  });
});
