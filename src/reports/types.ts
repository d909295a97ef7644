// What a teacher looks at. In: results of ability, names of the roster, norms of content. Out: a view, which
// page and PDF both show, so that they hold the same numbers. Invariants: a level is shown only where the result
// has one; scores on another scale never stand on this scale's line; what is synthetic says so.
import type { PlainDate } from '../base/plain-date.ts';
import type { BandKind, GrowthChartData } from '../ui/charts/types.ts';

/** Where two results of a pupil differ, in whole points, and whether that is more than chance. */
export interface GrowthStep {
  readonly points: number;
  /** `unknown` when one of the two has no standard error. */
  readonly verdict: 'more' | 'less' | 'noise' | 'unknown';
}

/** A result as a row of a table: rounded and named, ready to be read. */
export interface ResultRow {
  readonly resultId: string;
  readonly takenOn: PlainDate;
  readonly schoolYear: string;
  /** Moment of taking, e.g. `M5`; the test's own moment when it was taken between the norm periods. */
  readonly moment: string;
  /** Moment of the test that was taken. */
  readonly test: string;
  readonly score: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** I-V or A-E, by the choice of the reader; null outside the norm period. */
  readonly level: string | null;
  readonly functioningLevel: string | null;
  /** How it came to be, in Dutch: "op het scherm", "op papier", "meegekomen", "met de hand ingevoerd". */
  readonly origin: string;
  readonly growth: GrowthStep | null;
  /** Everything that made the number, for who asks how it was computed. */
  readonly source: string;
}

/** One pupil, one subject, through the years. */
export interface GrowthView {
  readonly chart: GrowthChartData | null;
  readonly rows: readonly ResultRow[];
  /** Results on a scale that this chart does not draw. */
  readonly otherScales: readonly ResultRow[];
  /** What the reader should know before drawing a conclusion. */
  readonly remarks: readonly string[];
  readonly normSource: string | null;
  readonly bandKind: BandKind;
}
