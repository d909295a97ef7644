import type { Finding } from '../base/findings.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import { siteOf, superseded } from './checks.ts';
import { commitPlan, countsOf, planDocument, type PlannedRoster } from './commit.ts';
import { judgeForSchool } from './judge.ts';
import { sealDocument } from './kept-document.ts';
import { insertDelivery, RETENTION_DAYS, retireWaitingFetches } from './store.ts';
import type { DeliveryCounts, DeliveryStatus, IncomingRoster } from './types.ts';

/** What became of what came in. */
export interface Taken {
  readonly deliveryId: string;
  readonly status: DeliveryStatus;
  readonly counts: DeliveryCounts;
}

/**
 * Takes what one fetch brought, a document for each site, in the caller's transaction: all of them, or none
 * when one is refused or has to wait for a person. Those that are in order then wait for the others
 * (`preview`). Every one is kept as a delivery.
 */
export async function takeTogether(
  platform: Platform, tx: TenantTx, incoming: readonly IncomingRoster[],
): Promise<readonly Taken[]> {
  await retireWaitingFetches(tx, superseded);
  const fetchId = platform.newId();
  const weighed: Weighed[] = [];
  for (const one of incoming) weighed.push(await weigh(platform, tx, one));
  const whole = weighed.every(({ usable, plan }) => usable && plan?.guard === null);
  const taken: Taken[] = [];
  for (const one of weighed) {
    const kept = await keep(platform, tx, one, statusOf(one, whole), fetchId);
    taken.push(kept);
    if (whole && one.usable) await commitAfresh(platform, tx, kept.deliveryId, one.usable);
  }
  return taken;
}

/** Keeps a file that a person chose, judged but not taken: it waits for its preview. */
export async function takeFile(platform: Platform, tx: TenantTx, incoming: IncomingRoster): Promise<Taken> {
  const weighed = await weigh(platform, tx, incoming);
  return keep(platform, tx, weighed, weighed.usable ? 'preview' : 'refused', null);
}

/** What came in, judged, and over the link also planned against the roster as it is. */
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
  const plan = usable && source === 'uwlr' ? await planDocument(platform, tx, usable, source) : null;
  return { incoming, findings, usable, plan };
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
  const { source, bytes, document } = incoming;
  const at = platform.clock.now();
  const deliveryId = platform.newId();
  const counts = plan ? plannedCounts(plan) : sizeOf(document);
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
  });
  const subject = { kind: 'delivery', id: deliveryId } as const;
  if (status === 'refused') await audit(tx, at, 'roster.refused', subject, { findings: findings.length });
  if (status === 'waiting') await audit(tx, at, 'roster.waiting', subject, { ...counts });
  return { deliveryId, status, counts };
}

/** Planned anew: what another site of the same fetch has just written may have moved a pupil. */
async function commitAfresh(
  platform: Platform, tx: TenantTx, deliveryId: string, document: RosterDocument,
): Promise<void> {
  const { changes } = await planDocument(platform, tx, document, 'uwlr');
  await commitPlan(platform, tx, deliveryId, document, changes);
}

function sizeOf(document: RosterDocument | null): DeliveryCounts {
  if (!document) return {};
  const { pupils, groups, compositeGroups, staff } = document;
  return { pupils: pupils.length, groups: groups.length + compositeGroups.length, staff: staff.length };
}

function plannedCounts({ changes, guard }: PlannedRoster): DeliveryCounts {
  return { ...countsOf(changes), ...(guard ? { guard } : {}) };
}
