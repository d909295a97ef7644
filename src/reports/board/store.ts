import { agreementVersion } from '../../ordering/agreement.ts';
import { all, change, find, jsonb, sql } from '../../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../../platform/database/tenancy.ts';
import type { ResultCount, SchoolAggregate } from './types.ts';

/**
 * Pupils of the school by subject, period, year group and level, of every year: of each pupil the newest result that
 * counts, has a level and was made with norms that are here.
 */
export function countResultsByCell(tx: TenantTx): Promise<readonly ResultCount[]> {
  return all<ResultCount>(tx, sql`
    select subject_code as subject, school_year, season, year_group, level_roman as level, count(*)::int as n,
      sum((scale_score - (norm.moment ->> 'mean')::float8) / (norm.moment ->> 'sd')::float8) as sum_z,
      norm.source as norm_source, norm.synthetic
    from (select distinct on (pupil_id, subject_code, school_year, season) *
      from (select *, left(moment_code, 1) as season from result
        where school_id = ${tx.schoolId} and superseded_by is null and moment_code is not null
          and level_roman is not null and year_group between '3' and '8' and scale_score is not null) as levelled
      order by pupil_id, subject_code, school_year, season, taken_on desc, made_at desc, result_id desc) as counted
    cross join lateral (select moment, source, synthetic
      from norm_table, jsonb_array_elements(document -> 'moments') as moment
      where norm_code = counted.norm_code and norm_version = counted.norm_version
        and moment ->> 'moment' = counted.moment_code) as norm
    group by subject_code, school_year, season, year_group, level_roman, norm.source, norm.synthetic`);
}

/** Puts these aggregates in the place of all that the school had published. */
export async function replaceAggregates(
  tx: TenantTx, aggregates: readonly SchoolAggregate[], publishedAt: Date,
): Promise<void> {
  await change(tx, sql`delete from school_aggregate where school_id = ${tx.schoolId}`);
  if (aggregates.length === 0) return;
  await change(tx, sql`insert into school_aggregate (school_id, subject_code, school_year, season, cell, n, mean_z,
      norm_source, synthetic, published_at)
    select ${tx.schoolId}, subject, "schoolYear", season, cell, n, "meanZ", "normSource", synthetic, ${publishedAt}
    from jsonb_to_recordset(${jsonb(aggregates)}) as r(subject text, "schoolYear" text, season text, cell text, n int,
      "meanZ" numeric, "normSource" text, synthetic boolean)`);
}

/** Whether this school publishes at all: it agreed, did not cancel, and has a board. */
export async function publishesForBoard(tx: TenantTx): Promise<boolean> {
  return await find(tx, sql`select school_id from school
    where school_id = ${tx.schoolId} and ${publishing}`) !== undefined;
}

/** A school of a board, with how it publishes. */
export interface BoardReportSchool {
  readonly schoolId: string;
  readonly name: string;
}

/** The schools of these boards that agreed and did not cancel, by name. */
export function listPublishingSchools(
  tx: PlatformTx, boardNumbers: readonly string[],
): Promise<readonly BoardReportSchool[]> {
  return all<BoardReportSchool>(tx, sql`select school_id, name from school
    where board_number = any(${boardNumbers}::text[]) and ${publishing} order by name, school_id`);
}

/** What these schools published, by school. */
export function listAggregates(
  tx: PlatformTx, schoolIds: readonly string[],
): Promise<readonly (SchoolAggregate & { readonly schoolId: string })[]> {
  return all(tx, sql`select school_id, subject_code as subject, school_year, season, cell, n,
      mean_z::float8 as mean_z, norm_source, synthetic
    from school_aggregate where school_id = any(${schoolIds}::uuid[])
    order by school_id, subject_code, school_year, season, cell`);
}

/** Remembers that the aggregates of this school are to be made soon; earlier plans stay. */
export async function moveDueForward(tx: TenantTx, dueAt: Date): Promise<void> {
  await change(tx, sql`insert into school_aggregate_due (school_id, due_at)
    select school_id, ${dueAt} from school where school_id = ${tx.schoolId} and board_number is not null
    on conflict (school_id) do update set due_at = least(school_aggregate_due.due_at, excluded.due_at)`);
}

/** Schools of boards that never were counted are due at once. */
export async function addNewDue(tx: PlatformTx, now: Date): Promise<void> {
  await change(tx, sql`insert into school_aggregate_due (school_id, due_at)
    select school_id, ${now} from school where board_number is not null
      and not exists (select from school_aggregate_due due where due.school_id = school.school_id)
    on conflict do nothing`);
}

/** Takes schools that are due, and plans their next time; of several nodes that look at once each takes others. */
export async function claimDueSchools(
  tx: PlatformTx, { now, next, limit }: { readonly now: Date; readonly next: Date; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`update school_aggregate_due set due_at = ${next}
    where school_id in (select school_id from school_aggregate_due where due_at <= ${now}
      order by due_at, school_id limit ${limit} for update skip locked)
    returning school_id`);
  return rows.map(({ schoolId }) => schoolId);
}

/** Keeps when the school was counted. */
export async function savePublishedAt(tx: TenantTx, at: Date): Promise<void> {
  await change(tx, sql`update school_aggregate_due set published_at = ${at} where school_id = ${tx.schoolId}`);
}

const publishing = sql`board_number is not null
  and exists (select from agreement_acceptance where agreement_acceptance.school_id = school.school_id
    and agreement_version = ${agreementVersion})
  and not exists (select from onboarding where onboarding.school_id = school.school_id and cancelled_at is not null)`;
