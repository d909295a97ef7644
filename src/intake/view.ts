import { findLasConnection } from '../onboarding/store.ts';
import { getNightlyFetch } from '../onboarding/night-store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { viewDelivery } from './accept.ts';
import { listLastChanged } from './before-store.ts';
import type { DeliveryPageView } from './delivery-page.tsx';
import { nameDifference } from './difference.ts';
import { listOpenDoubts } from './doubt-store.ts';

/** A delivery with everything that its page shows; undefined when there is none with that id. */
export async function viewForPage(
  platform: Platform, tx: TenantTx, deliveryId: string,
): Promise<Omit<DeliveryPageView, 'mayAct' | 'mayDecide' | 'refusal'> | undefined> {
  const delivery = await viewDelivery(platform, tx, deliveryId);
  if (!delivery) return undefined;
  const report = delivery.plan?.report ?? delivery.report;
  const open = delivery.status !== 'refused' && delivery.status !== 'undone';
  return {
    delivery,
    difference: report && await nameDifference(tx, report, delivery.plan?.changes ?? null),
    doubts: open ? await listOpenDoubts(tx, deliveryId) : [],
    undoable: (await listLastChanged(tx)).includes(deliveryId),
    nightPaused: (await getNightlyFetch(tx)).pausedAt !== null,
  };
}

/** How the link with the LAS stands on the page of deliveries. */
export interface LinkState {
  /** Whether there is a key to fetch with. */
  readonly linked: boolean;
  readonly dueAt: Date | null;
  readonly pausedAt: Date | null;
}

/** Whether and when the roster is fetched by itself. */
export async function viewLink(tx: TenantTx): Promise<LinkState> {
  return { linked: await findLasConnection(tx) !== undefined, ...await getNightlyFetch(tx) };
}
