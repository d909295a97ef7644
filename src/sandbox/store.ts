import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { assert } from '../base/assert.ts';
import type { AnyTables, Database } from '../platform/database/types.ts';

/** A transaction on the schema `sandbox` and nothing else: the platform's roles cannot see it, nor it the platform. */
export interface SandboxTx {
  readonly door: 'sandbox';
  readonly trx: Transaction<AnyTables>;
}

/** The only way to the sandbox's own data. */
export type WithSandbox = <T>(work: (tx: SandboxTx) => Promise<T>) => Promise<T>;

const open = new AsyncLocalStorage<true>();

/** Opens the sandbox's door. A transaction inside a transaction would wait for itself: it is a Bug at once. */
export function openSandboxDoor(database: Database): WithSandbox {
  return (work) => {
    assert(!open.getStore(), 'a sandbox transaction was opened inside another');
    return open.run(true, () => database.kysely.transaction().execute(async (trx) => {
      await sql`select set_config('role', 'inbeeld_sandbox', true)`.execute(trx);
      return work({ door: 'sandbox', trx });
    }));
  };
}

/** Every row of a query. */
export async function list<Row>(tx: SandboxTx, query: RawBuilder<Row>): Promise<readonly Row[]> {
  return (await query.execute(tx.trx)).rows;
}

/** The first row of a query that may find nothing. */
export async function first<Row>(tx: SandboxTx, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await query.execute(tx.trx)).rows[0];
}

/** Runs a statement and returns how many rows it touched. */
export async function write(tx: SandboxTx, query: RawBuilder<unknown>): Promise<number> {
  const result = await query.execute(tx.trx);
  return Number(result.numAffectedRows ?? result.rows.length);
}
