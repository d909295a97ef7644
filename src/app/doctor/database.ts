import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../../platform/config.ts';
import { compareMigrations } from '../../platform/database/migrate.ts';
import type { Database } from '../../platform/database/types.ts';
import { openJobs } from '../../platform/jobs/jobs.ts';
import { silentLog } from '../../platform/log.ts';
import { Outage } from '../../platform/outage.ts';
import { connectDatabase, migrationsFolder, refusalSentence } from '../open-database.ts';
import type { Check } from './types.ts';

const TIMEOUT_MS = 3000;

/**
 * Whether the database can be reached, is up to date and has no dead jobs. A folder in use is fine: it is left
 * alone.
 */
export async function checkDatabase(config: Config): Promise<readonly Check[]> {
  const { databaseUrl, dataFolder } = config;
  if (!databaseUrl && !existsSync(path.join(dataFolder, 'postgres'))) {
    return [database(true, `nog geen gegevens in ${dataFolder}; ze komen er bij de eerste start`)];
  }
  if (databaseUrl && !(await canConnect(new URL(databaseUrl)))) {
    return [database(false, 'de server van DATABASE_URL is niet bereikbaar')];
  }
  try {
    const opened = await connectDatabase(config);
    if (opened.ok) return await examineAndClose(opened.value, config);
    if (opened.refusal === 'folder-in-use') {
      return [database(true, `${dataFolder} is in gebruik door een draaiend proces`)];
    }
    return [database(false, refusalSentence(opened.refusal, config))];
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    return [database(false, 'de server van DATABASE_URL weigert ons: kijk naar rol, wachtwoord en databasenaam')];
  }
}

function database(ok: boolean, detail: string): Check {
  return { name: 'database', ok, detail };
}

async function examineAndClose(opened: Database, config: Config): Promise<readonly Check[]> {
  try {
    const where = opened.kind === 'embedded' ? `ingebouwd, in ${config.dataFolder}` : 'de server van DATABASE_URL';
    return [database(true, where), await checkMigrations(opened), await checkJobs(opened)];
  } finally {
    await opened.close();
  }
}

async function checkMigrations(opened: Database): Promise<Check> {
  const { done, pending, unknown } = await compareMigrations(opened, migrationsFolder);
  const name = 'migrations';
  if (unknown.length > 0) {
    return { name, ok: false, detail: `de database is nieuwer dan dit programma: ${unknown.join(', ')}` };
  }
  if (done.length === 0) return { name, ok: true, detail: 'nog leeg; wordt bij de eerste start ingericht' };
  if (pending.length === 0) return { name, ok: true, detail: `${done.length}, geen te doen` };
  return { name, ok: false, detail: `nog te doen bij de volgende start: ${pending.join(', ')}` };
}

async function checkJobs(opened: Database): Promise<Check> {
  const name = 'jobs';
  const { rows } = await sql<{ found: boolean }>`select to_regclass('pgboss.job') is not null as found`
    .execute(opened.kysely);
  if (!rows[0]?.found) return { name, ok: true, detail: 'nog geen' };
  const { busy, dead } = await openJobs(opened, silentLog).counts();
  return { name, ok: dead === 0, detail: `${busy} wachtend, ${dead} vastgelopen` };
}

/** Tried before the driver does, which waits for minutes when nobody says no. */
function canConnect({ hostname, port }: URL): Promise<boolean> {
  if (!hostname) return Promise.resolve(true);
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = net.connect({ host, port: Number(port || 5432), timeout: TIMEOUT_MS });
    const settle = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
