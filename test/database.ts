import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { openInMemory } from '../src/platform/database/embedded.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { openServer } from '../src/platform/database/server.ts';
import type { Database } from '../src/platform/database/types.ts';

/** Where the migrations are. */
export const migrationsFolder = path.join(import.meta.dirname, '..', 'database', 'migrations');

let shared: Promise<Database> | undefined;

/**
 * One migrated database for the whole test run: in memory, or a new one on the server of `DATABASE_URL`. Tests keep out
 * of each other's way by making schools of their own.
 */
export function testDatabase(): Promise<Database> {
  shared ??= openTestDatabase();
  return shared;
}

async function openTestDatabase(): Promise<Database> {
  const { DATABASE_URL: url } = process.env;
  const database = url ? await openOnServer(url) : await openInMemory();
  await migrate(database, migrationsFolder);
  return database;
}

async function openOnServer(url: string): Promise<Database> {
  const name = `inbeeld_test_${randomBytes(6).toString('hex')}`;
  await runOnServer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const opened = await openServer(own.href, own.href);
  if (!opened.ok) throw new Error(`DATABASE_URL cannot be used: ${opened.refusal}`);
  after(async () => {
    await opened.value.close();
    await runOnServer(url, `drop database ${name} with (force)`);
  });
  return opened.value;
}

async function runOnServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
