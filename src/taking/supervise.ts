import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { endPlanAs, lockPlan, lockPlans, movePlan, setPaused } from '../planning/store.ts';
import type { EndCode, PlannedTest } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { submit } from './hand-in.ts';
import {
  discardSitting, hasAnswers, listSittingsOfPlans, lockSittingWithPlan, openSitting, unsubmitSitting,
} from './store.ts';
import type { Sitting } from './types.ts';
import { sittingSubmittedJob } from './types.ts';

/** Lets pupils wait: tests that are not in, and not paused already. Returns the plans that were paused now. */
export async function pausePlans(tx: TenantTx, planIds: readonly string[], at: Date): Promise<readonly string[]> {
  return setPause(tx, planIds, { pausedAt: at, at });
}

/** Lets pupils go on. Returns the plans that were paused until now. */
export async function resumePlans(tx: TenantTx, planIds: readonly string[], at: Date): Promise<readonly string[]> {
  return setPause(tx, planIds, { pausedAt: null, at });
}

async function setPause(
  tx: TenantTx, planIds: readonly string[], { pausedAt, at }: { readonly pausedAt: Date | null; readonly at: Date },
): Promise<readonly string[]> {
  await lockPlans(tx, planIds);
  const changed = await setPaused(tx, planIds, pausedAt);
  if (changed.length === 0) return changed;
  await audit(tx, at, pausedAt ? 'test.paused' : 'test.resumed', undefined, { count: changed.length });
  return changed;
}

/** Why a hand-in cannot be taken back. */
export type ReopenRefusal =
  | 'not-found'
  /** It was not handed in. */
  | 'not-in'
  /** The next taak was begun. */
  | 'next-begun'
  /** The test was ended or its result may not count. */
  | 'ended';

/**
 * Takes the hand-in of a taak back, as long as the next one was not begun: the pupil goes on with it. A result that was
 * made of it stands until the next hand-in makes a new one.
 */
export async function reopenSitting(
  _platform: Platform, tx: TenantTx, sittingId: string, at: Date,
): Promise<Result<{ readonly planId: string }, ReopenRefusal>> {
  const sitting = await lockSittingWithPlan(tx, sittingId);
  if (!sitting) return refuse('not-found');
  const { planId, partNo, planStatus } = sitting;
  const plan = await lockPlan(tx, planId);
  if (!sitting.submittedAt) return refuse('not-in');
  if (plan?.endedAt || !['started', 'submitted', 'scored'].includes(planStatus)) return refuse('ended');
  const sittings = await listSittingsOfPlans(tx, [planId]);
  if (sittings.some((other) => other.partNo > partNo)) return refuse('next-begun');
  await unsubmitSitting(tx, sittingId);
  await movePlan(tx, planId, ['submitted', 'scored'], 'started');
  await audit(tx, at, 'test.reopened', { kind: 'sitting', id: sittingId }, { planId, partNo });
  return ok({ planId });
}

/** How a teacher ends a test. */
export interface EndOfPlan {
  readonly code: EndCode;
  /** What becomes of the taak that is open: handed in as it is, what is not answered counting as wrong, or left out. */
  readonly unfinished: 'hand-in' | 'discard';
}

/**
 * Ends a test before every taak is in. With at least one taak in it gets a result, with a wider interval; with none
 * it is broken off. A taak without one answer is never handed in this way.
 */
export async function endPlan(
  platform: Platform, tx: TenantTx, planId: string, { code, unfinished }: EndOfPlan, at: Date,
): Promise<Result<{ readonly status: 'submitted' | 'broken-off' }, 'not-found' | 'not-open'>> {
  const plan = await lockPlan(tx, planId);
  if (!plan) return refuse('not-found');
  if (plan.status !== 'planned' && plan.status !== 'started') return refuse('not-open');
  for (const sitting of await listSittingsOfPlans(tx, [planId])) {
    if (!sitting.submittedAt && !sitting.discardedAt) await endSitting(platform, tx, sitting, unfinished, at);
  }
  const sittings = await listSittingsOfPlans(tx, [planId]);
  const counted = sittings.filter(({ submittedAt }) => submittedAt);
  const last = counted.at(-1);
  const status = last ? 'submitted' : 'broken-off';
  const isFull = counted.length === plan.partCount;
  if (last && !isFull) await keepFirstTaak(platform, tx, plan, counted, at);
  // Its taken may be scored already: then only their result is to be made. With none that counts, a result of before
  // the taak was opened again is to be taken back.
  const named = last ?? sittings[0];
  if (named && !isFull) {
    await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId: named.sittingId });
  }
  await endPlanAs(tx, planId, { status, code, by: `${tx.actor.kind}:${tx.actor.id}`, at });
  await audit(tx, at, 'test.ended', { kind: 'pupil', id: plan.pupilId }, {
    planId, code, unfinished, taken: counted.length, planned: plan.partCount,
  });
  return ok({ status });
}

async function endSitting(
  platform: Platform, tx: TenantTx, { sittingId }: Sitting, unfinished: EndOfPlan['unfinished'], at: Date,
): Promise<void> {
  const sitting = await lockSittingWithPlan(tx, sittingId);
  const handIn = unfinished === 'hand-in' && await hasAnswers(tx, sittingId);
  if (sitting && handIn) await submit(platform, tx, sitting, at);
  else await discardSitting(tx, sittingId, at);
}

/** A result hangs on the first taak: where only a later one was entered, as paper allows, that one is put down as left
 * out. */
async function keepFirstTaak(
  platform: Platform, tx: TenantTx, { planId, formCode }: PlannedTest, counted: readonly Sitting[], at: Date,
): Promise<void> {
  const takenOn = counted[0]!.takenOn;
  const first = await openSitting(tx, {
    sittingId: platform.newId(), planId, partNo: 1, shift: 0, formCode, takenOn, at,
  });
  if (counted.every(({ sittingId }) => sittingId !== first)) await discardSitting(tx, first, at);
}
