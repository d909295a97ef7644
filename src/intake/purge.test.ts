import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { writeRosterAnswer } from '../exchange/uwlr/write.ts';
import type { Platform } from '../platform/platform.ts';
import { change, one, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { purgeDeliveries } from './jobs.ts';
import { listRosterDeliveries } from './store.ts';

describe('what is purged after thirty days', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
  });
  after(() => las.close());
  beforeEach(async () => {
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
    school = await newSchoolWithLas(platform, las);
    school.has({ '00': [inventedPupil('1')] });
    await school.fetch();
  });
  const days = (count: number) => platform.clock.advance(count * 86_400_000);
  const statuses = async () =>
    (await school.inSchool((tx) => listRosterDeliveries(tx, 50))).map(({ status }) => status);

  test('goes for every school, also when one of them throws', async () => {
    const other = await newSchoolWithLas(platform, las);
    other.has({ '00': [inventedPupil('1')] });
    await other.fetch();
    days(31);
    const kept = async (id: SchoolWithLas) => (await id.inSchool((tx) => one<{ count: number }>(tx, sql`select
      count(content_cipher)::int as count from delivery where school_id = ${tx.schoolId}`))).count;
    assert.deepEqual([await kept(school), await kept(other)], [1, 1]);
    const logged: unknown[] = [];
    const doors: Platform['doors'] = {
      ...platform.doors,
      withTenant: (schoolId, ...rest) => (schoolId === school.schoolId
        ? Promise.reject(new TypeError('broken')) : platform.doors.withTenant(schoolId, ...rest)),
    };
    await purgeDeliveries({ ...platform, doors, log: (event, detail) => { logged.push([event, detail]); } });
    assert.deepEqual([await kept(school), await kept(other)], [1, 0]);
    assert.deepEqual(logged, [['intake.purge-failed', { school: school.schoolId, error: 'TypeError' }]]);
  });

  test('are nights on which nothing changed, and no delivery that told something', async () => {
    days(1);
    las.answer(() => writeRosterAnswer('all', { kind: 'unchanged' }, '2.2'));
    await school.fetch();
    days(29);
    await purgeDeliveries(platform);
    assert.deepEqual(await statuses(), ['unchanged', 'accepted']);
    days(1);
    await purgeDeliveries(platform);
    assert.deepEqual(await statuses(), ['accepted']);
    assert.equal(await school.inSchool((tx) => change(tx, sql`delete from delivery
      where school_id = ${tx.schoolId}`)), 0, 'the database keeps the others, whatever a query says');
  });
});
