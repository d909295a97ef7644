import { may, reaches } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { Medium, Subject } from '../content/types.ts';
import { isCancelled } from '../onboarding/cancel.ts';
import { audit, type AuditSubject } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { groupsOfPupil } from '../roster/store.ts';
import { loadBoard, type Board, type BoardRow, type Wanted } from './board.ts';
import { bundleOf } from './bundles.ts';
import type { Opening } from './opening.ts';
import {
  addPlans, lockAction, lockPlan, markUndone, moveOpening, withdraw, type NewPlan,
} from './store.ts';

/** Which test a pupil gets, and how it is taken. The subject is that of the test. */
export interface PlanChoice {
  readonly pupilId: string;
  readonly testCode: string;
  readonly medium: Medium;
}

/** Why nothing was planned. */
export type PlanRefusal =
  | 'not-found' | 'other-school-year' | 'licence-ended' | 'no-licence' | 'nothing-chosen' | 'no-such-pupil'
  | 'no-such-test' | 'not-in-package' | 'no-year-group';

/** What planning did: a pupil who had a test for this moment already keeps that one. */
export interface Planned {
  readonly actionId: string;
  readonly planned: number;
  /** Pupils who got at least one test. */
  readonly pupils: number;
  readonly alreadyPlanned: number;
  /** Of what was planned, tests on screen. */
  readonly onScreen: number;
}

/**
 * Plans tests for pupils of one or more groups, all of them or, when one choice is refused, none.
 * @param opening when tests on screen are open; absent is as usual for the season
 */
export async function planForGroups(platform: Platform, viewer: SchoolViewer, { wanted, choices, opening }: {
  readonly wanted: Wanted; readonly choices: readonly PlanChoice[]; readonly opening?: Opening;
}): Promise<Result<Planned, PlanRefusal>> {
  if (!mayPlan(viewer, wanted.groupIds)) return refuse('not-found');
  if (choices.length === 0) return refuse('nothing-chosen');
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    if (await isCancelled(tx)) return refuse('licence-ended');
    const loaded = await loadBoard(tx, wanted, now);
    if (!loaded.ok) return loaded;
    const board = loaded.value;
    if (board.media.length === 0) return refuse('no-licence');
    const plans: NewPlan[] = [];
    for (const choice of choices) {
      const plan = planOf(board, choice, opening ?? board.opening, platform.newId);
      if (!plan.ok) return plan;
      plans.push(plan.value);
    }
    const actionId = platform.newId();
    const added = await addPlans(tx, plans, {
      actionId, schoolYear: board.schoolYear, plannedBy: textOf(viewer), plannedAt: now,
    });
    await audit(tx, now, 'test.planned', aboutGroups(viewer, wanted.groupIds), {
      subject: wanted.bundle.code, count: added.size, groups: wanted.groupIds.length, actionId,
    });
    const pupils = new Set(plans.filter(({ planId }) => added.has(planId)).map(({ pupilId }) => pupilId)).size;
    const onScreen = choices
      .filter(({ medium }, index) => medium === 'screen' && added.has(plans[index]!.planId)).length;
    return ok({ actionId, planned: added.size, pupils, alreadyPlanned: choices.length - added.size, onScreen });
  });
}

/** The same for one group and subject, open as usual. */
export function planTests(platform: Platform, viewer: SchoolViewer, { groupId, subject, choices }: {
  readonly groupId: string; readonly subject: Subject; readonly choices: readonly PlanChoice[];
}): Promise<Result<Planned, PlanRefusal>> {
  const wanted = { bundle: bundleOf(subject), groupIds: [groupId], yearGroup: null, season: null };
  return planForGroups(platform, viewer, { wanted, choices });
}

/** Takes a plan back, as long as nothing was answered or entered for it. */
export async function withdrawPlan(
  platform: Platform, viewer: SchoolViewer, planId: string,
): Promise<Result<{ readonly groupId: string }, 'not-found' | 'already-answered'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const plan = await lockPlan(tx, planId);
    if (!plan || !await mayPlanFor(tx, viewer, plan)) return refuse('not-found');
    if (plan.status === 'withdrawn') return ok({ groupId: plan.groupId });
    if ((await withdraw(tx, [planId])).size === 0) return refuse('already-answered');
    await audit(tx, platform.clock.now(), 'test.withdrawn', { kind: 'pupil', id: plan.pupilId }, { planId });
    return ok({ groupId: plan.groupId });
  });
}

