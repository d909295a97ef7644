import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { migrationsFolder } from '../../test/database.ts';
import { openInMemory } from '../platform/database/embedded.ts';
import { migrate } from '../platform/database/migrate.ts';

/** The migrations before the one that began to write down what a LAS may hold. */
const before = '202611231720';

test('of what went before the upgrade, a LAS may hold everything that was ever tried', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'inbeeld-upgrade-'));
  t.after(() => rm(folder, { recursive: true }));
  const earlier = (await readdir(migrationsFolder)).filter((name) => name < before);
  for (const name of earlier) await cp(path.join(migrationsFolder, name), path.join(folder, name));
  const database = await openInMemory();
  t.after(() => database.close());
  await migrate(database, folder);
  await database.runScript(`set session_replication_role = replica;
    insert into result_delivery (school_id, connection_id, result_id, result_key, status, attempts, queued_at)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), key, status, attempts, now() from (values
      ('withdrawn', 'superseded', 1), ('lost', 'waiting', 2), ('taken', 'delivered', 1), ('new', 'waiting', 0))
      as row (key, status, attempts);
    set session_replication_role = origin;`);
  await migrate(database, migrationsFolder);
  const { rows } = await sql<{ resultKey: string }>`select result_key from result_delivery where may_hold
    order by result_key`.execute(database.kysely);
  assert.deepEqual(rows.map(({ resultKey }) => resultKey), ['lost', 'taken', 'withdrawn']);
});
