import type { SchoolViewer } from '../access/types.ts';
import { supersedeResult } from '../ability/store.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findPupil } from '../roster/store.ts';
import { judgeBeatenAgain } from './beaten.ts';
import { completeWhenSettled } from './deliver.ts';
import { listDecidedTogether, reopenSource, saveDecisions } from './match-store.ts';
import type { Outcome } from './rules.ts';
import {
  findContent,
  listRecordsOfSource,
  listWaitingRecords,
  lockHistory,
  refreshDeliveries,
  saveOutcomes,
  type RecordRow,
} from './store.ts';
import { takeRecords } from './take.ts';
import type { HistoryRecord } from './types.ts';

/** Why a decision could not be taken, or taken back. */
export type DecisionRefusal =
  /** Somebody else decided in the meantime, or there never was such a pupil. */
  | 'nothing-waits'
  | 'unknown-pupil'
  /** What waits is no longer what the page showed. */
  | 'changed-meanwhile'
  /** The names in the file are kept for thirty days only. */
  | 'too-long-ago'
  | 'year-group-form';

/**
 * Says who a pupil of an old file is, or with null that it is none of ours: remembered for later deliveries,
 * and applied at once to everything of that pupil that waits.
 */
export function decideSourcePupil(
  platform: Platform, viewer: SchoolViewer, sourcePupil: string, pupilId: string | null,
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  return inHistory(platform, viewer, async (tx) => {
    const decided = await decideIn(platform, tx, viewer, [sourcePupil], pupilId);
    return decided.ok ? ok({ count: decided.value.length }) : decided;
  });
}

/**
 * Decides about some pupils of old files at once, in the caller's transaction. @returns what became of each
 * record
 */
export async function decideIn(
  platform: Platform, tx: TenantTx, viewer: SchoolViewer, sourcePupils: readonly string[], pupilId: string | null,
): Promise<Result<readonly JudgedRow[], DecisionRefusal>> {
  const waiting: RecordRow[] = [];
  for (const sourcePupil of sourcePupils) {
    const own = (await listRecordsOfSource(tx, sourcePupil)).filter(({ status }) => status === 'waiting');
    if (own.length === 0) return refuse('nothing-waits');
    waiting.push(...own);
  }
  if (pupilId !== null && !await findPupil(tx, pupilId)) return refuse('unknown-pupil');
  await saveDecisions(tx, sourcePupils, pupilId, actorOf(viewer), platform.clock.now());
  // What was found out before no longer holds: the decision is what counts.
  const judged = await judgeAgain(platform, tx, viewer, waiting.map((row) => ({ ...row, pupilId: null })));
  await audit(
    tx,
    platform.clock.now(),
    'history.decided',
    pupilId ? { kind: 'pupil', id: pupilId } : undefined,
    { records: waiting.length, decision: pupilId ? 'pupil' : 'none', sources: sourcePupils.length },
  );
  return ok(judged);
}

/**
 * Leaves out every pupil of old files whom nobody in the school resembles: they have left, mostly.
 * @param expected how many the person was told it would be
 */
export async function leaveOutUnknown(
  platform: Platform, viewer: SchoolViewer, expected: number,
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  return inHistory(platform, viewer, async (tx) => {
    const unknown = (await listWaitingRecords(tx)).filter(({ reason }) => reason === 'no-candidate');
    const sources = [...new Set(unknown.flatMap(({ sourcePupil }) => sourcePupil ?? []))];
    if (sources.length === 0) return refuse('nothing-waits');
    if (sources.length !== expected) return refuse('changed-meanwhile');
    await saveDecisions(tx, sources, null, actorOf(viewer), platform.clock.now());
    await judgeAgain(platform, tx, viewer, unknown.filter(({ sourcePupil }) => sourcePupil !== null));
    await audit(tx, platform.clock.now(), 'history.decided', undefined,
      { records: unknown.length, pupils: sources.length, decision: 'none' });
    return ok({ count: unknown.length });
  });
}

/**
 * Takes back who a pupil of an old file is, whether a person said so or it was matched by itself: what was
 * made of it is withdrawn, and the pupil of the file waits until a person says who it is.
 */
export function undoDecision(
  platform: Platform, viewer: SchoolViewer, sourcePupil: string,
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  return inHistory(platform, viewer, (tx) => undoIn(platform, tx, viewer, [sourcePupil]));
}

/** Takes the last decision back: of pupils that were made one, all of them. */
export function undoLastDecision(
  platform: Platform, viewer: SchoolViewer, sourcePupil: string,
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  return inHistory(platform, viewer, async (tx) =>
    undoIn(platform, tx, viewer, await listDecidedTogether(tx, sourcePupil)));
}

