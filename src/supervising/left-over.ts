import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { listLeftOverPlans, type LeftOverPlan } from '../planning/left-over-store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listPupilNames } from '../roster/store.ts';
import type { PupilName } from '../roster/types.ts';
import { endPlan } from '../taking/supervise.ts';

/** A test that stays behind, with whose it is. */
export interface LeftOver extends LeftOverPlan {
  readonly pupil: PupilName | undefined;
}

/** Tests that stay behind in the groups of this viewer; looking is in the school's log. */
export function viewLeftOver(platform: Platform, viewer: SchoolViewer): Promise<readonly LeftOver[]> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const plans = await ofViewer(platform, viewer, tx);
    const names = await listPupilNames(tx, [...new Set(plans.map(({ pupilId }) => pupilId))]);
    const byId = new Map(names.map((name) => [name.pupilId, name]));
    await audit(tx, platform.clock.now(), 'taking.read', { kind: 'school', id: viewer.schoolId }, {
      leftOver: plans.length,
    });
    return plans.map((plan) => ({ ...plan, pupil: byId.get(plan.pupilId) }));
  });
}

/** Ends tests that stay behind: what was not handed in is left out. One that meanwhile goes on is left alone. */
export function endLeftOver(
  platform: Platform, viewer: SchoolViewer, planIds: readonly string[],
): Promise<{ readonly scored: number; readonly brokenOff: number }> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const found = (await ofViewer(platform, viewer, tx)).filter(({ planId }) => planIds.includes(planId));
    const done = { scored: 0, brokenOff: 0 };
    // In one order for everybody: of two who end the same tests the second waits.
    for (const { planId } of found.toSorted((a, b) => (a.planId < b.planId ? -1 : 1))) {
      const how = { code: 'other', unfinished: 'discard' } as const;
      const ended = await endPlan(platform, tx, planId, how, platform.clock.now());
      if (ended.ok) done[ended.value.status === 'submitted' ? 'scored' : 'brokenOff'] += 1;
    }
    return done;
  });
}

async function ofViewer(
  platform: Platform, viewer: SchoolViewer, tx: TenantTx,
): Promise<readonly LeftOverPlan[]> {
  const plans = await listLeftOverPlans(tx, currentSchoolYear(platform.clock));
  return plans.filter(({ groupId }) => may(viewer, 'supervise-test', { groupIds: [groupId] }));
}
