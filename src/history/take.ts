import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { present } from '../base/assert.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { addResults, type NewResult } from '../ability/add-results.ts';
import { computeImported, type ImportedInput } from '../ability/rules.ts';
import { listForHandoff, supersedeResult } from '../ability/store.ts';
import { findCalibrationOfScale, findNormTable } from '../content/store.ts';
import { momentsInOrder } from '../content/types.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listPupilIdentities, placementOf } from '../roster/store.ts';
import type { RosterSource } from '../roster/types.ts';
import { newMatcher, sourcePupilKey, type PupilMatch } from './match.ts';
import { ownResultCheck } from './own-results.ts';
import { judgeRecords, plausibleRange, scaleOf, type JudgeContext } from './rules.ts';
import { listDecisions, listReopened } from './match-store.ts';
import { listKnownRecords, type RecordRow, type StoredRecord } from './store.ts';
import type { HistoryRecord, HistoryDelivery } from './types.ts';

type Scales = ReadonlyMap<string, Pick<ImportedInput, 'calibration' | 'normTable'>>;

/** A record to judge; of one that was stored before, what was found out then. */
export interface RecordToTake {
  readonly record: HistoryRecord;
  readonly before?: RecordRow;
}

/**
 * Judges records and makes the results of those that are taken, all set-wise; the caller stores what became
 * of them. The history of the school is locked. Records that were stored before are no duplicates of
 * themselves.
 */
export async function takeRecords(
  platform: Platform, tx: TenantTx, given: readonly RecordToTake[], kind: HistoryDelivery['kind'],
): Promise<readonly StoredRecord[]> {
  const records = given.map(({ record }) => record);
  const scales = await loadScales(tx, records);
  const context = await loadContext(platform, tx, given, { scales, kind });
  const outcomes = judgeRecords(records, context);
  const stored = records.map((record, index): StoredRecord =>
    ({ record, sourcePupil: context.sourceOf(record), outcome: present(outcomes[index], 'one outcome a record') }));
  const results = stored.flatMap((row) => newResult(row, scales));
  if (results.length > 0) await addResults(tx, results, platform.clock.now());
  for (const { outcome } of stored) {
    if (outcome.status === 'taken' && outcome.supersedes)
      await supersedeResult(tx, outcome.supersedes, outcome.resultId);
  }
  return stored;
}

async function loadContext(
  platform: Platform, tx: TenantTx, given: readonly RecordToTake[],
  { scales, kind }: { readonly scales: Scales; readonly kind: HistoryDelivery['kind'] },
): Promise<JudgeContext> {
  const { digest } = platform.secrets;
  const keySources: readonly RosterSource[] = kind === 'history-uwlr' ? ['uwlr'] : ['uwlr', 'edexml'];
  const pupils = await listPupilIdentities(tx);
  const match = newMatcher({
    pupils, decisions: await listDecisions(tx), reopened: await listReopened(tx), keySources, digest,
    delivery: given.map(({ record }) => record.pupil),
  });
  const before = new Map(given.map((one) => [one.record, one.before]));
  // A stored record whose pupil is known has no name any more to find the pupil by.
  const matchOf = onceEach((record): PupilMatch => {
    const pupilId = before.get(record)?.pupilId;
    return pupilId ? { kind: 'pupil', pupilId } : match(record.pupil);
  });
  const known = await listKnownRecords(tx, given.flatMap((one) => one.before ?? []));
  const placed = await loadPlacements(
    tx,
    given.map(({ record }) => record),
    pupils.map(({ pupilId }) => pupilId),
  );
  return {
    today: plainDateInAmsterdam(platform.clock.now()),
    matchOf,
    sourceOf: onceEach((record) => before.get(record)?.sourcePupil ?? sourcePupilKey(record.pupil, digest)),
    placementOf: (pupilId, schoolYear) => placed.get(schoolYear)?.get(pupilId) ?? null,
    rangeOf: (scaleCode) => {
      const norms = [...scales].find(([key]) => key.startsWith(`${scaleCode}|`))?.[1].normTable;
      return norms ? plausibleRange(norms) : null;
    },
    known: known.keys,
    resultBySource: known.resultBySource,
    isOwn: ownResultCheck(await listForHandoff(tx)),
    newId: platform.newId,
  };
}

/** Remembers by identity: the same record is asked for several times. */
function onceEach<Value>(compute: (record: HistoryRecord) => Value): (record: HistoryRecord) => Value {
  const known = new Map<HistoryRecord, Value>();
  return (record) => {
    if (!known.has(record)) known.set(record, compute(record));
    return known.get(record) as Value;
  };
}

async function loadPlacements(
  tx: TenantTx, records: readonly HistoryRecord[], pupilIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const undated = records.filter(({ yearGroup, takenOn }) => yearGroup === null && takenOn !== null);
  const years = new Set(undated.map(({ takenOn }) => schoolYearOf(present(takenOn, 'filtered'))));
  const placed = new Map<string, ReadonlyMap<string, string>>();
  for (const year of years) placed.set(year, await placementOf(tx, pupilIds, year));
  return placed;
}

/** Calibration and norms by scale and day: norms are valid from a day on. */
async function loadScales(tx: TenantTx, records: readonly HistoryRecord[]): Promise<Scales> {
  const scales = new Map<string, Pick<ImportedInput, 'calibration' | 'normTable'>>();
  for (const record of records) {
    const key = scaleKey(record);
    if (record.takenOn === null || scales.has(key)) continue;
    const scaleCode = scaleOf(record);
    scales.set(key, {
      calibration: await findCalibrationOfScale(tx, scaleCode),
      normTable: await findNormTable(tx, scaleCode, record.takenOn),
    });
  }
  return scales;
}

function scaleKey(record: HistoryRecord): string {
  return `${scaleOf(record)}|${record.takenOn}`;
}

function newResult({ record, outcome }: StoredRecord, scales: Scales): readonly NewResult[] {
  if (outcome.status !== 'taken') return [];
  const { correctCount, itemCount } = record;
  // Counts that contradict each other say nothing; the score stands by itself.
  const counts = correctCount !== null && itemCount !== null && correctCount <= itemCount;
  const draft = computeImported({
    pupilId: outcome.pupilId,
    yearGroup: outcome.yearGroup,
    origin: record.origin,
    subject: present(record.subject, 'a taken record has a subject'),
    generation: present(record.generation, 'a taken record has a generation'),
    scaleCode: scaleOf(record),
    takenOn: present(record.takenOn, 'a taken record has a day'),
    testMoment: momentsInOrder.find((moment) => moment === record.momentText) ?? null,
    scaleScore: present(record.score, 'a taken record has a score'),
    interval: record.interval,
    scoreRaw: counts ? correctCount : null,
    scoreMax: counts ? itemCount : null,
    ...present(scales.get(scaleKey(record)), 'the scale of a taken record was looked up'),
  });
  return [{ resultId: outcome.resultId, draft }];
}
