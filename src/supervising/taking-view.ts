import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, findGroup, listGroupPupils, listStaffNames } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { listRoutingDecisions } from '../taking/routing-store.ts';
import { listSittingsOfPlans } from '../taking/store.ts';
import type { RoutingDecision, Sitting } from '../taking/types.ts';
import { callNameAndLast } from '../ui/format.ts';
import { takingState, type TakingState } from './board-rules.ts';
import { listTaking } from './board-store.ts';
import { paceOf, type Pace } from './rapid-answers.ts';
import { findPlan, findRemark, listPartExtras, type PartExtras, type PlanFacts, type Remark } from './taking-store.ts';

/** How the taking of one test went, for the teacher. */
export interface TakingView {
  readonly group: ClassGroup;
  readonly pupil: PupilName;
  readonly plan: PlanFacts;
  /** Null when the pupil has a newer test in this subject: then nothing is going on here. */
  readonly state: TakingState | null;
  readonly parts: readonly PartView[];
  /** Who ended it, when that was a member of staff. */
  readonly endedByName: string | null;
  readonly remark: (Remark & { readonly writtenByName: string | null }) | null;
}

/** One taak that was begun. */
export interface PartView extends PartExtras {
  readonly sitting: Sitting;
  /** How this taak was chosen; null for the first. */
  readonly decision: RoutingDecision | null;
  readonly pace: Pace;
  /** The hand-in can be taken back: the next taak was not begun. */
  readonly canReopen: boolean;
}

/** Work on a test of a pupil of this group; undefined when the viewer, the group or the test is not there. */
export async function withTaking<T>(
  platform: Platform, viewer: SchoolViewer, about: { readonly groupId: string; readonly planId: string },
  work: (tx: TenantTx, found: { readonly group: ClassGroup; readonly pupil: PupilName; readonly plan: PlanFacts }) =>
  Promise<T>,
): Promise<T | undefined> {
  if (!may(viewer, 'supervise-test', { groupIds: [about.groupId] })) return undefined;
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const group = await findGroup(tx, about.groupId);
    const plan = await findPlan(tx, about.planId);
    if (!plan || !group?.active || group.schoolYear !== currentSchoolYear(platform.clock)) return undefined;
    const pupil = (await listGroupPupils(tx, group.groupId)).find(({ pupilId }) => pupilId === plan.pupilId);
    return pupil ? work(tx, { group, pupil, plan }) : undefined;
  });
}

/** Loads how a test went; reading it is in the school's log. */
export function viewTaking(
  platform: Platform, viewer: SchoolViewer, about: { readonly groupId: string; readonly planId: string },
): Promise<TakingView | undefined> {
  return withTaking(platform, viewer, about, async (tx, { group, pupil, plan }) => {
    const { planId, subject } = plan;
    const now = platform.clock.now();
    await audit(tx, now, 'taking.read', { kind: 'pupil', id: pupil.pupilId }, { planId });
    const board = [{ groupId: group.groupId, subject }];
    const facts = (await listTaking(tx, board, group.schoolYear)).find((one) => one.planId === planId);
    const remark = await findRemark(tx, planId);
    const names = await namesOfStaff(tx, [plan.endedBy, remark?.writtenBy]);
    return {
      group, pupil, plan, parts: await partsOf(tx, plan), state: facts ? takingState(facts, now) : null,
      endedByName: names.get(plan.endedBy ?? '') ?? null,
      remark: remark ? { ...remark, writtenByName: names.get(remark.writtenBy) ?? null } : null,
    };
  });
}

async function partsOf(tx: TenantTx, { planId, status, endedAt }: PlanFacts): Promise<readonly PartView[]> {
  const sittings = (await listSittingsOfPlans(tx, [planId])).toSorted((a, b) => a.partNo - b.partNo);
  const extras = new Map((await listPartExtras(tx, planId)).map((one) => [one.sittingId, one]));
  const decisions = new Map((await listRoutingDecisions(tx, planId)).map((one) => [one.partNo, one]));
  const isRunning = !endedAt && ['started', 'submitted', 'scored'].includes(status);
  return sittings.flatMap((sitting, at): readonly PartView[] => {
    const own = extras.get(sitting.sittingId);
    if (!own) return [];
    return [{
      ...own, sitting, decision: decisions.get(sitting.partNo) ?? null,
      pace: paceOf(own.firstAnswers.map((text) => new Date(text))),
      canReopen: isRunning && sitting.medium === 'screen' && sitting.submittedAt !== null && at === sittings.length - 1,
    }];
  });
}

/** Names of who did something, by `staff:id`. */
async function namesOfStaff(
  tx: TenantTx, actors: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = actors.flatMap((actor) => (actor?.startsWith('staff:') ? [actor.slice('staff:'.length)] : []));
  if (ids.length === 0) return new Map();
  return new Map((await listStaffNames(tx, ids)).map((name) => [`staff:${name.staffId}`, callNameAndLast(name)]));
}
