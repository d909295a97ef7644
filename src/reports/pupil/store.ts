import { resultColumns } from '../../ability/store.ts';
import type { Result } from '../../ability/types.ts';
import { all, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';

/** A result of a pupil that counts, or one whose test was declared invalid since. */
export interface PupilResult extends Result {
  /** Counts nowhere; a report says that it was there. */
  readonly invalid: boolean;
}

/** All results of a pupil in all subjects, on all scales, in the order of taking, in one question. */
export function listAllResultsOfPupil(tx: TenantTx, pupilId: string): Promise<readonly PupilResult[]> {
  return all<PupilResult>(tx, sql`select ${resultColumns}, superseded_by is not null as invalid from result
    where school_id = ${tx.schoolId} and pupil_id = ${pupilId}
      and (superseded_by is null or (superseded_by = result_id and exists (
        select from sitting s join planned_test p on p.school_id = s.school_id and p.plan_id = s.plan_id
        where s.school_id = result.school_id and s.sitting_id = result.sitting_id and p.status = 'invalid')))
    order by taken_on, made_at, result_id`);
}
