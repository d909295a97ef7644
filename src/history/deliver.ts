import type { Finding } from '../base/findings.ts';
import { markHistoryCompleted } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import { countOutcomes } from './rules.ts';
import {
  addRecords,
  countUnsettled,
  openDelivery,
  refreshDeliveries,
  saveContent,
  settleDelivery,
  totalsOfJudged,
} from './store.ts';
import { judgeOnly, takeRecords } from './take.ts';
import type { DeliveryKind, HistoryReading, HistoryRecord } from './types.ts';

/** Days that what came in is kept, encrypted (design decision 7). */
const retentionDays = 30;

/** A delivery that is being processed. */
export interface DeliveryRef {
  readonly deliveryId: string;
  readonly kind: DeliveryKind;
}

/** Opens a delivery; nothing has been read yet. */
export async function newDelivery(
  { newId, clock }: Platform, tx: TenantTx, given: {
    readonly kind: DeliveryKind; readonly site: string | null; readonly preview: boolean;
  },
): Promise<string> {
  const at = clock.now();
  const deliveryId = newId();
  const purgeAt = new Date(at.getTime() + retentionDays * 86_400_000);
  await openDelivery(tx, { deliveryId, at, purgeAt, ...given });
  return deliveryId;
}

/**
 * Everything a delivery changes, in the caller's one transaction. A file with a blocking finding changes
 * nothing.
 * @param hash of the file; null takes that of the records
 */
export async function commitDelivery(
  platform: Platform, tx: TenantTx, { deliveryId, kind }: DeliveryRef, reading: HistoryReading,
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

/** Shows what would become of a delivery: its records are judged and kept encrypted, and nothing is taken. */
export async function previewDelivery(
  platform: Platform, tx: TenantTx, { deliveryId, kind }: DeliveryRef, reading: HistoryReading,
  hash: string | null = null,
): Promise<void> {
  const { records, findings } = reading;
  if (findings.some(({ blocks }) => blocks) || records.length === 0)
    return commitDelivery(platform, tx, { deliveryId, kind }, reading, hash);
  const judged = await judgeOnly(platform, tx, records, kind);
  await keepContent(platform, tx, deliveryId, records, hash);
  await settleDelivery(tx, deliveryId, 'preview', {
    findings: forPage(findings), at: platform.clock.now(), preview: totalsOfJudged(judged),
  });
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
