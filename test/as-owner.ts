import type { Database } from '../src/platform/database/types.ts';

/**
 * Runs a statement as the owner of the database, for what no request may do. On a server the owner is held by the row
 * policies too, so they step aside for the one table.
 */
export function asOwner(database: Database, table: string, statement: string): Promise<void> {
  return database.runScript(`begin;
    alter table ${table} no force row level security;
    ${statement};
    alter table ${table} force row level security;
    commit;`);
}
