import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** The points that a teacher gave for an item of a sitting, the newest; null where they were taken back. */
export interface FinalMark {
  readonly itemId: string;
  /** From 1 in each sitting; the newest of an item counts. */
  readonly markNo: number;
  readonly score: number;
}

/** A mark to add: whole points, or null to take an earlier one back. */
export interface NewMark {
  readonly itemId: string;
  readonly score: number | null;
}

/** The marks of a sitting that count, by item; what was taken back is absent, and what was given before the pupil wrote
 * something else, in a taak that was opened again. */
export async function listFinalMarks(tx: TenantTx, sittingId: string): Promise<readonly FinalMark[]> {
  const marks = await listMarksOfSittings(tx, [sittingId]);
  return marks.map(({ itemId, markNo, score }) => ({ itemId, markNo, score }));
}

/** The same of many sittings at once. */
export function listMarksOfSittings(
  tx: TenantTx, sittingIds: readonly string[],
): Promise<readonly (FinalMark & { readonly sittingId: string })[]> {
  return all(tx, sql`select sitting_id, item_id, mark_no, score from (
      select distinct on (sitting_id, item_id) sitting_id, item_id, mark_no, score, marked_at from item_mark
      where school_id = ${tx.schoolId} and sitting_id = any(${sittingIds}::uuid[])
      order by sitting_id, item_id, mark_no desc) as newest
    where score is not null and not exists (select from answer a where a.school_id = ${tx.schoolId}
      and a.sitting_id = newest.sitting_id and a.item_id = newest.item_id and a.received_at > newest.marked_at)
    order by sitting_id, item_id`);
}

/** Adds marks to a sitting that is locked; the numbers follow the last one. */
export async function addMarks(tx: TenantTx, sittingId: string, marks: readonly NewMark[], by: {
  readonly markedBy: string; readonly at: Date;
}): Promise<void> {
  await change(tx, sql`insert into item_mark (school_id, sitting_id, mark_no, item_id, score, marked_by, marked_at)
    select ${tx.schoolId}, ${sittingId}, last.mark_no + row_number() over (order by r."itemId"), r."itemId", r.score,
      ${by.markedBy}, ${by.at}
    from jsonb_to_recordset(${jsonb(marks)}) as r("itemId" text, score int),
      (select coalesce(max(mark_no), 0) as mark_no from item_mark
        where school_id = ${tx.schoolId} and sitting_id = ${sittingId}) as last`);
}
