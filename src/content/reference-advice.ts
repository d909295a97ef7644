// The rule behind the expected advice of group 7 (verwacht toetsadvies). In: published rules, data like the norm
// tables. Out: weights of the subjects and the cuts between the advices.

import { find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Moment, Subject } from './types.ts';

/** An advice for the school after group 8, double but at the top, as the doorstroomtoets gives them. */
export type AdviceCode =
  | 'pro-bb' | 'bb-kb' | 'kb-gltl' | 'gltl-havo' | 'havo-vwo' | 'vwo';

/** How results of group 7 become an expected advice. */
export interface AdviceRule {
  readonly code: string;
  readonly version: number;
  /** What counts, in the order in which it is shown: every one of them is needed. */
  readonly parts: readonly AdvicePart[];
  /** Between any two of these subjects over all pupils of the country, 0 to 1: how widely their mean is spread. */
  readonly correlation: number;
  /** Moments whose results may count, the best first; all parts of an advice are of one moment. */
  readonly moments: readonly AdviceMoment[];
  /** From the lowest advice up. */
  readonly advices: readonly AdviceBand[];
  /** Standard error, in standard deviations of the norm, of a result that came without one. */
  readonly seWhenUnknown: number;
  readonly source: string;
  /** First day of use, `YYYY-MM-DD`. */
  readonly validFrom: string;
}

/** A subject in an advice. */
export interface AdvicePart {
  readonly subject: Subject;
  /** The scale on which a result counts; of another scale or generation it does not. */
  readonly scaleCode: string;
  /** Share in the whole, above 0; all parts together make 1. */
  readonly weight: number;
}

/** A moment at which an advice can be given. */
export interface AdviceMoment {
  readonly moment: Moment;
  /** Half a year too early: only a first impression. */
  readonly provisional: boolean;
}

/** An advice and where it begins. */
export interface AdviceBand {
  readonly code: AdviceCode;
  /** As schools write it. */
  readonly name: string;
  /** Standard deviations of the weighted mean over the country, from which it begins; null for the lowest. */
  readonly from: number | null;
}

/** A published rule. */
export type PublishedAdviceRule = AdviceRule & { readonly synthetic: boolean };

/** The rule in use on a day, `YYYY-MM-DD`; undefined when none is loaded. */
export async function findAdviceRule(
  tx: PlatformTx | TenantTx, day: string,
): Promise<PublishedAdviceRule | undefined> {
  const row = await find<{ document: AdviceRule; synthetic: boolean }>(tx, sql`select document, synthetic
    from advice_rule where valid_from <= ${day}::date
    order by valid_from desc, rule_version desc, rule_code limit 1`);
  return row && { ...row.document, synthetic: row.synthetic };
}
