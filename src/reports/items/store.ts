import { getForm } from '../../content/store.ts';
import { all, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { TakenTaak } from './taken-items.ts';

/**
 * The taken that count in these results with the points of each item, in two questions however many pupils there are;
 * forms are read once a process.
 * @returns by result; what came from elsewhere has none
 */
export async function listTakenOf(
  tx: TenantTx, resultIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TakenTaak[]>> {
  if (resultIds.length === 0) return new Map();
  const taken = await all<TakenRow>(tx, sql`select r.result_id, s.scoring_id, t.part_no, t.form_code, s.total
    from result r
      left join result_scoring rs on rs.school_id = r.school_id and rs.result_id = r.result_id
      join scoring s on s.school_id = r.school_id and s.scoring_id = coalesce(rs.scoring_id, r.scoring_id)
      join sitting t on t.school_id = s.school_id and t.sitting_id = s.sitting_id
    where r.school_id = ${tx.schoolId} and r.result_id = any(${resultIds}::uuid[])
    order by r.result_id, t.part_no`);
  const rows = await all<PointsRow>(tx, sql`select scoring_id, item_id, score, answered from item_score
    where school_id = ${tx.schoolId} and scoring_id = any(${taken.map(({ scoringId }) => scoringId)}::uuid[])`);
  const pointsOf = Map.groupBy(rows, ({ scoringId }) => scoringId);
  const found = new Map<string, TakenTaak[]>();
  for (const { resultId, scoringId, partNo, formCode, total } of taken) {
    const points = new Map((pointsOf.get(scoringId) ?? []).map(({ itemId, score, answered }) =>
      [itemId, { score, answered }]));
    const taak = { partNo, form: await getForm(tx, formCode), points, total };
    found.set(resultId, [...found.get(resultId) ?? [], taak]);
  }
  return found;
}

interface TakenRow {
  readonly resultId: string;
  readonly scoringId: string;
  readonly partNo: number;
  readonly formCode: string;
  readonly total: number | null;
}

interface PointsRow {
  readonly scoringId: string;
  readonly itemId: string;
  readonly score: number;
  readonly answered: boolean;
}
