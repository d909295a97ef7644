/* The cases of domain.md 4.4 that have to do with old results, one test each, under the name of the case. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { listResultsOfPupil } from '../ability/store.ts';
import { plainDate } from '../base/plain-date.ts';
import { osoDossier, osoTest } from '../exchange/oso/invented-dossier.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { importHistoryFromLas } from './actions.ts';
import { chooseResult, viewConflicts, type ConflictChoice } from './conflicts.ts';
import { decideSourcePupil, fillYearGroups, undoDecision } from './decide.ts';
import { recordsCsv } from './delivery-page.tsx';
import { judgeHeldAgain, listGaps } from './gaps.ts';
import {
  applyAllPreviews,
  applyPreview,
  discardPreview,
  importHistoryCsv,
  previewHistoryFiles,
} from './import-files.ts';
import { inventedHistory, type InventedResult } from './invented-history.ts';
import { bindHistoryJobs } from './jobs.ts';
import { listDeliveries, listRecords, listWaitingRecords } from './store.ts';
import type { HistoryDelivery } from './types.ts';
import { viewHistoryDelivery } from './view.ts';

const head =
  'leerlingsleutel;achternaam;voorvoegsel;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;jaargroep;'
  + 'vaardigheidsscore;goed;opgaven;herkomst';
const pupils = [
  inventedPupil('L1', {
    callName: 'Sanne', prefix: 'de', lastName: 'Vries', birthDate: plainDate('2016-03-09'), yearGroup: '6',
  }),
  inventedPupil('L2', {
    callName: 'Linde', lastName: 'Tweehuysen', birthDate: plainDate('2015-11-02'), yearGroup: '7',
  }),
  inventedPupil('L3', {
    callName: 'Lotte', lastName: 'Tweehuysen', birthDate: plainDate('2015-11-02'), yearGroup: '7',
  }),
  inventedPupil('L4', {
    callName: 'Zoë', lastName: 'Çelik', firstNames: 'Zoë Fatma', birthDate: plainDate('2015-05-06'), yearGroup: '7',
  }),
];

/** A line of the CSV of one of them. */
interface Line {
  readonly key?: string;
  readonly lastName?: string;
  readonly prefix?: string;
  readonly callName?: string;
  readonly birthDate?: string;
  readonly subject?: string;
  readonly test?: string;
  readonly generation?: string;
  readonly takenOn?: string;
  readonly yearGroup?: string;
  readonly score?: string;
  readonly correct?: string;
  readonly items?: string;
  readonly origin?: string;
}

function line(given: Line = {}): string {
  const one = {
    key: '', lastName: 'Vries', prefix: 'de', callName: 'Sanne', birthDate: '9-3-2016', subject: 'Rekenen-Wiskunde',
    test: 'M5', generation: '3.0 (synthetisch)', takenOn: '22-1-2026', yearGroup: '5', score: '640', correct: '',
    items: '', origin: '', ...given,
  };
  return [one.key, one.lastName, one.prefix, one.callName, one.birthDate, one.subject, one.test, one.generation,
    one.takenOn, one.yearGroup, one.score, one.correct, one.items, one.origin].join(';');
}

const fileOf = (...lines: readonly string[]): Buffer => Buffer.from(`${[head, ...lines].join('\n')}\n`);

