import { ok, refuse, type Result } from '../base/result.ts';
import { lockOnboarding } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { sourceOf } from './accept.ts';
import { commitPlan, finishLoading, planDocument } from './commit.ts';
import { lockDoubt, markDecided } from './doubt-store.ts';
import { openDocument } from './kept-document.ts';
import { lockRosterDelivery } from './store.ts';

/** Why a decision about somebody was not taken. */
export type DecideRefusal =
  | 'not-found'
  /** Somebody decided already, or a newer delivery has come. */
  | 'settled'
  /** This person of the roster was not among those who fit. */
  | 'other-person'
  /** The content of the delivery is gone. */
  | 'purged';

/** A doubt of a delivery, and who it is. */
export interface DoubtDecision {
  readonly deliveryId: string;
  readonly doubtNo: number;
  /** A pupil or a member of staff of the roster; null: somebody new. */
  readonly personId: string | null;
}

/**
 * Decides who somebody in a delivery is. Where the delivery was taken already, the roster changes at once: the
 * delivery is planned again, in which this is no doubt any more. It is the newest of its site: a newer one closes
 * the doubts of those before it. The decision holds for later deliveries too.
 */
export async function decideDoubt(
  platform: Platform, tx: TenantTx, { deliveryId, doubtNo, personId }: DoubtDecision,
): Promise<Result<null, DecideRefusal>> {
  await lockOnboarding(tx);
  const delivery = await lockRosterDelivery(tx, deliveryId);
  const doubt = await lockDoubt(tx, deliveryId, doubtNo);
  if (!delivery || !doubt) return refuse('not-found');
  if (doubt.status !== 'open') return refuse('settled');
  if (personId !== null && !doubt.candidateIds.includes(personId)) return refuse('other-person');
  const { status } = delivery;
  const taken = status === 'accepted';
  if (!taken && status !== 'preview' && status !== 'waiting') return refuse('settled');
  if (!delivery.content) return refuse('purged');
  const at = platform.clock.now();
  await markDecided(tx, doubt, personId, at);
  await audit(tx, at, 'roster.doubt-decided', { kind: 'delivery', id: deliveryId },
    { doubt: doubtNo, who: doubt.who, ...(personId ? { personId } : {}) });
  if (!taken) return ok(null);
  const document = openDocument(platform.secrets, delivery.content);
  const plan = await planDocument(platform, tx, document, sourceOf(delivery));
  await commitPlan(platform, tx, deliveryId, document, plan);
  await finishLoading(platform, tx, true);
  return ok(null);
}
