import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { silentLog } from '../log.ts';
import { defineJob, openJobs } from '../jobs/jobs.ts';
import { migrate } from './migrate.ts';
import { all, sql } from './query.ts';
import { openServer } from './server.ts';
import { openDoors } from './tenancy.ts';

const { INBEELD_TEST_DATABASE_URL: url } = process.env;
const skip = url ? false : 'runs with DATABASE_URL only';
const folder = path.join(import.meta.dirname, '..', '..', '..', 'database', 'migrations');
const greeting = defineJob<{ n: number }>('test.greeting', { retries: 0, retryDelaySeconds: 1 });

test('migrations run as the owner and requests as a role that owns nothing', { skip }, async (t) => {
  const owner = new URL(url ?? '');
  const name = `inbeeld_two_roles_${randomBytes(4).toString('hex')}`;
  const requests = new URL(owner);
  [requests.username, requests.pathname, owner.pathname] = [name, `/${name}`, `/${name}`];
  await run(url!, `create database ${name}`, `create role ${name} login`);
  const opened = await openServer(requests.href, owner.href);
  assert.ok(opened.ok);
  t.after(async () => {
    await opened.value.close();
    await run(url!, `drop database ${name} with (force)`, `drop role ${name}`);
  });
  await migrate(opened.value, folder);
  const jobs = openJobs(opened.value, silentLog);
  t.after(() => jobs.stop());
  jobs.handle(greeting, async () => undefined);
  await jobs.start();
  const doors = openDoors(opened.value);
  assert.deepEqual(await doors.withPlatform((tx) => all(tx, sql`select school_id from school`)), []);
  await doors.withPlatform((tx) => jobs.send(tx, greeting, { n: 1 }));
});

test('a superuser is refused for requests, since row policies do not bind one', { skip }, async (t) => {
  const superuser = process.env.INBEELD_TEST_SUPERUSER_URL;
  if (!superuser) return t.skip('no superuser to try');
  assert.deepEqual(await openServer(superuser, superuser), { ok: false, refusal: 'superuser' });
  return undefined;
});

async function run(at: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test('a statement whose table another program changed fails once, not for ever', { skip }, async (t) => {
  const opened = await openServer(url!, url!);
  assert.ok(opened.ok);
  const { kysely } = opened.value;
  t.after(() => opened.value.close());
  const table = `changed_${randomBytes(4).toString('hex')}`;
  await run(url!, `create table ${table} (n int)`, `insert into ${table} values (1)`);
  t.after(() => run(url!, `drop table ${table}`));
  const ask = () => sql<object>`select * from ${sql.table(table)} where n = ${1}`.execute(kysely);
  assert.equal((await ask()).rows.length, 1);
  await run(url!, `alter table ${table} add column m int`);
  await assert.rejects(ask(), /cached plan must not change result type/);
  assert.deepEqual((await ask()).rows, [{ n: 1, m: null }]);
});
