import type { Platform } from '../platform/platform.ts';
import { deliverQueue, type DeliveryEnd } from './delivery.ts';
import { deskOf } from './desk.ts';

/** Sends everything that waits for a school, message by message, one sender at a time on any number of nodes. */
export function deliverResults(platform: Platform, schoolId: string): Promise<DeliveryEnd> {
  return deliverQueue(deskOf(platform, schoolId));
}
