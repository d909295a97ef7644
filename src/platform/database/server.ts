import { CamelCasePlugin, Kysely } from 'kysely';
import pg from 'pg';
import { ok, refuse, type Result } from '../../base/result.ts';
import { Outage } from '../outage.ts';
import { listenOnServer } from './listen.ts';
import { OpeningDialect } from './opening.ts';
import { PreparingClient } from './preparing.ts';
import { batchCalls } from './batch-calls.ts';
import type { AnyTables, BatchCall, Database } from './types.ts';

const OID_DATE = 1082;
const OID_BIGINT = 20;
const OID_NUMERIC = 1700;

const types = new pg.TypeOverrides();
types.setTypeParser(OID_DATE, String);
types.setTypeParser(OID_BIGINT, Number);
types.setTypeParser(OID_NUMERIC, Number);

/** Oldest server whose SQL we stay within. */
const OLDEST_SERVER_VERSION = 150_000;

/** One for answers, and one for presence, so that neither waits for the other. */
const BATCH_CONNECTIONS = 2;

export type ServerRefusal = 'superuser' | 'bypasses-row-security' | 'too-old';

/**
 * Opens a PostgreSQL server.
 * @param url for requests; refused when its role could pass row-level security
 * @param ownerUrl for migrations; the same role may serve both, since row-level security is forced on owners too
 */
export async function openServer(url: string, ownerUrl: string): Promise<Result<Database, ServerRefusal>> {
  const pool = new pg.Pool({ connectionString: url, max: 10, types, Client: PreparingClient });
  pool.on('error', () => undefined);
  const refusal = await judgeRole(pool);
  if (refusal) {
    await pool.end();
    return refuse(refusal);
  }
  const kysely = new Kysely<AnyTables>({
    dialect: new OpeningDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const batches = new pg.Pool({ connectionString: url, max: BATCH_CONNECTIONS, types });
  batches.on('error', () => undefined);
  return ok({
    kind: 'server',
    kysely,
    runScript: (sql) => runAsOwner(ownerUrl, sql),
    admitRequests: () => admitRequests(pool, url, ownerUrl),
    // The job runner makes its own tables, so it works as the owner; requests only put work in.
    jobStore: { backend: 'postgres', connectionString: ownerUrl, max: 5 },
    maintain: async () => undefined,
    refreshStatistics: async () => undefined,
    // A second batch beside the first would only make both smaller.
    batchesAtOnce: 1,
    async callBatch<Row>(call: BatchCall, values: readonly unknown[]) {
      return (await batches.query({ name: call, text: batchCalls[call], values: [...values] })).rows as Row[];
    },
    listen: (channel, ear) => listenOnServer(url, channel, ear),
    async close() {
      await batches.end();
      await kysely.destroy();
    },
  });
}

async function judgeRole(pool: pg.Pool): Promise<ServerRefusal | null> {
  const answer = await pool
    .query<{ superuser: boolean; bypass: boolean; version: number }>(
      `select rolsuper as superuser, rolbypassrls as bypass, current_setting('server_version_num')::int as version
         from pg_roles where rolname = current_user`,
    )
    .catch((cause: unknown) => {
      throw new Outage('the database server of DATABASE_URL cannot be reached', { retryable: true, cause });
    });
  const role = answer.rows[0];
  if (!role || role.superuser) return 'superuser';
  if (role.bypass) return 'bypasses-row-security';
  return role.version < OLDEST_SERVER_VERSION ? 'too-old' : null;
}

async function admitRequests(pool: pg.Pool, url: string, ownerUrl: string): Promise<void> {
  if (url === ownerUrl) return;
  const { rows } = await pool.query<{ login: string }>('select quote_ident(current_user) as login');
  await runAsOwner(ownerUrl, `grant inbeeld_app, inbeeld_platform, inbeeld_sandbox to ${rows[0]?.login}`);
}

async function runAsOwner(ownerUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