describe('the edge cases of old results', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHistoryJobs(platform);
  });
  after(() => las.close());

  const newSchool = (): Promise<SchoolWithRoster> => newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
  const cpLovs = (school: SchoolWithRoster, ...lines: readonly string[]) =>
    importHistoryCsv(platform, school.administrator, fileOf(...lines));
  const fromLas = async (school: SchoolWithRoster, ...results: readonly InventedResult[]) => {
    las.answer = () => ({ status: 200, body: inventedHistory(school.brin, results) });
    await importHistoryFromLas(platform, school.administrator);
    await platform.jobs.run();
  };
  const deliveries = (school: SchoolWithRoster): Promise<readonly HistoryDelivery[]> => school.inSchool(listDeliveries);
  /** Of each delivery, the newest first: taken, duplicate, refused, waiting. Every one of them adds up. */
  const account = async (school: SchoolWithRoster): Promise<readonly (readonly number[])[]> =>
    (await deliveries(school)).map(({ counts: { read, taken, duplicate, refused, waiting } }) => {
      assert.equal(read, taken + duplicate + refused + waiting);
      return [taken, duplicate, refused, waiting];
    });
  const scores = async (school: SchoolWithRoster, key: string): Promise<readonly (number | null)[]> =>
    (await school.inSchool((tx) => listResultsOfPupil(tx, school.pupilIds.get(key) ?? '', 'arithmetic')))
      .map(({ scaleScore }) => scaleScore);
  const waiting = async (school: SchoolWithRoster) => (await school.inSchool(listWaitingRecords))
    .map(({ reason, sourcePupil }) => ({ reason, source: sourcePupil ?? '' }));
  const reasons = async (school: SchoolWithRoster) =>
    (await deliveries(school))[0]?.reasons.map(({ reason, count }) => [reason, count]) ?? [];

  test('pupil in CP LOVS, not in LAS: kept unmatched, nobody is created', async () => {
    const school = await newSchool();
    const before = school.pupilIds.size;
    await cpLovs(school, line({ lastName: 'Vertrokken', callName: 'Vera', birthDate: '1-1-2013', prefix: '' }));
    assert.deepEqual(await waiting(school), [{ reason: 'no-candidate', source: (await waiting(school))[0]?.source }]);
    await decideSourcePupil(platform, school.administrator, (await waiting(school))[0]?.source ?? '', null);
    assert.deepEqual(await account(school), [[0, 0, 1, 0]]);
    const now = await school.inSchool((tx) => tx.trx.selectFrom('pupil' as never).selectAll().execute());
    assert.equal(now.length, before);
  });

  test('pupil in LAS, not in CP LOVS: a new pupil without history, and nobody is asked anything', async () => {
    const school = await newSchool();
    await cpLovs(school, line());
    assert.deepEqual([await scores(school, 'L1'), await scores(school, 'L4')], [[640], []]);
    assert.deepEqual(await waiting(school), []);
  });

  test('twins, same name and birth date: never matched by themselves, the key tells them apart', async () => {
    const school = await newSchool();
    await cpLovs(
      school,
      line({ lastName: 'Tweehuysen', prefix: '', callName: 'L.', birthDate: '2-11-2015' }),
      line({ key: 'L3', lastName: 'Tweehuysen', prefix: '', callName: 'Lotte', birthDate: '2-11-2015', score: '655' }),
    );
    assert.deepEqual([await scores(school, 'L2'), await scores(school, 'L3')], [[], [655]]);
    assert.equal((await waiting(school)).length, 1);
  });

  test('name change, prefix, diacritics, call name versus first name: still found', async () => {
    const school = await newSchool();
    await cpLovs(
      school,
      line({ lastName: 'CELIK', prefix: '', callName: 'zoe', birthDate: '6-5-2015' }),
      line({ lastName: 'de Vries', prefix: '' }),
    );
    await cpLovs(
      school,
      line({ key: 'L1', lastName: 'Jansen-de Vries', prefix: '', test: 'E5', takenOn: '9-6-2026', score: '655' }),
    );
    assert.deepEqual([await scores(school, 'L4'), await scores(school, 'L1')], [[640], [640, 655]]);
  });

  test('pupil twice in the old system: two sources become one pupil, and each can be undone', async () => {
    const school = await newSchool();
    await cpLovs(
      school,
      line({ lastName: 'Vriess', callName: 'S.' }),
      line({ lastName: 'Vrieze', callName: 'Sannie', test: 'E5', takenOn: '9-6-2026', score: '655' }),
    );
    const sources = (await waiting(school)).map(({ source }) => source);
    assert.equal(new Set(sources).size, 2);
    const sanne = school.pupilIds.get('L1') ?? '';
    for (const source of sources) await decideSourcePupil(platform, school.administrator, source, sanne);
    assert.deepEqual(await scores(school, 'L1'), [640, 655]);
    await undoDecision(platform, school.administrator, sources[1] ?? '');
    assert.deepEqual(await scores(school, 'L1'), [640]);
  });

  test('birth date differs by a swap of day and month: a person sees both', async () => {
    const school = await newSchool();
    await cpLovs(school, line({ birthDate: '3-9-2016' }));
    assert.deepEqual((await waiting(school)).map(({ reason }) => reason), ['similar-candidate']);
  });

  test('year group missing in an old result: held until somebody fills it in', async () => {
    const school = await newSchool();
    await cpLovs(school, line({ yearGroup: '' }));
    const [row] = await school.inSchool(listWaitingRecords);
    assert.equal(row?.reason, 'needs-year-group');
    const choice = { deliveryId: row?.deliveryId ?? '', recordNo: row?.recordNo ?? 0, yearGroup: 5 };
    await fillYearGroups(platform, school.administrator, [choice]);
    assert.deepEqual([await scores(school, 'L1'), await account(school)], [[640], [[1, 0, 0, 0]]]);
  });

  test('2.0 or foreign results, and an unknown scale: counted with their reason and listed, not lost', async () => {
    const school = await newSchool();
    await cpLovs(
      school,
      line({ generation: '2.0', score: '52' }),
      line({ generation: 'IEP', test: 'E5', score: '80' }),
    );
    assert.deepEqual(await reasons(school), [['foreign-generation', 1], ['older-generation', 1]]);
    const [delivery] = await deliveries(school);
    const list = recordsCsv(await school.inSchool((tx) => listRecords(tx, delivery?.deliveryId ?? '')));
    assert.match(list, /;2\.0;2026-01-22;5;;niet overgenomen;Een toets van een oudere generatie/);
    await previewHistoryFiles(platform, school.administrator, [Buffer.from(osoDossier({
      brin: school.brin, tests: [osoTest({ scale: 'ELDERS-1', code: 'RW-E5', takenOn: '2026-06-09' })],
    }))]);
    await applyAllPreviews(platform, school.administrator);
    const [kept] = await deliveries(school);
    const view = await viewHistoryDelivery(platform, school.administrator, kept?.deliveryId ?? '');
    assert.deepEqual([view?.delivery.counts.taken, [...view?.unknownScale ?? []]], [1, [1]]);
  });

  test('unknown 3.0 test code: held, and our own list of gaps has it without school or pupil', async () => {
    const school = await newSchool();
    const gapsNow = async () => (await platform.doors.withPlatform(listGaps))
      .map(({ subjectText, testText }) => `${subjectText} ${testText}`).toSorted();
    const unknown = [line({ subject: 'Wereldoriëntatie' }), line({ test: 'S5' })];
    for (const other of [await newSchool(), await newSchool()]) {
      await cpLovs(other, ...unknown);
      await cpLovs(other, ...unknown);
    }
    assert.deepEqual(await gapsNow(), [], 'what only two schools wrote is shown to nobody');
    // A school that pointed at the wrong column: names, dates and keys are no tests.
    for (const strange of await Promise.all([newSchool(), newSchool(), newSchool()])) {
      await cpLovs(strange, line({ subject: 'Zoë Çelik' }), line({ subject: 'Tweehuysen' }), line({ test: 'Sanne' }),
        line({ test: 'L1234567' }), line({ test: '9-3-2016' }),
        line({ lastName: 'Vertrokken', callName: 'Guus', birthDate: '1-2-2015', subject: 'Guus' }));
      assert.deepEqual(await reasons(strange), [['unknown-test', 6]]);
    }
    assert.deepEqual(await gapsNow(), []);
    await cpLovs(school, ...unknown);
    assert.deepEqual(await reasons(school), [['unknown-test', 2]]);
    const gaps = await platform.doors.withPlatform(listGaps);
    assert.deepEqual(
      gaps.map(({ subjectText, testText }) => `${subjectText} ${testText}`).toSorted(),
      ['Rekenen-Wiskunde S5', 'Wereldoriëntatie M5'],
    );
    assert.deepEqual(await judgeHeldAgain(platform, school.administrator), { count: 0 });
    await cpLovs(school, line({ test: 'S5' }));
    assert.deepEqual((await account(school))[0], [0, 1, 0, 0]);
  });

  test('total scores typed into the LAS by hand: marked as such, and from a file they are refused', async () => {
    const school = await newSchool();
    await cpLovs(school, line({ origin: 'handmatig' }));
    assert.deepEqual(await reasons(school), [['typed-in-needs-link', 1]]);
    await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640, typedIn: true });
    const origins = await school.inSchool((tx) =>
      listResultsOfPupil(tx, school.pupilIds.get('L1') ?? '', 'arithmetic'));
    assert.deepEqual(origins.map(({ origin }) => origin), ['typed-in']);
    assert.equal((await deliveries(school))[0]?.typedIn, 1);
    await previewHistoryFiles(platform, school.administrator, [
      Buffer.from(inventedHistory(school.brin, [{ pupilKey: 'L4', key: 'H-2', score: 640, typedIn: true }])),
    ]);
    assert.deepEqual((await reasons(school)), [['typed-in-needs-link', 1]]);
  });

  test('same result from CP LOVS and LAS: one result, also when one has rounded it and dated it later', async () => {
    const school = await newSchool();
    await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640.4 });
    await cpLovs(school, line({ takenOn: '29-1-2026' }), line({ test: 'E5', takenOn: '9-6-2026', score: '655' }));
    assert.deepEqual([await scores(school, 'L1'), (await account(school))[0]], [[640.4, 655], [1, 1, 0, 0]]);
  });

  test('same result from CP LOVS and LAS: the one with its raw score is preferred, first or not', async () => {
    const school = await newSchool();
    await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640 });
    await cpLovs(school, line({ correct: '17', items: '24' }));
    assert.deepEqual(await account(school), [[1, 0, 0, 0], [0, 1, 0, 0]]);
    const [result, ...others] = await school.inSchool((tx) =>
      listResultsOfPupil(tx, school.pupilIds.get('L1') ?? '', 'arithmetic'));
    assert.deepEqual([result?.scoreRaw, result?.scoreMax, others.length], [17, 24, 0]);
    await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640 });
    await cpLovs(school, line({ correct: '17', items: '24' }));
    assert.deepEqual((await account(school)).slice(0, 2), [[0, 1, 0, 0], [0, 1, 0, 0]]);
    assert.deepEqual(await scores(school, 'L1'), [640]);
  });

  test('same result from CP LOVS and LAS: when the one that counts is taken back, the other counts again', async () => {
    const school = await newSchool();
    await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640 });
    await cpLovs(school, line({ correct: '17', items: '24' }));
    const [better] = await deliveries(school);
    const [row] = await school.inSchool((tx) => listRecords(tx, better?.deliveryId ?? ''));
    await undoDecision(platform, school.administrator, row?.sourcePupil ?? '');
    assert.deepEqual([await scores(school, 'L1'), await account(school)], [[640], [[0, 0, 0, 1], [1, 0, 0, 0]]]);
  });

  const choices: readonly (readonly [ConflictChoice, readonly number[], readonly (readonly number[])[]])[] = [
    ['old', [640], [[0, 0, 1, 0], [1, 0, 0, 0]]],
    ['new', [652], [[1, 0, 0, 0], [0, 0, 1, 0]]],
    ['both', [640, 652], [[1, 0, 0, 0], [1, 0, 0, 0]]],
  ];
  for (const [choice, left, accounts] of choices) {
    test(`same result from CP LOVS and LAS with another score: a person chooses ${choice}, once`, async () => {
      const school = await newSchool();
      await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640 });
      await cpLovs(school, line({ score: '652', takenOn: '23-1-2026' }));
      const [conflict, ...others] = await viewConflicts(platform, school.administrator);
      assert.deepEqual([conflict?.row.record.score, conflict?.against?.score, others.length], [652, 640, 0]);
      const { deliveryId = '', recordNo = 0 } = conflict?.row ?? {};
      assert.ok((await chooseResult(platform, school.administrator, { deliveryId, recordNo, choice })).ok);
      assert.deepEqual([await scores(school, 'L1'), await account(school)], [left, accounts]);
      await cpLovs(school, line({ score: '652', takenOn: '23-1-2026' }));
      await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640 });
      assert.deepEqual((await account(school)).slice(0, 2), [[0, 1, 0, 0], [0, 1, 0, 0]]);
      assert.deepEqual(await scores(school, 'L1'), left);
    });
  }

  test('implausible score, outside what the scale can give: the row is refused', async () => {
    const school = await newSchool();
    await cpLovs(school, line({ score: '64' }), line({ score: '6400' }), line());
    assert.deepEqual([await reasons(school), await account(school)], [[['implausible-score', 2]], [[1, 0, 2, 0]]]);
  });

  test('pupil moves between two customer schools: a dossier brings the results, the old key says nothing', async () => {
    const school = await newSchool();
    const moved = osoDossier({
      brin: '99ZZ', kind: 'overstapdossier', key: 'L2', callName: 'Sanne', lastName: 'Vries', bsn: '297816238',
    });
    await previewHistoryFiles(platform, school.administrator, [Buffer.from(moved)]);
    await applyAllPreviews(platform, school.administrator);
    assert.deepEqual([await scores(school, 'L1'), await scores(school, 'L2')], [[640], []]);
    const [delivery] = await deliveries(school);
    const stored = await school.inSchool((tx) => listRecords(tx, delivery?.deliveryId ?? ''));
    assert.ok(!JSON.stringify([stored, delivery]).includes('297816238'));
  });

  test('many dossiers at once are one delivery, and one that is broken is refused by itself', async () => {
    const school = await newSchool();
    const dossier = (key: string, callName: string, lastName: string, birthDate: string) =>
      Buffer.from(osoDossier({ brin: school.brin, key, callName, lastName, birthDate }));
    const previewed = await previewHistoryFiles(platform, school.administrator, [
      dossier('L1', 'Sanne', 'Vries', '2016-03-09'),
      Buffer.from(osoDossier().slice(0, -30)),
      dossier('L4', 'Zoë', 'Çelik', '2015-05-06'),
    ]);
    assert.equal(previewed.ok && previewed.value.deliveryIds.length, 2);
    await applyAllPreviews(platform, school.administrator);
    assert.deepEqual([await scores(school, 'L1'), await scores(school, 'L4')], [[640], [640]]);
    assert.deepEqual((await deliveries(school)).map(({ status }) => status).toSorted(), ['accepted', 'refused']);
  });

  test('dry run first: everything is told and nothing is written, until it is taken or put away', async () => {
    const school = await newSchool();
    const file = fileOf(line(), line({ generation: '2.0' }), line({ lastName: 'Vertrokken' }), line());
    const seen = await previewHistoryFiles(platform, school.administrator, [file]);
    const deliveryId = seen.ok ? (seen.value.deliveryIds[0] ?? '') : '';
    assert.deepEqual(await account(school), [[1, 1, 1, 1]]);
    assert.deepEqual([await scores(school, 'L1'), await waiting(school)], [[], []]);
    const view = await viewHistoryDelivery(platform, school.administrator, deliveryId);
    assert.deepEqual(view?.records.map(({ status }) => status), ['taken', 'refused', 'waiting', 'duplicate']);
    assert.ok((await applyPreview(platform, school.administrator, deliveryId)).ok);
    assert.deepEqual([await account(school), await scores(school, 'L1')], [[[1, 1, 1, 1]], [640]]);
    const twice = await applyPreview(platform, school.administrator, deliveryId);
    assert.deepEqual(twice, { ok: false, refusal: 'no-preview' });
    const again = await previewHistoryFiles(platform, school.administrator, [fileOf(line({ test: 'M6' }))]);
    await discardPreview(platform, school.administrator, again.ok ? (again.value.deliveryIds[0] ?? '') : '');
    assert.deepEqual([await scores(school, 'L1'), (await account(school))[0]], [[640], [0, 0, 0, 0]]);
  });

  test('dry run over the link: what the LAS has is shown before it is taken', async () => {
    const school = await newSchool();
    const body = inventedHistory(school.brin, [{ pupilKey: 'L1', key: 'H-1', score: 640 }]);
    las.answer = () => ({ status: 200, body });
    await importHistoryFromLas(platform, school.administrator, { preview: true });
    await platform.jobs.run();
    assert.deepEqual((await deliveries(school)).map(({ status, counts }) => [status, counts.taken]), [['preview', 1]]);
    assert.deepEqual(await scores(school, 'L1'), []);
    assert.deepEqual(await applyAllPreviews(platform, school.administrator), { count: 1 });
    assert.deepEqual([await scores(school, 'L1'), await account(school)], [[640], [[1, 0, 0, 0]]]);
  });

  test('step 2 run again: nothing changes, whichever way the same results come', async () => {
    const school = await newSchool();
    await cpLovs(school, line(), line({ test: 'E5', takenOn: '9-6-2026', score: '655' }));
    const dossier = osoDossier({ brin: school.brin, tests: [osoTest({ correct: null, items: null })] });
    for (let time = 0; time < 2; time += 1) {
      await cpLovs(school, line(), line({ test: 'E5', takenOn: '9-6-2026', score: '655' }));
      await previewHistoryFiles(platform, school.administrator, [Buffer.from(dossier)]);
      await applyAllPreviews(platform, school.administrator);
      await fromLas(school, { pupilKey: 'L1', key: 'H-1', score: 640 });
    }
    assert.deepEqual(await scores(school, 'L1'), [640, 655]);
    assert.ok((await account(school)).slice(0, -1).every(([taken]) => taken === 0));
  });

  test('cancel in the middle of the migration: no delivery is half taken, and the rest follows later', async () => {
    const school = await newSchool();
    const later = [
      line({ test: 'E5', takenOn: '9-6-2026', score: '655' }), line({ test: 'M4', takenOn: '20-1-2025', score: '601' }),
    ];
    const files = [fileOf(line()), fileOf(...later)];
    await previewHistoryFiles(platform, school.administrator, files);
    let looked = 0;
    // Each delivery looks at the clock four times; the last time of the second, everything of it has been written.
    const clock = { ...platform.clock, now: () => {
      looked += 1;
      if (looked === 8) throw new Error('somebody pulled the plug');
      return platform.clock.now();
    } };
    const breaking = { ...platform, clock };
    await assert.rejects(applyAllPreviews(breaking, school.administrator), /pulled the plug/);
    assert.deepEqual(await scores(school, 'L1'), [640]);
    assert.deepEqual((await deliveries(school)).map(({ status }) => status).toSorted(), ['accepted', 'preview']);
    await applyAllPreviews(platform, school.administrator);
    assert.deepEqual(await scores(school, 'L1'), [601, 640, 655]);
    assert.deepEqual((await account(school)).map(([taken]) => taken).toSorted(), [1, 2]);
  });

  test('five thousand results of a large school are taken in a few seconds, with no question for each', async () => {
    const many = Array.from({ length: 200 }, (_, at) => inventedPupil(`P${at}`, {
      callName: `Kind${at}`, lastName: `Nummer${at}`, birthDate: plainDate('2015-05-06'), yearGroup: '7',
    }));
    const school = await newSchoolWithRoster(platform, { pupils: many, lasUrl: null });
    const moments = ['M3', 'E3', 'M4', 'E4', 'M5'];
    const lines = Array.from({ length: 5_000 }, (_, at) => line({
      key: `P${at % 200}`, callName: `Kind${at % 200}`, lastName: `Nummer${at % 200}`, prefix: '',
      birthDate: '6-5-2015',
      test: moments[Math.floor(at / 200) % 5] ?? 'M5', takenOn: `20-1-${2022 + Math.floor(at / 1000)}`,
      score: String(600 + (at % 90)),
    }));
    // Time on the processor: other programs on the machine do not count.
    const before = process.cpuUsage();
    await cpLovs(school, ...lines);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1_000_000;
    const [counts] = await account(school);
    assert.deepEqual(counts, [5_000, 0, 0, 0]);
    assert.ok(seconds < 10, `${seconds} seconds`);
  });
});
