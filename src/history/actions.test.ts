import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { listResultsOfPupil } from '../ability/store.ts';
import { Bug, present } from '../base/assert.ts';
import { parseBrinSite } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import { writeFault, writeResultsFile } from '../exchange/uwlr/write.ts';
import { saveSiteKey } from '../onboarding/key-store.ts';
import { findLasConnection, getOnboarding, saveLasFault } from '../onboarding/store.ts';
import { change, sql } from '../platform/database/query.ts';
import { Outage } from '../platform/outage.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { completeHistory, importHistoryFromLas } from './actions.ts';
import { decideSourcePupil, fillYearGroups, undoDecision } from './decide.ts';
import { importHistoryCsv } from './import-files.ts';
import { bindHistoryJobs } from './jobs.ts';
import { listDeliveries, listWaitingRecords } from './store.ts';
import { historyWantedJob, type OutcomeCounts } from './types.ts';

const head =
  'leerlingsleutel;achternaam;voorvoegsel;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;jaargroep;'
  + 'vaardigheidsscore';

/** Sanne is known by her key; Linde and Lotte are twins; Daan is in group 6 now. */
const pupils = [
  inventedPupil('L1', {
    callName: 'Sanne',
    prefix: 'de',
    lastName: 'Vries',
    birthDate: plainDate('2016-03-09'),
    yearGroup: '6',
  }),
  inventedPupil('L2', {
    callName: 'Linde',
    lastName: 'Tweehuysen',
    birthDate: plainDate('2015-11-02'),
    yearGroup: '7',
  }),
  inventedPupil('L3', {
    callName: 'Lotte',
    lastName: 'Tweehuysen',
    birthDate: plainDate('2015-11-02'),
    yearGroup: '7',
  }),
];
const sanne = 'L1;Vries;de;Sanne;9-3-2016;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;5;640';
const noYearGroup = 'L1;Vries;de;Sanne;9-3-2016;Rekenen-Wiskunde;E5;3.0 (synthetisch);9-6-2026;;655';
const twin = ';Tweehuysen;;L.;2-11-2015;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;6;650';
const twinLater = ';Tweehuysen;;L.;2-11-2015;Rekenen-Wiskunde;E6;3.0 (synthetisch);9-6-2026;6;671';
const old = 'L1;Vries;de;Sanne;9-3-2016;Rekenen-Wiskunde;M3;2.0;20-1-2024;3;40';

