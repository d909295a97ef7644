import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { CopiedRow } from '../roster/other-school.ts';

/** Every result of the school of this transaction, as the database has it. */
export async function readResultCopy(tx: TenantTx): Promise<readonly CopiedRow[]> {
  const rows = await all<{ row: CopiedRow }>(tx, sql`select to_jsonb(result) as row from result
    where school_id = ${tx.schoolId}`);
  return rows.map(({ row }) => row);
}

/**
 * Writes results of another school into the school of this transaction: the same numbers to the last bit, with ids of
 * their own. Sitting and answers stay at the other school, so here a result counts as one that came along.
 * @param pupilIds the id of each pupil here, by the one there
 * @param resultIds the new id of each result, by the old one
 */
export async function writeResultCopy(
  tx: TenantTx, rows: readonly CopiedRow[], pupilIds: ReadonlyMap<string, string>,
  resultIds: ReadonlyMap<string, string>,
): Promise<void> {
  const copies = rows.map((row) => ({
    ...row, school_id: tx.schoolId, result_id: resultIds.get(String(row['result_id'])),
    pupil_id: pupilIds.get(String(row['pupil_id'])), sitting_id: null, scoring_id: null,
    origin: row['origin'] === 'typed-in' ? 'typed-in' : 'migrated',
    superseded_by: row['superseded_by'] === null ? null : resultIds.get(String(row['superseded_by'])),
  }));
  await change(tx, sql`insert into result select * from jsonb_populate_recordset(null::result, ${jsonb(copies)})`);
}
