import type { Moment, Season, Subject } from '../content/types.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Result } from './types.ts';

/** Results of a pupil in one subject that count now, on all scales, in the order of taking. */
export function listResultsOfPupil(
  tx: TenantTx, pupilId: string, subject: Subject,
): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and pupil_id = ${pupilId} and subject_code = ${subject}
      and superseded_by is null
    order by taken_on, made_at, result_id`);
}

/**
 * Results of these pupils at one moment of a school year that count now, the newest of a pupil first.
 * @param moment one moment (`M5`), or a season for a combination group, whose pupils have different moments. A result
 * that was taken between the norm periods counts for the moment its test was made for.
 */
export function listGroupResults(
  tx: TenantTx, pupilIds: readonly string[], subject: Subject, schoolYear: string, moment: Moment | Season,
): Promise<readonly Result[]> {
  const pattern = moment.length === 1 ? `${moment}_` : moment;
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and subject_code = ${subject}
      and school_year = ${schoolYear} and superseded_by is null
      and coalesce(moment_code, test_moment_code) like ${pattern}
    order by pupil_id, taken_on desc, made_at desc, result_id desc`);
}

/** School years and moments for which these pupils have a result in a subject, the newest first. */
export function listResultMoments(
  tx: TenantTx, pupilIds: readonly string[], subject: Subject,
): Promise<readonly { readonly schoolYear: string; readonly season: Season }[]> {
  return all(tx, sql`select school_year, season from (
      select distinct school_year, left(moment_code, 1) as season from result
      where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and subject_code = ${subject}
        and superseded_by is null and moment_code is not null) as known
    order by school_year desc, position(season in 'EMB')`);
}

/** Results of our own tests that count now: what the school administration has to hold, in the order of making. */
export function listForHandoff(tx: TenantTx): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and origin in ('screen', 'paper') and superseded_by is null
    order by made_at, result_id`);
}

/** The sittings that ever gave a result, also one that was corrected or withdrawn since. */
export async function listResultSittings(tx: TenantTx): Promise<readonly string[]> {
  const rows = await all<{ sittingId: string }>(tx, sql`select distinct sitting_id from result
    where school_id = ${tx.schoolId} and sitting_id is not null`);
  return rows.map(({ sittingId }) => sittingId);
}

/** A result of this school, also a superseded one. */
export function findResult(tx: TenantTx, resultId: string): Promise<Result | undefined> {
  return find<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and result_id = ${resultId}`);
}

/** These results of this school. */
export function listResultsById(tx: TenantTx, resultIds: readonly string[]): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and result_id = any(${resultIds}::uuid[])`);
}

/** Results of this school by id, also those that count no more: the first after an id, or of all. */
export function listResultsAfter(tx: TenantTx, after: string | null, limit: number): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and (${after}::uuid is null or result_id > ${after}::uuid)
    order by result_id limit ${limit}`);
}

/** The scorings that each of these results rests on; of before there were several taken the one that it names. */
export function listScoringsOfResults(
  tx: TenantTx, resultIds: readonly string[],
): Promise<readonly { readonly resultId: string; readonly scoringId: string }[]> {
  return all(tx, sql`select r.result_id, coalesce(s.scoring_id, r.scoring_id) as scoring_id from result r
    left join result_scoring s on s.school_id = r.school_id and s.result_id = r.result_id
    where r.school_id = ${tx.schoolId} and r.result_id = any(${resultIds}::uuid[])
      and coalesce(s.scoring_id, r.scoring_id) is not null
    order by r.result_id, scoring_id`);
}

/** Items in all taken that count in each of these results. */
export async function listItemCounts(
  tx: TenantTx, resultIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await all<{ resultId: string; items: number }>(tx, sql`select r.result_id, (
      select count(*) from form_item i where i.form_code in (
        select t.form_code from result_scoring rs join scoring s using (school_id, scoring_id)
          join sitting t using (school_id, sitting_id)
          where rs.school_id = r.school_id and rs.result_id = r.result_id
        -- a result of before there were several taken
        union select r.form_code where not exists (select from result_scoring rs
          where rs.school_id = r.school_id and rs.result_id = r.result_id))) as items
    from result r where r.school_id = ${tx.schoolId} and r.result_id = any(${resultIds}::uuid[])`);
  return new Map(rows.map(({ resultId, items }) => [resultId, items]));
}

