import type { ColumnMapping, ColumnName } from '../exchange/history-csv/types.ts';
import { columnNames } from '../exchange/history-csv/types.ts';
import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** Which columns of a school's own files are which, as a person said before. */
export async function findColumnMapping(tx: TenantTx): Promise<ColumnMapping> {
  const rows = await all<{ writtenName: string; columnName: string | null }>(tx, sql`
    select written_name, column_name from history_column where school_id = ${tx.schoolId}`);
  return new Map(rows.map(({ writtenName, columnName }) =>
    [writtenName, columnNames.find((name) => name === columnName) ?? null]));
}

/** Remembers what a person said about columns; the last word counts. */
export async function saveColumnMapping(
  tx: TenantTx, chosen: ReadonlyMap<string, ColumnName | null>, by: string, at: Date,
): Promise<void> {
  const rows = [...chosen].map(([writtenName, columnName]) => ({ writtenName, columnName }));
  await change(tx, sql`insert into history_column
      (school_id, written_name, column_name, decided_by, decided_at)
    select ${tx.schoolId}, "writtenName", "columnName", ${by}, ${at}
    from jsonb_to_recordset(${jsonb(rows)}) as r("writtenName" text, "columnName" text)
    on conflict (school_id, written_name) do update set column_name = excluded.column_name,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`);
}
