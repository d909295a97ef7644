import { resultColumns } from '../../ability/store.ts';
import type { Result } from '../../ability/types.ts';
import type { Subject } from '../../content/types.ts';
import { all, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';

/**
 * Results of these pupils in group 7 that count now.
 * @param until the last school year to look at: for a group of an earlier year what was known then
 */
export function listGroupSevenResults(
  tx: TenantTx, pupilIds: readonly string[], subjects: readonly Subject[], until: string,
): Promise<readonly Result[]> {
  return all<Result>(tx, sql`select ${resultColumns} from result
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
      and subject_code = any(${subjects}::text[]) and year_group = '7' and school_year <= ${until}
      and superseded_by is null
    order by pupil_id, taken_on, made_at, result_id`);
}
