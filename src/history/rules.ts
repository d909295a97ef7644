import { present } from '../base/assert.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { arithmeticScaleCode, syntheticGeneration } from '../content/norms.ts';
import type { PublishedNormTable } from '../content/store.ts';
import { momentsInOrder } from '../content/types.ts';
import type { TestYearGroup } from '../planning/types.ts';
import type { PupilMatch } from './match.ts';
import type { OwnResultCheck } from './own-results.ts';
import { counts, hasRawScore, type KnownRecord, type KnownResults } from './same-result.ts';
import type { DeliveryKind, HistoryRecord, OutcomeCounts, RefusalReason, WaitingReason } from './types.ts';

/** What becomes of a record, with the key under which the same old result is known in every delivery. */
export type Outcome = { readonly naturalKey: string } & (
  | {
    readonly status: 'taken'; readonly pupilId: string; readonly yearGroup: TestYearGroup;
    /** Of the result that is made of it. */
    readonly resultId: string;
    /** The result that the same record of the source gave before with another score or day. */
    readonly supersedes: string | null;
    /** The stored record of the same result that had less: it becomes a duplicate of this one. */
    readonly replaces: KnownRecord | null;
  }
  | {
    readonly status: 'duplicate'; readonly pupilId: string | null;
    /** Its source had another result of this record, which the equal one takes the place of. */
    readonly retires?: { readonly resultId: string; readonly by: string };
  }
  | { readonly status: 'refused'; readonly reason: RefusalReason; readonly pupilId?: string }
  | { readonly status: 'waiting'; readonly reason: WaitingReason; readonly pupilId: string | null }
);

/** What judging needs to know beside the record. */
export interface JudgeContext {
  readonly today: PlainDate;
  readonly matchOf: (record: HistoryRecord) => PupilMatch;
  /** How the pupil of a record is known to decisions; null when nothing says who it is. */
  readonly sourceOf: (record: HistoryRecord) => string | null;
  /** Which way a record came. */
  readonly kindOf: (record: HistoryRecord) => DeliveryKind;
  /** Year group of a pupil in a school year, from the roster. */
  readonly placementOf: (pupilId: string, schoolYear: string) => string | null;
  /** Lowest and highest plausible score of a scale; null where no norms are loaded for it. */
  readonly rangeOf: (scaleCode: string) => ScoreRange | null;
  /** What is taken, waits, or lost to another. Judging several records adds to it. */
  readonly known: KnownResults;
  /** Result that now counts, by pupil and key of the source. */
  readonly resultBySource: ReadonlyMap<string, string>;
  /** Results of our own tests that come back are there already. */
  readonly isOwn: OwnResultCheck;
  /** Whether a person said that this record counts, whatever contradicts it. */
  readonly isChosen: (record: HistoryRecord) => boolean;
  readonly newId: () => string;
}

/** Bounds of a scale, both included. */
export interface ScoreRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Judges records in the order in which they came: the second of two equal records is a duplicate of the
 * first, unless it has the raw score that the first lacks, and the later of two under one key of the source
 * takes the place of the earlier. One outcome a record.
 */
export function judgeRecords(records: readonly HistoryRecord[], context: JudgeContext): readonly Outcome[] {
  const { known } = context;
  const resultBySource = new Map(context.resultBySource);
  const outcomes: Outcome[] = [];
  const placeInBatch = new Map<KnownRecord, number>();
  for (const record of records) {
    let outcome = judgeRecord(record, { ...context, resultBySource });
    if (outcome.status === 'taken' && outcome.replaces) {
      known.drop(outcome.replaces);
      forget(resultBySource, outcome.replaces.resultId);
      const at = placeInBatch.get(outcome.replaces);
      const beaten = at === undefined ? undefined : outcomes[at];
      if (at !== undefined && beaten?.status === 'taken') {
        outcomes[at] = { status: 'duplicate', pupilId: beaten.pupilId, naturalKey: beaten.naturalKey };
        outcome = { ...outcome, replaces: beaten.replaces, supersedes: beaten.supersedes };
      }
    }
    const gone = outcome.status === 'taken' ? outcome.supersedes
      : outcome.status === 'duplicate' ? outcome.retires?.resultId : null;
    if (gone) known.dropResult(gone);
    if (gone) forget(resultBySource, gone);
    const remembered = knownRecord(record, outcome, context.kindOf(record));
    if (remembered) {
      known.add(remembered);
      placeInBatch.set(remembered, outcomes.length);
    }
    const source = outcome.status === 'taken' ? sourceResultKey(outcome.pupilId, record.sourceKey) : null;
    if (outcome.status === 'taken' && source) resultBySource.set(source, outcome.resultId);
    outcomes.push(outcome);
  }
  return outcomes;
}

