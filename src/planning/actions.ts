import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { Medium, Subject } from '../content/types.ts';
import { isCancelled } from '../onboarding/cancel.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { loadBoard, type Board } from './board.ts';
import { addPlans, lockPlan, withdraw, type NewPlan } from './store.ts';

/** Which test a pupil gets, and how it is taken. */
export interface PlanChoice {
  readonly pupilId: string;
  readonly testCode: string;
  readonly medium: Medium;
}

/** Why nothing was planned. */
export type PlanRefusal =
  | 'not-found' | 'licence-ended' | 'nothing-chosen' | 'no-such-pupil' | 'no-such-test' | 'not-in-package'
  | 'no-year-group';

/** What planning did: a pupil who had a test for this moment already keeps that one. */
export interface Planned {
  readonly planned: number;
  readonly alreadyPlanned: number;
}

/** Plans tests for pupils of a group in one subject, all of them or, when one choice is refused, none. */
export async function planTests(platform: Platform, viewer: SchoolViewer, { groupId, subject, choices }: {
  readonly groupId: string; readonly subject: Subject; readonly choices: readonly PlanChoice[];
}): Promise<Result<Planned, PlanRefusal>> {
  if (!may(viewer, 'plan-test', { groupIds: [groupId] })) return refuse('not-found');
  if (choices.length === 0) return refuse('nothing-chosen');
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    if (await isCancelled(tx)) return refuse('licence-ended');
    const board = await loadBoard(tx, groupId, subject, now);
    if (!board) return refuse('not-found');
    const plans: NewPlan[] = [];
    for (const choice of choices) {
      const plan = planOf(board, choice, platform.newId);
      if (!plan.ok) return plan;
      plans.push(plan.value);
    }
    const planned = await addPlans(tx, plans, {
      groupId, schoolYear: board.schoolYear, plannedBy: `${viewer.actor.kind}:${viewer.actor.id}`, plannedAt: now,
    });
    await audit(tx, now, 'test.planned', { kind: 'group', id: groupId }, { subject, count: planned.size });
    return ok({ planned: planned.size, alreadyPlanned: choices.length - planned.size });
  });
}

/** Takes a plan back, as long as nothing was answered or entered for it. */
export async function withdrawPlan(
  platform: Platform, viewer: SchoolViewer, planId: string,
): Promise<Result<{ readonly groupId: string }, 'not-found' | 'already-answered'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const plan = await lockPlan(tx, planId);
    if (!plan || !may(viewer, 'plan-test', { groupIds: [plan.groupId] })) return refuse('not-found');
    if (plan.status === 'withdrawn') return ok({ groupId: plan.groupId });
    if (!await withdraw(tx, planId)) return refuse('already-answered');
    await audit(tx, platform.clock.now(), 'test.withdrawn', { kind: 'pupil', id: plan.pupilId }, { planId });
    return ok({ groupId: plan.groupId });
  });
}

/** One choice checked against the board: the pupil is in the group, the test exists in that medium and is paid for. */
function planOf(board: Board, choice: PlanChoice, newId: () => string): Result<NewPlan, PlanRefusal> {
  const row = board.rows.find(({ pupil }) => pupil.pupilId === choice.pupilId);
  if (!row) return refuse('no-such-pupil');
  if (!row.taking || !row.advice) return refuse('no-year-group');
  if (!board.media.includes(choice.medium)) return refuse('not-in-package');
  const form = board.forms.find(({ testCode, medium }) => testCode === choice.testCode && medium === choice.medium);
  if (!form) return refuse('no-such-test');
  const isAdvice = row.advice.code !== 'step-2' && row.advice.code !== 'no-result';
  return ok({
    planId: newId(), pupilId: choice.pupilId, formCode: form.code, takingMoment: row.taking,
    adviceCode: row.advice.code, advisedTestCode: isAdvice ? row.proposedTestCode : null,
  });
}
