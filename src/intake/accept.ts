import { present } from '../base/assert.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { audit } from '../platform/audit/audit.ts';
import { lockOnboarding } from '../onboarding/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import type { RosterReport } from '../roster/report.ts';
import type { RosterSource } from '../roster/types.ts';
import { rejected } from './checks.ts';
import {
  commitPlan, countsOf, finishLoading, keepAsItWas, planDocument, stopForPerson, type PlannedRoster,
} from './commit.ts';
import { judgeForSchool } from './judge.ts';
import { openDocument } from './kept-document.ts';
import {
  findRosterDelivery, listFetchedWith, lockRosterDelivery, retireWaitingFetches, settleDelivery,
  type StoredDelivery,
} from './store.ts';
import type { RosterDelivery } from './types.ts';

/** A delivery as its page shows it: with what it would change now, while it may still be taken. */
export interface DeliveryView extends RosterDelivery {
  readonly plan: PlannedRoster | null;
  /** What it changed, once it was taken. */
  readonly report: RosterReport | null;
}

/** Shows a delivery; one that was looked at or waits is planned against the roster of this moment. */
export async function viewDelivery(
  platform: Platform, tx: TenantTx, deliveryId: string,
): Promise<DeliveryView | undefined> {
  const delivery = await findRosterDelivery(tx, deliveryId);
  if (!delivery) return undefined;
  const { content, ...row } = delivery;
  const open = content && (row.status === 'preview' || row.status === 'waiting');
  const document = open ? openDocument(platform.secrets, content) : null;
  return { ...row, plan: document && await planDocument(platform, tx, document, sourceOf(row)) };
}

/** Whether a delivery is in order itself, and waits for another site of the same fetch. */
export function isHeldBack({ kind, status }: Pick<RosterDelivery, 'kind' | 'status'>): boolean {
  return kind === 'roster-uwlr' && status === 'preview';
}

/** Why a delivery was not taken after all. */
export type AcceptRefusal = 'not-found' | 'settled' | 'purged' | 'confirm' | 'outdated' | 'other-site';

/** `confirmed`: the decision is kept, and another site of the same fetch still waits for one. */
export type Acceptance = 'taken' | 'confirmed';

/**
 * Takes a delivery that was looked at, or that waited for a person, with the other sites of its fetch: all of
 * them or none. Planned anew, so that what is written fits the roster of this moment.
 * @param confirmed the person has seen that many pupils or all groups vanish, and says that it is meant
 */
export async function acceptDelivery(
  platform: Platform, tx: TenantTx, deliveryId: string, confirmed: boolean,
): Promise<Result<Acceptance, AcceptRefusal>> {
  await lockOnboarding(tx);
  const delivery = await lockRosterDelivery(tx, deliveryId);
  if (!delivery) return refuse('not-found');
  if (isHeldBack(delivery)) return refuse('other-site');
  if (delivery.status !== 'preview' && delivery.status !== 'waiting') return refuse('settled');
  const others = await listFetchedWith(tx, delivery);
  if (others.some(({ status }) => status === 'refused')) return refuse('other-site');
  const opened = await openAll(platform, tx, [delivery, ...others]);
  if (!opened.ok) return opened;
  const { document } = present(opened.value[0], 'the delivery itself comes first');
  const plan = await planDocument(platform, tx, document, sourceOf(delivery));
  const { guard, report } = plan;
  if (guard && !confirmed) return refuse('confirm');
  if (guard) {
    await audit(tx, platform.clock.now(), 'roster.confirmed', { kind: 'delivery', id: deliveryId },
      { guard, gone: report.pupils.gone.length });
  }
  const waiting = others.find(({ status }) => status === 'waiting');
  if (!waiting) {
    await commitAll(platform, tx, opened.value, plan);
    return ok('taken');
  }
  await settleDelivery(tx, deliveryId, { status: 'preview', counts: delivery.counts, acceptedAt: null });
  await stopForPerson(platform, tx, waiting);
  return ok('confirmed');
}

interface Opened {
  readonly delivery: StoredDelivery;
  readonly document: RosterDocument;
}

async function openAll(
  platform: Platform, tx: TenantTx, deliveries: readonly StoredDelivery[],
): Promise<Result<readonly Opened[], 'purged' | 'outdated'>> {
  const opened: Opened[] = [];
  for (const delivery of deliveries) {
    if (!delivery.content) return refuse('purged');
    const document = openDocument(platform.secrets, delivery.content);
    const findings = await judgeForSchool(platform, tx, document, null);
    if (findings.some(({ blocks }) => blocks)) return refuse('outdated');
    opened.push({ delivery, document });
  }
  return ok(opened);
}

/** @param first the plan of the first: each next one is planned on what those before it wrote */
async function commitAll(
  platform: Platform, tx: TenantTx, opened: readonly Opened[], first: PlannedRoster,
): Promise<void> {
  for (const [at, { delivery, document }] of opened.entries()) {
    const plan = at === 0 ? first : await planDocument(platform, tx, document, sourceOf(delivery));
    await commitPlan(platform, tx, delivery.deliveryId, document, plan);
    await settleDelivery(tx, delivery.deliveryId, {
      status: 'accepted', counts: countsOf(plan), acceptedAt: platform.clock.now(), report: plan.report,
    });
  }
  await finishLoading(platform, tx, true);
}

/**
 * Puts aside a delivery that waits for a person, with the other sites of its fetch: what it says is not meant.
 * The roster stays as it is.
 */
export async function rejectDelivery(
  platform: Platform, tx: TenantTx, deliveryId: string,
): Promise<Result<null, 'not-found' | 'settled'>> {
  await lockOnboarding(tx);
  const delivery = await lockRosterDelivery(tx, deliveryId);
  if (!delivery) return refuse('not-found');
  if (delivery.status !== 'waiting' && delivery.status !== 'preview') return refuse('settled');
  if (delivery.kind === 'roster-uwlr') {
    await retireWaitingFetches(tx, rejected);
    await keepAsItWas(tx);
  } else await settleDelivery(tx, deliveryId, { status: 'refused', counts: delivery.counts, acceptedAt: null });
  const subject = { kind: 'delivery', id: deliveryId } as const;
  await audit(tx, platform.clock.now(), 'roster.rejected', subject, { ...delivery.counts });
  return ok(null);
}

/** What carried a delivery. */
export function sourceOf({ kind }: Pick<RosterDelivery, 'kind'>): RosterSource {
  return kind === 'roster-uwlr' ? 'uwlr' : 'edexml';
}
