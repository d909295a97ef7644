import type { ReminderCode } from './reminder-rules.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';

/** How long a school that is looked at is left alone by other nodes, in minutes of domain time. */
const LOOK_MINUTES = 5;

/** Schools that have to be looked at, moved on a little so that no other node takes them as well. A school that was
 * never looked at is due. */
export async function lockDueSchools(tx: PlatformTx, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`
    update onboarding set reminders_due_at = ${now}::timestamptz + make_interval(mins => ${LOOK_MINUTES}::int)
    where school_id in (select school_id from onboarding
      where coalesce(reminders_due_at, '-infinity') <= ${now} and cancelled_at is null
      order by reminders_due_at nulls first, school_id limit ${limit} for update skip locked)
    returning school_id`);
  return rows.map(({ schoolId }) => schoolId);
}

/** When the school of this transaction is looked at next. */
export async function moveRemindersDue(tx: TenantTx, dueAt: Date): Promise<void> {
  await change(tx, sql`update onboarding set reminders_due_at = ${dueAt} where school_id = ${tx.schoolId}`);
}

/** A reminder that went out. */
export interface SentReminder {
  readonly code: ReminderCode;
  readonly occasionAt: Date;
  readonly sentAt: Date;
  /** `clock`, or `board:` and its number. */
  readonly sentBy: string;
}

/** What the clock sent to this school. */
export function listSentByClock(tx: TenantTx): Promise<readonly SentReminder[]> {
  return all<SentReminder>(tx, sql`select reminder_code as code, occasion_at, sent_at, sent_by from reminder
    where school_id = ${tx.schoolId} and sent_by = 'clock'`);
}

/** Writes down that a reminder goes out.
 * @returns false when the clock sent this very one before */
export async function saveReminder(tx: TenantTx, reminder: SentReminder): Promise<boolean> {
  const { code, occasionAt, sentAt, sentBy } = reminder;
  return await change(tx, sql`insert into reminder (school_id, reminder_code, occasion_at, sent_at, sent_by)
    values (${tx.schoolId}, ${code}, ${occasionAt}, ${sentAt}, ${sentBy}) on conflict do nothing`) === 1;
}

/** When a board last had each of these schools reminded. */
export async function listLastByBoard(
  tx: PlatformTx, schoolIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await all<{ schoolId: string; lastAt: Date }>(tx, sql`
    select school_id, max(sent_at) as last_at from reminder
    where school_id = any(${[...schoolIds]}::uuid[]) and sent_by <> 'clock' group by school_id`);
  return new Map(rows.map(({ schoolId, lastAt }) => [schoolId, lastAt]));
}
