import { scaleLinear } from 'd3-scale';
import { assert } from '../../base/assert.ts';
import { palette } from '../palette.ts';
import { bandEdge, bandLabels, bandTint, chartDocument, chartTextSize } from './chart-frame.ts';
import type { LegendEntry } from './marks.ts';
import { drawLegend, markLegend, markShape, whisker } from './marks.ts';
import { escapeXml, estimatedWidth, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { BandKind, ChartSize, ChartWords, PerBand, PointMark } from './types.ts';

/** A subject with where the pupil stands among the pupils of the same moment. */
export interface ProfileRow {
  /** E.g. "Begrijpend lezen". */
  readonly name: string;
  /** Null where there is no place to show; `reason` then says why. */
  readonly place: {
    /** Share of the norm population below the score, 0 to 1, and below both ends of its interval. */
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly mark: PointMark;
    /** E.g. "II". */
    readonly levelLabel: string;
    /** The whole result in words; shown when one points at the mark. */
    readonly label: string;
  } | null;
  /** E.g. "niet gemaakt". */
  readonly reason?: string;
}

/** One pupil, one moment, all subjects: places among pupils, never scores, since subjects have scales of their own. */
export interface ProfileChartData extends ChartWords {
  readonly bandKind: BandKind;
  /** Shares of the norm population in each band, which sum to 1. */
  readonly shares: PerBand;
  /** In the order in which they are drawn. */
  readonly rows: readonly ProfileRow[];
  readonly xLabel: string;
  readonly intervalLabel: string;
}

/** The places of a pupil in all subjects at one moment, each on a bar of its own: the whole norm population from the
 * lowest to the highest score, in its five bands. The height follows from the number of rows.
 * @returns an SVG document, the same bytes for the same data */
export function profileChart(data: ProfileChartData, size: ChartSize = {}): string {
  assert(Math.abs(data.shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, 'the shares sum to one');
  const { width = 960 } = size;
  const names = Math.max(150, ...data.rows.map(({ name }) => estimatedWidth(name, chartTextSize))) + 16;
  const x = scaleLinear().domain([0, 1]).range([Math.min(names, width * 0.35), width - 70]);
  const bottom = top + Math.max(1, data.rows.length) * rowHeight;
  const drawn = drawLegend(legendOf(data), 0, bottom + 62, width, chartTextSize);
  const height = size.height ?? bottom + 62 + drawn.lines * 22 + 20;
  return chartDocument(data, { ...size, width, height }, [
    ...bandNames(data, x),
    ...data.rows.flatMap((row, index) => subjectRow(row, index, data, x)),
    ...axis(data, x, bottom),
    svgText(width - 34, top - 9, 'niveau', { anchor: 'middle', fill: palette.inkSoft }),
    ...drawn.parts,
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

const top = 34;
const rowHeight = 44;
const barHeight = 26;

type Scale = (share: number) => number;

/** Where each band begins and ends, the lowest first. */
function spansOf(shares: PerBand): readonly (readonly [number, number])[] {
  const ends = shares.map((_, band) => shares.slice(0, band + 1).reduce((sum, share) => sum + share, 0));
  return ends.map((end, band) => [ends[band - 1] ?? 0, end] as const);
}

function bandNames({ bandKind, shares }: ProfileChartData, x: Scale): readonly string[] {
  return spansOf(shares).map(([from, to], band) =>
    svgText((x(from) + x(to)) / 2, top - 9, bandLabels[bandKind][band]!, { anchor: 'middle', size: 15, weight: 600 }));
}

function subjectRow(
  { name, place, reason }: ProfileRow, index: number, { shares }: ProfileChartData, x: Scale,
): readonly string[] {
  const middle = top + (index + 0.5) * rowHeight;
  const title = svgText(0, middle + 4.5, name, place ? {} : { fill: palette.inkSoft });
  if (!place) {
    return [
      svgElement('rect', {
        x: x(0), y: middle - barHeight / 2, width: x(1) - x(0), height: barHeight, fill: 'none', stroke: bandEdge,
        'stroke-dasharray': '3 4',
      }),
      title, svgText(x(0) + 10, middle + 4.5, reason ?? '', { fill: palette.inkSoft }),
    ];
  }
  return [
    ...spansOf(shares).map(([from, to], band) => svgElement('rect', {
      x: x(from), y: middle - barHeight / 2, width: x(to) - x(from), height: barHeight, fill: bandTint(band),
      stroke: bandEdge, 'stroke-width': 0.75,
    })),
    title,
    svgElement('g', {}, [
      svgElement('title', {}, escapeXml(`${name}: ${place.label}`)),
      whisker('lying', x(place.low), x(place.high), middle),
      markShape(place.mark, x(place.share), middle),
    ]),
    svgText(x(1) + 36, middle + 4.5, place.levelLabel, { anchor: 'middle', weight: 600 }),
  ];
}

function axis({ xLabel }: ProfileChartData, x: Scale, bottom: number): readonly string[] {
  return [
    svgElement('path', { d: `M${n(x(0.5))} ${top}V${bottom}`, ...middleStroke }),
    svgElement('path', { d: `M${n(x(0))} ${bottom}H${n(x(1))}`, stroke: palette.lineStrong }),
    svgText(x(0), bottom + 19, 'laagste score', { fill: palette.inkSoft }),
    svgText(x(1), bottom + 19, 'hoogste score', { anchor: 'end', fill: palette.inkSoft }),
    svgText((x(0) + x(1)) / 2, bottom + 38, xLabel, { anchor: 'middle', fill: palette.inkSoft }),
  ];
}

const middleStroke = {
  fill: 'none', stroke: palette.ink, 'stroke-width': 1.75, 'stroke-dasharray': '7 5',
} as const;

function legendOf({ rows, intervalLabel }: ProfileChartData): readonly LegendEntry[] {
  const marks = rows.flatMap(({ place }) => (place ? [place.mark] : []));
  return [
    ...markLegend(marks),
    ...(marks.length === 0 ? []
      : [{ draw: (x: number, y: number) => whisker('lying', x - 13, x + 13, y), text: intervalLabel }]),
    {
      draw: (x: number, y: number) => svgElement('path', { d: `M${x} ${y - 10}V${y + 10}`, ...middleStroke }),
      text: 'landelijk gemiddelde',
    },
  ];
}
