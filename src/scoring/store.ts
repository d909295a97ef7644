import type { ItemPoints } from '../content/points.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Scoring } from './types.ts';

/** Adds a scoring with its points, newer than those that are there whatever this node's clock says; false when this
 * sitting was scored from the same input before. */
export async function addScoring(
  tx: TenantTx, scoring: Omit<Scoring, 'points'>, points: readonly ItemPoints[],
): Promise<boolean> {
  const added = await change(tx, sql`insert into scoring
      (school_id, scoring_id, sitting_id, input_digest, total, code_version, scored_at)
    values (${tx.schoolId}, ${scoring.scoringId}, ${scoring.sittingId}, ${scoring.inputDigest}, ${scoring.total},
      ${scoring.codeVersion}, greatest(${scoring.scoredAt}::timestamptz, (
        select max(scored_at) + interval '1 millisecond' from scoring
        where school_id = ${tx.schoolId} and sitting_id = ${scoring.sittingId})))
    on conflict (school_id, sitting_id, input_digest) do nothing`);
  if (added === 0) return false;
  await change(tx, sql`insert into item_score (school_id, scoring_id, item_id, item_version, score, answered)
    select ${tx.schoolId}, ${scoring.scoringId}, r."itemId", r."itemVersion", r.score, r.answered
    from jsonb_to_recordset(${jsonb(points)})
      as r("itemId" text, "itemVersion" int, score int, answered boolean)`);
  return true;
}

/** A scoring of this school with its points, by item. */
export async function findScoring(tx: TenantTx, scoringId: string): Promise<Scoring | undefined> {
  const scoring = await find<Omit<Scoring, 'points'>>(tx, sql`select ${columns} from scoring
    where school_id = ${tx.schoolId} and scoring_id = ${scoringId}`);
  if (!scoring) return undefined;
  const points = await all<ItemPoints>(tx, sql`select item_id, item_version, score, answered from item_score
    where school_id = ${tx.schoolId} and scoring_id = ${scoringId} order by item_id`);
  return { ...scoring, points };
}

/** The newest scoring of each of these sittings, the newest of all first; a sitting that was never scored has none. */
export async function listNewestScorings(
  tx: TenantTx, sittingIds: readonly string[],
): Promise<readonly { readonly sittingId: string; readonly scoringId: string }[]> {
  return all(tx, sql`select sitting_id, scoring_id from (
      select distinct on (sitting_id) sitting_id, scoring_id, scored_at from scoring
      where school_id = ${tx.schoolId} and sitting_id = any(${sittingIds}::uuid[])
      order by sitting_id, scored_at desc, scoring_id desc) as newest
    order by scored_at desc, scoring_id desc`);
}

const columns = sql`scoring_id, sitting_id, input_digest, total, code_version, scored_at`;