describe('step 2, with a database and a LAS', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform({ LAS_CLIENT_CODE: 'KC-1', LAS_CLIENT_NAME: 'Inbeeld' });
    las = await openFakeLas();
    bindHistoryJobs(platform);
  });
  after(() => las.close());
  beforeEach(() => { las.calls.length = 0; });

  const csv = (school: SchoolWithRoster, ...lines: readonly string[]) =>
    importHistoryCsv(platform, school.administrator, Buffer.from(`${[head, ...lines].join('\n')}\n`));
  const counts = async (school: SchoolWithRoster): Promise<readonly OutcomeCounts[]> =>
    (await school.inSchool(listDeliveries)).map((delivery) => delivery.counts);
  const results = (school: SchoolWithRoster, key: string) =>
    school.inSchool((tx) => listResultsOfPupil(tx, school.pupilIds.get(key)!, 'arithmetic'));
  const completed = async (school: SchoolWithRoster) =>
    (await school.inSchool((tx) => getOnboarding(tx, school.schoolId))).historyCompletedAt !== null;
  const fetchNow = async (school: SchoolWithRoster) => {
    const asked = await importHistoryFromLas(platform, school.administrator);
    await platform.jobs.run();
    return asked;
  };

  test('before the steps are open nothing is taken, and the day on which they open is told', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url, stepsOpen: false });
    const closed = { ok: false, refusal: { code: 'steps-closed', opensOn: '2027-01-22' } };
    assert.deepEqual(await csv(school, sanne), closed);
    assert.deepEqual(await importHistoryFromLas(platform, school.administrator), closed);
    assert.deepEqual(await completeHistory(platform, school.administrator), closed);
    assert.deepEqual(await counts(school), []);
  });

  test('a file whose records all find their pupil completes step 2, and the result has our levels', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, sanne, old, sanne);
    assert.deepEqual(await counts(school), [{ read: 3, taken: 1, duplicate: 1, refused: 1, waiting: 0 }]);
    const [result, ...others] = await results(school, 'L1');
    assert.equal(others.length, 0);
    assert.deepEqual(
      [result?.scaleScore, result?.roman, result?.functioningLevel, result?.moment, result?.origin],
      [640, 'II', 'E5', 'M5', 'migrated'],
    );
    assert.ok(await completed(school));
  });

  test('the same file again changes nothing', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, sanne, twin);
    await csv(school, sanne, twin);
    assert.deepEqual(await counts(school), [
      { read: 2, taken: 0, duplicate: 2, refused: 0, waiting: 0 },
      { read: 2, taken: 1, duplicate: 0, refused: 0, waiting: 1 },
    ]);
    assert.equal((await results(school, 'L1')).length, 1);
  });

  test('a decision about a twin holds for everything of that pupil, is remembered, and can be taken back', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, twin, twinLater);
    assert.ok(!(await completed(school)));
    const [waiting] = await school.inSchool(listWaitingRecords);
    assert.deepEqual([waiting?.reason, waiting?.record.pupil.person?.callName], ['several-candidates', 'L.']);
    const source = waiting?.sourcePupil ?? '';
    assert.ok(!source.includes('weehuysen'), 'a remembered decision holds no name');
    const linde = school.pupilIds.get('L2')!;
    assert.deepEqual(await decideSourcePupil(platform, school.administrator, source, linde), {
      ok: true,
      value: { count: 2 },
    });
    assert.equal((await results(school, 'L2')).length, 2);
    assert.ok(await completed(school));

    const before = await counts(school);
    await csv(school, twin, twinLater.replace('9-6-2026;6;671', '24-6-2026;6;680'));
    assert.deepEqual(await counts(school), [
      { read: 2, taken: 1, duplicate: 1, refused: 0, waiting: 0 },
      ...before,
    ]);

    assert.deepEqual(await undoDecision(platform, school.administrator, source), {
      ok: true,
      value: { count: 4 },
    });
    assert.equal((await results(school, 'L2')).length, 0);
    const again = await school.inSchool(listWaitingRecords);
    assert.deepEqual(
      again.map(({ record }) => record.pupil.person?.lastName),
      ['Tweehuysen', 'Tweehuysen', 'Tweehuysen'],
    );
    await decideSourcePupil(platform, school.administrator, source, school.pupilIds.get('L3')!);
    assert.equal((await results(school, 'L3')).length, 3);
    for (const { read, taken, duplicate, refused, waiting: open } of await counts(school)) {
      assert.equal(read, taken + duplicate + refused + open);
    }
  });

  test('a decision taken back also lets go of a result that only waits for its year group', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, twin.replace('2026;6;650', '2026;;650'));
    const [asked] = await school.inSchool(listWaitingRecords);
    const source = asked?.sourcePupil ?? '';
    await decideSourcePupil(platform, school.administrator, source, school.pupilIds.get('L2')!);
    const [attached] = await school.inSchool(listWaitingRecords);
    assert.deepEqual([attached?.reason, attached?.pupilId], ['needs-year-group', school.pupilIds.get('L2')]);
    assert.deepEqual(await undoDecision(platform, school.administrator, source), {
      ok: true,
      value: { count: 1 },
    });
    const [again] = await school.inSchool(listWaitingRecords);
    assert.deepEqual(
      [again?.reason, again?.pupilId, again?.record.pupil.person?.callName],
      ['taken-back', null, 'L.'],
    );
  });

  test('none of our pupils means refused, later as well, and that too can be taken back', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, twin);
    const source = (await school.inSchool(listWaitingRecords))[0]?.sourcePupil ?? '';
    await decideSourcePupil(platform, school.administrator, source, null);
    await csv(school, twinLater);
    assert.deepEqual(await counts(school), [
      { read: 1, taken: 0, duplicate: 0, refused: 1, waiting: 0 },
      { read: 1, taken: 0, duplicate: 0, refused: 1, waiting: 0 },
    ]);
    await undoDecision(platform, school.administrator, source);
    assert.deepEqual(
      (await counts(school)).map(({ waiting }) => waiting),
      [1, 1],
    );
  });

  test('names stay no longer than the question who it is', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, sanne, twin);
    const kept = async () => JSON.stringify(await school.inSchool(listWaitingRecords));
    assert.match(await kept(), /Tweehuysen/);
    const source = (await school.inSchool(listWaitingRecords))[0]?.sourcePupil ?? '';
    await decideSourcePupil(platform, school.administrator, source, school.pupilIds.get('L2')!);
    const { rows } = await school.inSchool((tx) =>
      tx.trx
        .selectFrom('historyRecord' as never)
        .selectAll()
        .execute()
        .then((found) => ({ rows: JSON.stringify(found) })),
    );
    assert.doesNotMatch(rows, /Tweehuysen|Vries|2015-11-02/);
  });

  test('a missing year group is filled in by a person, and the result is taken', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, noYearGroup);
    const [row] = await school.inSchool(listWaitingRecords);
    assert.equal(row?.reason, 'needs-year-group');
    const where = { deliveryId: row?.deliveryId ?? '', recordNo: 1 };
    assert.deepEqual(await fillYearGroups(platform, school.administrator, [{ ...where, yearGroup: 9 }]),
      { ok: false, refusal: 'year-group-form' });
    await fillYearGroups(platform, school.administrator, [{ ...where, yearGroup: 5 }]);
    assert.deepEqual((await results(school, 'L1')).map(({ yearGroup }) => yearGroup), ['5']);
    assert.ok(await completed(school));
  });

  test('of two people who decide at once, the second is told that nothing waits any more', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, twin);
    const source = (await school.inSchool(listWaitingRecords))[0]?.sourcePupil ?? '';
    await decideSourcePupil(platform, school.administrator, source, null);
    assert.deepEqual(await decideSourcePupil(platform, school.administrator, source, null),
      { ok: false, refusal: 'nothing-waits' });
    assert.deepEqual(await decideSourcePupil(platform, school.administrator, 'las:nobody', null),
      { ok: false, refusal: 'nothing-waits' });
  });

  test('a file that cannot be read is refused as a whole, and step 2 stays open', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await importHistoryCsv(platform, school.administrator, Buffer.from('<!DOCTYPE x><x/>'));
    const [delivery] = await school.inSchool(listDeliveries);
    assert.equal(delivery?.status, 'refused');
    assert.match(delivery?.findings[0]?.message ?? '', /XML of een webpagina/);
    assert.ok(!await completed(school));
  });

  test('the administrator may say that step 2 is done while something still waits', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    await csv(school, twin);
    await completeHistory(platform, school.administrator);
    assert.ok(await completed(school));
    assert.deepEqual((await counts(school)).map(({ waiting }) => waiting), [1]);
  });

  test('without a link to a LAS there is nothing to ask', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
    assert.deepEqual(await importHistoryFromLas(platform, school.administrator), {
      ok: false,
      refusal: { code: 'no-link' },
    });
  });

  test('the LAS is asked for one site with the key in the headers; typed-in results come along marked', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({ status: 200, body: historyOf(school.brin, { origin: 'handmatig' }) });
    await fetchNow(school);
    const [call] = las.calls;
    assert.deepEqual(
      [call?.url.searchParams.get('brin'), call?.url.searchParams.get('vestiging')],
      [school.brin, '00'],
    );
    assert.deepEqual(
      [call?.headers['x-autorisatiesleutel'], call?.headers['x-klantcode'], call?.headers['x-klantnaam']],
      [`SLEUTEL-${school.schoolId}`, 'KC-1', 'Inbeeld'],
    );
    assert.deepEqual(
      (await results(school, 'L1')).map(({ origin }) => origin),
      ['typed-in'],
    );
    assert.deepEqual(await counts(school), [{ read: 2, taken: 1, duplicate: 0, refused: 0, waiting: 1 }]);
  });

  test('asking twice asks once, and asking again later takes only what is new', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({ status: 200, body: historyOf(school.brin) });
    await importHistoryFromLas(platform, school.administrator);
    await fetchNow(school);
    assert.equal(las.calls.length, 1);
    await fetchNow(school);
    assert.deepEqual((await counts(school))[0], { read: 2, taken: 0, duplicate: 2, refused: 0, waiting: 0 });
    assert.equal((await results(school, 'L1')).length, 1);
  });

  test('a delivery whose job died is asked for again by whoever fetches once more', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({ status: 200, body: historyOf(school.brin) });
    const first = await importHistoryFromLas(platform, school.administrator);
    platform.jobs.handle(historyWantedJob, async () => { throw new Bug('the program broke off'); });
    await assert.rejects(platform.jobs.run(), Bug);
    bindHistoryJobs(platform);
    assert.deepEqual(await fetchNow(school), first);
    assert.deepEqual(await counts(school), [{ read: 2, taken: 1, duplicate: 0, refused: 0, waiting: 1 }]);
  });

  test('a result and its correction that waited together become one result: the corrected one', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    for (const score of [640, 652]) {
      las.answer = () => ({ status: 200, body: historyOf(school.brin, { score }) });
      await fetchNow(school);
    }
    const waiting = await school.inSchool(listWaitingRecords);
    assert.deepEqual(waiting.map(({ record }) => [record.sourceKey, record.score]), [['H-2', 640], ['H-2', 652]]);
    await decideSourcePupil(
      platform,
      school.administrator,
      waiting[0]?.sourcePupil ?? '',
      school.pupilIds.get('L2')!,
    );
    assert.deepEqual((await results(school, 'L2')).map(({ scaleScore }) => scaleScore), [652]);
  });

  test('a LAS that is down is asked again; after the last try the delivery is refused with what to do', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({ status: 500, body: writeFault('TijdelijkNietBeschikbaar', 'Even niet.') });
    const asked = await importHistoryFromLas(platform, school.administrator);
    const job = platform.jobs.asked.at(-1)!;
    await assert.rejects(platform.jobs.run(), Outage);
    const [delivery] = await school.inSchool(listDeliveries);
    assert.deepEqual(
      [delivery?.status, /proberen het vanzelf opnieuw/.test(delivery?.findings[0]?.message ?? '')],
      ['received', true],
    );
    las.answer = () => null;
    for (let attempt = 2; attempt <= 8; attempt += 1) {
      await platform.doors.withPlatform((tx) =>
        platform.jobs.send(tx, { name: job.name, retries: 0, retryDelaySeconds: 0 }, job.data),
      );
      await assert.rejects(platform.jobs.run(), Outage);
    }
    await platform.doors.withPlatform((tx) =>
      platform.jobs.send(tx, { name: job.name, retries: 0, retryDelaySeconds: 0 }, job.data),
    );
    await platform.jobs.run();
    assert.ok(asked.ok);
    assert.equal((await school.inSchool(listDeliveries))[0]?.status, 'refused');
  });

  test('a key that the LAS refuses stops the delivery, which says who must do what, and nothing else', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({
      status: 403,
      body: writeFault('AutorisatieOngeldig', 'Deze sleutel kennen wij niet.'),
    });
    await fetchNow(school);
    assert.equal((await school.inSchool(findLasConnection))?.faultCode, null);
    const [delivery] = await school.inSchool(listDeliveries);
    assert.match(delivery?.findings[0]?.message ?? '', /nieuwe autorisatiesleutel/);
  });

  test('old results that come say nothing of what stopped the results on their way there', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    await school.inSchool((tx) => saveLasFault(tx, { code: 'OngeldigBericht', text: '', at: platform.clock.now() }));
    las.answer = () => ({ status: 200, body: historyOf(school.brin) });
    await fetchNow(school);
    assert.equal((await school.inSchool(findLasConnection))?.faultCode, 'OngeldigBericht');
  });

  test('each site is asked for with its own key where it has one', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    const site = `${school.brin}01`;
    await platform.doors.withPlatform((tx) => change(tx, sql`insert into school_site
      (school_id, brin, site_code, valid_from) values (${school.schoolId}, ${school.brin}, '01', '2020-08-01')`));
    await school.inSchool(async (tx) => saveSiteKey(tx, present(await findLasConnection(tx), 'linked').connectionId, {
      site, keyCipher: platform.secrets.seal('SLEUTEL-01'), keyDigest: platform.secrets.digest(site),
      keyHint: 'L-01', enteredAt: platform.clock.now(),
    }));
    las.answer = () => ({ status: 204, body: '' });
    await fetchNow(school);
    const asked = las.calls.map(({ url, headers }) =>
      [url.searchParams.get('vestiging'), headers['x-autorisatiesleutel'] === 'SLEUTEL-01']);
    assert.deepEqual(asked.toSorted(), [['00', false], ['01', true]]);
  });

  test('a LAS without old results completes step 2; one that does not know how to give them does not', async () => {
    const empty = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({ status: 204, body: '' });
    await fetchNow(empty);
    assert.ok(await completed(empty));
    const unable = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({ status: 404, body: 'niets' });
    await fetchNow(unable);
    assert.ok(!(await completed(unable)));
    assert.match((await unable.inSchool(listDeliveries))[0]?.findings[0]?.message ?? '', /CSV-bestand/);
  });

  test('a LAS that keeps typed-in results to itself is said so, with what to ask its supplier', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    las.answer = () => ({
      status: 200,
      body: historyOf(school.brin),
      headers: { 'x-handmatige-resultaten': 'nee' },
    });
    await fetchNow(school);
    assert.ok(
      (await school.inSchool(listDeliveries))[0]?.findings.some(({ message }) => /DULT/.test(message)),
    );
  });

  test('a file of another school, and a page of HTML, change nothing', async () => {
    const school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    for (const body of [historyOf('99ZZ'), '<html><body>Onderhoud</body></html>']) {
      las.answer = () => ({ status: 200, body });
      await fetchNow(school);
      assert.equal((await school.inSchool(listDeliveries))[0]?.status, 'refused');
    }
    assert.equal((await results(school, 'L1')).length, 0);
  });
});

