// Who each record of a delivery is: by key, else by name and birth date, and only where nobody else comes
// near. The one rule of the roster and of old results. Pure; the order of the records makes no difference.
import { present } from '../base/assert.ts';
import type { Candidate, SchoolIndex } from './resemblance-index.ts';
import {
  isCertain, isExact, isOtherName, mayBeTwins, supportFor, type Profile, type Resemblance,
} from './resemblance.ts';

/**
 * Base-2 logarithm of the odds above which name and birth date are acted on: 64 to one, on top of
 * `isCertain`.
 */
export const automaticMin = 6;

/** Below these odds nobody is asked whether it is the same child: one to eight. */
export const doubtMin = -3;

/** By how much the likeliest must be ahead of everybody else: 256 times as likely. */
export const leadMin = 8;

/** Candidates that a person is shown: one for each number key. */
export const candidatesMax = 9;

/** A record of a delivery that somebody has to be found for. */
export interface Asked<K> {
  /** Who has the ECK iD or the key; null when nobody has, or when there is none. */
  readonly holder: K | null;
  /** Null when the record says nothing but a key. */
  readonly profile: Profile | null;
  /** Records with an equal text are one person of the source, who may stand in it more than once. */
  readonly source: string;
  /** Somebody of the school whom this record cannot be, however alike. */
  readonly excludes?: (known: K, resemblance: Resemblance) => boolean;
}

/** Why it takes a person. */
export type VerdictDoubt =
  /** The key is of somebody with another name and another birth date, or another fits better by name. */
  | 'key-contradicts'
  /** Several fit about equally well: of the school, or of the delivery. */
  | 'several-candidates'
  /** One fits, but not well enough. */
  | 'similar-candidate';

/** Who somebody is. */
export type Verdict<K> =
  | { readonly kind: 'same'; readonly known: K; readonly by: 'key' | 'name' }
  /** The likeliest first; never empty. */
  | { readonly kind: 'doubt'; readonly reason: VerdictDoubt; readonly candidates: readonly Candidate<K>[] }
  | { readonly kind: 'nobody' };

type Keyed = { readonly id: string; readonly profile: Profile };

/** A record with everybody who may be it. */
interface Case<K> extends Asked<K> {
  readonly candidates: readonly Candidate<K>[];
}

/**
 * Says who each record is. Of one delivery, two people are never the same pupil by themselves; of several
 * that come near each other nobody is chosen. Verdicts in the order of the records.
 */
export function recognise<K extends Keyed>(
  asked: readonly Asked<K>[], school: SchoolIndex<K>,
): readonly Verdict<K>[] {
  const cases = asked.map((one): Case<K> => ({ ...one, candidates: candidatesFor(one, school) }));
  const byKey = cases.map((one) => verdictByKey(one, school));
  const rivals = claimsOf(cases, byKey);
  return cases.map((one, at) => {
    const verdict = byKey[at];
    if (!verdict) return verdictByName(one, rivals);
    const twice = verdict.kind === 'same' && (rivals.taken.get(verdict.known.id)?.size ?? 0) > 1;
    return twice ? doubt('several-candidates', candidatesByKey(one, verdict.known, school)) : verdict;
  });
}

function candidatesFor<K extends Keyed>(
  { profile, excludes }: Asked<K>, school: SchoolIndex<K>,
): readonly Candidate<K>[] {
  if (!profile) return [];
  return school.candidatesOf(profile).filter(({ known, resemblance, logOdds }) =>
    (logOdds >= doubtMin || mayBeTwins(resemblance)) && !excludes?.(known, resemblance));
}

function verdictByKey<K extends Keyed>(one: Case<K>, school: SchoolIndex<K>): Verdict<K> | null {
  const { holder, profile, candidates } = one;
  if (!holder) return null;
  if (!profile) return { kind: 'same', known: holder, by: 'key' };
  const own = school.compare(profile, holder);
  const better = candidates.find(({ known, logOdds }) =>
    known.id !== holder.id && logOdds >= own.logOdds + leadMin);
  const denied = supportFor(own.resemblance) === 'contradicts' || isOtherName(own.resemblance);
  if (!better && !denied) return { kind: 'same', known: holder, by: 'key' };
  const [first, ...others] = candidatesByKey(one, holder, school);
  const rest = others.filter((other) => other !== better);
  return doubt('key-contradicts', [...(better ? [better] : []), ...(first ? [first] : []), ...rest]);
}

