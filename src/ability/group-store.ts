import type { Subject } from '../content/types.ts';
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

/** What of results decides to which period they belong; the first of each month stands for the others. */
export function listPlacesOfPupils(
  tx: TenantTx, pupilIds: readonly string[], subjects: readonly Subject[],
): Promise<readonly Pick<Result, 'schoolYear' | 'moment' | 'testMoment' | 'takenOn'>[]> {
  return all(tx, sql`select school_year, moment_code as moment, test_moment_code as test_moment,
      min(taken_on) as taken_on
    from result
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
      and subject_code = any(${subjects}::text[]) and superseded_by is null
    group by school_year, moment_code, test_moment_code, date_trunc('month', taken_on)`);
}
