import type { Finding } from '../base/findings.ts';
import { all, change, find, jsonb, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { sourceResultKey, testKey, type Outcome } from './rules.ts';
import { hasRawScore, type KnownRecord } from './same-result.ts';
import type {
  DeliveryKind, HistoryDelivery, HistoryRecord, OutcomeCounts, ReasonCode, ReasonCount, RecordStatus, SourcePerson,
  SourcePupil,
} from './types.ts';

/**
 * Lets deliveries and decisions of one school wait for each other, so that the second sees what the first
 * took.
 */
export async function lockHistory(tx: TenantTx): Promise<void> {
  await one(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`history:${tx.schoolId}`}, 0))`);
}

/** A delivery as it begins: asked for, or uploaded. */
export interface NewDelivery {
  readonly deliveryId: string;
  readonly kind: DeliveryKind;
  readonly site: string | null;
  /** Whether what comes is shown before it is taken. */
  readonly preview: boolean;
  readonly at: Date;
  readonly purgeAt: Date;
}

/** Opens a delivery; nothing has been read yet. */
export async function openDelivery(
  tx: TenantTx,
  { deliveryId, kind, site, preview, at, purgeAt }: NewDelivery,
): Promise<void> {
  await change(
    tx,
    sql`insert into delivery
      (school_id, delivery_id, kind, status, received_at, received_by, site, sha256, purge_at, counts)
    values (${tx.schoolId}, ${deliveryId}, ${kind}, 'received', ${at}, ${`${tx.actor.kind}:${tx.actor.id}`},
      ${site}, '', ${purgeAt}, ${jsonb({ wantsPreview: preview })})`,
  );
}

/** A delivery that is being processed, locked. */
export interface OpenDelivery {
  readonly kind: DeliveryKind;
  readonly status: HistoryDelivery['status'];
  readonly site: string | null;
  readonly attempts: number;
  readonly preview: boolean;
  readonly findings: readonly Finding[];
  readonly sha256: string;
}

/** The state of a delivery; whoever else wants it waits. Undefined when there is none with that id. */
export function lockDelivery(tx: TenantTx, deliveryId: string): Promise<OpenDelivery | undefined> {
  return find<OpenDelivery>(tx, sql`select kind, status, site, findings, sha256,
      coalesce((counts->>'attempts')::int, 0) as attempts,
      coalesce((counts->>'wantsPreview')::boolean, false) as preview
    from delivery where school_id = ${tx.schoolId} and delivery_id = ${deliveryId} for update`);
}

/** What came in, kept encrypted until `purge_at`. */
export async function saveContent(
  tx: TenantTx, deliveryId: string, content: { readonly sha256: string; readonly cipher: Uint8Array },
): Promise<void> {
  await change(tx, sql`update delivery set sha256 = ${content.sha256}, content_cipher = ${content.cipher}
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}`);
}

/** Lets go of what came in, before its time: nobody wants it any more. */
export async function dropContent(tx: TenantTx, deliveryId: string): Promise<void> {
  await change(tx, sql`update delivery set content_cipher = null
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}`);
}

/** The encrypted content, as long as it is kept. */
export async function findContent(tx: TenantTx, deliveryId: string): Promise<Uint8Array | null> {
  const row = await find<{ contentCipher: Uint8Array | null }>(tx, sql`select content_cipher from delivery
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}`);
  return row?.contentCipher ?? null;
}

/** Findings kept with a delivery: enough to mend a file by. */
const findingsMax = 200;

/** Settles a delivery: `accepted` counts what waits by itself, see refreshDeliveries. */
export async function settleDelivery(
  tx: TenantTx, deliveryId: string, status: 'received' | 'preview' | 'accepted' | 'refused', settled: {
    readonly findings: readonly Finding[]; readonly attempts?: number; readonly at: Date;
    /** Of a preview: what would become of its records. */
    readonly preview?: Totals;
  },
): Promise<void> {
  await change(tx, sql`update delivery set status = ${status},
      findings = ${jsonb(settled.findings.slice(0, findingsMax))},
      counts = counts || ${jsonb({ attempts: settled.attempts ?? 0, preview: settled.preview ?? null })},
      accepted_at = ${status === 'accepted' ? settled.at : null}
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}`);
}

/** Counts every delivery anew from its records: it waits as long as one of them does. */
export async function refreshDeliveries(tx: TenantTx): Promise<void> {
  await change(tx, sql`update delivery set counts = counted.counts,
      status = case when counted.waiting > 0 then 'waiting' else 'accepted' end
    from (select delivery_id, count(*) filter (where status = 'waiting' and reason_code <> 'unknown-test') as waiting,
      jsonb_build_object(
        'read', count(*), 'taken', count(*) filter (where status = 'taken'),
        'duplicate', count(*) filter (where status = 'duplicate'),
        'refused', count(*) filter (where status = 'refused'),
        'waiting', count(*) filter (where status = 'waiting')) as counts
      from history_record where school_id = ${tx.schoolId} group by delivery_id) counted
    where delivery.school_id = ${tx.schoolId} and delivery.delivery_id = counted.delivery_id
      and delivery.counts is distinct from counted.counts`);
}

/** A record with what became of it, as it is stored. */
export interface StoredRecord {
  readonly record: HistoryRecord;
  /** How decisions know the pupil. */
  readonly sourcePupil: string | null;
  readonly outcome: Outcome;
}

/** Stores the records of a delivery, one row each. */
export async function addRecords(
  tx: TenantTx,
  deliveryId: string,
  rows: readonly StoredRecord[],
): Promise<void> {
  await change(tx, sql`insert into history_record (school_id, delivery_id, record_no, status, reason_code,
      natural_key, pupil_id, identity, record, result_id)
    select ${tx.schoolId}, ${deliveryId}, "recordNo", status, reason, "naturalKey", "pupilId", identity, record,
      "resultId"
    from jsonb_to_recordset(${jsonb(rows.map(columnsOf))}) as ${recordColumns}`);
}

/** What a person decided about records that waited. */
export async function saveOutcomes(
  tx: TenantTx, rows: readonly (StoredRecord & { readonly deliveryId: string })[], by: string, at: Date,
): Promise<void> {
  const given = rows.map((row) => ({ deliveryId: row.deliveryId, ...columnsOf(row) }));
  await change(tx, sql`update history_record set status = r.status, reason_code = r.reason,
      natural_key = r."naturalKey", pupil_id = r."pupilId", identity = r.identity, record = r.record,
      result_id = r."resultId", decided_by = ${by}, decided_at = ${at}
    from jsonb_to_recordset(${jsonb(given)}) as ${recordColumns}
    where history_record.school_id = ${tx.schoolId} and history_record.delivery_id = r."deliveryId"
      and history_record.record_no = r."recordNo"`);
}

const recordColumns = sql.raw(`r("deliveryId" uuid, "recordNo" int, status text, reason text, "naturalKey" text,
  "pupilId" uuid, identity jsonb, record jsonb, "resultId" uuid)`);

/** Names leave the record: they stand apart, and only while somebody has to say who it is. */
function columnsOf({ record, sourcePupil, outcome }: StoredRecord): object {
  const asksWho = outcome.status === 'waiting' && outcome.pupilId === null;
  return {
    recordNo: record.recordNo,
    record: { ...record, pupil: { key: record.pupil.key, person: null }, sourcePupil },
    status: outcome.status,
    reason: 'reason' in outcome ? outcome.reason : null,
    naturalKey: outcome.naturalKey,
    pupilId: 'pupilId' in outcome ? outcome.pupilId : null,
    identity: asksWho ? record.pupil.person : null,
    resultId: outcome.status === 'taken' ? outcome.resultId : null,
  };
}

/** What is there already, for telling duplicates, contradictions and corrections. */
export interface StoredResults {
  readonly records: readonly KnownRecord[];
  /** Result that counts, by `sourceResultKey`. */
  readonly resultBySource: ReadonlyMap<string, string>;
}

/** Every record that was taken, waits, or lost to another by a person's choice.
 * @param except records that are about to be judged again */
export async function listKnownRecords(
  tx: TenantTx, except: readonly Pick<RecordRow, 'deliveryId' | 'recordNo'>[] = [],
): Promise<StoredResults> {
  const excepted = except.map(({ deliveryId, recordNo }) => ({ deliveryId, recordNo }));
  const rows = await all<KnownRow>(
    tx,
    sql`select h.delivery_id, h.record_no, h.status, h.natural_key, h.pupil_id, r.result_id, h.record, d.kind
    from history_record h
    join delivery d on d.school_id = h.school_id and d.delivery_id = h.delivery_id
    left join result r on r.school_id = h.school_id and r.result_id = h.result_id and r.superseded_by is null
    where h.school_id = ${tx.schoolId}
      and (h.status in ('taken', 'waiting') or h.reason_code = 'other-chosen')
      and not exists (
        select from jsonb_to_recordset(${jsonb(excepted)}) as e("deliveryId" uuid, "recordNo" int)
        where e."deliveryId" = h.delivery_id and e."recordNo" = h.record_no)`,
  );
  const bySource = rows.flatMap(({ pupilId, resultId, record: { sourceKey } }) => {
    const key = pupilId && sourceResultKey(pupilId, sourceKey);
    return key && resultId ? [[key, resultId] as const] : [];
  });
  return { records: rows.map(knownOf), resultBySource: new Map(bySource) };
}

interface KnownRow {
  readonly deliveryId: string;
  readonly recordNo: number;
  readonly status: RecordStatus;
  readonly naturalKey: string;
  readonly pupilId: string | null;
  readonly resultId: string | null;
  readonly record: HistoryRecord;
  readonly kind: DeliveryKind;
}

function knownOf({ deliveryId, recordNo, status, naturalKey, pupilId, resultId, record, kind }: KnownRow): KnownRecord {
  return {
    naturalKey, pupilId, resultId, kind,
    standing: status === 'taken' || status === 'waiting' ? status : 'other-chosen',
    test: testKey(record), takenOn: record.takenOn, score: record.score, hasRawScore: hasRawScore(record),
    stored: { deliveryId, recordNo },
  };
}

/** Records whose place another took: as a duplicate that had more, or because a person chose the other. */
export async function saveBeaten(
  tx: TenantTx, rows: readonly Pick<RecordRow, 'deliveryId' | 'recordNo'>[],
  as: { readonly status: 'duplicate' } | { readonly status: 'refused'; readonly reason: 'other-chosen' },
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ deliveryId, recordNo }) => ({ deliveryId, recordNo }));
  const reason = as.status === 'refused' ? as.reason : null;
  await change(tx, sql`update history_record set status = ${as.status}, reason_code = ${reason}, result_id = null
    from jsonb_to_recordset(${jsonb(given)}) as r("deliveryId" uuid, "recordNo" int)
    where history_record.school_id = ${tx.schoolId} and history_record.delivery_id = r."deliveryId"
      and history_record.record_no = r."recordNo"`);
}

/** A stored record as it is judged again. */
export interface RecordRow {
  readonly deliveryId: string;
  readonly recordNo: number;
  /** Which way its delivery came. */
  readonly kind: DeliveryKind;
  readonly status: RecordStatus;
  readonly reason: ReasonCode | null;
  readonly pupilId: string | null;
  readonly resultId: string | null;
  readonly sourcePupil: string | null;
  readonly record: HistoryRecord;
}

interface RawRow extends Omit<RecordRow, 'sourcePupil' | 'record'> {
  readonly record: HistoryRecord & { readonly sourcePupil: string | null };
  readonly identity: SourcePerson | null;
}

const rowColumns = sql.raw(
  `delivery_id, record_no, status, reason_code as reason, pupil_id, result_id, record, identity,
    (select kind from delivery d where d.school_id = history_record.school_id
      and d.delivery_id = history_record.delivery_id) as kind`,
);

/** Records of a pupil of an old file, in the order in which they came. */
export async function listRecordsOfSource(tx: TenantTx, sourcePupil: string): Promise<readonly RecordRow[]> {
  return (await all<RawRow>(tx, sql`select ${rowColumns} from history_record
    where school_id = ${tx.schoolId} and record->>'sourcePupil' = ${sourcePupil}
    order by (select received_at from delivery d where d.school_id = history_record.school_id
      and d.delivery_id = history_record.delivery_id), delivery_id, record_no`)).map(rowOf);
}

/** Everything that waits for a person, in the order in which it came. */
export async function listWaitingRecords(tx: TenantTx): Promise<readonly RecordRow[]> {
  return (await all<RawRow>(tx, sql`select ${rowColumns} from history_record
    where school_id = ${tx.schoolId} and status = 'waiting'
    order by delivery_id, record_no`)).map(rowOf);
}

/** Records of pupils that lost to another: duplicates, and what a person did not choose. The oldest first. */
export async function listBeatenRecords(
  tx: TenantTx, pupilIds: readonly string[],
): Promise<readonly RecordRow[]> {
  return (await all<RawRow>(tx, sql`select ${rowColumns} from history_record
    where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])
      and (status = 'duplicate' or reason_code = 'other-chosen')
    order by delivery_id, record_no`)).map(rowOf);
}

/** The records of a delivery, for its lists by outcome. */
export async function listRecords(tx: TenantTx, deliveryId: string): Promise<readonly RecordRow[]> {
  return (await all<RawRow>(tx, sql`select ${rowColumns} from history_record
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId} order by record_no`)).map(rowOf);
}

function rowOf({ record: { sourcePupil, ...record }, identity, ...row }: RawRow): RecordRow {
  const pupil: SourcePupil = { key: record.pupil.key, person: identity };
  return { ...row, sourcePupil, record: { ...record, pupil } };
}

/** Every delivery of old results, the newest first, with its counts and reasons. */
export async function listDeliveries(tx: TenantTx): Promise<readonly HistoryDelivery[]> {
  const deliveries = await all<Omit<HistoryDelivery, keyof Totals> & { readonly preview: Totals | null }>(tx, sql`
    select delivery_id, kind, status, received_at, site, findings,
      case when status = 'preview' then counts->'preview' end as preview
    from delivery where school_id = ${tx.schoolId} and kind like 'history-%'
    order by received_at desc, delivery_id desc`);
  const counted = await all<CountRow>(tx, sql`
    select delivery_id, status, reason_code as reason, record->>'origin' = 'typed-in' as typed_in,
      count(*)::int as count
    from history_record where school_id = ${tx.schoolId}
    group by delivery_id, status, reason_code, record->>'origin' order by status, reason_code`);
  const byDelivery = Map.groupBy(counted, ({ deliveryId }) => deliveryId);
  return deliveries.map(({ preview, ...delivery }) => ({
    ...delivery,
    ...preview ?? totalsOf(byDelivery.get(delivery.deliveryId) ?? []),
  }));
}

/** What a delivery adds up to. */
export type Totals = Pick<HistoryDelivery, 'counts' | 'reasons' | 'typedIn'>;

/** What records add up to that were judged and not stored. */
export function totalsOfJudged(rows: readonly StoredRecord[]): Totals {
  return totalsOf(rows.map(({ record, outcome }) => ({
    deliveryId: '', status: outcome.status, reason: 'reason' in outcome ? outcome.reason : null,
    typedIn: record.origin === 'typed-in', count: 1,
  })));
}

interface CountRow {
  readonly deliveryId: string;
  readonly status: RecordStatus;
  readonly reason: ReasonCode | null;
  readonly typedIn: boolean;
  readonly count: number;
}

function totalsOf(rows: readonly CountRow[]): Totals {
  const sum = (some: readonly CountRow[]) => some.reduce((total, { count }) => total + count, 0);
  const of = (status: RecordStatus) => sum(rows.filter((row) => row.status === status));
  const counts: OutcomeCounts = {
    read: sum(rows),
    taken: of('taken'),
    duplicate: of('duplicate'),
    refused: of('refused'),
    waiting: of('waiting'),
  };
  const reasons: readonly ReasonCount[] = [
    ...Map.groupBy(
      rows.filter(({ reason }) => reason !== null),
      ({ status, reason }) => `${status} ${reason}`,
    ),
  ].map(([, same]) => ({ status: same[0]!.status, reason: same[0]!.reason!, count: sum(same) }));
  return {
    counts,
    reasons,
    typedIn: sum(rows.filter(({ typedIn, status }) => typedIn && status === 'taken')),
  };
}

/** Deliveries that were asked of the LAS and did not come yet. */
export async function listUnderWay(tx: TenantTx): Promise<readonly string[]> {
  const rows = await all<{ deliveryId: string }>(tx, sql`select delivery_id from delivery
    where school_id = ${tx.schoolId} and kind = 'history-uwlr' and status = 'received'
    order by received_at, delivery_id`);
  return rows.map(({ deliveryId }) => deliveryId);
}

/** Deliveries that were shown and not taken yet, the oldest first. */
export async function listPreviews(tx: TenantTx): Promise<readonly string[]> {
  const rows = await all<{ deliveryId: string }>(tx, sql`select delivery_id from delivery
    where school_id = ${tx.schoolId} and kind like 'history-%' and status = 'preview'
    order by received_at, delivery_id`);
  return rows.map(({ deliveryId }) => deliveryId);
}

/** What still keeps step 2 open: deliveries on their way, and records that wait for a person. */
export function countUnsettled(
  tx: TenantTx,
): Promise<{ readonly underWay: number; readonly waiting: number }> {
  return one(
    tx,
    sql`select
    (select count(*)::int from delivery where school_id = ${tx.schoolId} and kind = 'history-uwlr'
      and status = 'received') as under_way,
    (select count(*)::int from history_record
      where school_id = ${tx.schoolId} and status = 'waiting' and reason_code <> 'unknown-test') as waiting`,
  );
}
