import { assert } from '../base/assert.ts';
import { daysBetween, type PlainDate } from '../base/plain-date.ts';
import type { DeliveryKind, HistoryRecord } from './types.ts';

/** A record that was taken, waits, or lost to another, as far as telling the same result needs it. */
export interface KnownRecord {
  readonly naturalKey: string;
  readonly standing: 'taken' | 'waiting' | 'other-chosen';
  /** Null while nobody knows whose it is. */
  readonly pupilId: string | null;
  readonly kind: DeliveryKind;
  /** Subject, generation, scale and moment in one: of tests that differ in any, results are never the same. */
  readonly test: string;
  readonly takenOn: PlainDate | null;
  readonly score: number | null;
  readonly hasRawScore: boolean;
  /** The result that counts because of it. */
  readonly resultId: string | null;
  /** Where it is stored; null for a record of the delivery that is being judged. */
  readonly stored: { readonly deliveryId: string; readonly recordNo: number } | null;
}

/** What a record is to those that are there already. */
export type Sameness =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate'; readonly of: KnownRecord }
  /** The same result, and the record has its raw score where the known one has not. */
  | { readonly kind: 'better'; readonly than: KnownRecord }
  /** The same test in the same days with another score, by another source or a table without keys. */
  | { readonly kind: 'conflict'; readonly with: KnownRecord };

/** Days between the dates that two administrations give to one taking: some write down when it was entered.
 * Two weeks is well under the months between two takings of one test. */
export const sameTakingDays = 14;

/** Points that two administrations may differ for one score: one of them rounds. */
export const sameScorePoints = 0.5;

/** Everything that is known of a school's old results, searchable by pupil and test. */
export interface KnownResults {
  add(known: KnownRecord): void;
  /** Forgets one, because a better or a chosen one takes its place. */
  drop(known: KnownRecord): void;
  /** Remembers that a result counts no more: its record stays known, and is in nobody's way. */
  dropResult(resultId: string): void;
  find(naturalKey: string): KnownRecord | null;
  hasKey(naturalKey: string): boolean;
  compare(candidate: Candidate): Sameness;
}

/** A record as it is compared, its pupil known. */
export interface Candidate extends Pick<KnownRecord, 'naturalKey' | 'kind' | 'test' | 'hasRawScore'> {
  readonly pupilId: string;
  readonly takenOn: PlainDate;
  readonly score: number;
  /** Whether its source names results by keys of its own. */
  readonly hasKey: boolean;
}

/** Whether a record has a raw score that says something: not more right than there were items. */
export function hasRawScore({ correctCount, itemCount }: Pick<HistoryRecord, 'correctCount' | 'itemCount'>): boolean {
  return correctCount !== null && itemCount !== null && correctCount <= itemCount;
}

/** Makes the searchable collection. */
export function knownResults(records: readonly KnownRecord[]): KnownResults {
  const byTest = new Map<string, KnownRecord[]>();
  const keys = new Map<string, KnownRecord>();
  const byResult = new Map<string, KnownRecord>();
  const placeOf = ({ pupilId, test }: Pick<KnownRecord, 'pupilId' | 'test'>): string => `${pupilId}|${test}`;
  const collection: KnownResults = {
    add(known) {
      keys.set(known.naturalKey, known);
      if (known.resultId !== null) byResult.set(known.resultId, known);
      if (known.pupilId === null) return;
      const place = placeOf(known);
      const there = byTest.get(place);
      if (there) there.push(known);
      else byTest.set(place, [known]);
    },
    drop(known) {
      if (keys.get(known.naturalKey) === known) keys.delete(known.naturalKey);
      const there = byTest.get(placeOf(known)) ?? [];
      const at = there.indexOf(known);
      assert(known.pupilId === null || at >= 0, 'a known record is dropped once');
      if (at >= 0) there.splice(at, 1);
    },
    dropResult(resultId) {
      const known = byResult.get(resultId);
      byResult.delete(resultId);
      if (!known || keys.get(known.naturalKey) !== known) return;
      collection.drop(known);
      collection.add({ ...known, resultId: null });
    },
    find: (naturalKey) => keys.get(naturalKey) ?? null,
    hasKey: (naturalKey) => keys.has(naturalKey),
    compare(candidate) {
      const exact = keys.get(candidate.naturalKey);
      const there = (byTest.get(placeOf(candidate)) ?? []).filter((known) => isSameTaking(candidate, known));
      const same = [...(exact ? [exact] : []), ...there.filter((known) => isSameScore(candidate, known))];
      const first = same.find(counts) ?? same[0];
      if (first) return samenessOf(candidate, first);
      const other = there.find((known) => counts(known) && contradicts(candidate, known));
      return other ? { kind: 'conflict', with: other } : { kind: 'new' };
    },
  };
  for (const known of records) collection.add(known);
  return collection;
}

function samenessOf(candidate: Candidate, known: KnownRecord): Sameness {
  // A source with keys says itself which of its results takes the place of which.
  const elsewhere = !candidate.hasKey || candidate.kind !== known.kind;
  const better = counts(known) && elsewhere && candidate.hasRawScore && !known.hasRawScore;
  return better ? { kind: 'better', than: known } : { kind: 'duplicate', of: known };
}

/** Whether a result counts because of it: one that was corrected since is known, and in nobody's way. */
export function counts({ standing, resultId }: KnownRecord): boolean {
  return standing === 'taken' && resultId !== null;
}

function isSameTaking({ takenOn }: Candidate, known: KnownRecord): boolean {
  return known.takenOn !== null && Math.abs(daysBetween(takenOn, known.takenOn)) <= sameTakingDays;
}

function isSameScore({ score }: Candidate, known: KnownRecord): boolean {
  return known.score !== null && Math.abs(score - known.score) <= sameScorePoints;
}

/** Two sources mean one taking that one of them has wrong. One source with keys knows that it has two; a table
 * without keys that has another score for the same day was corrected, or has a slip. */
function contradicts({ takenOn, kind, hasKey }: Candidate, known: KnownRecord): boolean {
  return known.kind !== kind || (known.takenOn === takenOn && !hasKey);
}