/** The holder of the key first, however little else speaks for it. */
function candidatesByKey<K extends Keyed>(
  { profile, candidates }: Case<K>, holder: K, school: SchoolIndex<K>,
): readonly Candidate<K>[] {
  const own = profile ? [school.compare(profile, holder)] : [];
  return [...own, ...candidates.filter(({ known }) => known.id !== holder.id)];
}

/** Who in the delivery lays claim to a pupil, and how well; and who is spoken for by a key. */
interface Claims {
  readonly byPupil: ReadonlyMap<string, readonly { readonly source: string; readonly claim: Claim }[]>;
  /** Source by pupil whose key it has. */
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Claim {
  readonly resemblance: Resemblance;
  readonly logOdds: number;
}

function claimsOf<K extends Keyed>(
  cases: readonly Case<K>[], byKey: readonly (Verdict<K> | null)[],
): Claims {
  const byPupil = new Map<string, { source: string; claim: Claim }[]>();
  const taken = new Map<string, Set<string>>();
  for (const [at, { source, candidates }] of cases.entries()) {
    const verdict = byKey[at];
    if (verdict?.kind === 'same') {
      const { id } = verdict.known;
      taken.set(id, (taken.get(id) ?? new Set()).add(source));
      // Known by key as one pupil, so no rival for another.
      continue;
    }
    for (const { known, resemblance, logOdds } of candidates) {
      const claims = byPupil.get(known.id) ?? [];
      claims.push({ source, claim: { resemblance, logOdds } });
      byPupil.set(known.id, claims);
    }
  }
  return { byPupil, taken };
}

function verdictByName<K extends Keyed>(one: Case<K>, claims: Claims): Verdict<K> {
  const [best] = one.candidates;
  if (!best) return { kind: 'nobody' };
  const shown = one.candidates.slice(0, candidatesMax);
  const near = isContested(one, best, claims);
  if (near) return doubt('several-candidates', shown);
  // Of equal name and birth date a school never has enough for chance to matter, unless they stand beside
  // each other.
  const certain = isExact(best.resemblance) || (best.logOdds >= automaticMin && isCertain(best.resemblance));
  return certain ? { kind: 'same', known: best.known, by: 'name' } : doubt('similar-candidate', shown);
}

/** Whether somebody else comes near: another pupil for this record, or another record for this pupil. */
function isContested<K extends Keyed>(
  { source, candidates }: Case<K>, best: Candidate<K>, claims: Claims,
): boolean {
  const isTaken = (id: string) => [...claims.taken.get(id) ?? []].some((other) => other !== source);
  if (isTaken(best.known.id)) return true;
  const pupils = candidates.slice(1).filter((other) =>
    // Who is known by key as somebody else is out of the question, unless they fit as well.
    !isTaken(other.known.id) || other.logOdds >= best.logOdds);
  if (pupils.some((other) => comesNear(best, other))) return true;
  const records = present(claims.byPupil.get(best.known.id), 'a candidate is claimed by whoever has it');
  return records.some((other) => other.source !== source && comesNear(best, other.claim));
}

/** Twins are told apart by nothing less than an equal call name against one that is altogether other. */
function comesNear(best: Claim, other: Claim): boolean {
  if (other.logOdds > best.logOdds - leadMin) return true;
  if (!mayBeTwins(other.resemblance)) return false;
  return !isExact(best.resemblance) || other.resemblance.callName !== 'different';
}

function doubt<K>(reason: VerdictDoubt, candidates: readonly Candidate<K>[]): Verdict<K> {
  return { kind: 'doubt', reason, candidates: candidates.slice(0, candidatesMax) };
}