function forget(resultBySource: Map<string, string>, gone: string | null): void {
  for (const [source, resultId] of resultBySource) if (resultId === gone) resultBySource.delete(source);
}

function knownRecord(record: HistoryRecord, outcome: Outcome, kind: DeliveryKind): KnownRecord | null {
  if (outcome.status !== 'taken' && outcome.status !== 'waiting') return null;
  return {
    naturalKey: outcome.naturalKey, standing: outcome.status, pupilId: outcome.pupilId, kind,
    test: testKey(record), takenOn: record.takenOn, score: record.score, hasRawScore: hasRawScore(record),
    resultId: outcome.status === 'taken' ? outcome.resultId : null, stored: null,
  };
}

/**
 * The one rule for what becomes of an old result. First whether it is one of our own that comes back by the
 * key we gave it; then what is wrong with the result itself, so that nobody is asked about a pupil whose
 * result could not be used anyway; then whose it is, whether it is new, the year group, and whether another
 * source contradicts it.
 */
export function judgeRecord(record: HistoryRecord, context: JudgeContext): Outcome {
  const unmatchedKey = naturalKey(`bron:${context.sourceOf(record) ?? 'onbekend'}`, record);
  if (context.isOwn(record, null)) return { status: 'duplicate', pupilId: null, naturalKey: unmatchedKey };
  const refusal = refusalOf(record, context);
  if (refusal) return { status: 'refused', reason: refusal, naturalKey: unmatchedKey };
  const match = context.matchOf(record);
  if (match.kind === 'left-out') return { status: 'refused', reason: 'left-out', naturalKey: unmatchedKey };
  const pupilId = match.kind === 'pupil' ? match.pupilId : null;
  if (!isKnownTest(record)) {
    const key = pupilId === null ? unmatchedKey : naturalKey(`leerling:${pupilId}`, record);
    return waitingOnce({ status: 'waiting', reason: 'unknown-test', pupilId, naturalKey: key }, context);
  }
  if (match.kind === 'waiting') {
    return waitingOnce({ status: 'waiting', reason: match.reason, pupilId, naturalKey: unmatchedKey }, context);
  }
  return judgeOfPupil(record, match.pupilId, context);
}

/** What waits already is not asked about twice. */
function waitingOnce(outcome: Extract<Outcome, { readonly status: 'waiting' }>, { known }: JudgeContext): Outcome {
  const { pupilId, naturalKey: key } = outcome;
  return known.hasKey(key) ? { status: 'duplicate', pupilId, naturalKey: key } : outcome;
}

function judgeOfPupil(record: HistoryRecord, pupilId: string, context: JudgeContext): Outcome {
  const key = naturalKey(`leerling:${pupilId}`, record);
  const sameness = context.known.compare({
    naturalKey: key, pupilId, kind: context.kindOf(record), test: testKey(record),
    takenOn: present(record.takenOn, 'a judged record has a day'),
    score: present(record.score, 'a judged record has a score'), hasRawScore: hasRawScore(record),
    hasKey: record.sourceKey !== null,
  });
  const supersedes = context.resultBySource.get(sourceResultKey(pupilId, record.sourceKey) ?? '') ?? null;
  const there = context.known.find(key);
  // What was corrected before and comes again is no correction; what another source says as well may be one.
  const corrects = supersedes !== null && (there === null || equalOf(there, supersedes) !== null);
  const equal = corrects && sameness.kind === 'duplicate' ? equalOf(sameness.of, supersedes) : null;
  if (equal && supersedes)
    return { status: 'duplicate', pupilId, naturalKey: key, retires: { resultId: supersedes, by: equal } };
  const isDuplicate = sameness.kind === 'duplicate' && !corrects && !context.isChosen(record);
  if (isDuplicate || context.isOwn(record, pupilId)) return { status: 'duplicate', pupilId, naturalKey: key };
  const yearGroup = yearGroupThen(record, pupilId, context);
  if (yearGroup === null) return { status: 'waiting', reason: 'needs-year-group', pupilId, naturalKey: key };
  if (sameness.kind === 'conflict' && !corrects && !context.isChosen(record))
    return { status: 'waiting', reason: 'conflict', pupilId, naturalKey: key };
  const replaces = sameness.kind === 'better' ? sameness.than : null;
  return {
    status: 'taken', pupilId, yearGroup, supersedes: replaces?.resultId === supersedes ? null : supersedes, replaces,
    resultId: context.newId(), naturalKey: key,
  };
}

