import type { SchoolYear } from '../base/school-year.ts';
import { all, change, jsonb, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { ReadingSubject, ReadingTaking } from './types.ts';

/** Takings of these pupils in a subject with their newest entry, the newest taking of a pupil first. */
export function listTakings(
  tx: TenantTx, pupilIds: readonly string[], subject: ReadingSubject,
): Promise<readonly ReadingTaking[]> {
  return all<ReadingTaking>(tx, sql`select t.reading_id, t.pupil_id, t.subject_code as subject,
      t.moment_code as moment, t.school_year, t.taken_on, t.edition, e.entry_no, e.document, e.outcome
    from reading_test t join lateral (select entry_no, document, outcome from reading_entry e
      where e.school_id = t.school_id and e.reading_id = t.reading_id order by entry_no desc limit 1) e on true
    where t.school_id = ${tx.schoolId} and t.pupil_id = any(${pupilIds}::uuid[]) and t.subject_code = ${subject}
    order by t.pupil_id, t.taken_on desc, t.created_at desc`);
}

/** A taking as it is entered. */
export interface NewTaking {
  readonly readingId: string;
  readonly pupilId: string;
  readonly groupId: string;
  readonly subject: ReadingSubject;
  readonly moment: string;
  readonly schoolYear: SchoolYear;
  readonly takenOn: string;
  readonly edition: string;
}

/**
 * Adds a taking, or finds the one of that pupil and moment and locks it; its day is the one that was entered last.
 * @returns its id, and the number of its newest entry: 0 for none
 */
export async function openTaking(
  tx: TenantTx, taking: NewTaking, at: Date,
): Promise<{ readonly readingId: string; readonly lastEntryNo: number }> {
  const { readingId } = await one<{ readingId: string }>(tx, sql`insert into reading_test (school_id, reading_id,
      pupil_id, group_id, subject_code, moment_code, school_year, taken_on, edition, created_at)
    values (${tx.schoolId}, ${taking.readingId}, ${taking.pupilId}, ${taking.groupId}, ${taking.subject},
      ${taking.moment}, ${taking.schoolYear}, ${taking.takenOn}::date, ${taking.edition}, ${at})
    on conflict (school_id, pupil_id, subject_code, school_year, moment_code)
      do update set taken_on = excluded.taken_on
    returning reading_id`);
  return one(tx, sql`select ${readingId}::uuid as reading_id, coalesce(max(entry_no), 0)::int as last_entry_no
    from reading_entry where school_id = ${tx.schoolId} and reading_id = ${readingId}`);
}

/** Adds an entry to a taking that is locked. */
export async function addEntry(tx: TenantTx, entry: {
  readonly readingId: string; readonly entryNo: number; readonly document: unknown; readonly outcome: unknown;
  readonly enteredBy: string; readonly at: Date;
}): Promise<void> {
  await change(tx, sql`insert into reading_entry (school_id, reading_id, entry_no, document, outcome, entered_by,
      entered_at)
    values (${tx.schoolId}, ${entry.readingId}, ${entry.entryNo}, ${jsonb(entry.document)}, ${jsonb(entry.outcome)},
      ${entry.enteredBy}, ${entry.at})`);
}
