import { findLasConnection } from '../onboarding/store.ts';
import { getNightlyFetch } from '../onboarding/night-store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { groupNamesOfPupils, lasKeysOfPupils, listPupils, listStaffNames } from '../roster/store.ts';
import { sortName } from '../ui/format.ts';
import { viewDelivery } from './accept.ts';
import { listLastChanged } from './before-store.ts';
import type { DeliveryPageView } from './delivery-page.tsx';
import { bornWords, nameDifference } from './difference.ts';
import { listOpenDoubts, type RosterDoubt } from './doubt-store.ts';
import type { DoubtQuestion } from './doubts-form.tsx';

/** A delivery with everything that its page shows; undefined when there is none with that id. */
export async function viewForPage(
  platform: Platform, tx: TenantTx, deliveryId: string,
): Promise<Omit<DeliveryPageView, 'mayAct' | 'refusal'> | undefined> {
  const delivery = await viewDelivery(platform, tx, deliveryId);
  if (!delivery) return undefined;
  const report = delivery.plan?.report ?? delivery.report;
  const open = delivery.status !== 'refused' && delivery.status !== 'undone';
  return {
    delivery,
    difference: report && await nameDifference(tx, report, delivery.plan?.changes ?? null),
    doubts: open ? await questionsOf(tx, await listOpenDoubts(tx, deliveryId)) : [],
    undoable: (await listLastChanged(tx)).includes(deliveryId),
    nightPaused: (await getNightlyFetch(tx)).pausedAt !== null,
  };
}

async function questionsOf(tx: TenantTx, doubts: readonly RosterDoubt[]): Promise<readonly DoubtQuestion[]> {
  const ids = doubts.flatMap(({ candidateIds }) => candidateIds);
  const groups = await groupNamesOfPupils(tx, ids);
  const keys = await lasKeysOfPupils(tx, ids);
  const words = new Map([
    ...(await listPupils(tx, ids)).map((pupil) => [pupil.pupilId, [
      sortName(pupil), bornWords(pupil.birthDate), ...groups.get(pupil.pupilId) ?? [],
      ...(keys.get(pupil.pupilId) ?? []).map((key) => `sleutel ${key}`),
      ...(pupil.active ? [] : ['van school']),
    ].join(', ')] as const),
    ...(await listStaffNames(tx, ids)).map((member) =>
      [member.staffId, [sortName(member), ...(member.email ? [member.email] : [])].join(', ')] as const),
  ]);
  return doubts.map((doubt) => ({
    doubt,
    candidates: doubt.candidateIds.flatMap((id) => {
      const told = words.get(id);
      return told ? [{ id, words: told }] : [];
    }),
  }));
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