/** The result that counts and that a correction turns out to be equal to; null when that is the corrected one. */
function equalOf(known: KnownRecord, corrected: string | null): string | null {
  return counts(known) && known.resultId !== corrected ? known.resultId : null;
}

function refusalOf(record: HistoryRecord, context: JudgeContext): RefusalReason | null {
  const { generation, momentText, takenOn, score, yearGroup } = record;
  if (
    generation === null
    || momentText === null
    || takenOn === null
    || score === null
    || context.sourceOf(record) === null
    || record.subjectText === null
  )
    return 'incomplete';
  if (generation !== syntheticGeneration)
    return /^[12](\.|$)/.test(generation) ? 'older-generation' : 'foreign-generation';
  if (record.origin === 'typed-in' && context.kindOf(record) !== 'history-uwlr') return 'typed-in-needs-link';
  if (takenOn > context.today) return 'future-date';
  if (yearGroup !== null && (yearGroup < 3 || yearGroup > 8)) return 'year-group-outside';
  const range = context.rangeOf(scaleOf(record));
  return range && (score < range.low || score > range.high) ? 'implausible-score' : null;
}

/** Whether our catalogue has the test: its subject and its moment. */
export function isKnownTest({ subject, momentText }: Pick<HistoryRecord, 'subject' | 'momentText'>): boolean {
  return subject !== null && momentsInOrder.some((moment) => moment === momentText);
}

/** Of which test a record is, for telling the same result: subject, generation, scale and moment. */
export function testKey(
  record: Pick<HistoryRecord, 'subject' | 'subjectText' | 'generation' | 'momentText' | 'scaleCode'>,
): string {
  const { subject, subjectText, generation, momentText } = record;
  return [subject ?? subjectText, generation, scaleOf(record), momentText].join('|');
}

/**
 * The scale of a record: its own, else that of the one generation we take, which exists for arithmetic only.
 */
export function scaleOf({ scaleCode, subject }: Pick<HistoryRecord, 'scaleCode' | 'subject'>): string {
  return scaleCode ?? (subject === 'arithmetic' ? arithmeticScaleCode : 'onbekend');
}

/** The same pupil, test, day and score is the same result, whichever file brought it. */
function naturalKey(
  whose: string,
  { subject, subjectText, momentText, takenOn, score }: HistoryRecord,
): string {
  return [whose, subject ?? subjectText, momentText, takenOn, score].map((part) => part ?? '').join('|');
}

/** How a record of the source is known once its pupil is; null for a source without keys of its own. */
export function sourceResultKey(pupilId: string, sourceKey: string | null): string | null {
  return sourceKey === null ? null : `${pupilId}|${sourceKey}`;
}

function yearGroupThen(
  record: HistoryRecord,
  pupilId: string,
  { placementOf }: JudgeContext,
): TestYearGroup | null {
  if (record.yearGroup !== null) return record.yearGroup as TestYearGroup;
  const placed = placementOf(pupilId, schoolYearOf(present(record.takenOn, 'a judged record has a day')));
  return placed !== null && /^[3-8]$/.test(placed) ? (Number(placed) as TestYearGroup) : null;
}

/** Standard deviations beyond the lowest and highest norm mean that a score may lie: one in three million. */
const plausibleSds = 5;

/** What a scale can give, by its norms. */
export function plausibleRange({ moments }: Pick<PublishedNormTable, 'moments'>): ScoreRange {
  return {
    low: Math.min(...moments.map(({ mean, sd }) => mean - plausibleSds * sd)),
    high: Math.max(...moments.map(({ mean, sd }) => mean + plausibleSds * sd)),
  };
}

/** Counts outcomes; read = taken + duplicate + refused + waiting. */
export function countOutcomes(statuses: readonly Outcome['status'][]): OutcomeCounts {
  const of = (status: Outcome['status']) => statuses.filter((one) => one === status).length;
  return {
    read: statuses.length,
    taken: of('taken'),
    duplicate: of('duplicate'),
    refused: of('refused'),
    waiting: of('waiting'),
  };
}
