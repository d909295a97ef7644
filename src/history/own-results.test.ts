import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster } from '../../test/school-with-roster.ts';
import { listResultsOfPupil, withdrawResult } from '../ability/store.ts';
import { resultMadeJob } from '../ability/types.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { importHistoryFromLas } from './actions.ts';
import { inventedHistory } from './invented-history.ts';
import { bindHistoryJobs } from './jobs.ts';
import { resultKeyOf } from './own-results.ts';
import { listDeliveries } from './store.ts';

describe('a result of our own that the LAS still holds', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHistoryJobs(platform);
    platform.jobs.handle(resultMadeJob, async () => undefined);
  });
  after(() => las.close());

  const newSchool = () =>
    newSchoolWithRoster(platform, { pupils: [inventedPupil('L1', { yearGroup: '5' })], lasUrl: las.url });
  type School = Awaited<ReturnType<typeof newSchool>>;
  const own = (school: School) =>
    school.inSchool((tx) => listResultsOfPupil(tx, school.pupilIds.get('L1')!, 'arithmetic'));
  const comesBack = async (school: School, sittingId: string) => {
    const result = { pupilKey: 'L1', key: resultKeyOf(sittingId), score: 640 };
    las.answer = () => ({ status: 200, body: inventedHistory(school.brin, [result]) });
    await importHistoryFromLas(platform, school.administrator);
    await platform.jobs.run();
    const { taken, duplicate } = (await school.inSchool(listDeliveries))[0]!.counts;
    return { taken, duplicate, origins: (await own(school)).map(({ origin }) => origin) };
  };

  test('does not come back as an old result after it was withdrawn', async () => {
    const school = await newSchool();
    const sittingId = platform.newId();
    const resultId = await inventOwnResult(platform, school, { pupilKey: 'L1', sittingId });
    await school.inSchool((tx) => withdrawResult(tx, resultId));
    assert.deepEqual(await comesBack(school, sittingId), { taken: 0, duplicate: 1, origins: [] });
  });

  test('is the corrected one, whatever score the LAS has of it', async () => {
    const school = await newSchool();
    const sittingId = platform.newId();
    for (const right of [16, 20]) await inventOwnResult(platform, school, { pupilKey: 'L1', sittingId, right });
    assert.deepEqual(await comesBack(school, sittingId), { taken: 0, duplicate: 1, origins: ['screen'] });
  });
});
