import type { Season, Subject } from '../../content/types.ts';
import { all, find, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { Membership, SchoolResult } from './types.ts';

/**
 * Results of a school that count, one for each pupil, school year and season: the newest. Sorted by pupil, year and
 * season. Bounded by the years: a school of 226 pupils has about 300 rows a year and subject.
 * @param scaleCode only results on this scale, of which the newest is then taken
 */
export function listSchoolResults(tx: TenantTx, { subject, schoolYears, seasons, scaleCode }: {
  readonly subject: Subject;
  readonly schoolYears: readonly string[];
  readonly seasons?: readonly Season[];
  readonly scaleCode?: string;
}): Promise<readonly SchoolResult[]> {
  return all<SchoolResult>(tx, sql`
    select distinct on (pupil_id, school_year, season) result_id, pupil_id, subject_code as subject, school_year,
      season, moment_code as moment, test_moment_code as test_moment, year_group, taken_on,
      generation_code as generation, scale_code, scale_score, scale_se, level_roman as roman, level_letter as letter,
      functioning_level, norm_code, norm_version, origin
    from (select *, left(coalesce(moment_code, test_moment_code), 1) as season from result
      where school_id = ${tx.schoolId} and school_year = any(${schoolYears}::text[]) and subject_code = ${subject}
        and superseded_by is null and coalesce(moment_code, test_moment_code) is not null
        and (${scaleCode ?? null}::text is null or scale_code = ${scaleCode ?? null})) as counted
    where ${seasons ?? null}::text[] is null or season = any(${seasons ?? null}::text[])
    order by pupil_id, school_year, season, taken_on desc, made_at desc, result_id desc`);
}

/** School years and seasons of these years in which there are results with a place in a norm, the newest first. */
export function listSchoolPeriods(
  tx: TenantTx, subject: Subject, schoolYears: readonly string[],
): Promise<readonly { readonly schoolYear: string; readonly season: Season }[]> {
  return all(tx, sql`select school_year, season from (
      select distinct school_year, left(moment_code, 1) as season from result
      where school_id = ${tx.schoolId} and school_year = any(${schoolYears}::text[]) and subject_code = ${subject}
        and superseded_by is null and moment_code is not null and norm_code is not null) as known
    order by school_year desc, position(season in 'EMB')`);
}

/** Who was in which home group of these school years, and when. */
export function listMemberships(tx: TenantTx, schoolYears: readonly string[]): Promise<readonly Membership[]> {
  return all<Membership>(tx, sql`select m.pupil_id, g.group_id, g.school_year, g.name as group_name, g.site,
      m.joined_on, m.left_on
    from class_group g join group_pupil m on m.school_id = g.school_id and m.group_id = g.group_id
    where g.school_id = ${tx.schoolId} and g.school_year = any(${schoolYears}::text[]) and g.kind = 'class'
    order by m.pupil_id, g.school_year, m.joined_on, g.group_id`);
}

/** The site that names each pupil now, the first of several, `99XX00`: for years of which the school's groups are
 * not known. */
export async function listPupilSites(tx: TenantTx): Promise<ReadonlyMap<string, string>> {
  const rows = await all<{ pupilId: string; site: string }>(tx, sql`select pupil_id, sites[1] as site
    from pupil where school_id = ${tx.schoolId} and cardinality(sites) > 0`);
  return new Map(rows.map(({ pupilId, site }) => [pupilId, site]));
}

/** The first school year of which the groups of the school are known; null before there is a roster. */
export async function findFirstRosterYear(tx: TenantTx): Promise<string | null> {
  const row = await find<{ first: string | null }>(tx, sql`select min(school_year) as first from class_group
    where school_id = ${tx.schoolId}`);
  return row?.first ?? null;
}
