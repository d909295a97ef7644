import { addDays, type PlainDate } from '../base/plain-date.ts';
import { firstDayOf, lastDayOf } from '../base/school-year.ts';
import type { ItemPoints } from '../content/points.ts';
import type { PublishedForm } from '../content/store.ts';
import { inputDigest, scoreSitting, type ScoringInput, scoringVersion, totalOf, unmarkedItems } from './rules.ts';
import { inputIn, stateNow, type StateOfSitting, type StoredScoring, type StoredSitting } from './stored-sittings.ts';

/** Something stored that does not follow from what it was made of. Holds points and ids, never an answer. */
export interface Difference {
  /** A field of a result, `itemScore`, `total`, or `input`: what was answered then is no longer there. */
  readonly field: string;
  readonly itemId?: string;
  readonly stored: string | number | boolean | null;
  readonly computed: string | number | boolean | null;
}

/** A scoring made again. */
export interface RecomputedScoring {
  /** The day of taking as it stood then. */
  readonly takenOn: PlainDate;
  readonly points: readonly ItemPoints[];
  readonly total: number | null;
  readonly differences: readonly Difference[];
}

/** Whether this program is the one that made a scoring; another may have scored by other rules. */
export function isOwnScoring({ codeVersion }: StoredScoring): boolean {
  return codeVersion === scoringVersion;
}

/**
 * Makes a scoring again from the stored answers, entries and marks, by the item's own response processing, and lays it
 * beside what is stored. A scoring that was overtaken is made from what was there then: its digest tells when
 * that is found. Where nothing gives that digest, something was changed, and what is there now is scored.
 */
export function recomputeScoring(form: PublishedForm, scoring: StoredScoring): RecomputedScoring {
  const { sitting } = scoring;
  const found = findInput(form, scoring);
  const input = found?.input ?? inputIn(sitting, stateNow(sitting));
  const takenOn = found?.takenOn ?? sitting.takenOn;
  const changed: Difference[] = found ? []
    : [{ field: 'input', stored: short(scoring.inputDigest), computed: short(inputDigest(form, sitting, input)) }];
  const [unmarked] = unmarkedItems(form, input);
  if (unmarked) {
    const missing = { field: 'itemMark', itemId: unmarked.id, stored: null, computed: null };
    return { takenOn, points: scoring.points, total: scoring.total, differences: [...changed, missing] };
  }
  const total = totalOf(input);
  const points = scoreSitting(form, input);
  const totals = total === scoring.total ? [] : [{ field: 'total', stored: scoring.total, computed: total }];
  return { takenOn, points, total, differences: [...changed, ...totals, ...pointDifferences(scoring.points, points)] };
}

/** Items whose stored points are not those that were computed, or that stand on one side only. */
export function pointDifferences(stored: readonly ItemPoints[], computed: readonly ItemPoints[]): Difference[] {
  const before = new Map(stored.map((points) => [points.itemId, points]));
  const after = new Map(computed.map((points) => [points.itemId, points]));
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((itemId): Difference[] => {
    const [one, other] = [before.get(itemId), after.get(itemId)];
    if (one?.score !== other?.score)
      return [{ field: 'itemScore', itemId, stored: one?.score ?? null, computed: other?.score ?? null }];
    if (one?.answered !== other?.answered)
      return [{ field: 'answered', itemId, stored: one?.answered ?? null, computed: other?.answered ?? null }];
    if (one?.itemVersion === other?.itemVersion) return [];
    return [{
      field: 'itemVersion', itemId, stored: one?.itemVersion ?? null, computed: other?.itemVersion ?? null,
    }];
  });
}

/** A digest is long and says nothing to a person; this much tells two of them apart. */
function short(digest: string): string {
  return digest.slice(0, 12);
}

interface FoundInput {
  readonly input: ScoringInput;
  readonly takenOn: PlainDate;
}

// Far more than any sitting has states; a changed answer of a much corrected taak would otherwise cost seconds.
const MOST_TRIES = 20_000;

/** What a scoring was made of: the state and the day that give its digest. */
function findInput(form: PublishedForm, scoring: StoredScoring): FoundInput | null {
  const { sitting, inputDigest: wanted } = scoring;
  let tries = 0;
  for (const state of statesOf(sitting, scoring.scoredAt)) {
    const input = inputIn(sitting, state);
    for (const day of daysOf(sitting)) {
      if (inputDigest(form, day, input) === wanted) return { input, takenOn: day.takenOn };
      tries += 1;
      if (tries === MOST_TRIES) return null;
    }
  }
  return null;
}

/** The states that a sitting went through, the likeliest first: that of now, then backwards from when it was scored. */
function* statesOf(sitting: StoredSitting, scoredAt: Date): Generator<StateOfSitting> {
  yield stateNow(sitting);
  const { answers, late, entries, marks } = sitting;
  for (const a of lengths(answers, scoredAt))
    for (const e of lengths(entries, scoredAt))
      for (const m of lengths(marks, scoredAt))
        for (const l of lengths(late, scoredAt)) yield { answers: a, entries: e, marks: m, late: l };
}

/** How many rows there may have been: at the time first, then ever fewer, then more, since clocks of nodes differ. */
function lengths(rows: readonly { readonly at: Date }[], time: Date): readonly number[] {
  const then = rows.filter(({ at }) => at <= time).length;
  const fewer = Array.from({ length: then + 1 }, (_, index) => then - index);
  const more = Array.from({ length: rows.length - then }, (_, index) => then + index + 1);
  return [...fewer, ...more];
}

/** The day of taking, and for a day that was corrected every day that it may have been before. */
function* daysOf(sitting: StoredSitting): Generator<Pick<StoredSitting, 'takenOn' | 'takenOnRevision'>> {
  yield sitting;
  for (let takenOnRevision = sitting.takenOnRevision - 1; takenOnRevision > 0; takenOnRevision -= 1) {
    const last = lastDayOf(sitting.schoolYear);
    for (let takenOn = firstDayOf(sitting.schoolYear); takenOn <= last; takenOn = addDays(takenOn, 1))
      yield { takenOn, takenOnRevision };
  }
}
