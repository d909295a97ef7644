import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../src/platform/database/types.ts';

/** A column of one of our tables. */
export interface Column {
  /** `pupil`, or `sandbox.mail`. */
  readonly table: string;
  readonly column: string;
}

interface Line {
  readonly table: string;
  readonly line: string;
}

/** Our tables: those of the platform and of the sandbox, not those of the job runner. */
const tables = sql`(select c.oid, c.relacl, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
    case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'sandbox'))`;

/** Every column, by table and place. */
export async function listColumns({ kysely }: Database): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`select t.name as table, a.attname as column
    from ${tables} t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    order by t.name collate "C", a.attnum`.execute(kysely);
  return rows;
}

/**
 * A migrated database as text, the same on every version of PostgreSQL that we run on: a block a table, with columns,
 * keys, checks, indexes, row policies and rights; then the functions.
 */
export async function describeSchema({ kysely }: Database): Promise<string> {
  const blocks = new Map<string, string[]>();
  for (const part of PARTS) {
    const { rows } = await part.execute(kysely);
    for (const { table, line } of rows) {
      const block = blocks.get(table) ?? [];
      blocks.set(table, block);
      block.push(`  ${line.replaceAll(/\s+/g, ' ').trim()}`);
    }
  }
  const sorted = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([table, lines]) => `${table}\n${lines.join('\n')}\n`).join('\n');
}

const COLUMNS = sql<Line>`select t.name as table, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
  from ${tables} t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  order by t.name, a.attnum`;

// PostgreSQL 18 catalogues not null as a constraint too; it stands with the column.
const CONSTRAINTS = sql<Line>`select t.name as table, pg_get_constraintdef(k.oid) as line
  from ${tables} t join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'c', 'f')
  order by t.name, position(k.contype in 'pucf'), pg_get_constraintdef(k.oid) collate "C"`;

const INDEXES = sql<Line>`select t.name as table, regexp_replace(pg_get_indexdef(i.indexrelid),
    ' ON \\S+ USING', ' USING') as line
  from ${tables} t join pg_index i on i.indrelid = t.oid
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
  order by t.name, pg_get_indexdef(i.indexrelid) collate "C"`;

const ROW_SECURITY = sql<Line>`select t.name as table, 'ROW SECURITY' || case when t.relforcerowsecurity
    then ' FORCED' else '' end as line from ${tables} t where t.relrowsecurity`;

const POLICIES = sql<Line>`select t.name as table, 'POLICY ' || p.polname || ' FOR ' || case p.polcmd
      when '*' then 'ALL' when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' else 'DELETE' end
    || ' TO ' || (select string_agg(pg_get_userbyid(role), ', ' order by pg_get_userbyid(role) collate "C")
      from unnest(p.polroles) as role)
    || coalesce(' USING ' || pg_get_expr(p.polqual, p.polrelid), '')
    || coalesce(' WITH CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid), '') as line
  from ${tables} t join pg_policy p on p.polrelid = t.oid order by t.name, p.polname collate "C"`;

const grantee = sql`case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end`;

const RIGHTS = sql<Line>`select t.name as table, 'GRANT ' || string_agg(g.privilege_type, ', '
    order by g.privilege_type collate "C") || ' TO ' || ${grantee} as line
  from ${tables} t cross join aclexplode(t.relacl) g where g.grantee <> t.relowner
  group by t.name, g.grantee order by t.name, ${grantee} collate "C"`;

const COLUMN_RIGHTS = sql<Line>`select t.name as table, 'GRANT ' || g.privilege_type || ' ('
    || string_agg(a.attname, ', '
    order by a.attnum) || ') TO ' || ${grantee} as line
  from ${tables} t join pg_attribute a on a.attrelid = t.oid cross join aclexplode(a.attacl) g
  where g.grantee <> t.relowner
  group by t.name, g.grantee, g.privilege_type order by t.name, ${grantee} collate "C", g.privilege_type collate "C"`;

const FUNCTIONS = sql<Line>`select 'function ' || p.oid::regprocedure::text as table,
    'RETURNS ' || pg_get_function_result(p.oid) || ' AS ' || p.prosrc as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'sandbox')
  order by 1`;

const PARTS: readonly RawBuilder<Line>[] = [
  COLUMNS, CONSTRAINTS, INDEXES, ROW_SECURITY, POLICIES, RIGHTS, COLUMN_RIGHTS, FUNCTIONS,
];
