import { present } from '../base/assert.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { completeStep1 } from '../onboarding/steps.ts';
import { getOnboarding, saveLasFault, saveRosterStatus } from '../onboarding/store.ts';
import type { RosterFault } from '../onboarding/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { applyRoster, loadRoster } from '../roster/apply.ts';
import { readBefore } from '../roster/before.ts';
import type { CurrentRoster, RosterChanges } from '../roster/plan.ts';
import { reportOf, reportsNothing, type RosterReport } from '../roster/report.ts';
import { changesNothing, guardRoster, planRoster, type GuardReason } from '../roster/rules.ts';
import { countRoster } from '../roster/store.ts';
import type { RosterSource } from '../roster/types.ts';
import { keepBefore } from './before-store.ts';
import { siteOf } from './checks.ts';
import { listDecisions, nameDecided, saveDoubts, supersedeDoubts } from './doubt-store.ts';
import { fetchWords } from './nl.ts';
import { listTakenStates, type TakenState } from './store.ts';
import type { DeliveryCounts, RosterDelivery } from './types.ts';

/** What a document would do to the roster as it is now. */
export interface PlannedRoster {
  readonly current: CurrentRoster;
  readonly changes: RosterChanges;
  readonly report: RosterReport;
  /** Why a person has to say that it is meant. */
  readonly guard: GuardReason | null;
}

/** Plans a judged document against the roster of its site; a preview and a commit decide the same. */
export async function planDocument(
  platform: Platform, tx: TenantTx, document: RosterDocument, source: RosterSource,
): Promise<PlannedRoster> {
  const site = present(siteOf(document), 'a judged document names its site');
  const { schoolYear } = document.school;
  const taken = (await listTakenStates(tx)).filter((state) => state.site === site);
  const scope = { site, schoolYear, yearChange: taken.length > 0 && taken.every(isBefore(schoolYear)) };
  const current = await loadRoster(tx, scope);
  const changes = planRoster(current, document, {
    ...scope, source, today: plainDateInAmsterdam(platform.clock.now()), digest: platform.secrets.digest,
    newId: platform.newId, decisions: await listDecisions(tx),
  });
  const guard = guardRoster(current, changes, scope);
  return { current, changes, guard, report: reportOf(current, changes) };
}

function isBefore(schoolYear: SchoolYear): (state: TakenState) => boolean {
  return (state) => state.schoolYear < schoolYear;
}

/**
 * Writes a plan in the caller's transaction, all of it or nothing: the roster, how it was before, the doubts that
 * are open now, and the audit event. A plan that changes nothing writes no row of the roster.
 */
export async function commitPlan(
  platform: Platform, tx: TenantTx, deliveryId: string, document: RosterDocument, planned: PlannedRoster,
): Promise<DeliveryCounts> {
  const at = platform.clock.now();
  const { changes } = planned;
  const { schoolYear } = document.school;
  if (!changesNothing(changes)) {
    const before = await readBefore(tx, changes, schoolYear);
    await applyRoster(tx, changes, {
      schoolYear, today: plainDateInAmsterdam(at), at, seal: platform.secrets.seal,
    });
    await keepBefore(tx, platform.secrets, deliveryId, before, at);
  }
  await nameDecided(tx, changes.decided);
  await supersedeDoubts(tx, deliveryId, present(siteOf(document), 'a judged document names its site'));
  await saveDoubts(tx, deliveryId, changes.doubts);
  const counts = countsOf(planned);
  await audit(tx, at, 'roster.committed', { kind: 'delivery', id: deliveryId }, { ...counts });
  return counts;
}

/**
 * Marks the roster as loaded, forgets what the LAS last said was wrong, and completes step 1 when nothing
 * else is missing.
 * @param news whether anybody came, went or changed
 */
export async function finishLoading(platform: Platform, tx: TenantTx, news: boolean): Promise<void> {
  await saveRosterStatus(tx, 'loaded', { phase: 'done', ...await countRoster(tx) });
  await saveLasFault(tx, null);
  const { step1CompletedAt } = await getOnboarding(tx, tx.schoolId);
  if (news || !step1CompletedAt) await completeStep1(platform, tx);
}

/** Marks the roster as it stands as loaded after all, or as never loaded when nothing was ever taken. */
export async function keepAsItWas(tx: TenantTx): Promise<void> {
  const loaded = (await listTakenStates(tx)).length > 0;
  await saveRosterStatus(tx, loaded ? 'loaded' : 'none', { phase: 'done', ...await countRoster(tx) });
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
export function countsOf({ changes, report, guard }: PlannedRoster): DeliveryCounts {
  const { pupils } = report;
  return {
    ...changes.totals, added: pupils.added.length, changed: pupils.changed.length, gone: pupils.gone.length,
    moved: pupils.moved.length, returned: pupils.returned.length, doubtful: changes.doubts.length,
    ...(guard ? { guard } : {}),
  };
}

/** Whether a delivery that was taken changed anything that somebody would notice. */
export function bringsNews({ report }: PlannedRoster): boolean {
  return !reportsNothing(report);
}
