import { plainName } from '../roster/match.ts';
import type { PupilIdentity, RosterSource } from '../roster/types.ts';
import type { SourcePerson, SourcePupil, WaitingReason } from './types.ts';

/** Who a pupil of an old file is. */
export type PupilMatch =
  | { readonly kind: 'pupil'; readonly pupilId: string }
  /** A person said: none of our pupils. */
  | { readonly kind: 'left-out' }
  /** A person has to say. Candidates: the likeliest first; may be empty. */
  | { readonly kind: 'waiting'; readonly reason: WaitingReason; readonly candidateIds: readonly string[] };

/** What recognising works with: the pupils the school ever had, and what people decided before. */
export interface MatchContext {
  readonly pupils: readonly PupilIdentity[];
  /** Pupil by `sourcePupilKey`; null for none of our pupils. */
  readonly decisions: ReadonlyMap<string, string | null>;
  /** Whose keys the file has, the likeliest carrier first. */
  readonly keySources: readonly RosterSource[];
  /** Makes a name unreadable but comparable: decisions are kept for years, names are not. */
  readonly digest: (text: string) => string;
}

/** How a decision about a pupil of a file is remembered; null when nothing says who it is. */
export function sourcePupilKey({ key, person }: SourcePupil, digest: MatchContext['digest']): string | null {
  if (usableKey(key) !== null) return `las:${usableKey(key)}`;
  return person ? `naam:${digest(`${fullName(person)} ${person.birthDate}`)}` : null;
}

/**
 * Makes the one rule by which a pupil of an old file is found: what a person decided, then the key of the
 * LAS, then name and birth date when exactly one pupil has both. Names are compared without capitals, accents
 * and prefix; the call name may be the first of the first names. Anything less sure waits for a person.
 * Source: domain.md 4.4.
 */
export function newMatcher(context: MatchContext): (pupil: SourcePupil) => PupilMatch {
  const byKey = new Map(context.keySources.toReversed().flatMap((source) => context.pupils.flatMap((pupil) =>
    pupil.identifiers.filter((known) => known.kind === 'las-key' && known.source === source)
      .map(({ value }) => [value, pupil] as const))));
  return (pupil) => {
    const decided = context.decisions.get(sourcePupilKey(pupil, context.digest) ?? '');
    if (decided === null) return { kind: 'left-out' };
    if (decided !== undefined) return { kind: 'pupil', pupilId: decided };
    const holder = byKey.get(usableKey(pupil.key) ?? '');
    const { person } = pupil;
    if (holder && (!person || supports(person, holder))) return { kind: 'pupil', pupilId: holder.pupilId };
    const likely = person ? candidatesOf(person, context.pupils) : { same: [], similar: [] };
    if (holder) return waiting('key-contradicts', [holder, ...likely.same, ...likely.similar]);
    const [only, ...others] = likely.same;
    if (only && others.length === 0) return { kind: 'pupil', pupilId: only.pupilId };
    if (only) return waiting('several-candidates', likely.same);
    return likely.similar.length > 0
      ? waiting('similar-candidate', likely.similar)
      : waiting('no-candidate', []);
  };
}

function waiting(reason: WaitingReason, candidates: readonly PupilIdentity[]): PupilMatch {
  return { kind: 'waiting', reason, candidateIds: [...new Set(candidates.map(({ pupilId }) => pupilId))] };
}

/** A key that starts with `#` is a dummy and means nothing outside its file (exchange.md 10.6). */
function usableKey(key: string | null): string | null {
  const trimmed = key?.trim() ?? '';
  return trimmed === '' || trimmed.startsWith('#') ? null : trimmed;
}

/** Enough beside an equal key: the birth date or the last name. */
function supports(person: SourcePerson, pupil: PupilIdentity): boolean {
  return person.birthDate === pupil.birthDate || sameLastName(person, pupil);
}

interface Candidates {
  readonly same: readonly PupilIdentity[];
  readonly similar: readonly PupilIdentity[];
}

function candidatesOf(person: SourcePerson, pupils: readonly PupilIdentity[]): Candidates {
  const same: PupilIdentity[] = [];
  const similar: PupilIdentity[] = [];
  for (const pupil of pupils) {
    const sameBirth = pupil.birthDate === person.birthDate;
    const sameName = sameLastName(person, pupil) && sameCallName(person, pupil);
    if (sameBirth && sameName) same.push(pupil);
    else if (
      sameBirth ? resembles(person, pupil) : sameName && datesResemble(person.birthDate, pupil.birthDate)
    ) {
      similar.push(pupil);
    }
  }
  return { same, similar };
}

function sameLastName(person: SourcePerson, pupil: PupilIdentity): boolean {
  const [a, b] = [person, pupil].map((one) => [plainName(one.lastName), plainName(one.prefix, one.lastName)]);
  return a?.some((name) => b?.includes(name)) ?? false;
}

function sameCallName(person: SourcePerson, pupil: PupilIdentity): boolean {
  return callNamesOf(pupil).includes(plainName(person.callName));
}

function callNamesOf({ callName, firstNames }: PupilIdentity): readonly string[] {
  const first = plainName(firstNames).split(' ')[0] ?? '';
  return [plainName(callName), first, plainName(firstNames)].filter((name) => name !== '');
}

/** Born on the same day, and one of the two names is the same or nearly so. An initial is nearly so. */
function resembles(person: SourcePerson, pupil: PupilIdentity): boolean {
  const call = plainName(person.callName);
  const last = plainName(person.lastName);
  return (
    sameLastName(person, pupil)
    || sameCallName(person, pupil)
    || spelledAlike(last, plainName(pupil.lastName))
    || callNamesOf(pupil).some((name) => spelledAlike(call, name))
  );
}

/** The day and the month changed places, or exactly one of day, month and year differs. */
function datesResemble(a: string, b: string | null): boolean {
  if (b === null) return true;
  const [left, right] = [a.split('-'), b.split('-')];
  const swapped = left[0] === right[0] && left[1] === right[2] && left[2] === right[1];
  return swapped || left.filter((part, index) => part !== right[index]).length === 1;
}

/**
 * Letters that may differ for two names to be worth showing to a person, in names of at least this length.
 */
const lettersApartMax = 2;
const nameLengthMin = 5;

function spelledAlike(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < nameLengthMin || Math.abs(a.length - b.length) > lettersApartMax)
    return false;
  return lettersApart(a, b) <= lettersApartMax;
}

/** Letters to add, drop or change to make one word of the other (Levenshtein). */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function fullName({ callName, prefix, lastName }: SourcePerson): string {
  return plainName(callName, prefix, lastName);
}
