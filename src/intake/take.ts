import type { Finding } from '../base/findings.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import { isDiscarded, siteOf, superseded } from './checks.ts';
import { bringsNews, commitPlan, countsOf, planDocument, type PlannedRoster } from './commit.ts';
import { saveDoubts } from './doubt-store.ts';
import { judgeForSchool } from './judge.ts';
import { sealDocument } from './kept-document.ts';
import { insertDelivery, RETENTION_DAYS, retireWaitingFetches } from './store.ts';
import type { DeliveryCounts, DeliveryStatus, IncomingRoster } from './types.ts';

/** What became of what came in. */
export interface Taken {
  readonly deliveryId: string;
  readonly status: DeliveryStatus;
  readonly counts: DeliveryCounts;
  /** Refused for being older than what we have: nothing is wrong, and nobody has to do anything. */
  readonly discarded: boolean;
  /** Whether it changed anything that somebody would notice. */
  readonly news: boolean;
}

/**
 * Takes what one fetch brought, a document for each site, in the caller's transaction: all of them, or none
 * when one is refused or has to wait for a person. Those that are in order then wait for the others
 * (`preview`). One that is older than what we have is put aside and holds up nobody. Every one is kept as a
 * delivery.
 */
export async function takeTogether(
  platform: Platform, tx: TenantTx, incoming: readonly IncomingRoster[],
): Promise<readonly Taken[]> {
  await retireWaitingFetches(tx, superseded);
  const fetchId = platform.newId();
  const weighed: Weighed[] = [];
  for (const one of incoming) weighed.push(await weigh(platform, tx, one));
  const whole = weighed.every(({ findings, usable, plan }) =>
    isDiscarded(findings) || (usable && plan?.guard === null));
  const taken: Taken[] = [];
  for (const one of weighed) {
    // Planned anew: what another site of the same fetch has just written may have moved a pupil.
    const again = whole && one.usable && taken.some(({ status }) => status === 'accepted');
    const plan = again && one.usable ? await planDocument(platform, tx, one.usable, 'uwlr') : one.plan;
    const kept = await keep(platform, tx, { ...one, plan }, statusOf(one, whole), fetchId);
    taken.push(kept);
    if (kept.status === 'accepted' && one.usable && plan)
      await commitPlan(platform, tx, kept.deliveryId, one.usable, plan);
  }
  return taken;
}

/** Keeps a file that a person chose, judged but not taken: it waits for its preview. */
export async function takeFile(platform: Platform, tx: TenantTx, incoming: IncomingRoster): Promise<Taken> {
  const weighed = await weigh(platform, tx, incoming);
  return keep(platform, tx, weighed, weighed.usable ? 'preview' : 'refused', null);
}

/** Keeps that a LAS said that nothing changed, or that it has nothing yet: no content, and nothing to decide. */
export async function takeNothingNew(
  platform: Platform, tx: TenantTx, { incoming, schoolYear }: {
    readonly incoming: IncomingRoster; readonly schoolYear: string;
  },
): Promise<void> {
  const at = platform.clock.now();
  await insertDelivery(tx, {
    deliveryId: platform.newId(), kind: `roster-${incoming.source}`, status: 'unchanged', receivedAt: at,
    fetchId: null, site: incoming.site, findings: incoming.findings, counts: {}, schoolYear,
    documentCreatedAt: null, sha256: sha256(incoming.bytes), content: null, purgeAt: at, acceptedAt: null,
    asked: incoming.asked, report: null,
  });
}

/** What came in, judged, and when it can be used also planned against the roster as it is. */
interface Weighed {
  readonly incoming: IncomingRoster;
  readonly findings: readonly Finding[];
  /** Null when something blocks. */
  readonly usable: RosterDocument | null;
  readonly plan: PlannedRoster | null;
}

async function weigh(platform: Platform, tx: TenantTx, incoming: IncomingRoster): Promise<Weighed> {
  const { document, site, source } = incoming;
  const judged = document ? await judgeForSchool(platform, tx, document, site) : [];
  const findings = [...incoming.findings, ...judged];
  const usable = document && !findings.some(({ blocks }) => blocks) ? document : null;
  return { incoming, findings, usable, plan: usable && await planDocument(platform, tx, usable, source) };
}

function statusOf({ usable, plan }: Weighed, whole: boolean): DeliveryStatus {
  if (!usable) return 'refused';
  if (plan?.guard) return 'waiting';
  return whole ? 'accepted' : 'preview';
}

async function keep(
  platform: Platform, tx: TenantTx, { incoming, findings, usable, plan }: Weighed, status: DeliveryStatus,
  fetchId: string | null,
): Promise<Taken> {
  const { source, bytes, document, asked } = incoming;
  const at = platform.clock.now();
  const deliveryId = platform.newId();
  const counts = plan ? countsOf(plan) : sizeOf(document);
  await insertDelivery(tx, {
    deliveryId,
    kind: `roster-${source}`,
    status,
    receivedAt: at,
    fetchId,
    site: incoming.site ?? (document && siteOf(document)),
    findings,
    counts,
    schoolYear: document?.school.schoolYear ?? null,
    documentCreatedAt: document?.school.createdAt ?? null,
    sha256: sha256(bytes),
    content: usable && sealDocument(platform.secrets, usable),
    purgeAt: new Date(at.getTime() + RETENTION_DAYS * 86_400_000),
    acceptedAt: status === 'accepted' ? at : null,
    asked,
    report: plan && plan.report,
  });
  const subject = { kind: 'delivery', id: deliveryId } as const;
  if (plan && status !== 'accepted') await saveDoubts(tx, deliveryId, plan.changes.doubts);
  if (status === 'refused') await audit(tx, at, 'roster.refused', subject, { findings: findings.length });
  if (status === 'waiting') await audit(tx, at, 'roster.waiting', subject, { ...counts });
  return {
    deliveryId, status, counts, discarded: isDiscarded(findings),
    news: status === 'accepted' && plan !== null && bringsNews(plan),
  };
}

function sizeOf(document: RosterDocument | null): DeliveryCounts {
  if (!document) return {};
  const { pupils, groups, compositeGroups, staff } = document;
  return { pupils: pupils.length, groups: groups.length + compositeGroups.length, staff: staff.length };
}
