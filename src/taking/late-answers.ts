import { isAnswered } from '../exchange/qti/answered.ts';
import { audit } from '../platform/audit/audit.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listFinalAnswers, lockSittingWithPlan } from './store.ts';
import type { FinalAnswer } from './types.ts';
import { sittingSubmittedJob } from './types.ts';

/** What a teacher decides about answers that came in after the hand-in. */
export type LateDecision = 'counted' | 'left-out';

/**
 * Decides about every late answer of a taak that waits. Those that count fill items without an answer, and the taak is
 * scored anew; an answer that was in on time always stays.
 * @param by who decides, `kind:id`
 * @returns how many were decided about
 */
export async function countLateAnswers(
  platform: Platform, tx: TenantTx, sittingId: string, decision: LateDecision, by: string,
): Promise<number> {
  const at = platform.clock.now();
  const sitting = await lockSittingWithPlan(tx, sittingId);
  const decided = await change(tx, sql`update late_answer set decision = ${decision}, decided_by = ${by},
      decided_at = ${at}
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and decision is null`);
  if (decided === 0) return 0;
  await audit(tx, at, 'late-answers.decided', { kind: 'sitting', id: sittingId }, { decision, count: decided });
  if (decision === 'counted' && sitting?.submittedAt)
    await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
  return decided;
}

/** The answers that a taak is scored by: those that were in on time, and late ones that a teacher lets count. */
export async function listCountedAnswers(tx: TenantTx, sittingId: string): Promise<readonly FinalAnswer[]> {
  return withLate(await listFinalAnswers(tx, sittingId), await all<FinalAnswer>(tx, sql`
    select distinct on (item_id) item_id, device_epoch, sequence, responses from late_answer
    where school_id = ${tx.schoolId} and sitting_id = ${sittingId} and decision = 'counted'
    order by item_id, device_epoch desc, sequence desc`));
}

/** Late answers beside those in time: only where an item had none. */
export function withLate(inTime: readonly FinalAnswer[], late: readonly FinalAnswer[]): readonly FinalAnswer[] {
  const answered = new Set(inTime.filter(({ responses }) => isAnswered(responses)).map(({ itemId }) => itemId));
  const filling = late.filter(({ itemId, responses }) => !answered.has(itemId) && isAnswered(responses));
  const filled = new Set(filling.map(({ itemId }) => itemId));
  return [...inTime.filter(({ itemId }) => !filled.has(itemId)), ...filling];
}
