import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** For tests: every row of the roster of the school as the database holds it, in a fixed order. */
export async function rosterRows(tx: TenantTx): Promise<readonly string[]> {
  const tables = [
    'pupil', 'pupil_identifier', 'class_group', 'group_pupil', 'pupil_placement', 'staff_member',
    'staff_identifier', 'group_staff',
  ];
  const queries = tables.map((table) => sql`select ${table} || ' ' || to_jsonb(t)::text as row
    from ${sql.table(table)} t where t.school_id = ${tx.schoolId}`);
  const rows = await all<{ row: string }>(tx, sql`${sql.join(queries, sql` union all `)} order by 1`);
  return rows.map(({ row }) => row);
}
