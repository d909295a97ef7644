import { resultColumns } from '../../ability/store.ts';
import type { Result } from '../../ability/types.ts';
import { all, find, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { Period } from '../frame/choice.ts';

/** Results of one subject that are read of a pupil: that of the moment, one that it replaced, and one of before. */
const PER_SUBJECT = 4;

/**
 * The newest results of these pupils in every subject up to and with a period, in one question: those of the period
 * and what they are laid beside. The newest of a pupil and subject first.
 */
export function listResultsUpTo(
  tx: TenantTx, pupilIds: readonly string[], { schoolYear, season }: Period,
): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from (
      select *, row_number() over (partition by pupil_id, subject_code
        order by taken_on desc, made_at desc, result_id desc) as place
      from result
      where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and superseded_by is null
        and (school_year < ${schoolYear} or (school_year = ${schoolYear}
          and position(left(coalesce(moment_code, test_moment_code), 1) in 'BME') <= position(${season} in 'BME')))
    ) as known
    where place <= ${PER_SUBJECT}
    order by pupil_id, subject_code, place`);
}

/** The periods of which these pupils have a result in any subject, the newest first. */
export function listPeriods(tx: TenantTx, pupilIds: readonly string[]): Promise<readonly Period[]> {
  return all<Period>(tx, sql`select school_year, season from (
      select distinct school_year, left(coalesce(moment_code, test_moment_code), 1) as season from result
      where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and superseded_by is null
        and coalesce(moment_code, test_moment_code) is not null) as known
    order by school_year desc, position(season in 'EMB')`);
}

/** The periods of which anybody at the school has a result since a school year, the newest first. */
export function listSchoolPeriods(tx: TenantTx, since: string): Promise<readonly Period[]> {
  return all<Period>(tx, sql`select school_year, season from (
      select distinct school_year, left(coalesce(moment_code, test_moment_code), 1) as season from result
      where school_id = ${tx.schoolId} and school_year >= ${since} and superseded_by is null
        and coalesce(moment_code, test_moment_code) is not null) as known
    order by school_year desc, position(season in 'EMB')`);
}

/** The name of the school of this transaction. */
export async function schoolNameOf(tx: TenantTx): Promise<string> {
  return (await find<{ name: string }>(tx, sql`select name from school where school_id = ${tx.schoolId}`))?.name ?? '';
}
