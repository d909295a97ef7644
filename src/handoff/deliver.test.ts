import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { resultMadeJob } from '../ability/types.ts';
import { schemaErrors } from '../exchange/testing/schema.ts';
import { standardsFolder } from '../exchange/testing/standards.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import type { FaultCode, ResultsDocument } from '../exchange/uwlr/types.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { findResultsLink, takeResultsTurn } from '../onboarding/results-queue.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { sendMailJob } from '../platform/mail/mail.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { openResultsLink, sendAgain } from './actions.ts';
import { deliverResults } from './deliver.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { queueNow } from './desk.ts';
import { wordsInLas } from './in-las.ts';
import { bindHandoffJobs } from './jobs.ts';
import { listOnTheirWay } from './store.ts';

const keys = ['L1', 'L2', 'L3', 'L4'] as const;
const pupils = keys.map((key) =>
  inventedPupil(key, { eckId: key === 'L1' ? 'https://ketenid.nl/pilot/l1' : null, yearGroup: '5' }),
);
const confirmed = { status: 200, body: writeConfirmation() };

describe('step 3, with a database and a LAS', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform({ LAS_CLIENT_CODE: 'KC-1', LAS_CLIENT_NAME: 'Inbeeld' });
    las = await openFakeLas();
    bindHandoffJobs(platform);
  });
  after(() => las.close());
  beforeEach(() => {
    las.calls.length = 0;
    las.answer = () => confirmed;
  });

  const makeResult = (school: SchoolWithRoster, key: string, right?: number, sittingId?: string) =>
    inventOwnResult(platform, school, { pupilKey: key, right, sittingId });
  const newSchool = (parts: { lasUrl?: string | null; stepsOpen?: boolean } = {}) =>
    newSchoolWithRoster(platform, { pupils, lasUrl: las.url, ...parts });
  const openAndRun = async (school: SchoolWithRoster) => {
    assert.deepEqual(await openResultsLink(platform, school.administrator), { ok: true, value: null });
    await platform.jobs.run();
  };
  const linkId = async (school: SchoolWithRoster) =>
    (await school.inSchool(findResultsLink))?.connectionId ?? null;
  const rows = async (school: SchoolWithRoster) => {
    const link = await school.inSchool(findResultsLink);
    return school.inSchool((tx) => listOnTheirWay(tx, link ? queueNow(platform, link) : null, null));
  };
  const states = async (school: SchoolWithRoster) =>
    (await rows(school))
      .map(({ state, faultCode }) => (faultCode ? `${state} ${faultCode}` : state))
      .toSorted();
  /** The pause after an outage is real time; a test does not wait for it. */
  const endPause = (school: SchoolWithRoster) =>
    school.inSchool((tx) => change(tx, sql`update las_connection set results_paused_until = null
      where school_id = ${school.schoolId}`));
  const messages = (): readonly ResultsDocument[] => las.calls.map(({ body }) => {
    const { message } = readUwlr(Buffer.from(body));
    assert.ok(message?.type === 'results');
    return message.document;
  });
  const sentKeys = (message: ResultsDocument) =>
    message.administrations.flatMap(({ results }) => results.map(({ key }) => key));

  test('before the steps are open the link stays closed and says when it opens', async () => {
    const school = await newSchool({ stepsOpen: false });
    assert.deepEqual(await openResultsLink(platform, school.administrator),
      { ok: false, refusal: { code: 'steps-closed', opensOn: '2027-01-22' } });
  });

  test('a school without a LAS has nowhere to send to', async () => {
    const school = await newSchool({ lasUrl: null });
    assert.deepEqual(await openResultsLink(platform, school.administrator), {
      ok: false,
      refusal: { code: 'no-link' },
    });
  });

  test('results made before step 3 follow once it is on, in one message that the official schema accepts', async () => {
    const school = await newSchool();
    const resultId = await makeResult(school, 'L1');
    await makeResult(school, 'L2');
    await platform.jobs.run();
    assert.equal(las.calls.length, 0);
    assert.deepEqual(await states(school), ['waiting', 'waiting']);
    const told = () => school.inSchool((tx) => wordsInLas(platform, tx, resultId));
    assert.match(await told() ?? '', /^Dit resultaat staat nog niet in het LAS\. Gaat mee zodra de koppeling aanstaat/);
    await openAndRun(school);
    assert.deepEqual(await states(school), ['delivered', 'delivered']);
    assert.match(await told() ?? '', /heeft dit resultaat op .+ aangenomen: dezelfde score/);
    assert.equal(await school.inSchool((tx) => wordsInLas(platform, tx, platform.newId())), null);
    assert.ok((await school.inSchool((tx) => getOnboarding(tx, school.schoolId))).resultsLinkAt);
    const [call] = las.calls;
    assert.equal(las.calls.length, 1);
    assert.equal(call?.headers['soapaction'], '"BrengLeerresultaten"');
    const reading = readUwlr(Buffer.from(call?.body ?? ''));
    assert.deepEqual(reading.authorisation, {
      schoolKey: `SLEUTEL-${school.schoolId}`,
      clientCode: 'KC-1',
      clientName: 'Inbeeld',
    });
    assert.deepEqual(
      messages()[0]
        ?.administrations.map(({ pupilKey, eckId }) => [pupilKey, eckId])
        .toSorted(),
      [
        ['L1', 'https://ketenid.nl/pilot/l1'],
        ['L2', null],
      ],
    );
    if (standardsFolder()) assert.deepEqual(schemaErrors(call?.body ?? '', 'envelopeResults'), []);
  });

  test('once the link is on a new result goes by itself, and nothing goes twice', async () => {
    const school = await newSchool();
    await openAndRun(school);
    const resultId = await makeResult(school, 'L1');
    await platform.jobs.run();
    assert.equal(las.calls.length, 1);
    await school.inSchool((tx) =>
      platform.jobs.send(tx, resultMadeJob, { schoolId: school.schoolId, resultId }),
    );
    await deliverResults(platform, school.schoolId);
    await platform.jobs.run();
    assert.equal(las.calls.length, 1);
  });

  test('an imported result is never sent back, and a pupil that the LAS does not know is said so', async () => {
    const school = await newSchool();
    await makeResult(school, 'L1');
    await school.inSchool(async (tx) => {
      await change(
        tx,
        sql`insert into result (school_id, result_id, pupil_id, origin, subject_code, generation_code, scale_code,
          school_year, year_group, taken_on, scale_score, code_version, made_at)
        values (${school.schoolId}, ${platform.newId()}, ${school.pupilIds.get('L2')}, 'migrated', 'arithmetic',
          '3.0', 'S',
          '2025-2026', '4', '2026-01-20', 600, 'x', now())`,
      );
      await change(
        tx,
        sql`update pupil_identifier set source = 'edexml' where school_id = ${school.schoolId} and value = 'L3'`,
      );
    });
    await makeResult(school, 'L3');
    await openAndRun(school);
    assert.deepEqual(await states(school), ['delivered', 'unknown-pupil']);
    assert.deepEqual(
      messages().flatMap(({ administrations }) => administrations.map(({ pupilKey }) => pupilKey)),
      ['L1'],
    );
  });

  for (const [name, answer] of [
    ['a LAS that is down', { status: 500, body: writeFault('TijdelijkNietBeschikbaar', 'Even niet.') }],
    ['an internal fault of the LAS', { status: 500, body: writeFault('InterneFout', 'Oeps.') }],
    ['a broken line', null],
    ['a page of maintenance', { status: 200, body: '<html><body>Onderhoud</body></html>' }],
    ['a gateway without a LAS behind it', { status: 502, body: 'Bad gateway' }],
  ] as const) {
    test(`after ${name} everything waits, and goes later with a later time of making and the same keys`, async () => {
      const school = await newSchool();
      await makeResult(school, 'L1');
      las.answer = () => answer;
      await openAndRun(school);
      const [held] = await rows(school);
      assert.deepEqual([held?.state, held?.attempts, held?.faultCode === null], ['waiting', 1, false]);
      assert.equal(await deliverResults(platform, school.schoolId), 'later');
      assert.equal(las.calls.length, 1, 'nobody tries during the pause');
      await endPause(school);
      assert.equal(await deliverResults(platform, school.schoolId), 'later');
      las.answer = () => confirmed;
      await endPause(school);
      assert.equal(await deliverResults(platform, school.schoolId), 'done');
      assert.deepEqual(await states(school), ['delivered']);
      const sent = messages();
      assert.equal(new Set(sent.map((message) => sentKeys(message).join())).size, 1);
      const times = sent.map(({ school: { createdAt } }) => createdAt.getTime());
      assert.deepEqual(
        times.map((time) => time - times[0]!),
        [0, 1000, 2000],
      );
    });
  }

  for (const [code, calls] of [
    // Once more with a later time of making, in case that was it.
    ['OngeldigBericht', 2],
    ['AutorisatieOngeldig', 1],
    ['XsdVersieOngeldig', 1],
  ] as const) {
    test(`${code} stops the link, with the reason on the connection, until a person acts`, async () => {
      const school = await newSchool();
      await makeResult(school, 'L1');
      las.answer = () => ({ status: 500, body: writeFault(code, 'Wat het LAS erover zegt.') });
      await openAndRun(school);
      await deliverResults(platform, school.schoolId);
      assert.equal(las.calls.length, calls, 'no retry');
      assert.deepEqual(await states(school), [`waiting ${code}`]);
      assert.deepEqual(
        (({ faultCode, faultText }) => [faultCode, faultText])((await school.inSchool(findResultsLink))!),
        [code, 'Wat het LAS erover zegt.'],
      );
      las.answer = () => confirmed;
      await sendAgain(platform, school.administrator, null);
      await platform.jobs.run();
      assert.deepEqual(await states(school), ['delivered']);
      assert.equal((await school.inSchool(findResultsLink))?.faultCode, null);
    });
  }

  test('a LAS that does not know us at two schools hears nothing more from any, and the operator is told', async () => {
    const [school, second, other] = [await newSchool(), await newSchool(), await newSchool()];
    const strange = await openFakeLas();
    const mails: object[] = [];
    platform.jobs.handle(sendMailJob, async (mail) => void mails.push(mail));
    for (const one of [school, second, other]) {
      await makeResult(one, 'L1');
      await one.inSchool((tx) => change(tx, sql`update las_connection set results_url = ${strange.url}
        where school_id = ${one.schoolId}`));
    }
    strange.answer = () => ({ status: 500, body: writeFault('OngeldigeKlantIdentificatie', 'Wie bent u?') });
    for (const one of [school, second]) {
      await openAndRun(one);
      assert.deepEqual(await states(one), ['waiting OngeldigeKlantIdentificatie']);
    }
    await openAndRun(other);
    assert.deepEqual(await states(other), ['waiting las-stopped']);
    assert.deepEqual([strange.calls.length, mails.length], [2, 2], 'of the first school, and of the stop');
    strange.answer = () => confirmed;
    await platform.doors.withPlatform((tx) => change(tx, sql`update las_stop set next_try_at = now()
      where las_host = ${new URL(strange.url).host}`));
    await endPause(other);
    await deliverResults(platform, other.schoolId);
    await sendAgain(platform, school.administrator, null);
    await platform.jobs.run();
    assert.deepEqual([await states(school), await states(other)], [['delivered'], ['delivered']]);
    await strange.close();
  });

  test('a version that the LAS does not know makes room for the next, which is remembered', async () => {
    const school = await newSchool();
    await school.inSchool((tx) => change(tx, sql`update las_connection set profile_code = 'uwlr-2.3',
      xsd_version = '2.3' where school_id = ${school.schoolId}`));
    las.answer = ({ body }) => (body.includes('<lr:xsdversie>2.3<')
      ? { status: 500, body: writeFault('XsdVersieOngeldig', '') } : confirmed);
    await makeResult(school, 'L1');
    await openAndRun(school);
    assert.deepEqual(await states(school), ['delivered']);
    await makeResult(school, 'L2');
    await platform.jobs.run();
    assert.deepEqual(messages().map((message) => message.school.xsdVersion), ['2.3', '2.2', '2.2']);
  });

  test('a LAS that knows a later time of making gets a message well ahead of it, once', async () => {
    const school = await newSchool();
    const known = platform.clock.now().getTime() + 3_600_000;
    las.answer = () => ((messages().at(-1)?.school.createdAt.getTime() ?? 0) > known ? confirmed
      : { status: 500, body: writeFault('OngeldigBericht', 'De aanmaakdatum is niet later.') });
    await makeResult(school, 'L1');
    await openAndRun(school);
    assert.deepEqual([await states(school), las.calls.length], [['delivered'], 2]);
  });

  const parts: readonly FaultCode[] = ['LeerlingOngeldig', 'ScoreOngeldig', 'EldResultaatOngeldig'];
  for (const code of parts) {
    test(`${code} costs one pupil the delivery and nobody else, and can be tried again`, async () => {
      const school = await newSchool();
      for (const key of keys) await makeResult(school, key);
      las.answer = ({ body }) =>
        body.includes('<lr:leerlingid>L3<')
          ? { status: 500, body: writeFault(code, 'Niet deze.') }
          : confirmed;
      await openAndRun(school);
      assert.deepEqual(await states(school), ['delivered', 'delivered', 'delivered', `refused ${code}`]);
      const refused = (await rows(school)).find(({ state }) => state === 'refused');
      assert.deepEqual([refused?.pupilId, refused?.faultText], [school.pupilIds.get('L3'), 'Niet deze.']);
      const times = messages().map(({ school: { createdAt } }) => createdAt.getTime());
      assert.ok(times.every((time, at) => at === 0 || time > times[at - 1]!), 'strictly later each time');
      las.answer = () => confirmed;
      await sendAgain(platform, school.administrator, refused?.resultId ?? null);
      await platform.jobs.run();
      assert.deepEqual(new Set(await states(school)), new Set(['delivered']));
    });
  }

  test('a pupil over whom the LAS always trips does not hold up the others', async () => {
    const school = await newSchool();
    for (const key of keys) await makeResult(school, key);
    las.answer = ({ body }) =>
      body.includes('<lr:leerlingid>L1<') ? { status: 500, body: writeFault('InterneFout', 'Oeps.') } : confirmed;
    await openAndRun(school);
    for (const _ of [2, 3]) {
      assert.deepEqual(await states(school), Array.from(keys, () => 'waiting InterneFout'));
      await endPause(school);
      await deliverResults(platform, school.schoolId);
    }
    assert.deepEqual(await states(school), ['delivered', 'delivered', 'delivered', 'refused InterneFout']);
  });

  test('a LAS that trips over everything refuses nothing: it is ill, and everything goes once it is well', async () => {
    const school = await newSchool();
    for (const key of keys) await makeResult(school, key);
    las.answer = () => ({ status: 500, body: writeFault('InterneFout', 'Oeps.') });
    await openAndRun(school);
    for (const _ of [2, 3, 4]) {
      await endPause(school);
      assert.equal(await deliverResults(platform, school.schoolId), 'later');
      assert.deepEqual(await states(school), Array.from(keys, () => 'waiting InterneFout'));
    }
    las.answer = () => confirmed;
    await deliverResults(platform, school.schoolId);
    assert.deepEqual(new Set(await states(school)), new Set(['delivered']));
  });

  test('what stands in the queue and is not among the results that were read holds nothing up', async () => {
    const school = await newSchool();
    await openAndRun(school);
    // As when another transaction puts a result in the queue between the two readings.
    const late = platform.newId();
    await school.inSchool(async (tx) => {
      await change(tx, sql`insert into result (school_id, result_id, pupil_id, origin, subject_code, generation_code,
          scale_code, school_year, year_group, taken_on, scale_score, code_version, made_at)
        values (${tx.schoolId}, ${late}, ${school.pupilIds.get('L1')}, 'migrated', 'arithmetic', '3.0', 'S',
          '2026-2027', '5', '2027-01-19', 600, 'x', now())`);
      await change(tx, sql`insert into result_delivery (school_id, connection_id, result_id, result_key, status,
          queued_at)
        select ${tx.schoolId}, connection_id, ${late}, 'R-late', 'waiting', ${platform.clock.now()}
        from las_connection where school_id = ${tx.schoolId}`);
    });
    await makeResult(school, 'L2');
    await platform.jobs.run();
    assert.deepEqual(await states(school), ['delivered']);
    assert.ok(!las.calls.some(({ body }) => body.includes('R-late')));
  });

  test('a corrected result goes again under the key of the first, whether that one was delivered or not', async () => {
    const school = await newSchool();
    const sittingId = platform.newId();
    await makeResult(school, 'L1', 10, sittingId);
    await openAndRun(school);
    const corrected = await makeResult(school, 'L1', 12, sittingId);
    await platform.jobs.run();
    const [first, second] = messages();
    assert.deepEqual(sentKeys(first!), [`R-${sittingId}`]);
    assert.deepEqual(sentKeys(second!), [`R-${sittingId}`]);
    assert.deepEqual(
      (await rows(school)).map(({ resultId, state }) => [resultId, state]),
      [[corrected, 'delivered']],
    );

    las.answer = () => null;
    await makeResult(school, 'L1', 13, sittingId);
    await platform.jobs.run();
    const last = await makeResult(school, 'L1', 14, sittingId);
    las.answer = () => confirmed;
    await endPause(school);
    await platform.jobs.run();
    assert.deepEqual(
      (await rows(school)).map(({ resultId, state }) => [resultId, state]),
      [[last, 'delivered']],
    );
    assert.equal(messages().at(-1)?.administrations[0]?.results.length, 1);
  });

  test('one sender at a time: the second finds the first at work and looks again later', async () => {
    const school = await newSchool();
    await makeResult(school, 'L1');
    let whileSending: string | null = null;
    las.answer = async () => {
      whileSending = await deliverResults(platform, school.schoolId);
      return confirmed;
    };
    await openAndRun(school);
    assert.equal(whileSending, 'busy');
    assert.equal(las.calls.length, 1);
  });

  test('machines that send at once, while results are corrected, leave the newest value in the LAS', async () => {
    const school = await newSchool();
    await openAndRun(school);
    const sittingIds = keys.map(() => platform.newId());
    const held = new Map<string, number>();
    let last = 0;
    las.answer = ({ body }) => {
      const { message } = readUwlr(Buffer.from(body));
      assert.ok(message?.type === 'results');
      const { school: { createdAt }, administrations } = message.document;
      assert.ok(createdAt.getTime() > last, 'strictly later each time');
      last = createdAt.getTime();
      for (const { key, outcome } of administrations.flatMap(({ results }) => results)) {
        held.set(key, outcome.kind === 'oso' ? outcome.oso.testScore?.correctCount ?? -1 : -1);
      }
      return confirmed;
    };
    for (let round = 1; round <= 6; round += 1) {
      await Promise.all([
        ...keys.map((key, at) => makeResult(school, key, round, sittingIds[at])),
        ...Array.from({ length: 4 }, () => deliverResults(platform, school.schoolId)),
      ]);
    }
    assert.equal(await deliverResults(platform, school.schoolId), 'done');
    assert.deepEqual([...held].toSorted(), sittingIds.map((id) => [`R-${id}`, 6] as const).toSorted());
    await platform.jobs.run();
  });

  test('a sender that died gives its turn back by itself', async () => {
    const school = await newSchool();
    await makeResult(school, 'L1');
    const connectionId = (await linkId(school))!;
    await school.inSchool((tx) => takeResultsTurn(tx, connectionId, platform.clock.now()));
    await school.inSchool((tx) => change(tx, sql`update las_connection
      set results_sending_until = now() - interval '1 second'
      where school_id = ${school.schoolId}`));
    await openAndRun(school);
    assert.deepEqual(await states(school), ['delivered']);
  });

  test('the time of making rises by at least a second, also when the clock is set back', async () => {
    const school = await newSchool();
    await openAndRun(school);
    await makeResult(school, 'L1');
    await platform.jobs.run();
    const now = platform.clock.now();
    platform.clock.set(new Date(now.getTime() - 86_400_000));
    await makeResult(school, 'L2');
    await platform.jobs.run();
    platform.clock.set(now);
    const [first, second] = messages().map(({ school: { createdAt } }) => createdAt.getTime());
    assert.equal(second! - first!, 1000);
  });

  test('a supplier gone from the settings holds the queue up with a reason, and nothing is under way', async () => {
    const school = await newSchool();
    await makeResult(school, 'L1');
    const named = (code: string) => school.inSchool((tx) => change(tx, sql`update las_connection
      set supplier_code = ${code} where school_id = ${tx.schoolId}`));
    await named('weg');
    await openAndRun(school);
    assert.equal(await deliverResults(platform, school.schoolId), 'later');
    assert.deepEqual([await states(school), las.calls.length], [['waiting no-supplier'], 0]);
    const held = await school.inSchool((tx) => all<object>(tx, sql`select d.attempts, d.in_flight,
        c.results_held_up_since is not null as held_up, c.results_sending_until is not null as sending
      from result_delivery d join las_connection c using (school_id, connection_id)
      where d.school_id = ${tx.schoolId}`));
    assert.deepEqual(held, [{ attempts: 0, inFlight: false, heldUp: true, sending: false }]);
    await named('las');
    await deliverResults(platform, school.schoolId);
    assert.deepEqual(await states(school), ['delivered']);
  });

  test('a pupil who goes to the other site while a message is divided goes in a message of that site', async () => {
    const school = await newSchool();
    for (const key of keys) await makeResult(school, key);
    const atSite = (site: string, moved: string | null) => school.inSchool((tx) => change(tx, sql`update pupil
      set sites = array[${site}] where school_id = ${tx.schoolId}
        and (${moved}::uuid is null or pupil_id = ${moved})`));
    await atSite(`${school.brin}00`, null);
    las.answer = async () => {
      if (las.calls.length > 1) return confirmed;
      for (const key of ['L2', 'L4']) await atSite(`${school.brin}01`, school.pupilIds.get(key)!);
      return { status: 500, body: writeFault('LeerlingOngeldig', '') };
    };
    await openAndRun(school);
    assert.deepEqual(new Set(await states(school)), new Set(['delivered']));
    for (const { school: head, administrations } of messages().slice(1)) {
      const site = head.school.kind === 'brin' ? head.school.site : '';
      for (const { pupilKey } of administrations) {
        assert.equal(site, ['L2', 'L4'].includes(pupilKey) ? '01' : '00', pupilKey);
      }
    }
  });
});
