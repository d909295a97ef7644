import type { SchoolViewer } from '../access/types.ts';
import { assert, present } from '../base/assert.ts';
import { parseBrinSite } from '../base/brin.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { linkForSite, listSiteKeys } from '../onboarding/key-store.ts';
import { requireStepsOpen } from '../onboarding/steps.ts';
import { findLasConnection, listSites, markHistoryCompleted } from '../onboarding/store.ts';
import type { LasConnection, StepsClosed } from '../onboarding/types.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { fetchLasHistory, type LasHistory } from './las-history.ts';
import { commitDelivery, newDelivery, previewDelivery } from './deliver.ts';
import { linkFindings } from './link-findings.ts';
import { reportGaps } from './gaps.ts';
import { listUnderWay, lockDelivery, lockHistory, settleDelivery, type OpenDelivery } from './store.ts';
import { historyWantedJob, type HistoryReading } from './types.ts';

/** Why old results cannot be fetched. */
export type FetchRefusal = StepsClosed | { readonly code: 'no-link' };

/**
 * Asks for the old results in the LAS: one delivery for each site, fetched by a job. While some are under way
 * there are no new ones: those are asked for again, as the job of one may have died, and a delivery is
 * settled once however often it is fetched.
 * @param preview whether to show first what would become of them
 */
export async function importHistoryFromLas(
  platform: Platform, viewer: SchoolViewer, { preview = false }: { readonly preview?: boolean } = {},
): Promise<Result<{ readonly deliveryIds: readonly string[] }, FetchRefusal>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const open = await requireStepsOpen(tx);
    if (!open.ok) return open;
    const connection = await findLasConnection(tx);
    if (!connection?.historyUrl) return refuse({ code: 'no-link' });
    await lockHistory(tx);
    const underWay = await listUnderWay(tx);
    const deliveryIds = underWay.length > 0 ? underWay : await openForEachSite(platform, tx, preview);
    for (const deliveryId of deliveryIds)
      await platform.jobs.send(tx, historyWantedJob, { schoolId: tx.schoolId, deliveryId });
    return ok({ deliveryIds });
  });
}

async function openForEachSite(platform: Platform, tx: TenantTx, preview: boolean): Promise<readonly string[]> {
  const deliveryIds: string[] = [];
  for (const { brin, site } of await listSites(tx))
    deliveryIds.push(await newDelivery(platform, tx, { kind: 'history-uwlr', site: `${brin}${site}`, preview }));
  return deliveryIds;
}

/**
 * Fetches a delivery that was asked for; one that is settled already stays as it is. No transaction is open
 * during the call. What may pass by itself is tried again, with the reason on the page; after the last try
 * the delivery is refused.
 */
export async function fetchHistory(platform: Platform, schoolId: string, deliveryId: string): Promise<void> {
  const actor = { kind: 'job', id: historyWantedJob.name } as const;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(schoolId, actor, 'history', work);
  const asked = await inSchool(async (tx) => {
    const delivery = await lockDelivery(tx, deliveryId);
    if (delivery?.status !== 'received') return null;
    return { delivery, connection: await findLasConnection(tx), siteKeys: await listSiteKeys(tx) };
  });
  if (!asked) return;
  const site = parseBrinSite(present(asked.delivery.site, `delivery ${deliveryId} has a site`));
  assert(site.ok, `delivery ${deliveryId} is of a site`);
  const { connection, siteKeys } = asked;
  if (!hasHistory(connection))
    return inSchool((tx) => settleFetched(platform, tx, deliveryId, { kind: 'not-offered' }));
  try {
    const link = linkForSite(connection, siteKeys, site.value);
    const answer = await fetchLasHistory(platform, schoolId, link, site.value);
    await inSchool((tx) => settleFetched(platform, tx, deliveryId, answer));
    await reportGaps(platform, schoolId, [deliveryId]);
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    const again = await inSchool((tx) => noteOutage(platform, tx, deliveryId, error));
    if (again) throw error;
  }
}

function hasHistory(
  connection: LasConnection | undefined,
): connection is LasConnection & { readonly historyUrl: string } {
  return connection?.historyUrl !== null && connection !== undefined;
}

/** @returns whether it will be tried again */
async function noteOutage(
  platform: Platform,
  tx: TenantTx,
  deliveryId: string,
  outage: Outage,
): Promise<boolean> {
  const delivery = await lockDelivery(tx, deliveryId);
  if (delivery?.status !== 'received') return false;
  const attempts = delivery.attempts + 1;
  const again = outage.retryable && attempts <= historyWantedJob.retries;
  await settleDelivery(tx, deliveryId, again ? 'received' : 'refused', {
    attempts,
    at: platform.clock.now(),
    findings: [again ? linkFindings.outage : linkFindings.givenUp],
  });
  return again;
}

async function settleFetched(
  platform: Platform, tx: TenantTx, deliveryId: string, answer: LasHistory,
): Promise<void> {
  await lockHistory(tx);
  const delivery = await lockDelivery(tx, deliveryId);
  if (delivery?.status !== 'received') return;
  const at = platform.clock.now();
  switch (answer.kind) {
    case 'results':
      return take(platform, tx, { deliveryId, ...delivery }, answer.reading);
    case 'nothing':
      return commitDelivery(platform, tx, { deliveryId, kind: 'history-uwlr' }, {
        records: [],
        findings: [linkFindings.nothing],
      });
    case 'denied':
      // No fault of the link: that would stop the results too, which the LAS may take all the same.
      platform.log('history.denied', { school: tx.schoolId, code: answer.code });
      return settleDelivery(tx, deliveryId, 'refused', { at, findings: [linkFindings.denied] });
    case 'not-offered':
      return settleDelivery(tx, deliveryId, 'refused', { at, findings: [linkFindings.notOffered] });
  }
}

function take(
  platform: Platform, tx: TenantTx, delivery: OpenDelivery & { readonly deliveryId: string }, reading: HistoryReading,
): Promise<void> {
  const deliver = delivery.preview ? previewDelivery : commitDelivery;
  return deliver(platform, tx, delivery, reading);
}

/**
 * The administrator says that step 2 is done: what still waits may wait, and a new school has no old results.
 */
export async function completeHistory(
  platform: Platform,
  viewer: SchoolViewer,
): Promise<Result<null, StepsClosed>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const open = await requireStepsOpen(tx);
    if (open.ok) await markHistoryCompleted(tx, platform.clock.now());
    return open;
  });
}
