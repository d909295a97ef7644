import { change, jsonb, sql } from '../database/query.ts';
import type { TenantTx } from '../database/tenancy.ts';
import { newId } from '../ids.ts';
import type { AuditEvent } from './events.ts';

/** What an event is about. */
export interface AuditSubject {
  readonly kind: 'pupil' | 'group' | 'sitting' | 'delivery' | 'staff' | 'result' | 'message' | 'school';
  readonly id: string;
}

/**
 * Writes an event in the transaction of the act itself: no act without its event, no event without its act.
 * @param detail ids, counts and names of fields; never a name, an answer, a birth date or a key
 */
export async function audit(
  tx: TenantTx, at: Date, event: AuditEvent, subject?: AuditSubject,
  detail: Readonly<Record<string, string | number | boolean>> = {},
): Promise<void> {
  await change(tx, sql`insert into audit_event
      (school_id, event_id, at, event_code, actor, purpose, subject_kind, subject_id, detail)
    values (${tx.schoolId}, ${newId()}, ${at}, ${event}, ${`${tx.actor.kind}:${tx.actor.id}`}, ${tx.purpose},
      ${subject?.kind ?? null}, ${subject?.id ?? null}, ${jsonb(detail)})`);
}
