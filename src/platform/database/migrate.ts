import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { Bug } from '../../base/assert.ts';
import type { Database } from './types.ts';

/**
 * Brings the database up to date: runs each file of `folder` that has not run, in name order, each in a transaction.
 * Several nodes may start at once: one runs a file, the others wait for it and then find it done.
 * @returns the names of the files that this call ran
 */
export async function migrate(database: Database, folder: string): Promise<readonly string[]> {
  const { pending, unknown } = await compareMigrations(database, folder);
  if (unknown.length > 0) throw new Bug(`the database is newer than this program: ${unknown.join(', ')}`);
  for (const name of pending) await runFile(database, folder, name);
  await database.admitRequests();
  return pending;
}

/** What a database has to catch up with, and what a newer program did to it. Changes nothing. */
export async function compareMigrations(database: Database, folder: string): Promise<{
  readonly done: readonly string[]; readonly pending: readonly string[]; readonly unknown: readonly string[];
}> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const done = await listDone(database);
  return {
    done: [...done],
    pending: names.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !names.includes(name)),
  };
}

async function runFile(database: Database, folder: string, name: string): Promise<void> {
  const text = await readFile(path.join(folder, name), 'utf8');
  const script = `begin; select pg_advisory_xact_lock(7420001);\n${text};
    insert into schema_migration (name) values ('${name}'); commit;`;
  try {
    await database.runScript(script);
  } catch (error) {
    await database.runScript('rollback');
    if (!(await listDone(database)).has(name)) throw new Bug(`migration ${name}: ${messageOf(error)}`);
  }
}

/** The database's own words without the script, which some drivers repeat in full. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function listDone(database: Database): Promise<ReadonlySet<string>> {
  const exists = await sql<{ found: boolean }>`select to_regclass('public.schema_migration') is not null as found`
    .execute(database.kysely);
  if (!exists.rows[0]?.found) return new Set();
  const rows = await sql<{ name: string }>`select name from schema_migration`.execute(database.kysely);
  return new Set(rows.rows.map((row) => row.name));
}
