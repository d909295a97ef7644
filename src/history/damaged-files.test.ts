import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as fc from 'fast-check';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster } from '../../test/school-with-roster.ts';
import { plainDate } from '../base/plain-date.ts';
import { osoDossiers, osoTest } from '../exchange/oso/invented-dossier.ts';
import { damage, damaged } from '../exchange/testing/mutation.ts';
import { one, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { exampleFile } from './example-file.ts';
import { applyAllPreviews, previewHistoryFiles } from './import-files.ts';
import { inventedHistory } from './invented-history.ts';
import { listDeliveries } from './store.ts';

let platform: TestPlatform;
before(async () => { platform = await testPlatform(); });

const csv = new TextDecoder().decode(exampleFile());
const noise = fc.constantFrom('"', ';', '\n', '\r', '\u0000', '\t', 'é', '=1+1', '99', '22-1-26');

/** The example table with a piece of noise somewhere, and something cut out. */
const damagedTable = fc.tuple(fc.nat(csv.length), fc.nat(20), noise)
  .map(([at, cut, piece]) => csv.slice(0, at) + piece + csv.slice(at + cut));

test('whatever is wrong with a file, its account adds up, and each taken record has its one result', async () => {
  const pupils = ['L1', 'L2'].map((key) => inventedPupil(key, {
    callName: 'Sanne', lastName: `Vries${key}`, birthDate: plainDate('2016-03-09'), yearGroup: '6',
  }));
  const school = await newSchoolWithRoster(platform, { pupils, lasUrl: null });
  const oso = osoDossiers([
    {
      brin: school.brin, key: 'L1', lastName: 'VriesL1',
      tests: [osoTest(), osoTest({ code: 'RW-E5', ability: '655' })],
    },
    { brin: school.brin, key: 'L2', lastName: 'VriesL2' },
  ]);
  const uwlr = inventedHistory(school.brin, [
    { pupilKey: 'L1', key: 'H-1', score: 640 }, { pupilKey: 'L2', key: 'H-2', score: 652, correctCount: 18 },
  ]);
  const file = fc.oneof(
    fc.tuple(fc.constantFrom(oso, uwlr), damage).map(([text, how]) => damaged(text, how)), damagedTable,
  );
  await fc.assert(fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (texts) => {
    await previewHistoryFiles(platform, school.administrator, texts.map((text) => Buffer.from(text)));
    await applyAllPreviews(platform, school.administrator);
    const deliveries = await school.inSchool(listDeliveries);
    for (const { counts: { read, taken, duplicate, refused, waiting } } of deliveries)
      assert.equal(read, taken + duplicate + refused + waiting);
    const { lost, extra } = await school.inSchool((tx) => one<{ lost: number; extra: number }>(tx, sql`select
      (select count(*)::int from history_record h where h.school_id = ${tx.schoolId} and h.status = 'taken'
        and not exists (select from result r where r.school_id = h.school_id and r.result_id = h.result_id)) as lost,
      (select count(*)::int from result r where r.school_id = ${tx.schoolId} and r.superseded_by is null
        and not exists (select from history_record h where h.school_id = r.school_id
          and h.result_id = r.result_id and h.status = 'taken')) as extra`));
    assert.deepEqual([lost, extra], [0, 0]);
  }), { numRuns: Number(process.env['HISTORY_RUNS'] ?? 12) });
});
