import type { SchoolViewer } from '../access/types.ts';
import { assert, present } from '../base/assert.ts';
import { parseBrinSite } from '../base/brin.ts';
import type { Finding } from '../base/findings.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { requireStepsOpen } from '../onboarding/steps.ts';
import { findLasConnection, listSites, markHistoryCompleted, saveLasFault } from '../onboarding/store.ts';
import type { LasConnection, StepsClosed } from '../onboarding/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import { fetchLasHistory, type LasHistory } from './las-history.ts';
import { linkFindings } from './link-findings.ts';
import { readHistoryCsv, type HistoryReading } from './read-csv.ts';
import { countOutcomes } from './rules.ts';
import {
  addRecords,
  countUnsettled,
  listUnderWay,
  lockDelivery,
  lockHistory,
  openDelivery,
  refreshDeliveries,
  saveContent,
  settleDelivery,
} from './store.ts';
import { takeRecords } from './take.ts';
import { historyWantedJob, type HistoryDelivery, type HistoryRecord } from './types.ts';

/** Days that what came in is kept, encrypted (design decision 7). */
const retentionDays = 30;

/** Why old results cannot be fetched. */
export type FetchRefusal = StepsClosed | { readonly code: 'no-link' };

/**
 * Asks for the old results in the LAS: one delivery for each site, fetched by a job. While some are under way
 * there are no new ones: those are asked for again, as the job of one may have died, and a delivery is
 * settled once however often it is fetched.
 */
export async function importHistoryFromLas(
  platform: Platform, viewer: SchoolViewer,
): Promise<Result<{ readonly deliveryIds: readonly string[] }, FetchRefusal>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const open = await requireStepsOpen(tx);
    if (!open.ok) return open;
    const connection = await findLasConnection(tx);
    if (!connection?.historyUrl) return refuse({ code: 'no-link' });
    await lockHistory(tx);
    const underWay = await listUnderWay(tx);
    const deliveryIds = underWay.length > 0 ? underWay : await openForEachSite(platform, tx);
    for (const deliveryId of deliveryIds)
      await platform.jobs.send(tx, historyWantedJob, { schoolId: tx.schoolId, deliveryId });
    return ok({ deliveryIds });
  });
}

async function openForEachSite(platform: Platform, tx: TenantTx): Promise<readonly string[]> {
  const deliveryIds: string[] = [];
  for (const { brin, site } of await listSites(tx))
    deliveryIds.push(await newDelivery(platform, tx, 'history-uwlr', `${brin}${site}`));
  return deliveryIds;
}

async function newDelivery(
  { newId, clock }: Platform, tx: TenantTx, kind: HistoryDelivery['kind'], site: string | null,
): Promise<string> {
  const at = clock.now();
  const deliveryId = newId();
  await openDelivery(tx, {
    deliveryId,
    kind,
    site,
    at,
    purgeAt: new Date(at.getTime() + retentionDays * 86_400_000),
  });
  return deliveryId;
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
    return delivery?.status === 'received' ? { delivery, connection: await findLasConnection(tx) } : null;
  });
  if (!asked) return;
  const site = parseBrinSite(present(asked.delivery.site, `delivery ${deliveryId} has a site`));
  assert(site.ok, `delivery ${deliveryId} is of a site`);
  const { connection } = asked;
  if (!hasHistory(connection))
    return inSchool((tx) => settleFetched(platform, tx, deliveryId, { kind: 'not-offered' }));
  try {
    const answer = await fetchLasHistory(platform, schoolId, connection, site.value);
    await inSchool((tx) => settleFetched(platform, tx, deliveryId, answer));
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
      await saveLasFault(tx, null);
      return commitDelivery(platform, tx, deliveryId, 'history-uwlr', answer.reading);
    case 'nothing':
      return commitDelivery(platform, tx, deliveryId, 'history-uwlr', {
        records: [],
        findings: [linkFindings.nothing],
      });
    case 'denied':
      await saveLasFault(tx, { code: answer.code, text: answer.text, at });
      return settleDelivery(tx, deliveryId, 'refused', { at, findings: [linkFindings.denied] });
    case 'not-offered':
      return settleDelivery(tx, deliveryId, 'refused', { at, findings: [linkFindings.notOffered] });
  }
}

/** Takes a CSV file: read first, then one transaction for everything in it. */
export async function importHistoryCsv(
  platform: Platform, viewer: SchoolViewer, bytes: Uint8Array,
): Promise<Result<{ readonly deliveryId: string }, StepsClosed>> {
  const reading = readHistoryCsv(bytes);
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const open = await requireStepsOpen(tx);
    if (!open.ok) return open;
    await lockHistory(tx);
    const deliveryId = await newDelivery(platform, tx, 'history-csv', null);
    await commitDelivery(platform, tx, deliveryId, 'history-csv', reading, sha256(bytes));
    return ok({ deliveryId });
  });
}

/**
 * Everything a delivery changes, in the caller's one transaction. A file with a blocking finding changes
 * nothing.
 */
async function commitDelivery(
  platform: Platform,
  tx: TenantTx,
  deliveryId: string,
  kind: HistoryDelivery['kind'],
  reading: HistoryReading,
  hash: string | null = null,
): Promise<void> {
  const at = platform.clock.now();
  const { records, findings } = reading;
  const blocked = findings.some(({ blocks }) => blocks);
  await keepContent(platform, tx, deliveryId, blocked ? [] : records, hash);
  await settleDelivery(tx, deliveryId, blocked ? 'refused' : 'accepted', { findings: forPage(findings), at });
  if (blocked)
    return audit(tx, at, 'history.received', { kind: 'delivery', id: deliveryId }, { read: 0, blocked });
  const stored = await takeRecords(
    platform,
    tx,
    records.map((record) => ({ record })),
    kind,
  );
  await addRecords(tx, deliveryId, stored);
  await refreshDeliveries(tx);
  const counts = countOutcomes(stored.map(({ outcome }) => outcome.status));
  await audit(tx, at, 'history.received', { kind: 'delivery', id: deliveryId }, { ...counts });
  await completeWhenSettled(platform, tx);
}

/** What we use of a delivery, encrypted: unknown columns and fields are gone already. */
async function keepContent(
  { secrets }: Platform,
  tx: TenantTx,
  deliveryId: string,
  records: readonly HistoryRecord[],
  hash: string | null,
): Promise<void> {
  const text = JSON.stringify(records);
  await saveContent(tx, deliveryId, { sha256: hash ?? sha256(text), cipher: secrets.seal(text) });
}

/** What breaks the standard or stops the import; notes on form only fill the page. */
function forPage(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity, blocks }) => blocks || severity !== 'note');
}

/** Step 2 is done once nothing is under way and nobody has to say anything any more. */
export async function completeWhenSettled(platform: Platform, tx: TenantTx): Promise<void> {
  const { underWay, waiting } = await countUnsettled(tx);
  if (underWay === 0 && waiting === 0) await markHistoryCompleted(tx, platform.clock.now());
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
