import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { stepsOpen } from '../onboarding/rules.ts';
import { findLasConnection, getOnboarding } from '../onboarding/store.ts';
import type { StepsClosed } from '../onboarding/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { findNormTables } from '../content/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { scaleOf } from './rules.ts';
import {
  countUnsettled,
  findContent,
  listDeliveries,
  listRecords,
  totalsOfJudged,
  type RecordRow,
  type StoredRecord,
} from './store.ts';
import { judgeOnly } from './take.ts';
import type { HistoryDelivery, HistoryRecord, ReasonCode } from './types.ts';

/** What the page of step 2 shows. */
export interface HistoryView {
  /** Null when the step is open. */
  readonly closed: StepsClosed | null;
  readonly completedAt: Date | null;
  readonly hasLink: boolean;
  readonly deliveries: readonly HistoryDelivery[];
  readonly underWay: number;
  /** Results that wait for somebody to say who the pupil is, or which year group it was. */
  readonly waiting: number;
  /** Results of which two sources contradict each other. */
  readonly conflicts: number;
  /** Results of tests that our catalogue lacks. */
  readonly held: number;
  /** Deliveries that were shown and not taken. */
  readonly previews: number;
  readonly mayAct: boolean;
}

/** Loads what the page of step 2 shows. */
export function viewHistory({ doors }: Platform, viewer: SchoolViewer): Promise<HistoryView> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const state = await getOnboarding(tx, viewer.schoolId);
    const open = stepsOpen(state);
    const deliveries = await listDeliveries(tx);
    const { underWay } = await countUnsettled(tx);
    const waitingFor = (some: (reason: ReasonCode) => boolean): number => deliveries
      .filter(({ status }) => status !== 'preview').flatMap(({ reasons }) => reasons)
      .filter(({ status, reason }) => status === 'waiting' && some(reason))
      .reduce((sum, { count }) => sum + count, 0);
    return {
      closed: open.ok ? null : open.refusal,
      completedAt: state.historyCompletedAt,
      hasLink: Boolean((await findLasConnection(tx))?.historyUrl),
      deliveries, underWay,
      waiting: waitingFor((reason) => reason !== 'conflict' && reason !== 'unknown-test'),
      conflicts: waitingFor((reason) => reason === 'conflict'),
      held: waitingFor((reason) => reason === 'unknown-test'),
      previews: deliveries.filter(({ status }) => status === 'preview').length,
      mayAct: may(viewer, 'run-onboarding'),
    };
  });
}

/** One delivery with its records, and what the page adds to them. */
export interface DeliveryView {
  readonly delivery: HistoryDelivery;
  readonly records: readonly RecordRow[];
  /** Taken records on a scale without loaded norms, by number. */
  readonly unknownScale: ReadonlySet<number>;
  readonly mayAct: boolean;
}

/**
 * One delivery with its records, and who looks at it in the audit log; null when this school has none with
 * that id. Of one that was only shown, the records are judged by what is known now.
 */
export function viewHistoryDelivery(
  platform: Platform, viewer: SchoolViewer, deliveryId: string,
): Promise<DeliveryView | null> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const delivery = (await listDeliveries(tx)).find((one) => one.deliveryId === deliveryId);
    if (!delivery) return null;
    await audit(tx, clock.now(), 'delivery.read', { kind: 'delivery', id: deliveryId });
    const judged = delivery.status === 'preview' ? await judgeShown(platform, tx, delivery) : null;
    const records = judged?.map((one) => rowOfJudged(one, delivery)) ?? await listRecords(tx, deliveryId);
    return {
      delivery: judged ? { ...delivery, ...totalsOfJudged(judged) } : delivery,
      records, unknownScale: await onUnknownScale(tx, records), mayAct: may(viewer, 'run-onboarding'),
    };
  });
}

async function judgeShown(
  platform: Platform, tx: TenantTx, { deliveryId, kind }: HistoryDelivery,
): Promise<readonly StoredRecord[] | null> {
  const cipher = await findContent(tx, deliveryId);
  if (!cipher) return null;
  const records = JSON.parse(platform.secrets.open(cipher).toString('utf8')) as readonly HistoryRecord[];
  return judgeOnly(platform, tx, records, kind);
}

function rowOfJudged({ record, sourcePupil, outcome }: StoredRecord, delivery: HistoryDelivery): RecordRow {
  return {
    deliveryId: delivery.deliveryId, recordNo: record.recordNo, kind: delivery.kind, status: outcome.status,
    reason: 'reason' in outcome ? outcome.reason : null, sourcePupil, record, resultId: null,
    pupilId: 'pupilId' in outcome ? outcome.pupilId ?? null : null,
  };
}

async function onUnknownScale(tx: TenantTx, records: readonly RecordRow[]): Promise<ReadonlySet<number>> {
  const taken = records.flatMap(({ status, recordNo, record }) => (status === 'taken' && record.takenOn
    ? [{ recordNo, scaleCode: scaleOf(record), takenOn: record.takenOn }] : []));
  const pairs = new Map(taken.map(({ scaleCode, takenOn }) => [`${scaleCode}|${takenOn}`, { scaleCode, takenOn }]));
  const known = await findNormTables(tx, [...pairs.values()]);
  return new Set(taken.filter(({ scaleCode, takenOn }) => !known.has(`${scaleCode}|${takenOn}`))
    .map(({ recordNo }) => recordNo));
}
