import { present } from '../base/assert.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { completeStep1 } from '../onboarding/steps.ts';
import { saveLasFault, saveRosterStatus } from '../onboarding/store.ts';
import type { RosterFault, RosterProgress } from '../onboarding/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { applyRoster, loadRoster } from '../roster/apply.ts';
import type { CurrentRoster, RosterChanges } from '../roster/plan.ts';
import { guardRoster, planRoster, type GuardReason } from '../roster/rules.ts';
import type { RosterSource } from '../roster/types.ts';
import { siteOf } from './checks.ts';
import { fetchWords } from './nl.ts';
import type { DeliveryCounts, RosterDelivery } from './types.ts';

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
  return { current, changes, guard: guardRoster(current, changes, scope) };
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

/**
 * Marks the roster as loaded, forgets what the LAS last said was wrong, and completes step 1 when nothing
 * else is missing.
 */
export async function finishLoading(
  platform: Platform, tx: TenantTx, counts: Omit<RosterProgress, 'phase' | 'fault'>,
): Promise<void> {
  await saveRosterStatus(tx, 'loaded', { phase: 'done', ...counts });
  await saveLasFault(tx, null);
  await completeStep1(platform, tx);
}

/** Why loading stops: the LAS does not give its data, or it gave what cannot be taken as it is. */
export type StopCause = 'las' | 'data';

/**
 * Marks the loading as stopped, with who must do what. Only what the LAS itself does wrong is kept as a fault
 * of the link: data that cannot be taken are an answer, and prove that the key is good.
 */
export async function stopLoading(
  platform: Platform, tx: TenantTx, fault: RosterFault, cause: StopCause,
): Promise<void> {
  await saveRosterStatus(tx, 'failed', { phase: 'asking', fault });
  await saveLasFault(tx, cause === 'las'
    ? { code: fault.code, text: fault.text, at: platform.clock.now() } : null);
  platform.log('roster.stopped', { school: tx.schoolId, code: fault.code, retrying: fault.retrying });
}

/** Marks the loading as stopped until a person has said that a delivery is meant as it is. */
export function stopForPerson(
  platform: Platform, tx: TenantTx, { deliveryId, counts }: Pick<RosterDelivery, 'deliveryId' | 'counts'>,
): Promise<void> {
  const guard = present(counts.guard, 'a waiting delivery has its reason');
  const fault = { code: guard, ...fetchWords[guard], retrying: false, deliveryId };
  return stopLoading(platform, tx, fault, 'data');
}

/** How much a plan holds, and what it changes for pupils; a doubt may be about staff as well. */
export function countsOf({ pupils, moved, doubts, totals }: RosterChanges) {
  return {
    ...totals, added: pupils.added.length, changed: pupils.changed.length, gone: pupils.gone.length,
    moved: moved.length, doubtful: doubts.length,
  } satisfies DeliveryCounts;
}
