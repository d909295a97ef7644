import type { Season, Subject } from '../content/types.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { resultColumns } from './store.ts';
import type { Result } from './types.ts';

/** Whose results are asked for, in one question for all subjects together. */
export interface ResultsWanted {
  readonly pupilIds: readonly string[];
  readonly subjects: readonly Subject[];
  readonly schoolYears: readonly string[];
}

/** Results of these pupils in these subjects and school years that count now, on all scales: by pupil, the newest of a
 * pupil first. A group of 30 with seven subjects has about 400 a school year. */
export function listResultsOfPupils(
  tx: TenantTx, { pupilIds, subjects, schoolYears }: ResultsWanted,
): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
      and subject_code = any(${subjects}::text[]) and school_year = any(${schoolYears}::text[])
      and superseded_by is null
    order by pupil_id, taken_on desc, made_at desc, result_id desc`);
}

/** School years and seasons in which these pupils have a result in any of these subjects, the newest first. A result
 * from between the norm periods counts for the moment its test was made for. */
export function listPeriodsOfPupils(
  tx: TenantTx, pupilIds: readonly string[], subjects: readonly Subject[],
): Promise<readonly { readonly schoolYear: string; readonly season: Season }[]> {
  return all(tx, sql`select school_year, season from (
      select distinct school_year, left(coalesce(moment_code, test_moment_code), 1) as season from result
      where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
        and subject_code = any(${subjects}::text[]) and superseded_by is null
        and coalesce(moment_code, test_moment_code) is not null) as known
    order by school_year desc, position(season in 'EMB')`);
}
