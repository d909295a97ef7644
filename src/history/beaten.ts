import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listBeatenRecords, refreshDeliveries, saveOutcomes } from './store.ts';
import { takeRecords } from './take.ts';

/**
 * Judges again what lost to a result that was withdrawn: a duplicate of it is no duplicate any more, and counts
 * in its place. What is still beaten by another stays as it is.
 * @param pupilIds whose results were withdrawn
 */
export async function judgeBeatenAgain(
  platform: Platform, tx: TenantTx, pupilIds: readonly string[], by: string,
): Promise<void> {
  const rows = await listBeatenRecords(tx, pupilIds);
  if (rows.length === 0) return;
  const stored = await takeRecords(
    platform, tx, rows.map((row) => ({ record: row.record, before: row })), 'history-csv',
  );
  const back = stored.flatMap((one, index) =>
    (one.outcome.status === 'taken' ? [{ ...one, deliveryId: rows[index]!.deliveryId }] : []));
  await saveOutcomes(tx, back, by, platform.clock.now());
  await refreshDeliveries(tx);
}
