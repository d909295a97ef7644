import { chartDocument, chartTextSize } from './chart-frame.ts';
import { svgElement, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';
import { palette } from '../palette.ts';

/** A stretch of the line, from the end of the one before. */
export interface PlaceStretch {
  /** Stands under it, e.g. "III" or "groep 5". */
  readonly label: string;
  /** Where it ends, in the unit of the line. */
  readonly to: number;
  readonly tint: string;
}

/** One result on a line without numbers: for who wants to know about where it lies. */
export interface PlaceChartData extends ChartWords {
  /** Where the line begins, in its unit. */
  readonly from: number;
  /** From left to right, each ending further on; at least one. */
  readonly stretches: readonly PlaceStretch[];
  /** The result; outside the line it stands at its end, with an arrow. */
  readonly at: number;
  /** Bounds of the interval round it; null when none is known. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** A place to compare with, such as the average of the moment; null for none. */
  readonly mark: { readonly at: number; readonly label: string } | null;
}

const LINE = { left: 8, top: 26, height: 22 };

/** Draws a line of stretches with a dot, its interval as a bar through it, and a small triangle over the place to
 * compare with. Told apart by shape and words; the tints only help. */
export function placeChart(
  data: PlaceChartData, { width = 640, height = 74, fontFamily }: ChartSize = {},
): string {
  const right = width - LINE.left;
  const { from, stretches } = data;
  const to = stretches.at(-1)?.to ?? from;
  const x = (value: number) =>
    LINE.left + (Math.min(Math.max(value, from), to) - from) / (to - from || 1) * (right - LINE.left);
  return chartDocument(data, { width, height, ...(fontFamily === undefined ? {} : { fontFamily }) }, [
    ...stretches.flatMap((stretch, index) => drawStretch(stretch, stretches[index - 1]?.to ?? from, x)),
    ...(data.mark ? drawMark(data.mark, x, width) : []),
    ...drawResult(data, { from, to }, x),
  ]);
}

type Scale = (value: number) => number;

function drawStretch({ label, to, tint }: PlaceStretch, from: number, x: Scale): readonly string[] {
  return [
    svgElement('rect', {
      x: x(from), y: LINE.top, width: x(to) - x(from), height: LINE.height, fill: tint, stroke: palette.lineStrong,
      'stroke-width': 0.75,
    }),
    svgText((x(from) + x(to)) / 2, LINE.top + LINE.height + 18, label, { anchor: 'middle', weight: 600 }),
  ];
}

function drawMark({ at, label }: { readonly at: number; readonly label: string }, x: Scale, width: number) {
  const place = x(at);
  const anchor = place > width / 2 ? 'end' : 'start';
  return [
    svgElement('path', {
      d: 'M0 0L-5-8H5Z', transform: `translate(${Math.round(place * 100) / 100} ${LINE.top})`, fill: palette.inkSoft,
    }),
    svgText(place + (anchor === 'end' ? -9 : 9), LINE.top - 6, label,
      { anchor, size: chartTextSize - 1, fill: palette.inkSoft }),
  ];
}

function drawResult({ at, interval }: PlaceChartData, line: { from: number; to: number }, x: Scale) {
  const y = LINE.top + LINE.height / 2;
  const beyond = at < line.from ? -1 : at > line.to ? 1 : 0;
  const dot = { fill: palette.accentDeep, stroke: palette.paper, 'stroke-width': 2 };
  return [
    ...(interval ? [svgElement('rect', {
      x: x(interval.low), y: y - 3, width: Math.max(x(interval.high) - x(interval.low), 1), height: 6, rx: 3,
      fill: palette.accentDeep, stroke: palette.paper, 'stroke-width': 1,
    })] : []),
    beyond === 0
      ? svgElement('circle', { cx: x(at), cy: y, r: 8, ...dot })
      : svgElement('path', { d: `M${x(at) + beyond * 7} ${y}l${beyond * -14}-9v18Z`, ...dot }),
  ];
}
