import type { RawBuilder } from 'kysely';
import { sql } from '../platform/database/query.ts';

/** What waits for somebody of the school to decide, counted over the whole school. */
export interface WaitingCounts {
  /** Old results of which the pupil or the year group is not known. */
  readonly recordsInDoubt: number;
  /** Old results that contradict one that counts. */
  readonly conflicts: number;
  /** People of a roster that was taken who may be somebody we know. */
  readonly rosterDoubts: number;
}

/**
 * The columns of WaitingCounts, the one place that says what waits for a person: a result of a test that our
 * catalogue lacks waits for us, and a doubt about a roster that was not taken waits for the taking.
 */
export function waitingColumns(schoolId: RawBuilder<unknown>): RawBuilder<WaitingCounts> {
  const records = sql`select count(*)::int from history_record
    where history_record.school_id = ${schoolId} and history_record.status = 'waiting'`;
  return sql<WaitingCounts>`
    (${records} and reason_code not in ('conflict', 'unknown-test')) as records_in_doubt,
    (${records} and reason_code = 'conflict') as conflicts,
    (select count(*)::int from roster_doubt
      join delivery taken using (school_id, delivery_id)
      where roster_doubt.school_id = ${schoolId} and roster_doubt.status = 'open'
        and taken.status = 'accepted') as roster_doubts`;
}