/** Takes back everything that was planned with one press, but the tests for which somebody answered already. */
export async function undoAction(
  platform: Platform, viewer: SchoolViewer, actionId: string,
): Promise<Result<{ readonly withdrawn: number; readonly kept: number }, 'not-found'>> {
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const action = await lockAction(tx, actionId);
    const mine = action && (action.plannedBy === textOf(viewer) || reaches(viewer, 'plan-test') === 'school');
    if (!action || !mine || !may(viewer, 'plan-test')) return refuse('not-found');
    const withdrawn = await withdraw(tx, action.plans.map(({ planId }) => planId));
    if (withdrawn.size > 0) {
      await markUndone(tx, actionId, textOf(viewer), now);
      const groupIds = [...new Set(action.plans.map(({ groupId }) => groupId))];
      await audit(tx, now, 'test.withdrawn', aboutGroups(viewer, groupIds), { count: withdrawn.size, actionId });
    }
    return ok({ withdrawn: withdrawn.size, kept: action.plans.length - withdrawn.size });
  });
}

/** Gives the tests on screen of these groups another time to be open, but those that are handed in. */
export async function changeOpening(
  platform: Platform, viewer: SchoolViewer, wanted: Wanted, opening: Opening,
): Promise<Result<{ readonly changed: number }, 'not-found' | 'other-school-year'>> {
  if (!mayPlan(viewer, wanted.groupIds)) return refuse('not-found');
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const loaded = await loadBoard(tx, wanted, now);
    if (!loaded.ok) return loaded;
    const { rows, subjects, schoolYear, season } = loaded.value;
    const pupilIds = rows.map(({ pupil }) => pupil.pupilId);
    const changed = await moveOpening(tx, { pupilIds, subjects, schoolYear, season }, opening);
    await audit(tx, now, 'test.opening-changed', aboutGroups(viewer, wanted.groupIds), {
      subject: wanted.bundle.code, count: changed,
    });
    return ok({ changed });
  });
}

/** Whether somebody may plan for all of these groups. */
export function mayPlan(viewer: SchoolViewer, groupIds: readonly string[]): boolean {
  return groupIds.every((groupId) => may(viewer, 'plan-test', { groupIds: [groupId] }));
}

/** Through the group for which it was planned, or any group that the pupil is in now. */
async function mayPlanFor(
  tx: TenantTx, viewer: SchoolViewer, { groupId, pupilId }: { readonly groupId: string; readonly pupilId: string },
): Promise<boolean> {
  if (may(viewer, 'plan-test', { groupIds: [groupId] })) return true;
  const groupIds = (await groupsOfPupil(tx, pupilId)).map((group) => group.groupId);
  return may(viewer, 'plan-test', { groupIds });
}

/** One choice checked against the board: the pupil is in a group, the test exists in that medium and is paid for. */
function planOf(
  board: Board, { pupilId, testCode, medium }: PlanChoice, opening: Opening, newId: () => string,
): Result<NewPlan, PlanRefusal> {
  const row: BoardRow | undefined = board.rows.find(({ pupil }) => pupil.pupilId === pupilId);
  if (!row) return refuse('no-such-pupil');
  if (!row.taking) return refuse('no-year-group');
  if (!board.media.includes(medium)) return refuse('not-in-package');
  const test = board.tests.find((known) => known.testCode === testCode);
  const cell = row.cells.find(({ subject }) => subject === test?.subject);
  const formCode = test?.forms[medium];
  if (!formCode || !cell?.advice) return refuse('no-such-test');
  const isAdvice = cell.advice.code !== 'step-2' && cell.advice.code !== 'no-result';
  return ok({
    planId: newId(), pupilId, groupId: row.groupId, formCode, takingMoment: row.taking,
    adviceCode: cell.advice.code, advisedTestCode: isAdvice ? cell.proposedTestCode : null,
    retakeOf: cell.before?.planId ?? null, ...(medium === 'screen' ? opening : { opensAt: null, closesAt: null }),
  });
}

function aboutGroups({ schoolId }: SchoolViewer, groupIds: readonly string[]): AuditSubject {
  const [only, ...others] = groupIds;
  return only !== undefined && others.length === 0 ? { kind: 'group', id: only } : { kind: 'school', id: schoolId };
}

/** How the database knows who did it. */
function textOf({ actor }: SchoolViewer): string {
  return `${actor.kind}:${actor.id}`;
}
