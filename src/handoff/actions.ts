import type { SchoolViewer } from '../access/types.ts';
import { findResult, withdrawResult } from '../ability/store.ts';
import { present } from '../base/assert.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { resultKeyOf } from '../history/own-results.ts';
import { endResultsPause, findResultsLink } from '../onboarding/results-queue.ts';
import { requireStepsOpen } from '../onboarding/steps.ts';
import { getOnboarding, markResultsLinkOpened, saveLasFault } from '../onboarding/store.ts';
import type { StepsClosed } from '../onboarding/types.ts';
import { endPlanAs, lockPlan } from '../planning/store.ts';
import type { PlannedTest } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findSitting } from '../taking/store.ts';
import { listToRemove, markRemoved, requeueChosen, requeueKeys, type ResendChoice } from './again-store.ts';
import { queueNow } from './desk.ts';
import { enqueue, requeue, type QueueNow } from './store.ts';
import { deliverResultsJob } from './types.ts';

/** Why the link cannot be turned on, or nothing can be sent. */
export type OpenRefusal = StepsClosed | { readonly code: 'no-link' };

/**
 * Turns the results link on (step 3): everything made since step 1 follows, and the first delivery is the
 * test of the link. Turning it on again changes nothing.
 */
export async function openResultsLink(
  platform: Platform,
  viewer: SchoolViewer,
): Promise<Result<null, OpenRefusal>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const open = await requireStepsOpen(tx);
    if (!open.ok) return open;
    const link = await findResultsLink(tx);
    if (!link?.resultsUrl) return refuse({ code: 'no-link' });
    const at = platform.clock.now();
    const { resultsLinkAt } = await getOnboarding(tx, tx.schoolId);
    await markResultsLinkOpened(tx, at);
    const added = await enqueue(tx, queueNow(platform, link));
    if (!resultsLinkAt) await audit(tx, at, 'results-link.opened', undefined, { results: added });
    await platform.jobs.send(tx, deliverResultsJob, { schoolId: tx.schoolId });
    return ok(null);
  });
}

/**
 * Puts a new result in the queue of a school whose link is on; for another school nothing happens, and it
 * follows later.
 */
export async function queueResult(platform: Platform, schoolId: string, resultId: string): Promise<void> {
  const actor = { kind: 'job', id: 'result.made' } as const;
  await platform.doors.withTenant(schoolId, actor, 'handoff', async (tx) => {
    const link = await openLink(tx);
    const added = link ? await enqueue(tx, queueNow(platform, link), resultId) : 0;
    if (added > 0) await platform.jobs.send(tx, deliverResultsJob, { schoolId });
  });
}

/** Sends what waits now, and what the LAS refused once more.
 * @param resultId one refused result, or null for everything */
export async function sendAgain(
  platform: Platform, viewer: SchoolViewer, resultId: string | null,
): Promise<Result<null, { readonly code: 'no-link' }>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const link = await openLink(tx);
    if (!link) return refuse({ code: 'no-link' });
    await requeue(tx, link.connectionId, resultId, platform.clock.now());
    await saveLasFault(tx, null);
    await endResultsPause(tx);
    await platform.jobs.send(tx, deliverResultsJob, { schoolId: tx.schoolId });
    return ok(null);
  });
}

/**
 * Sends everything of a test period once more, whatever became of it, under the keys that it has: after the LAS
 * was put back, or changed its norms. Nothing comes twice.
 * @returns how many results go
 */
export async function resendPeriod(
  platform: Platform, viewer: SchoolViewer, choice: ResendChoice,
): Promise<Result<number, { readonly code: 'no-link' }>> {
  return again(platform, viewer, (tx, queue) => requeueChosen(tx, queue, choice));
}

/** Sends the results of one message once more, as they are now.
 * @param keys of the message (`resultaat/@key`)
 * @returns how many go */
export async function resendKeys(
  platform: Platform, viewer: SchoolViewer, keys: readonly string[],
): Promise<Result<number, { readonly code: 'no-link' }>> {
  return again(platform, viewer, (tx, queue) => requeueKeys(tx, queue, keys));
}

async function again(
  platform: Platform, viewer: SchoolViewer, requeueThem: (tx: TenantTx, queue: QueueNow) => Promise<number>,
): Promise<Result<number, { readonly code: 'no-link' }>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const link = await openLink(tx);
    if (!link) return refuse({ code: 'no-link' });
    const queue = queueNow(platform, link);
    await enqueue(tx, queue);
    const results = await requeueThem(tx, queue);
    await audit(tx, queue.at, 'results.resent', undefined, { results });
    await platform.jobs.send(tx, deliverResultsJob, { schoolId: tx.schoolId });
    return ok(results);
  });
}

/**
 * Takes back a result of our own: it counts nowhere any more, and is not sent. What the LAS has already, or may
 * have, is on the list of what a person has to remove there.
 * @returns whether the LAS may have it; a refusal when it is no result of ours that counts
 */
export async function withdrawOwnResult(
  platform: Platform, viewer: SchoolViewer, resultId: string,
): Promise<Result<{ readonly toRemove: boolean }, { readonly code: 'not-found' }>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const result = await findResult(tx, resultId);
    const own = result?.origin === 'screen' || result?.origin === 'paper';
    const at = platform.clock.now();
    const plan = own ? await lockPlanOf(tx, result.sittingId) : undefined;
    if (!own || !await withdrawResult(tx, resultId)) return refuse({ code: 'not-found' });
    // The test may not count either, so that the pupil can be planned again.
    if (plan?.status === 'submitted' || plan?.status === 'scored') {
      await endPlanAs(tx, plan.planId, { status: 'invalid', code: 'other', by: `${tx.actor.kind}:${tx.actor.id}`, at });
    }
    await audit(tx, at, 'result.withdrawn', { kind: 'result', id: resultId });
    const link = await findResultsLink(tx);
    if (!link) return ok({ toRemove: false });
    await enqueue(tx, queueNow(platform, link));
    const key = resultKeyOf(present(result.sittingId, 'an own result has a sitting'));
    return ok({ toRemove: (await listToRemove(tx, link.connectionId)).some((one) => one.resultKey === key) });
  });
}

/** The plan of a sitting, locked before its result as everybody does who needs both. */
async function lockPlanOf(tx: TenantTx, sittingId: string | null): Promise<PlannedTest | undefined> {
  const sitting = sittingId === null ? undefined : await findSitting(tx, sittingId);
  return sitting && lockPlan(tx, sitting.planId);
}

/** Ticks off that somebody removed a withdrawn result from the LAS. */
export async function tickOffRemoved(platform: Platform, viewer: SchoolViewer, resultKey: string): Promise<void> {
  await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const link = await findResultsLink(tx);
    const at = platform.clock.now();
    const results = link ? await markRemoved(tx, link.connectionId, resultKey, at) : 0;
    if (results > 0) await audit(tx, at, 'results.removed', undefined, { results: 1 });
  });
}

async function openLink(tx: TenantTx) {
  const { resultsLinkAt } = await getOnboarding(tx, tx.schoolId);
  return resultsLinkAt ? findResultsLink(tx) : undefined;
}
