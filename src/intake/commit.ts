import { present } from '../base/assert.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { completeStep1 } from '../onboarding/steps.ts';
import { saveRosterStatus } from '../onboarding/store.ts';
import type { RosterProgress } from '../onboarding/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { applyRoster, loadRoster } from '../roster/apply.ts';
import type { CurrentRoster, RosterChanges } from '../roster/plan.ts';
import { guardRoster, planRoster, type GuardReason } from '../roster/rules.ts';
import type { RosterSource } from '../roster/types.ts';
import { siteOf } from './checks.ts';
import type { DeliveryCounts } from './types.ts';

/** What a document would do to the roster as it is now. */
export interface PlannedRoster {
  readonly current: CurrentRoster;
  readonly changes: RosterChanges;
  /** Why a person has to say that it is meant. */
  readonly guard: GuardReason | null;
}

/** Plans a judged document against the roster of its site; a preview and a commit decide the same. */
export async function planDocument(
  platform: Platform, tx: TenantTx, document: RosterDocument, source: RosterSource,
): Promise<PlannedRoster> {
  const site = present(siteOf(document), 'a judged document names its site');
  const scope = { site, schoolYear: document.school.schoolYear };
  const current = await loadRoster(tx, scope);
  const changes = planRoster(current, document, {
    ...scope, source, today: plainDateInAmsterdam(platform.clock.now()), digest: platform.secrets.digest,
    newId: platform.newId,
  });
  return { current, changes, guard: guardRoster(current, changes, site) };
}

/** Writes a plan, with its audit event, in the caller's transaction: all of it or nothing. */
export async function commitPlan(
  platform: Platform, tx: TenantTx, deliveryId: string, document: RosterDocument, changes: RosterChanges,
): Promise<DeliveryCounts> {
  const at = platform.clock.now();
  await applyRoster(tx, changes, {
    schoolYear: document.school.schoolYear, today: plainDateInAmsterdam(at), at, seal: platform.secrets.seal,
  });
  const counts = countsOf(changes);
  await audit(tx, at, 'roster.committed', { kind: 'delivery', id: deliveryId }, { ...counts });
  return counts;
}

/** Marks the roster as loaded and completes step 1 when nothing else is missing. */
export async function finishLoading(
  platform: Platform, tx: TenantTx, counts: Omit<RosterProgress, 'phase' | 'fault'>,
): Promise<void> {
  await saveRosterStatus(tx, 'loaded', { phase: 'done', ...counts });
  await completeStep1(platform, tx);
}

/** How much a plan holds, and what it changes for pupils; a doubt may be about staff as well. */
export function countsOf({ pupils, moved, doubts, totals }: RosterChanges) {
  return {
    ...totals, added: pupils.added.length, changed: pupils.changed.length, gone: pupils.gone.length,
    moved: moved.length, doubtful: doubts.length,
  } satisfies DeliveryCounts;
}
