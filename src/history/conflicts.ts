import type { SchoolViewer } from '../access/types.ts';
import { supersedeResults } from '../ability/store.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listPupilIdentities } from '../roster/store.ts';
import type { PupilName } from '../roster/types.ts';
import { completeWhenSettled } from './deliver.ts';
import { testKey } from './rules.ts';
import { hasRawScore, knownResults, type KnownRecord } from './same-result.ts';
import {
  listKnownRecords,
  listWaitingRecords,
  lockHistory,
  refreshDeliveries,
  saveBeaten,
  saveOutcomes,
  type RecordRow,
} from './store.ts';
import { takeRecords } from './take.ts';

/** Two sources that have another score for one test of the same days. */
export interface Conflict {
  /** The record that waits. */
  readonly row: RecordRow;
  readonly pupil: PupilName | null;
  /** What counts now; null when that was withdrawn in the meantime. */
  readonly against: KnownRecord | null;
}

/** Which of the two counts. */
export type ConflictChoice = 'new' | 'old' | 'both';

/** Everything that two sources contradict each other about; who looks at it is in the audit log. */
export function viewConflicts({ doors, clock }: Platform, viewer: SchoolViewer): Promise<readonly Conflict[]> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const conflicts = await listConflicts(tx);
    await audit(tx, clock.now(), 'matches.read', undefined, { waiting: conflicts.length });
    return conflicts;
  });
}

async function listConflicts(tx: TenantTx): Promise<readonly Conflict[]> {
  const waiting = (await listWaitingRecords(tx)).filter(({ reason }) => reason === 'conflict');
  if (waiting.length === 0) return [];
  const pupils = new Map((await listPupilIdentities(tx)).map((pupil) => [pupil.pupilId, pupil]));
  const known = knownResults((await listKnownRecords(tx, waiting)).records);
  return waiting.map((row) => {
    const { record, pupilId, kind } = row;
    const against = pupilId === null || record.takenOn === null || record.score === null ? null : known.compare({
      naturalKey: '', pupilId, kind, test: testKey(record), takenOn: record.takenOn, score: record.score,
      hasRawScore: hasRawScore(record), hasKey: record.sourceKey !== null,
    });
    return {
      row, pupil: pupils.get(pupilId ?? '') ?? null, against: against?.kind === 'conflict' ? against.with : null,
    };
  });
}

/**
 * Says which of two results counts, or that both do: the pupil took the test twice. The other is kept as refused,
 * and is not asked about again when its file comes once more.
 */
export async function chooseResult(
  platform: Platform, viewer: SchoolViewer,
  { deliveryId, recordNo, choice }: {
    readonly deliveryId: string; readonly recordNo: number; readonly choice: ConflictChoice;
  },
): Promise<Result<null, 'nothing-waits'>> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    await lockHistory(tx);
    const conflict = (await listConflicts(tx)).find(({ row }) =>
      row.deliveryId === deliveryId && row.recordNo === recordNo);
    if (!conflict) return refuse('nothing-waits');
    const by = `${viewer.actor.kind}:${viewer.actor.id}`;
    if (choice === 'old') await saveBeaten(tx, [conflict.row], { status: 'refused', reason: 'other-chosen' });
    else await takeChosen(platform, tx, conflict, { by, replace: choice === 'new' });
    await refreshDeliveries(tx);
    await audit(tx, clock.now(), 'history.decided', { kind: 'delivery', id: deliveryId }, { decision: choice });
    await completeWhenSettled(platform, tx);
    return ok(null);
  });
}

async function takeChosen(
  platform: Platform, tx: TenantTx, { row, against }: Conflict,
  { by, replace }: { readonly by: string; readonly replace: boolean },
): Promise<void> {
  const [stored] = await takeRecords(platform, tx, [{ record: row.record, before: row, chosen: true }], row.kind);
  if (!stored) return;
  await saveOutcomes(tx, [{ ...stored, deliveryId: row.deliveryId }], by, platform.clock.now());
  const { outcome } = stored;
  if (!replace || !against?.stored || !against.resultId || outcome.status !== 'taken') return;
  await saveBeaten(tx, [against.stored], { status: 'refused', reason: 'other-chosen' });
  await supersedeResults(tx, [{ resultId: against.resultId, by: outcome.resultId }]);
}
