import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Live } from '../platform/live/live.ts';
import type { LineEvent } from './wire.ts';

/** What a pupil's device is told at once. */
export interface TakingEvent {
  readonly event: LineEvent;
  /** Of `taken-over`: the epoch of the device that has the sitting now; older ones stop. */
  readonly epoch?: number;
}

/** What happens to a plan, for every taak of it. */
export function planTopic(schoolId: string, planId: string): string {
  return `plan:${schoolId}:${planId}`;
}

/** What happens to one sitting. */
export function sittingTopic(schoolId: string, sittingId: string): string {
  return `sitting:${schoolId}:${sittingId}`;
}

/** Tells the devices of a pupil once this transaction is committed. */
export function tellPlan(live: Live, tx: TenantTx, planId: string, event: TakingEvent): Promise<void> {
  return live.announce(tx, planTopic(tx.schoolId, planId), { ...event });
}

/** The same for one taak. */
export function tellSitting(live: Live, tx: TenantTx, sittingId: string, event: TakingEvent): Promise<void> {
  return live.announce(tx, sittingTopic(tx.schoolId, sittingId), { ...event });
}