const none = { vocabulary: null, vocabularyLocation: null };

/** One result of Sanne and one of a pupil that the roster does not know. */
function historyOf(
  brin: string,
  { origin = 'las', score = 640, key = 'H-1' }: { origin?: string; score?: number; key?: string } = {},
): string {
  const site = parseBrinSite(brin);
  assert.ok(site.ok);
  const administration = (pupilKey: string, key: string) => ({
    pupilKey,
    eckId: null,
    processedBy: null,
    results: [
      {
        key,
        takenOn: plainDate('2026-01-22'),
        testCode: 'RW-M5/5',
        version: null,
        partCode: null,
        infoUrl: null,
        outcome: {
          kind: 'oso' as const,
          oso: {
            referenceScores: [],
            testScore: {
              itemCount: 24,
              correctCount: 17,
              wrongCount: null,
              readCount: null,
              durationSeconds: null,
              ability: score,
              scaleCode: 'SYN-RW-3.0',
              interval: null,
            },
          },
        },
      },
    ],
  });
  return writeResultsFile({
    school: {
      schoolYear: schoolYearStarting(2026),
      school: { kind: 'brin', ...site.value },
      author: null,
      xsdVersion: '2.2',
      createdAt: new Date('2027-01-19T08:00:00Z'),
    },
    administrations: [administration('L1', key), administration('OUD-1', 'H-2')],
    tests: [
      {
        code: { text: 'RW-M5/5', ...none },
        version: { text: '3.0 (synthetisch)', ...none },
        name: null,
        norms: null,
        parts: [],
        yearGroup: { text: '5', ...none },
        subject: { text: 'arithmetic', ...none },
        hierarchy: [
          { level: 1, entry: { text: 'M5', ...none } },
          { level: 2, entry: { text: origin, ...none } },
        ],
      },
    ],
  });
}
