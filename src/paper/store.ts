import type { PlainDate } from '../base/plain-date.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { PaperEntry, PaperWay, Round, SittingEntry } from './types.ts';

/** What the grid needs of a taak on paper. */
export interface PaperSitting {
  readonly sittingId: string;
  readonly planId: string;
  readonly partNo: number;
  readonly formCode: string;
  readonly takenOn: PlainDate;
  readonly submittedAt: Date | null;
}

/** Sittings of these plans, all their taken. */
export function listPaperSittings(tx: TenantTx, planIds: readonly string[]): Promise<readonly PaperSitting[]> {
  return all<PaperSitting>(tx, sql`select sitting_id, plan_id, part_no, form_code, taken_on, submitted_at from sitting
    where school_id = ${tx.schoolId} and plan_id = any(${planIds}::uuid[]) and discarded_at is null
    order by plan_id, part_no`);
}

/** Every entry of these sittings in the order of entering, both rounds. */
export function listEntries(tx: TenantTx, sittingIds: readonly string[]): Promise<readonly SittingEntry[]> {
  return all<SittingEntry>(tx, sql`select sitting_id, entry_no, round, item_id, kind, score, responses, entered_by
    from paper_score where school_id = ${tx.schoolId} and sitting_id = any(${sittingIds}::uuid[])
    order by sitting_id, entry_no`);
}

/** The entries of a sitting that count: of the first round, the newest of each cell. */
export function listFinalEntries(tx: TenantTx, sittingId: string): Promise<readonly PaperEntry[]> {
  return all<PaperEntry>(tx, sql`select distinct on (item_id) entry_no, item_id, kind, score, responses
    from paper_score where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and round = 1
    order by item_id, entry_no desc`);
}

/** Adds entries to a sitting that is locked; the numbers follow the last one. */
export async function addEntries(tx: TenantTx, sittingId: string, { round, entries, enteredBy, at }: {
  readonly round: Round; readonly entries: readonly Omit<PaperEntry, 'entryNo'>[]; readonly enteredBy: string;
  readonly at: Date;
}): Promise<void> {
  const rows = entries.map(({ itemId, kind, score, responses }, place) => ({ place, itemId, kind, score, responses }));
  await change(tx, sql`insert into paper_score (school_id, sitting_id, entry_no, round, item_id, kind, score, responses,
      entered_by, entered_at)
    select ${tx.schoolId}, ${sittingId}, last.entry_no + r.place + 1, ${round}, r."itemId", r.kind, r.score,
      case when r.responses = 'null'::jsonb then null else r.responses end, ${enteredBy}, ${at}
    from jsonb_to_recordset(${jsonb(rows)}) as r(place int, "itemId" text, kind text, score int, responses jsonb),
      (select coalesce(max(entry_no), 0) as entry_no from paper_score
        where school_id = ${tx.schoolId} and sitting_id = ${sittingId}) as last`);
}

/** How a group enters paper tests; undefined before it chose. */
export async function findWay(tx: TenantTx, groupId: string): Promise<PaperWay | undefined> {
  const row = await find<{ way: PaperWay }>(tx, sql`select way from paper_way
    where school_id = ${tx.schoolId} and group_id = ${groupId}`);
  return row?.way;
}

/** Remembers how a group enters. */
export async function keepWay(tx: TenantTx, groupId: string, way: PaperWay, by: {
  readonly changedBy: string; readonly at: Date;
}): Promise<void> {
  await change(tx, sql`insert into paper_way (school_id, group_id, way, changed_by, changed_at)
    values (${tx.schoolId}, ${groupId}, ${way}, ${by.changedBy}, ${by.at})
    on conflict (school_id, group_id) do update set way = excluded.way, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`);
}
