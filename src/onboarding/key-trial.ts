import type { BrinSite } from '../base/brin.ts';
import type { LasProfile } from '../exchange/uwlr/las-profile.ts';
import type { Actor } from '../platform/database/tenancy.ts';

/** A link that is tried before it is kept. */
export interface CandidateLink {
  readonly supplierCode: string;
  readonly profile: LasProfile;
  readonly rosterUrl: string;
  readonly stagedUrl: string | null;
  readonly keyCipher: Uint8Array;
}

/** One try: does this key open this site? */
export interface KeyQuestion {
  readonly schoolId: string;
  readonly actor: Actor;
  readonly link: CandidateLink;
  readonly site: BrinSite;
}

/**
 * What the LAS said to the key. `no-answer` also stands for every answer that is not about the key, such as a
 * LAS that does not know us: then the key is no worse for it.
 */
export type TrialOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' }
  /** It gives the data of another school, or of another site; null: without a BRIN. */
  | { readonly kind: 'elsewhere'; readonly site: BrinSite | null }
  | { readonly kind: 'no-answer' };

/** Tries a key at the LAS, outside any transaction. Done by intake, which knows what a LAS is asked. */
export type KeyTrial = (question: KeyQuestion) => Promise<TrialOutcome>;

/** What trying a key for all sites of a school came to. */
export type TrialVerdict =
  | { readonly kind: 'accepted'; readonly closedSites: readonly BrinSite[] }
  | { readonly kind: 'refused' }
  | { readonly kind: 'other-school' }
  | { readonly kind: 'other-site' }
  | { readonly kind: 'no-answer' };

/** What was said for one site. */
export interface SiteOutcome {
  readonly site: BrinSite;
  readonly outcome: TrialOutcome;
}

/**
 * Weighs what a LAS said for each site of a school. A key that opens one of them is the school's, and the others may
 * have keys of their own. Data of another school weigh heaviest: such a key must not be kept for an instant.
 */
export function weighTrials(outcomes: readonly SiteOutcome[]): TrialVerdict {
  const elsewhere = outcomes.flatMap(({ site, outcome }) =>
    (outcome.kind === 'elsewhere' ? [{ asked: site, given: outcome.site }] : []));
  if (elsewhere.some(({ asked, given }) => given?.brin !== asked.brin)) return { kind: 'other-school' };
  const has = (kind: TrialOutcome['kind']) => outcomes.some(({ outcome }) => outcome.kind === kind);
  if (has('accepted')) {
    const closedSites = outcomes.filter(({ outcome }) => outcome.kind === 'refused' || outcome.kind === 'elsewhere');
    return { kind: 'accepted', closedSites: closedSites.map(({ site }) => site) };
  }
  if (elsewhere.length > 0) return { kind: 'other-site' };
  return has('no-answer') ? { kind: 'no-answer' } : { kind: 'refused' };
}
