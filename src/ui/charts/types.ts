// What the charts draw. In: numbers and Dutch words that the caller computed, rounded and chose. Out:
// nothing but lines and letters; a chart decides no level and rounds no score. All scores are unrounded
// points of one reported scale.

/** The four scores that part the five bands of a moment, rising strictly. A score on a cut belongs to the
 * band above. */
export type BandCuts = readonly [number, number, number, number];

/** Which names the five bands have: I to V (I highest) or A to E (A highest). */
export type BandKind = 'roman' | 'letter';

/** How a result came to be; each kind has a shape of its own. */
export type PointMark = 'screen' | 'paper' | 'imported' | 'typed-in' | 'off-level';

/** What every chart has. */
export interface ChartWords {
  /** Name of the chart for who cannot see it, e.g. "Groei van Sanne de Vries, Rekenen-Wiskunde". */
  readonly title: string;
  /** The chart in two or three sentences; the numbers stand in a table beside it. */
  readonly description: string;
  /** Whose norms these are, shown in the picture: "synthetische norm, niet van Cito". */
  readonly source: string;
}

/** Size in pixels and letters of a chart; the picture may be scaled afterwards. */
export interface ChartSize {
  readonly width?: number;
  readonly height?: number;
  /** A CSS font family list; the default names Source Sans 3 and falls back to any sans serif. */
  readonly fontFamily?: string;
}

/** A test moment on the horizontal axis. */
export interface GrowthMoment {
  /** E.g. `M5`. */
  readonly code: string;
  /** E.g. "midden groep 5"; shown when one points at the code. */
  readonly label: string;
  /** E.g. "2026-2027"; moments of one school year stand together. */
  readonly schoolYearLabel: string;
  /** Mean of the norm population; null where no norm is loaded. */
  readonly mean: number | null;
  readonly cuts: BandCuts | null;
}

/** A result of the pupil. */
export interface GrowthPoint {
  /** Place in `moments`, from 0. */
  readonly momentIndex: number;
  readonly score: number;
  /** Bounds of the interval round the score. */
  readonly low: number;
  readonly high: number;
  readonly mark: PointMark;
  /** The score as it is shown, e.g. "648". */
  readonly scoreLabel: string;
  /** The whole result in words; shown when one points at the mark. */
  readonly label: string;
}

/** One pupil, one subject, through the years. */
export interface GrowthChartData extends ChartWords {
  readonly bandKind: BandKind;
  /** All moments in order, also those without a result: they are gaps in the line. At least one. */
  readonly moments: readonly GrowthMoment[];
  /** In any order; two at one moment stand beside each other, in the order given. */
  readonly points: readonly GrowthPoint[];
  /** E.g. "vaardigheidsscore". */
  readonly yLabel: string;
  /** What the whiskers are, e.g. "score-interval (90 %)". */
  readonly intervalLabel: string;
  /** Places in `moments` from which another norm counts than before: bands and national mean begin anew there, behind
   * an upright mark. */
  readonly normChanges?: readonly number[];
}

/** A pupil in the group chart. */
export interface GroupRow {
  /** E.g. "Vries, Sanne de". */
  readonly name: string;
  /** Null for who has no result; `reason` then says why. */
  readonly result: {
    readonly score: number;
    readonly low: number;
    readonly high: number;
    readonly mark: PointMark;
    readonly scoreLabel: string;
    /** E.g. "II"; a dash outside the norm period. */
    readonly levelLabel: string;
  } | null;
  /** E.g. "nog niet gemaakt". */
  readonly reason?: string;
}

/** One group, one subject, one moment. */
export interface GroupChartData extends ChartWords {
  readonly bandKind: BandKind;
  /** Null when no norm is loaded: then dots without bands. */
  readonly cuts: BandCuts | null;
  /** Mean of the norm population and of this group; null when there is none to show. */
  readonly mean: number | null;
  readonly groupMean: { readonly score: number; readonly label: string } | null;
  /** In the order in which they are drawn. */
  readonly rows: readonly GroupRow[];
  readonly xLabel: string;
  /** What the whiskers are, e.g. "score-interval (90 %)". */
  readonly intervalLabel: string;
}

/** Five numbers, one for each band, the lowest band first. */
export type PerBand = readonly [number, number, number, number, number];

/** How the pupils of a group spread over the bands, beside the norm population. */
export interface DistributionChartData extends ChartWords {
  readonly bandKind: BandKind;
  /** Name of the bar of this group, e.g. "Groep 5 (24)". */
  readonly groupLabel: string;
  /** Pupils in each band. */
  readonly counts: PerBand;
  /** Name of the bar of the norm population, e.g. "Landelijk". */
  readonly nationalLabel: string;
  /** Shares of the norm population, which sum to 1. */
  readonly nationalShares: PerBand;
}
