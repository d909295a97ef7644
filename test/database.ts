import path from 'node:path';
import { openInMemory } from '../src/platform/database/embedded.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { openServer } from '../src/platform/database/server.ts';
import type { Database } from '../src/platform/database/types.ts';

/** Where the migrations are. */
export const migrationsFolder = path.join(import.meta.dirname, '..', 'database', 'migrations');

let shared: Promise<Database> | undefined;

/**
 * One migrated database for the whole test run: in memory, or the run's own database on the server of `DATABASE_URL`
 * (global.ts makes and drops it). Tests keep out of each other's way by making schools of their own.
 */
export function testDatabase(): Promise<Database> {
  shared ??= openTestDatabase();
  return shared;
}

async function openTestDatabase(): Promise<Database> {
  const { INBEELD_TEST_DATABASE_URL: url } = process.env;
  const database = url ? await openOnServer(url) : await openInMemory();
  await migrate(database, migrationsFolder);
  return database;
}

async function openOnServer(url: string): Promise<Database> {
  const opened = await openServer(url, url);
  if (!opened.ok) throw new Error(`DATABASE_URL cannot be used: ${opened.refusal}`);
  return opened.value;
}
