// The reference levels (referentieniveaus): from which score on a pupil has reached 1F, and 1S or 2F. In: published
// standards, data like the norm tables. Out: a level by name.
// Invariants: a standard belongs to one scale, whose scores alone it may judge; arithmetic aims at 1S, language at 2F.

import { find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Moment, Subject } from './types.ts';

/** A reference level that a pupil can have reached: 1F is what everybody needs, 1S (arithmetic) and 2F the aim. */
export type ReferenceLevel = '1F' | '1S' | '2F';

/** The highest level that a score reaches; `<1F` is none yet. */
export type ReachedLevel = '<1F' | ReferenceLevel;

/** Where the levels of a subject begin on one scale. */
export interface ReferenceStandard {
  readonly code: string;
  readonly version: number;
  readonly subject: Subject;
  /** The scale on which the cuts lie: results on any other scale have no reference level. */
  readonly scaleCode: string;
  /** The lowest score, in scale points, with which each level is reached; the lowest first, rising. */
  readonly cuts: readonly ReferenceCut[];
  /** Whose numbers these are, in Dutch; shown wherever a level is. */
  readonly source: string;
  readonly synthetic: boolean;
  /** First day of use, `YYYY-MM-DD`. */
  readonly validFrom: string;
}

/** Where a level begins: a score exactly on a cut reaches it. */
export interface ReferenceCut {
  readonly level: ReferenceLevel;
  readonly score: number;
}

/** The first moment at which schools look at reference levels: before it hardly anybody can have reached them. */
export const referenceLevelsFrom: Moment = 'E6';

/** The standard of a subject, the newest one; undefined when none is loaded. */
export function referenceStandard(
  tx: PlatformTx | TenantTx, subject: Subject,
): Promise<ReferenceStandard | undefined> {
  return find<ReferenceStandard>(tx, sql`select standard_code as code, standard_version as version,
      subject_code as subject, scale_code, cuts, source, synthetic, valid_from
    from reference_standard where subject_code = ${subject}
    order by valid_from desc, standard_version desc, standard_code limit 1`);
}

/**
 * The highest reference level that a score reaches.
 * @param score unrounded, in points of the standard's own scale
 */
export function referenceLevelOf({ cuts }: Pick<ReferenceStandard, 'cuts'>, score: number): ReachedLevel {
  return cuts.findLast((cut) => score >= cut.score)?.level ?? '<1F';
}
