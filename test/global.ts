import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * Before and after a whole test run: with `DATABASE_URL`, a database of the run's own on that server, dropped
 * at the end. Without it there is nothing to do: the embedded database of the tests lives in memory.
 */
export async function globalSetup(): Promise<void> {
  const { DATABASE_URL: url } = process.env;
  if (!url) return;
  const name = `inbeeld_test_${randomBytes(6).toString('hex')}`;
  await runOnServer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  process.env.INBEELD_TEST_DATABASE_URL = own.href;
}

export async function globalTeardown(): Promise<void> {
  const { DATABASE_URL: url, INBEELD_TEST_DATABASE_URL: own } = process.env;
  if (!url || !own) return;
  await runOnServer(url, `drop database ${new URL(own).pathname.slice(1)} with (force)`);
}

async function runOnServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