async function undoIn(
  platform: Platform, tx: TenantTx, viewer: SchoolViewer, sourcePupils: readonly string[],
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  const decided: RecordRow[] = [];
  for (const sourcePupil of sourcePupils) {
    decided.push(...(await listRecordsOfSource(tx, sourcePupil)).filter(restsOnPupil));
  }
  if (decided.length === 0) return refuse('nothing-waits');
  const again = await withNames(platform, tx, decided);
  if (!again) return refuse('too-long-ago');
  for (const sourcePupil of sourcePupils) {
    await reopenSource(tx, sourcePupil, actorOf(viewer), platform.clock.now());
  }
  for (const { resultId } of again) {
    // A result that is its own successor counts nowhere any more; it stays, with its history.
    if (resultId) await supersedeResult(tx, resultId, resultId);
  }
  await judgeAgain(platform, tx, viewer, again.map((row) => ({ ...row, pupilId: null })));
  const lost = new Set(again.flatMap(({ pupilId }) => pupilId ?? []));
  await judgeBeatenAgain(platform, tx, [...lost], actorOf(viewer));
  await audit(tx, platform.clock.now(), 'history.decided', undefined, {
    records: again.length,
    decision: 'undone',
  });
  return ok({ count: again.length });
}

/** Whether a record was judged by who its pupil is: also one that is only short of the year group then. */
function restsOnPupil({ status, reason, pupilId }: RecordRow): boolean {
  if (status === 'refused') return reason === 'left-out' || reason === 'other-chosen';
  return status !== 'waiting' || pupilId !== null;
}

/** A year group for one waiting record. */
export interface YearGroupChoice {
  readonly deliveryId: string;
  readonly recordNo: number;
  /** 3 to 8. */
  readonly yearGroup: number;
}

/** Completes records of which only the year group was missing. */
export async function fillYearGroups(
  platform: Platform, viewer: SchoolViewer, choices: readonly YearGroupChoice[],
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  if (choices.some(({ yearGroup }) => !Number.isInteger(yearGroup) || yearGroup < 3 || yearGroup > 8)) {
    return refuse('year-group-form');
  }
  return inHistory(platform, viewer, async (tx) => {
    const chosen = new Map(
      choices.map((choice) => [`${choice.deliveryId} ${choice.recordNo}`, choice.yearGroup]),
    );
    const rows = (await listWaitingRecords(tx)).flatMap((row) => {
      const yearGroup = chosen.get(`${row.deliveryId} ${row.recordNo}`);
      const fits = yearGroup !== undefined && row.reason === 'needs-year-group';
      return fits ? [{ ...row, record: { ...row.record, yearGroup } }] : [];
    });
    if (rows.length === 0) return refuse('nothing-waits');
    await judgeAgain(platform, tx, viewer, rows);
    await audit(tx, platform.clock.now(), 'history.decided', undefined, {
      records: rows.length,
      decision: 'year-group',
    });
    return ok({ count: rows.length });
  });
}

/** In one transaction, while nobody else decides or delivers. */
export function inHistory<T>(
  { doors }: Platform, viewer: SchoolViewer, work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    await lockHistory(tx);
    return work(tx);
  });
}

/** A record with what became of it. */
export interface JudgedRow {
  readonly row: RecordRow;
  readonly outcome: Outcome;
}

async function judgeAgain(
  platform: Platform, tx: TenantTx, viewer: SchoolViewer, rows: readonly RecordRow[],
): Promise<readonly JudgedRow[]> {
  const stored = await takeRecords(
    platform,
    tx,
    rows.map((row) => ({ record: row.record, before: row })),
    'history-csv',
  );
  const outcomes = stored.map((one, index) => ({ ...one, deliveryId: rows[index]!.deliveryId }));
  await saveOutcomes(tx, outcomes, actorOf(viewer), platform.clock.now());
  await refreshDeliveries(tx);
  await completeWhenSettled(platform, tx);
  return stored.map(({ outcome }, index) => ({ row: rows[index]!, outcome }));
}

/** The records with the names that were emptied when they were decided; null when those are gone for good. */
async function withNames(
  { secrets }: Platform, tx: TenantTx, rows: readonly RecordRow[],
): Promise<readonly RecordRow[] | null> {
  const named: RecordRow[] = [];
  const read = new Map<string, ReadonlyMap<number, HistoryRecord> | null>();
  for (const row of rows) {
    if (!read.has(row.deliveryId)) {
      const cipher = await findContent(tx, row.deliveryId);
      const records = cipher
        ? (JSON.parse(secrets.open(cipher).toString('utf8')) as readonly HistoryRecord[])
        : null;
      read.set(row.deliveryId, records && new Map(records.map((record) => [record.recordNo, record])));
    }
    const original = read.get(row.deliveryId)?.get(row.recordNo);
    // Only a file with names needs them back; a key is kept for ever.
    if (!original && row.sourcePupil?.startsWith('naam:')) return null;
    named.push({ ...row, record: { ...row.record, pupil: original?.pupil ?? row.record.pupil } });
  }
  return named;
}

function actorOf({ actor }: SchoolViewer): string {
  return `${actor.kind}:${actor.id}`;
}