/** The results of a sitting, the newest first; the first one counts. */
export function listResultsOfSitting(tx: TenantTx, sittingId: string): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId}
    order by superseded_by is null desc, made_at desc, result_id desc`);
}

/**
 * A result with all that it took the place of and all that took its place, the newest first.
 * @returns the result alone when it was never superseded
 */
export async function listVersionsOf(tx: TenantTx, resultId: string): Promise<readonly Result[]> {
  const rows = await all<{ resultId: string }>(tx, sql`with recursive later as (
      select result_id, superseded_by from result where school_id = ${tx.schoolId} and result_id = ${resultId}
      union select r.result_id, r.superseded_by from later join result r
        on r.school_id = ${tx.schoolId} and r.result_id = later.superseded_by
    ), line as (
      select result_id from later
      union select r.result_id from line join result r
        on r.school_id = ${tx.schoolId} and r.superseded_by = line.result_id
    ) select result_id from line`);
  const known = await listResultsById(tx, rows.map((row) => row.resultId));
  return known.toSorted((a, b) => Number(a.supersededBy !== null) - Number(b.supersededBy !== null)
    || b.madeAt.getTime() - a.madeAt.getTime() || (a.resultId < b.resultId ? 1 : -1));
}

/** Whether exactly these scorings gave a result of this first sitting that counts, or that was withdrawn. */
export async function isMadeOf(tx: TenantTx, sittingId: string, scoringIds: readonly string[]): Promise<boolean> {
  const rows = await all(tx, sql`select from result r
    left join result_scoring s on s.school_id = r.school_id and s.result_id = r.result_id
    where r.school_id = ${tx.schoolId} and r.sitting_id = ${sittingId}
      and (r.superseded_by is null or r.superseded_by = r.result_id)
    group by r.result_id, r.scoring_id
    having array_agg(coalesce(s.scoring_id, r.scoring_id) order by coalesce(s.scoring_id, r.scoring_id))
      = (select array_agg(id order by id) from unnest(${scoringIds}::uuid[]) as id)`);
  return rows.length > 0;
}

/** Number of results that count, for a page that says whether there is anything to report. */
export async function countResults(tx: TenantTx): Promise<number> {
  const row = await find<{ count: number }>(tx, sql`select count(*) as count from result
    where school_id = ${tx.schoolId} and superseded_by is null`);
  return row?.count ?? 0;
}

/** Points one result to another that takes its place: a corrected delivery of an old result. */
export async function supersedeResult(tx: TenantTx, resultId: string, by: string): Promise<number> {
  return change(tx, sql`update result set superseded_by = ${by}
    where school_id = ${tx.schoolId} and result_id = ${resultId} and superseded_by is null`);
}

/** Points many results to those that take their place, in one statement. */
export async function supersedeResults(
  tx: TenantTx, pairs: readonly { readonly resultId: string; readonly by: string }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await change(tx, sql`update result set superseded_by = p.by
    from jsonb_to_recordset(${jsonb(pairs)}) as p("resultId" uuid, by uuid)
    where school_id = ${tx.schoolId} and result_id = p."resultId" and superseded_by is null`);
}

/**
 * Takes back a result that should not have been: it counts nowhere any more, and points to itself because nothing
 * came in its place.
 * @returns false when it did not count already
 */
export async function withdrawResult(tx: TenantTx, resultId: string): Promise<boolean> {
  return await supersedeResult(tx, resultId, resultId) > 0;
}

/** The columns of a `Result`. */
export const resultColumns = sql`result_id, pupil_id, sitting_id, scoring_id, origin, subject_code as subject,
  generation_code as generation, scale_code, form_code, test_moment_code as test_moment, moment_code as moment,
  school_year, year_group, taken_on, score_raw, score_max, theta, theta_se, scale_score, scale_se, interval_low,
  interval_high, level_roman as roman, level_letter as letter, level_roman_by_test as roman_by_test,
  functioning_level, calibration_code, calibration_version, norm_code, norm_version, code_version, parts_taken,
  parts_planned, made_at, superseded_by`;
