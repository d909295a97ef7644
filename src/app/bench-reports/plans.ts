import pg from 'pg';
import type { Captured } from './capture.ts';

/** A node of a plan, as EXPLAIN writes it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** What the statements of a page touched. */
export interface Touched {
  readonly statements: number;
  /** Pages of 8 kB, of tables and indexes, read from memory or disk. */
  readonly buffers: number;
  /** Where rows of other schools were passed through; must be empty. */
  readonly beyond_the_school: readonly string[];
}

/**
 * Runs each statement again under EXPLAIN (ANALYZE, BUFFERS), once planned for its own values and once as a prepared
 * statement that is planned for any, and judges both: a table with a school in it is read by an index whose condition
 * names the school, or not at all.
 */
export async function explainAll(client: pg.Client, statements: readonly Captured[]): Promise<Touched> {
  const { full, sparse } = await tablesOfSchools(client);
  const beyond = new Set<string>();
  let buffers = 0;
  for (const statement of statements) {
    const custom = await explain(client, statement, 'plan_cache_mode = force_custom_plan');
    buffers += (custom['Shared Hit Blocks'] ?? 0) + (custom['Shared Read Blocks'] ?? 0);
    const generic = await explain(client, statement, 'plan_cache_mode = force_generic_plan');
    // A table with hardly a row is read whole, rightly; asked not to, it shows what it would do with many.
    const unlikely = await explain(client, statement, 'enable_seqscan = off');
    const found = [...strayNodes(custom, full), ...strayNodes(generic, full), ...strayNodes(unlikely, sparse)];
    for (const stray of found) beyond.add(`${stray} in: ${oneLine(statement.text)}`);
  }
  return { statements: statements.length, buffers, beyond_the_school: [...beyond] };
}

/** Fewer rows than this over all schools: a table that the benchmark did not fill. */
const SPARSE_ROWS = 5000;

/** Tables in which each row is of a school; sessions are found by what the visitor shows. */
async function tablesOfSchools(client: pg.Client) {
  const { rows } = await client.query<{ name: string; rows: number }>(`select c.relname as name, c.reltuples as rows
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'school_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'session'`);
  const named = (few: boolean): ReadonlySet<string> =>
    new Set(rows.filter((row) => few === row.rows < SPARSE_ROWS).map(({ name }) => name));
  return { full: named(false), sparse: named(true) };
}

async function explain(client: pg.Client, { began, text, values }: Captured, setting: string): Promise<PlanNode> {
  await client.query(began);
  try {
    await client.query(`set local ${setting}; prepare judged as ${text}`);
    const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      `explain (analyze, buffers, format json) execute judged${given}`);
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (!plan) throw new Error('no plan');
    return plan;
  } finally {
    await client.query('rollback; deallocate all');
  }
}

/** Reads of a school's table that no index confines to the school. */
export function strayNodes(node: PlanNode, ofSchools: ReadonlySet<string>, table?: string): readonly string[] {
  const name = node['Relation Name'] ?? table;
  const below = (node.Plans ?? []).flatMap((child) =>
    strayNodes(child, ofSchools, node['Node Type'] === 'Bitmap Heap Scan' ? name : undefined));
  if (name === undefined || !ofSchools.has(name)) return below;
  const kind = node['Node Type'];
  const byIndex = /^(Index|Index Only|Bitmap Index) Scan$/u.test(kind);
  const confined = kind === 'Bitmap Heap Scan' || byIndex && /\bschool_id\b/u.test(node['Index Cond'] ?? '');
  return confined || !kind.endsWith('Scan') ? below : [...below, `${kind} on ${name}`];
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map(element).join(',')}}`);
  if (Buffer.isBuffer(value)) return pg.escapeLiteral(`\\x${value.toString('hex')}`);
  return pg.escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function element(value: unknown): string {
  if (value === null) return 'null';
  return `"${String(value).replace(/["\\]/gu, '\\$&')}"`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').slice(0, 160);
}
