import type { QueryResult, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { assert, present } from '../../base/assert.ts';
import type { PlatformTx, TenantTx } from './tenancy.ts';

export { sql } from 'kysely';

type AnyTx = PlatformTx | TenantTx;

/** Every row of a query, columns in camelCase; dates as `YYYY-MM-DD`, instants as Date, numerics as numbers. */
export async function all<Row>(tx: AnyTx, query: RawBuilder<Row>): Promise<readonly Row[]> {
  return (await run(tx, query)).rows;
}

/** The first row of a query that may find nothing. */
export async function find<Row>(tx: AnyTx, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await run(tx, query)).rows[0];
}

/** The one row of a query that must find exactly one. */
export async function one<Row>(tx: AnyTx, query: RawBuilder<Row>): Promise<Row> {
  const { rows } = await run(tx, query);
  assert(rows.length === 1, `expected one row, found ${rows.length}`);
  return present(rows[0], 'one row');
}

/** Runs a statement and returns how many rows it touched. */
export async function change(tx: AnyTx, query: RawBuilder<unknown>): Promise<number> {
  const result = await run(tx, query);
  return Number(result.numAffectedRows ?? result.rows.length);
}

/** A value as one jsonb parameter: also how many rows go in at once, through `jsonb_to_recordset`. */
export function jsonb(value: unknown): RawBuilder<unknown> {
  return sql`${jsonText(value)}::jsonb`;
}

/**
 * JSON that PostgreSQL takes: what it cannot hold in a text (NUL, half a surrogate pair) becomes the replacement
 * character, so that a strange key does not cost the rest of an answer.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') ? text.replace(UNSTORABLE, '$1\\ufffd') : text;
}

/** Escapes that JSON.stringify writes for NUL and lone surrogates, not those that a text spells out itself. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

function run<Row>(tx: AnyTx, query: RawBuilder<Row>): Promise<QueryResult<Row>> {
  return query.execute(tx.trx);
}
