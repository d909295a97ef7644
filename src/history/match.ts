import { present } from '../base/assert.ts';
import { plainName } from '../roster/resemblance-names.ts';
import { profileOf, type Profile } from '../roster/resemblance.ts';
import { indexSchool, type SchoolIndex } from '../roster/resemblance-index.ts';
import { recognise, type Asked, type Verdict } from '../roster/resemblance-verdict.ts';
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
  /** By `sourcePupilKey`: a person took a match back, so nothing but a person decides again. */
  readonly reopened?: ReadonlySet<string>;
  /** Whose keys the file has, the likeliest carrier first. */
  readonly keySources: readonly RosterSource[];
  /** Makes a name unreadable but comparable: decisions are kept for years, names are not. */
  readonly digest: (text: string) => string;
  /** Everybody who stands in the same delivery: two of them are never one pupil by themselves. */
  readonly delivery?: readonly SourcePupil[];
}

/** How a decision about a pupil of a file is remembered; null when nothing says who it is. */
export function sourcePupilKey({ key, person }: SourcePupil, digest: MatchContext['digest']): string | null {
  if (usableKey(key) !== null) return `las:${usableKey(key)}`;
  return person ? `naam:${digest(`${fullName(person)} ${person.birthDate}`)}` : null;
}

/**
 * Makes the rule by which a pupil of an old file is found: what a person decided, then the key of the LAS,
 * then name and birth date as docs/matching.md tells. Anything less sure waits for a person. Source:
 * domain.md 4.4.
 */
export function newMatcher(context: MatchContext): (pupil: SourcePupil) => PupilMatch {
  const verdictOf = newRecogniser(context);
  return (pupil) => {
    const known = sourcePupilKey(pupil, context.digest) ?? '';
    const decided = context.decisions.get(known);
    if (decided === null) return { kind: 'left-out' };
    if (decided !== undefined) return { kind: 'pupil', pupilId: decided };
    const verdict = verdictOf(pupil);
    const candidateIds = candidatesIn(verdict);
    if (context.reopened?.has(known)) return { kind: 'waiting', reason: 'taken-back', candidateIds };
    if (verdict.kind === 'same') return { kind: 'pupil', pupilId: verdict.known.id };
    if (verdict.kind === 'nobody') return { kind: 'waiting', reason: 'no-candidate', candidateIds: [] };
    return { kind: 'waiting', reason: verdict.reason, candidateIds };
  };
}

function candidatesIn(verdict: Verdict<KnownPupil>): readonly string[] {
  if (verdict.kind === 'same') return [verdict.known.id];
  return verdict.kind === 'nobody' ? [] : verdict.candidates.map(({ known }) => known.id);
}

/** A pupil of the roster as recognising sees it. */
export interface KnownPupil {
  readonly id: string;
  readonly profile: Profile;
}

/** As `newMatcher`, but with how well each candidate fits, and for those about whom nobody decided yet. */
export function newRecogniser(context: MatchContext): (pupil: SourcePupil) => Verdict<KnownPupil> {
  const known = new Map(context.pupils.map((pupil) =>
    [pupil.pupilId, { id: pupil.pupilId, profile: profileOf(pupil) }]));
  const school = indexSchool([...known.values()]);
  const holderOf = holdersByKey(context, known);
  const decidedOf = (pupil: SourcePupil) => context.decisions.get(sourcePupilKey(pupil, context.digest) ?? '');
  const sourceOf = sourcesIn(context.delivery ?? []);
  const asking = (pupil: SourcePupil): Asked<KnownPupil> => {
    const decided = known.get(decidedOf(pupil) ?? '') ?? null;
    return {
      holder: decided ?? holderOf(pupil), source: sourceOf(pupil),
      profile: decided || !pupil.person ? null : profileOf(pupil.person),
    };
  };
  const everybody = new Map((context.delivery ?? []).filter((pupil) => decidedOf(pupil) !== null)
    .map((pupil) => [identityOf(pupil), pupil]));
  let verdicts: ReadonlyMap<string, Verdict<KnownPupil>> | null = null;
  return (pupil) => {
    if (!everybody.has(identityOf(pupil))) {
      return present(recognise([asking(pupil)], school)[0], 'one verdict a record');
    }
    verdicts ??= judgeAll(everybody, asking, school);
    return present(verdicts.get(identityOf(pupil)), 'everybody of the delivery was judged');
  };
}

function judgeAll(
  everybody: ReadonlyMap<string, SourcePupil>, asking: (pupil: SourcePupil) => Asked<KnownPupil>,
  school: SchoolIndex<KnownPupil>,
): ReadonlyMap<string, Verdict<KnownPupil>> {
  const verdicts = recognise([...everybody.values()].map(asking), school);
  return new Map([...everybody.keys()].map((identity, at) =>
    [identity, present(verdicts[at], 'one verdict a record')]));
}

/** Everything that a file says about who somebody is, as one text. */
function identityOf({ key, person }: SourcePupil): string {
  return JSON.stringify([usableKey(key), person]);
}

function holdersByKey(
  { pupils, keySources }: MatchContext, known: ReadonlyMap<string, KnownPupil>,
): (pupil: SourcePupil) => KnownPupil | null {
  const byKey = new Map(keySources.toReversed().flatMap((source) => pupils.flatMap((pupil) =>
    pupil.identifiers.filter((one) => one.kind === 'las-key' && one.source === source)
      .map(({ value }) => [value, pupil.pupilId] as const))));
  return ({ key }) => known.get(byKey.get(usableKey(key) ?? '') ?? '') ?? null;
}

/**
 * Who in a delivery is one person of the source: equal keys; and a row without a key goes with the row of
 * the same name and birth date, when those have one key among them.
 */
function sourcesIn(delivery: readonly SourcePupil[]): (pupil: SourcePupil) => string {
  const keys = new Map<string, Set<string>>();
  for (const { key, person } of delivery) {
    if (!person || usableKey(key) === null) continue;
    const text = personText(person);
    keys.set(text, (keys.get(text) ?? new Set()).add(usableKey(key) ?? ''));
  }
  return ({ key, person }) => {
    if (usableKey(key) !== null) return `las:${usableKey(key)}`;
    if (!person) return 'nobody';
    const [only, ...others] = keys.get(personText(person)) ?? [];
    return only !== undefined && others.length === 0 ? `las:${only}` : `naam:${personText(person)}`;
  };
}

function personText(person: SourcePerson): string {
  return `${fullName(person)} ${person.birthDate}`;
}

/** A key that starts with `#` is a dummy and means nothing outside its file (exchange.md 10.6). */
function usableKey(key: string | null): string | null {
  const trimmed = key?.trim() ?? '';
  return trimmed === '' || trimmed.startsWith('#') ? null : trimmed;
}

function fullName({ callName, prefix, lastName }: SourcePerson): string {
  return plainName(callName, prefix, lastName);
}
