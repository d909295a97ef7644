import path from 'node:path';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Config } from '../platform/config.ts';
import { openEmbedded } from '../platform/database/embedded.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openServer } from '../platform/database/server.ts';
import type { Database } from '../platform/database/types.ts';

/** Where the migrations are. */
export const migrationsFolder = path.join(import.meta.dirname, '..', '..', 'database', 'migrations');

const REFUSALS = {
  'folder-in-use': (config: Config) => `De gegevensmap ${config.dataFolder} is al in gebruik door een ander `
    + 'proces van dit programma. Stop dat eerst, of kies met --data een andere map. Er is niets gewijzigd.',
  'superuser': () => 'DATABASE_URL gebruikt een superuser. Die gaat voorbij aan de afscherming per school. Maak een '
    + 'gewone rol: create role inbeeld login createrole password \'...\'; create database inbeeld owner inbeeld;',
  'bypasses-row-security': () => 'De rol van DATABASE_URL heeft BYPASSRLS en gaat daarmee voorbij aan de '
    + 'afscherming per school. Haal dat weg: alter role ... nobypassrls;',
  'too-old': () => 'De PostgreSQL-server van DATABASE_URL is ouder dan versie 15.',
} as const;

/** Opens and migrates the database that the settings name; a refusal is a Dutch sentence that says what to do. */
export async function openDatabase(config: Config): Promise<Result<Database, string>> {
  const opened = await connectDatabase(config);
  if (!opened.ok) return refuse(refusalSentence(opened.refusal, config));
  await migrate(opened.value, migrationsFolder);
  return ok(opened.value);
}

export type DatabaseRefusal = keyof typeof REFUSALS;

/** Opens the database that the settings name as it is. */
export function connectDatabase(config: Config): Promise<Result<Database, DatabaseRefusal>> {
  return config.databaseUrl
    ? openServer(config.databaseUrl, config.databaseOwnerUrl ?? config.databaseUrl)
    : openEmbedded(config.dataFolder);
}

/** Why a database was refused, and what to do. */
export function refusalSentence(refusal: DatabaseRefusal, config: Config): string {
  return REFUSALS[refusal](config);
}
