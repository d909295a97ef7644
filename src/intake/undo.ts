import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { accessListsWantedJob } from '../onboarding/jobs.ts';
import { lockOnboarding } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { restoreRoster, type Stayed } from '../roster/restore.ts';
import { dropBefore, listBefore, listLastChanged } from './before-store.ts';
import { keepAsItWas } from './commit.ts';
import { forgetDecisions } from './doubt-store.ts';
import { markUndone } from './store.ts';

/** What was taken back, and who or what had to stay. */
export interface Undone {
  readonly deliveryIds: readonly string[];
  readonly stayed: Stayed;
}

/**
 * Takes the last delivery back: pupils, staff, groups, their keys and year groups become what they were before.
 * On whom something hangs meanwhile (a test, a result, a role) stays, inactive. The LAS still says the same, so
 * the next fetch brings it again unless the LAS is mended or the fetching at night is paused.
 */
export async function undoDelivery(
  platform: Platform, tx: TenantTx, deliveryId: string,
): Promise<Result<Undone, 'not-last'>> {
  await lockOnboarding(tx);
  const deliveryIds = await listLastChanged(tx);
  if (!deliveryIds.includes(deliveryId)) return refuse('not-last');
  const at = platform.clock.now();
  const stayed: Record<keyof Stayed, readonly string[]> = { pupil: [], staff_member: [], class_group: [] };
  for (const before of await listBefore(tx, platform.secrets, deliveryIds)) {
    const kept = await restoreRoster(tx, before, plainDateInAmsterdam(at));
    for (const table of Object.keys(stayed) as (keyof Stayed)[])
      stayed[table] = [...stayed[table], ...kept[table]];
  }
  await forgetDecisions(tx, deliveryIds);
  await markUndone(tx, deliveryIds, stayed, at);
  await dropBefore(tx, deliveryIds);
  await keepAsItWas(tx);
  await platform.jobs.send(tx, accessListsWantedJob, { schoolId: tx.schoolId });
  await audit(tx, at, 'roster.undone', { kind: 'delivery', id: deliveryId }, {
    deliveries: deliveryIds.length, pupilsStayed: stayed.pupil.length, staffStayed: stayed.staff_member.length,
    groupsStayed: stayed.class_group.length,
  });
  return ok({ deliveryIds, stayed });
}
