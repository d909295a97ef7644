import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { endPlanAs, lockPlan } from '../planning/store.ts';
import type { EndCode } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listSittingsOfPlans } from '../taking/store.ts';
import { listResultsOfSitting, withdrawResult } from './store.ts';
import { resultMadeJob } from './types.ts';

/**
 * Declares a test that is in invalid: answers, scores and result stay, the result counts nowhere any more, and the
 * pupil may take the test again. The queue to the LAS hears of it as of any result that is taken back.
 */
export async function invalidatePlan(
  platform: Platform, viewer: SchoolViewer, planId: string, code: EndCode,
): Promise<Result<{ readonly planId: string }, 'not-found' | 'not-in'>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'ability', async (tx) => {
    const plan = may(viewer, 'withdraw-result') ? await lockPlan(tx, planId) : undefined;
    if (!plan) return refuse('not-found');
    if (plan.status === 'invalid') return ok({ planId });
    if (plan.status !== 'submitted' && plan.status !== 'scored') return refuse('not-in');
    await endPlanAs(tx, planId, { status: 'invalid', code, by: `${tx.actor.kind}:${tx.actor.id}`, at });
    await audit(tx, at, 'test.invalidated', { kind: 'pupil', id: plan.pupilId }, { planId, code });
    await withdrawResultsOf(platform, tx, planId, at);
    return ok({ planId });
  });
}

/** Takes back the result of a locked plan that does not count any more, if it has one. */
export async function withdrawResultsOf(platform: Platform, tx: TenantTx, planId: string, at: Date): Promise<void> {
  for (const { sittingId } of await listSittingsOfPlans(tx, [planId])) {
    const [newest] = await listResultsOfSitting(tx, sittingId);
    if (!newest || !await withdrawResult(tx, newest.resultId)) continue;
    await audit(tx, at, 'result.withdrawn', { kind: 'result', id: newest.resultId });
    await platform.jobs.send(tx, resultMadeJob, { schoolId: tx.schoolId, resultId: newest.resultId });
  }
}
