import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { setHelpAsked } from '../taking/presence-store.ts';
import { pausePlans, resumePlans } from '../taking/supervise.ts';
import { tellPlan, tellSitting } from '../taking/topics.ts';
import { isOpen, type TakingFacts } from './board-rules.ts';
import { loadLiveBoard } from './board.ts';
import { currentSchoolYear } from '../roster/store.ts';

/** What a teacher does from the board, which can be undone at once. */
export type QuickAct = 'pause' | 'resume' | 'help-noted';

/** For whom: one test of the board, or all open screen tests of a subject. */
export interface QuickWish {
  readonly act: QuickAct;
  readonly groupId: string;
  readonly subject: string | null;
  /** Null: everybody on the board. */
  readonly planId: string | null;
}

/** Pauses, lets go on, or notes that help is coming; the devices hear it at once. Undefined: no such board or test. */
export function doQuickly(platform: Platform, viewer: SchoolViewer, wish: QuickWish): Promise<number | undefined> {
  return onBoard(platform, viewer, wish, async (tx, facts) => {
    const at = platform.clock.now();
    const { live } = platform;
    if (wish.act === 'help-noted') {
      for (const { sitting } of facts) {
        if (!sitting?.helpAskedAt) continue;
        await setHelpAsked(tx, sitting.sittingId, null, at);
        await tellSitting(live, tx, sitting.sittingId, { event: 'help-coming' });
      }
      return facts.length;
    }
    const planIds = facts.map(({ planId }) => planId);
    const isPause = wish.act === 'pause';
    const changed = await (isPause ? pausePlans : resumePlans)(tx, planIds, at);
    for (const planId of changed) await tellPlan(live, tx, planId, { event: isPause ? 'paused' : 'resumed' });
    return changed.length;
  });
}

/** Work on the open screen tests of a board; undefined when the board, or the one test that was asked for, is not
 * there. */
export async function onBoard<T>(
  platform: Platform, viewer: SchoolViewer,
  { groupId, subject, planId }: Pick<QuickWish, 'groupId' | 'subject' | 'planId'>,
  work: (tx: TenantTx, facts: readonly TakingFacts[]) => Promise<T>,
): Promise<T | undefined> {
  if (!may(viewer, 'supervise-test', { groupIds: [groupId] })) return undefined;
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const wanted = planId === null ? subject : await subjectOfPlan(tx, planId);
    const about = { wanted, schoolYear: currentSchoolYear(platform.clock), now: platform.clock.now() };
    const board = await loadLiveBoard(tx, groupId, about);
    const facts = board?.rows.map((row) => row.facts) ?? [];
    const chosen = facts.filter((one) => (planId === null
      ? isOpen(one) && one.medium === 'screen' : one.planId === planId));
    return board && (planId === null || chosen.length > 0) ? work(tx, chosen) : undefined;
  });
}

/** The subject of a plan of this school. */
export async function subjectOfPlan(tx: TenantTx, planId: string): Promise<string | null> {
  const [row] = await all<{ subject: string }>(tx, sql`select subject_code as subject from planned_test
    where school_id = ${tx.schoolId} and plan_id = ${planId}`);
  return row?.subject ?? null;
}
