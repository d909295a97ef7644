import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { listResultsOfPupil } from '../ability/store.ts';
import { writeConfirmation } from '../exchange/uwlr/write.ts';
import { importHistoryFromLas } from '../history/actions.ts';
import { importHistoryCsv } from '../history/import-files.ts';
import { bindHistoryJobs } from '../history/jobs.ts';
import { listDeliveries } from '../history/store.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { openResultsLink } from './actions.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { bindHandoffJobs } from './jobs.ts';

const head = 'leerlingsleutel;achternaam;voorvoegsel;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;'
  + 'jaargroep;vaardigheidsscore';

describe('results that come back from where they were sent', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHandoffJobs(platform);
    bindHistoryJobs(platform);
  });
  after(() => las.close());

  const newSchool = async (): Promise<SchoolWithRoster> => {
    const pupils = ['L1', 'L2'].map((key) => inventedPupil(key, { yearGroup: '5' }));
    return newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
  };
  const countsOf = async (school: SchoolWithRoster) => (await school.inSchool(listDeliveries))[0]?.counts;
  const resultsOf = (school: SchoolWithRoster, key: string) =>
    school.inSchool((tx) => listResultsOfPupil(tx, school.pupilIds.get(key)!, 'arithmetic'));

  test('a LAS that returns everything it holds, also what it got from us, gives no result twice', async () => {
    const school = await newSchool();
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await inventOwnResult(platform, school, { pupilKey: 'L2', right: 24 });
    las.answer = () => ({ status: 200, body: writeConfirmation() });
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
    const sent = las.calls.at(-1)?.body ?? '';
    las.answer = ({ method }) => ({ status: 200, body: method === 'GET' ? sent : writeConfirmation() });
    await importHistoryFromLas(platform, school.administrator);
    await platform.jobs.run();
    assert.deepEqual(await countsOf(school), { read: 2, taken: 0, duplicate: 2, refused: 0, waiting: 0 });
    for (const key of ['L1', 'L2']) {
      assert.deepEqual((await resultsOf(school, key)).map(({ origin }) => origin), ['screen']);
    }
  });

  test('a file without keys is recognised by pupil, subject, day and score', async () => {
    const school = await newSchool();
    await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await platform.jobs.run();
    const [own] = await resultsOf(school, 'L1');
    const line = (score: number) =>
      `L1;Jansen-L1;;Kind L1;14-3-2018;Rekenen-Wiskunde;M5;3.0 (synthetisch);19-1-2027;5;${score}`;
    const score = Math.round(own?.scaleScore ?? 0);
    const file = [head, line(score), line(score + 1)].join('\n');
    await importHistoryCsv(platform, school.administrator, Buffer.from(file));
    assert.deepEqual(await countsOf(school), { read: 2, taken: 1, duplicate: 1, refused: 0, waiting: 0 });
  });
});
