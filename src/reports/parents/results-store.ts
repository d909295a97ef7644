import { resultColumns } from '../../ability/store.ts';
import type { Result } from '../../ability/types.ts';
import { all, find, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { Period } from '../frame/choice.ts';

/** Results of one subject that are read of a pupil: that of the moment, some that it replaced, and one of before. */
const PER_SUBJECT = 4;

/** The season that a result belongs to: of its moment, or outside the norm periods of its test. */
const season = sql.raw('left(coalesce(moment_code, test_moment_code), 1)');

/**
 * The newest results of these pupils in every subject up to and with a period, in one question: those of the period
 * and what they are laid beside. The newest of a pupil and subject first.
 */
export function listResultsUpTo(
  tx: TenantTx, pupilIds: readonly string[], period: Period,
): Promise<readonly Result[]> {
  const known = sql`school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and superseded_by is null`;
  return all<Result>(tx, sql`select ${resultColumns} from (
      select *, row_number() over (partition by pupil_id, subject_code
        order by taken_on desc, made_at desc, result_id desc) as place
      from result
      where ${known} and taken_on <= (select max(taken_on) from result
        where ${known} and school_year = ${period.schoolYear} and ${season} = ${period.season})
    ) as before
    where place <= ${PER_SUBJECT}
    order by pupil_id, subject_code, place`);
}

/** Those of these pupils who have a result in a period, in any subject. */
export async function listPupilsWithResults(
  tx: TenantTx, pupilIds: readonly string[], period: Period,
): Promise<ReadonlySet<string>> {
  const rows = await all<{ pupilId: string }>(tx, sql`select distinct pupil_id from result
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and superseded_by is null
      and school_year = ${period.schoolYear} and ${season} = ${period.season}`);
  return new Set(rows.map(({ pupilId }) => pupilId));
}

/** The periods of which these pupils have a result in any subject, the newest first. */
export function listPeriods(tx: TenantTx, pupilIds: readonly string[]): Promise<readonly Period[]> {
  return all<Period>(tx, sql`select school_year, ${season} as season from result
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[]) and superseded_by is null
      and ${season} is not null
    group by school_year, ${season} order by ${newestFirst}`);
}

/** The periods of which anybody at the school has a result since a school year, the newest first. */
export function listSchoolPeriods(tx: TenantTx, since: string): Promise<readonly Period[]> {
  return all<Period>(tx, sql`select school_year, ${season} as season from result
    where school_id = ${tx.schoolId} and school_year >= ${since} and superseded_by is null and ${season} is not null
    group by school_year, ${season} order by ${newestFirst}`);
}

/** Tests outside the norm periods come last: in autumn somebody takes an E test of the year before. */
const newestFirst = sql.raw('max(taken_on) filter (where moment_code is not null) desc nulls last, max(taken_on) desc');

/** The name of the school of this transaction. */
export async function schoolNameOf(tx: TenantTx): Promise<string> {
  return (await find<{ name: string }>(tx, sql`select name from school where school_id = ${tx.schoolId}`))?.name ?? '';
}
