import { change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** The pupil's hand goes up, or down again (null): by the pupil, or by the teacher who has been there. */
export async function setHelpAsked(tx: TenantTx, sittingId: string, askedAt: Date | null, at: Date): Promise<void> {
  await change(tx, sql`insert into sitting_presence (school_id, sitting_id, heard_at, help_asked_at)
    select school_id, sitting_id, ${at}, ${askedAt}::timestamptz from sitting
      where school_id = ${tx.schoolId} and sitting_id = ${sittingId}
    on conflict (school_id, sitting_id) do update set help_asked_at = excluded.help_asked_at`);
}
