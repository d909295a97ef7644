import pg from 'pg';
import { findNormTable, listForms } from '../../content/store.ts';
import { publishSynthetic } from '../../content/actions.ts';
import type { Subject } from '../../content/types.ts';
import { plainDate } from '../../base/plain-date.ts';
import type { Doors } from '../../platform/database/tenancy.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { normsInSql, resultStatements } from './result-sql.ts';
import { platformStatements, tenantStatements } from './roster-sql.ts';
import { ids } from './numbers.ts';

/** What the benchmark's pupils take every half year. */
const SUBJECTS: readonly Subject[] = ['arithmetic', 'reading', 'spelling', 'verb-spelling'];

const LOADED = [
  'school', 'school_site', 'onboarding', 'licence_order', 'staff_member', 'staff_role', 'class_group', 'pupil',
  'group_pupil', 'pupil_placement', 'result',
];

/** What was loaded, and how large it is. */
export interface Loaded {
  readonly schools: number;
  readonly results: number;
  readonly seconds: number;
  readonly database_gb: number;
  readonly result_table_gb: number;
  readonly result_indexes_gb: number;
}

/** Publishes the tests that the results are of, and tells their norms as `resultStatements` takes them. */
export async function publishNorms(doors: Doors): Promise<string> {
  await publishSynthetic({ doors, clock: systemClock }, SUBJECTS);
  return normsInSql(await doors.withTenant(ids.school(1), { kind: 'job', id: 'bench' }, 'reporting', async (tx) => {
    const found = [];
    for (const subject of SUBJECTS) {
      const [form] = await listForms(tx, { subject });
      const table = form && await findNormTable(tx, form.scaleCode, plainDate('2027-01-19'));
      if (table) found.push(table);
    }
    return found;
  }));
}

/**
 * Makes schools `from` to `to` in SQL, as the owner of the tables. Keys of other tables are not judged row by row and
 * indexes are made at the end: what is measured is reading, not this.
 */
export async function loadSchools(
  url: string, norms: string, { from, to, seed }: { readonly from: number; readonly to: number; readonly seed: number },
): Promise<Loaded> {
  const began = performance.now();
  const { keys, indexes } = await onServer(url, async (client) => {
    const dropped = { keys: await dropKeys(client), indexes: to - from > 20 ? await dropIndexes(client) : [] };
    for (const table of LOADED) await client.query(`alter table ${table} no force row level security`);
    return dropped;
  });
  await inTwo(url, [
    ...platformStatements(from, to), ...tenantStatements(from, to), ...resultStatements(norms, from, to, seed),
  ]);
  await inTwo(url, indexes);
  await onServer(url, async (client) => {
    if (indexes.length > 0) {
      await client.query('alter table result add constraint result_pkey primary key using index result_pkey');
    }
    for (const key of keys) await client.query(key);
    for (const table of LOADED) await client.query(`alter table ${table} force row level security`);
  });
  await inTwo(url, LOADED.map((table) => `vacuum (analyze) ${table}`));
  const seconds = (performance.now() - began) / 1000;
  return { seconds: Math.round(seconds * 10) / 10, ...await sizes(url) };
}

async function sizes(url: string): Promise<Omit<Loaded, 'seconds'>> {
  const { rows: [row] } = await onServer(url, (client) => client.query<Record<string, string>>(`select
    pg_database_size(current_database()) as database, pg_table_size('result') as result,
    pg_indexes_size('result') as indexes, (select reltuples from pg_class where oid = 'result'::regclass) as results,
    (select reltuples from pg_class where oid = 'school'::regclass) as schools`));
  const gb = (bytes: string | undefined): number => Math.round(Number(bytes) / 1e7) / 100;
  return {
    schools: Number(row?.schools), results: Number(row?.results), database_gb: gb(row?.database),
    result_table_gb: gb(row?.result), result_indexes_gb: gb(row?.indexes),
  };
}

/** @returns what makes the foreign keys again; rows that are there are taken at their word */
async function dropKeys(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ tableName: string; name: string; definition: string }>(`
    select conrelid::regclass::text as "tableName", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f'
      and (conrelid::regclass::text = any($1) or confrelid = 'result'::regclass)`, [LOADED]);
  for (const { tableName, name } of rows) await client.query(`alter table ${tableName} drop constraint ${name}`);
  return rows.map(({ tableName, name, definition }) =>
    `alter table ${tableName} add constraint ${name} ${definition.replace(/ NOT VALID$/u, '')} not valid`);
}

/** @returns what makes the indexes of results again */
async function dropIndexes(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = 'result'::regclass`);
  await client.query('alter table result drop constraint result_pkey');
  for (const { name } of rows) await client.query(`drop index if exists ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Runs statements over two connections, in their order as far as that goes. */
async function inTwo(url: string, statements: readonly string[]): Promise<void> {
  const waiting = [...statements];
  await Promise.all([0, 1].map(() => onServer(url, async (client) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await client.query(next);
  })));
}

/** Works on one connection of the owner. */
export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off; set jit = off; set maintenance_work_mem = '1GB'`);
    return await work(client);
  } finally {
    await client.end();
  }
}
