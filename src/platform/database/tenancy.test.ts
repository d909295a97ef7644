import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { newId } from '../ids.ts';
import { all, change, sql } from './query.ts';
import type { TenantTx } from './tenancy.ts';

const actor = { kind: 'job', id: 'test' } as const;

function addPupil(tx: TenantTx, schoolId: string): Promise<number> {
  return change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, created_at, changed_at)
    values (${schoolId}, ${newId()}, 'Test', 'Tess', now(), now())`);
}

describe('the doors to the data', () => {
  let platform: TestPlatform;
  before(async () => { platform = await testPlatform(); });

  test('a transaction sees the pupils of the school it named and of no other', async () => {
    const [ours, theirs] = [await newTestSchool(platform), await newTestSchool(platform)];
    for (const { schoolId } of [ours, theirs]) {
      await platform.doors.withTenant(schoolId, actor, 'roster', (tx) => addPupil(tx, schoolId));
    }
    const seen = await platform.doors.withTenant(ours.schoolId, actor, 'roster', (tx) =>
      all<{ schoolId: string }>(tx, sql`select school_id from pupil`));
    assert.deepEqual(seen, [{ schoolId: ours.schoolId }]);
  });

  test('a pupil cannot be written into a school that the transaction did not name', async () => {
    const [ours, theirs] = [await newTestSchool(platform), await newTestSchool(platform)];
    await assert.rejects(
      platform.doors.withTenant(ours.schoolId, actor, 'roster', (tx) => addPupil(tx, theirs.schoolId)),
      /row-level security/,
    );
  });

  test('the platform door has no right on any table with pupils', async () => {
    await assert.rejects(
      platform.doors.withPlatform((tx) => all(tx, sql`select 1 from pupil`)),
      /permission denied/,
    );
  });

  test('an answer, a result or an audit event can be added but not changed or removed', async () => {
    const { schoolId } = await newTestSchool(platform);
    for (const table of ['answer', 'item_score', 'audit_event']) {
      await assert.rejects(
        platform.doors.withTenant(schoolId, actor, 'taking', (tx) =>
          change(tx, sql`update ${sql.table(table)} set school_id = school_id`)),
        /permission denied/, table,
      );
    }
  });

  test('a transaction inside a transaction is a bug at once instead of a wait for ever', async () => {
    await assert.rejects(
      platform.doors.withPlatform(() => platform.doors.withPlatform(async () => undefined)),
      /inside another/,
    );
  });

  test('every table of a school has school_id first in its keys, and forced row policies', async () => {
    const tables = await platform.doors.withPlatform((tx) => all<TableFacts>(tx, TABLE_FACTS));
    const ofSchools = tables.filter((table) => table.hasSchool && !NOT_SHARDED.has(table.name));
    assert.ok(ofSchools.length > 25);
    for (const table of ofSchools) {
      assert.equal(table.firstKeyColumn, 'school_id', table.name);
      assert.ok(table.forced, table.name);
      assert.equal(table.foreignKeysWithoutSchool, 0, table.name);
    }
  });
});

/** Tables of the platform that name a school but are not sharded by it, and are closed to the school's role. */
const NOT_SHARDED = new Set(['person_role', 'invitation', 'session', 'mail_message', 'las_stop']);

interface TableFacts {
  name: string; hasSchool: boolean; firstKeyColumn: string | null; forced: boolean; foreignKeysWithoutSchool: number;
}

const TABLE_FACTS = sql<TableFacts>`
  select c.relname as name, c.relforcerowsecurity as forced,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'school_id') as has_school,
    (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisprimary) as first_key_column,
    (select count(*)::int from pg_constraint f join pg_class r on r.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f'
        and exists (select from pg_attribute a where a.attrelid = r.oid and a.attname = 'school_id')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(f.conkey)
          and a.attname = 'school_id')) as foreign_keys_without_school
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r'`;
