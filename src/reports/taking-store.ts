import { type Accommodations, readAccommodations } from '../planning/accommodations.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Taking } from './honest/conditions.ts';

/**
 * How the tests of these results were taken, in one question.
 * @returns by result; a result from elsewhere has none
 */
export async function listTakings(
  tx: TenantTx, resultIds: readonly string[],
): Promise<ReadonlyMap<string, Taking>> {
  if (resultIds.length === 0) return new Map();
  const rows = await all<TakingRow>(tx, sql`select r.result_id, p.retake_of is not null as retake,
      coalesce((select jsonb_agg(distinct t.accommodations) from sitting t
        where t.school_id = r.school_id and t.plan_id = p.plan_id and t.discarded_at is null), '[]') as accommodations,
      exists (select from result_scoring rs join scoring s using (school_id, scoring_id)
        where rs.school_id = r.school_id and rs.result_id = r.result_id and s.total is not null) as total_entered
    from result r
      join sitting f on f.school_id = r.school_id and f.sitting_id = r.sitting_id
      join planned_test p on p.school_id = f.school_id and p.plan_id = f.plan_id
    where r.school_id = ${tx.schoolId} and r.result_id = any(${resultIds}::uuid[])`);
  return new Map(rows.map(({ resultId, retake, totalEntered, accommodations }) =>
    [resultId, { retake, totalEntered, accommodations: accommodations.flatMap(known) }]));
}

interface TakingRow {
  readonly resultId: string;
  readonly retake: boolean;
  readonly totalEntered: boolean;
  readonly accommodations: readonly unknown[];
}

function known(json: unknown): readonly Accommodations[] {
  const read = readAccommodations(json);
  return read.ok ? [read.value] : [];
}
