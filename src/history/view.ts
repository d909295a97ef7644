import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { stepsOpen } from '../onboarding/rules.ts';
import { findLasConnection, getOnboarding } from '../onboarding/store.ts';
import type { StepsClosed } from '../onboarding/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { countUnsettled, listDeliveries, listRecords, type RecordRow } from './store.ts';
import type { HistoryDelivery } from './types.ts';

/** What the page of step 2 shows. */
export interface HistoryView {
  /** Null when the step is open. */
  readonly closed: StepsClosed | null;
  readonly completedAt: Date | null;
  readonly hasLink: boolean;
  readonly deliveries: readonly HistoryDelivery[];
  readonly underWay: number;
  readonly waiting: number;
  readonly mayAct: boolean;
}

/** Loads what the page of step 2 shows. */
export function viewHistory({ doors }: Platform, viewer: SchoolViewer): Promise<HistoryView> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const state = await getOnboarding(tx, viewer.schoolId);
    const open = stepsOpen(state);
    return {
      closed: open.ok ? null : open.refusal,
      completedAt: state.historyCompletedAt,
      hasLink: Boolean((await findLasConnection(tx))?.historyUrl),
      deliveries: await listDeliveries(tx),
      ...await countUnsettled(tx),
      mayAct: may(viewer, 'run-onboarding'),
    };
  });
}

/**
 * One delivery with its records, and who looks at it in the audit log; null when this school has none with
 * that id.
 */
export function viewHistoryDelivery(
  { doors, clock }: Platform, viewer: SchoolViewer, deliveryId: string,
): Promise<{ readonly delivery: HistoryDelivery; readonly records: readonly RecordRow[] } | null> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const delivery = (await listDeliveries(tx)).find((one) => one.deliveryId === deliveryId);
    if (!delivery) return null;
    await audit(tx, clock.now(), 'delivery.read', { kind: 'delivery', id: deliveryId });
    return { delivery, records: await listRecords(tx, deliveryId) };
  });
}
