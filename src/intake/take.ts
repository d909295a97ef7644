import { brin6 } from '../base/brin.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Finding } from '../base/findings.ts';
import { listSites, lockOnboarding } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import type { RosterSource } from '../roster/types.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { judgeDocument, siteOf, type Expectation } from './checks.ts';
import { commitPlan, countsOf, finishLoading, planDocument, type PlannedRoster } from './commit.ts';
import { openDocument, sealDocument } from './kept-document.ts';
import {
  findRosterDelivery, insertDelivery, lastCreatedBySite, lockRosterDelivery, RETENTION_DAYS, settleDelivery,
} from './store.ts';
import type { DeliveryCounts, DeliveryStatus, IncomingRoster, RosterDelivery } from './types.ts';

/** What became of what came in. */
export interface Taken {
  readonly deliveryId: string;
  readonly status: DeliveryStatus;
  readonly counts: DeliveryCounts;
}

/**
 * Judges what came in and keeps it as a delivery, in the caller's transaction. Over the link it is taken at
 * once unless something blocks it (refused) or the guard asks for a person (waiting); from a file it waits
 * for its preview.
 */
export async function takeDelivery(
  platform: Platform,
  tx: TenantTx,
  incoming: IncomingRoster,
): Promise<Taken> {
  const { source, bytes, document } = incoming;
  const { clock, secrets, newId } = platform;
  const at = clock.now();
  const deliveryId = newId();
  const judged = await judge(platform, tx, document, incoming.site);
  const findings = [...incoming.findings, ...judged];
  const usable = document && !findings.some(({ blocks }) => blocks) ? document : null;
  const plan = usable && source === 'uwlr' ? await planDocument(platform, tx, usable, source) : null;
  const counts = plan ? plannedCounts(plan) : sizeOf(document);
  const status = usable ? (plan ? (plan.guard ? 'waiting' : 'accepted') : 'preview') : 'refused';
  const site = incoming.site ?? (document && siteOf(document));
  await insertDelivery(tx, {
    deliveryId,
    kind: `roster-${source}`,
    status,
    receivedAt: at,
    site,
    findings,
    counts,
    schoolYear: document?.school.schoolYear ?? null,
    documentCreatedAt: document?.school.createdAt ?? null,
    sha256: sha256(bytes),
    content: usable && sealDocument(secrets, usable),
    purgeAt: new Date(at.getTime() + RETENTION_DAYS * 86_400_000),
    acceptedAt: status === 'accepted' ? at : null,
  });
  const subject = { kind: 'delivery', id: deliveryId } as const;
  if (usable && plan && status === 'accepted')
    await commitPlan(platform, tx, deliveryId, usable, plan.changes);
  if (status === 'refused') await audit(tx, at, 'roster.refused', subject, { findings: findings.length });
  if (status === 'waiting') await audit(tx, at, 'roster.waiting', subject, { ...counts });
  return { deliveryId, status, counts };
}

async function judge(
  platform: Platform, tx: TenantTx, document: RosterDocument | null, site: string | null,
): Promise<readonly Finding[]> {
  return document ? judgeDocument(document, await expectationOf(platform, tx, site)) : [];
}

async function expectationOf(platform: Platform, tx: TenantTx, site: string | null): Promise<Expectation> {
  const schoolYear = currentSchoolYear(platform.clock);
  const last = await lastCreatedBySite(tx, schoolYear);
  const sites = site === null ? (await listSites(tx)).map(brin6) : [site];
  return { sites, schoolYear, lastCreatedAt: (of) => last.get(of) ?? null };
}

function sizeOf(document: RosterDocument | null): DeliveryCounts {
  if (!document) return {};
  const { pupils, groups, compositeGroups, staff } = document;
  return { pupils: pupils.length, groups: groups.length + compositeGroups.length, staff: staff.length };
}

function plannedCounts({ changes, guard }: PlannedRoster): DeliveryCounts {
  return { ...countsOf(changes), ...(guard ? { guard } : {}) };
}

/** A delivery as its page shows it: with what it would change now, while it may still be taken. */
export interface DeliveryView extends RosterDelivery {
  readonly plan: PlannedRoster | null;
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

/** Why a delivery was not taken after all. */
export type AcceptRefusal = 'not-found' | 'settled' | 'purged' | 'confirm' | 'outdated';

/**
 * Takes a delivery that was looked at, or that waited for a person; planned anew, so that what is written
 * fits the roster of this moment.
 * @param confirmed the person has seen that many pupils or all groups vanish, and says that it is meant
 */
export async function acceptDelivery(
  platform: Platform, tx: TenantTx, deliveryId: string, confirmed: boolean,
): Promise<Result<DeliveryCounts, AcceptRefusal>> {
  await lockOnboarding(tx);
  const delivery = await lockRosterDelivery(tx, deliveryId);
  if (!delivery) return refuse('not-found');
  if (delivery.status !== 'preview' && delivery.status !== 'waiting') return refuse('settled');
  if (!delivery.content) return refuse('purged');
  const document = openDocument(platform.secrets, delivery.content);
  if ((await judge(platform, tx, document, null)).length > 0) return refuse('outdated');
  const { changes, guard } = await planDocument(platform, tx, document, sourceOf(delivery));
  if (guard && !confirmed) return refuse('confirm');
  const counts = await commitPlan(platform, tx, deliveryId, document, changes);
  await settleDelivery(tx, deliveryId, { status: 'accepted', counts, acceptedAt: platform.clock.now() });
  const { pupils, groups, staff } = counts;
  await finishLoading(platform, tx, { pupils: pupils ?? 0, groups: groups ?? 0, staff: staff ?? 0 });
  return ok(counts);
}

function sourceOf({ kind }: Pick<RosterDelivery, 'kind'>): RosterSource {
  return kind === 'roster-uwlr' ? 'uwlr' : 'edexml';
}
