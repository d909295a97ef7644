import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { present } from '../base/assert.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { addResults, type NewResult } from '../ability/add-results.ts';
import { computeImported, type ImportedInput } from '../ability/rules.ts';
import { listForHandoff, listResultSittings, supersedeResults } from '../ability/store.ts';
import { findCalibrationOfScale, findNormTables } from '../content/store.ts';
import { momentsInOrder } from '../content/types.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listPupilIdentities, placementOf } from '../roster/store.ts';
import type { RosterSource } from '../roster/types.ts';
import { newMatcher, sourcePupilKey, type PupilMatch } from './match.ts';
import { ownResultCheck } from './own-results.ts';
import { judgeRecords, plausibleRange, scaleOf, type JudgeContext } from './rules.ts';
import { listDecisions, listReopened } from './match-store.ts';
import { hasRawScore, knownResults } from './same-result.ts';
import { listKnownRecords, saveBeaten, type RecordRow, type StoredRecord } from './store.ts';
import type { DeliveryKind, HistoryRecord } from './types.ts';

type Scales = ReadonlyMap<string, Pick<ImportedInput, 'calibration' | 'normTable'>>;

/** A record to judge; of one that was stored before, what was found out then. */
export interface RecordToTake {
  readonly record: HistoryRecord;
  readonly before?: RecordRow;
  /** Whether a person said that this one counts, whatever contradicts it. */
  readonly chosen?: boolean;
}

/**
 * Judges records and makes the results of those that are taken, all set-wise; the caller stores what became
 * of them. The history of the school is locked. Records that were stored before are no duplicates of
 * themselves.
 */
export async function takeRecords(
  platform: Platform, tx: TenantTx, given: readonly RecordToTake[], kind: DeliveryKind,
): Promise<readonly StoredRecord[]> {
  const { stored, scales } = await judge(platform, tx, given, kind);
  const results = stored.flatMap((row) => newResult(row, scales));
  if (results.length > 0) await addResults(tx, results, platform.clock.now());
  const taken = stored.flatMap(({ outcome }) => (outcome.status === 'taken' ? [outcome] : []));
  await saveBeaten(tx, taken.flatMap(({ replaces }) => replaces?.stored ?? []), { status: 'duplicate' });
  const beaten = taken.flatMap(({ supersedes, replaces, resultId }) =>
    [supersedes, replaces?.resultId ?? null].flatMap((old) => (old ? [{ resultId: old, by: resultId }] : [])));
  const retired = stored.flatMap(({ outcome }) => (outcome.status === 'duplicate' ? outcome.retires ?? [] : []));
  await supersedeResults(tx, [...beaten, ...retired]);
  return stored;
}

/** What would become of records, without writing anything. */
export async function judgeOnly(
  platform: Platform, tx: TenantTx, records: readonly HistoryRecord[], kind: DeliveryKind,
): Promise<readonly StoredRecord[]> {
  return (await judge(platform, tx, records.map((record) => ({ record })), kind)).stored;
}

async function judge(
  platform: Platform, tx: TenantTx, given: readonly RecordToTake[], kind: DeliveryKind,
): Promise<{ readonly stored: readonly StoredRecord[]; readonly scales: Scales }> {
  const records = given.map(({ record }) => record);
  const scales = await loadScales(tx, records);
  const context = await loadContext(platform, tx, given, { scales, kind });
  const outcomes = judgeRecords(records, context);
  const stored = records.map((record, index): StoredRecord =>
    ({ record, sourcePupil: context.sourceOf(record), outcome: present(outcomes[index], 'one outcome a record') }));
  return { stored, scales };
}

async function loadContext(
  platform: Platform, tx: TenantTx, given: readonly RecordToTake[],
  { scales, kind }: { readonly scales: Scales; readonly kind: DeliveryKind },
): Promise<JudgeContext> {
  const { digest } = platform.secrets;
  const keySources: readonly RosterSource[] = kind === 'history-uwlr' ? ['uwlr'] : ['uwlr', 'edexml'];
  const pupils = await listPupilIdentities(tx);
  const match = newMatcher({
    pupils, decisions: await listDecisions(tx), reopened: await listReopened(tx), keySources, digest,
    delivery: given.map(({ record }) => record.pupil),
  });
  const before = new Map(given.map((one) => [one.record, one.before]));
  const chosen = new Set(given.flatMap((one) => (one.chosen ? [one.record] : [])));
  const sourceOf = onceEach((record) =>
    before.get(record)?.sourcePupil ?? sourcePupilKey(record.pupil, digest));
  const known = await listKnownRecords(tx, given.flatMap((one) => one.before ?? []));
  const placed = await loadPlacements(
    tx,
    given.map(({ record }) => record),
    pupils.map(({ pupilId }) => pupilId),
  );
  return {
    today: plainDateInAmsterdam(platform.clock.now()),
    matchOf: matchOnce(match, before, sourceOf),
    sourceOf,
    kindOf: (record) => before.get(record)?.kind ?? kind,
    placementOf: (pupilId, schoolYear) => placed.get(schoolYear)?.get(pupilId) ?? null,
    rangeOf: (scaleCode) => {
      const norms = [...scales].find(([key]) => key.startsWith(`${scaleCode}|`))?.[1].normTable;
      return norms ? plausibleRange(norms) : null;
    },
    known: knownResults(known.records),
    resultBySource: known.resultBySource,
    isOwn: ownResultCheck(await listForHandoff(tx), await listResultSittings(tx)),
    isChosen: (record) => chosen.has(record),
    newId: platform.newId,
  };
}

/** One question a pupil of the file, however many results. */
function matchOnce(
  match: ReturnType<typeof newMatcher>,
  before: ReadonlyMap<HistoryRecord, RecordRow | undefined>,
  sourceOf: (record: HistoryRecord) => string | null,
): (record: HistoryRecord) => PupilMatch {
  const answers = new Map<string, PupilMatch>();
  return (record) => {
    // A stored record whose pupil is known has no name any more to find the pupil by.
    const pupilId = before.get(record)?.pupilId;
    if (pupilId) return { kind: 'pupil', pupilId };
    const { key, person } = record.pupil;
    const who = `${sourceOf(record)}|${key}|${person ? Object.values(person).join('|') : ''}`;
    const answer = answers.get(who) ?? match(record.pupil);
    answers.set(who, answer);
    return answer;
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
  const dated = records.filter(({ takenOn }) => takenOn !== null);
  const wanted = new Map(dated.map((record) =>
    [scaleKey(record), { scaleCode: scaleOf(record), takenOn: record.takenOn ?? '' }]));
  const normTables = await findNormTables(tx, [...wanted.values()]);
  const calibrations = new Map<string, Awaited<ReturnType<typeof findCalibrationOfScale>>>();
  for (const scaleCode of new Set([...wanted.values()].map((one) => one.scaleCode)))
    calibrations.set(scaleCode, await findCalibrationOfScale(tx, scaleCode));
  return new Map([...wanted].map(([key, { scaleCode }]) =>
    [key, { calibration: calibrations.get(scaleCode), normTable: normTables.get(key) }]));
}

function scaleKey(record: HistoryRecord): string {
  return `${scaleOf(record)}|${record.takenOn}`;
}

function newResult({ record, outcome }: StoredRecord, scales: Scales): readonly NewResult[] {
  if (outcome.status !== 'taken') return [];
  const { correctCount, itemCount } = record;
  // Counts that contradict each other say nothing; the score stands by itself.
  const counts = hasRawScore(record);
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
