import { scaleLinear } from 'd3-scale';
import { palette } from '../palette.ts';
import { bandEdge, bandLabels, bandTint, chartDocument, chartTextSize } from './chart-frame.ts';
import { drawLegend, type LegendEntry, markShape, whisker } from './marks.ts';
import { escapeXml, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { BandCuts, BandKind, ChartSize, ChartWords } from './types.ts';

/** A mean at a time. */
export interface TrendPoint {
  /** Place among the times of its panel, from 0. */
  readonly time: number;
  /** Standard units: 0 is the national mean. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The mean in words; shown when one points at the mark. */
  readonly label: string;
  /** Points of one piece at times that follow each other are joined; another norm is another piece. */
  readonly piece: string;
}

/** A line of a panel. Lines differ in shape of mark and in dashes. */
export interface TrendLine {
  /** As the legend names it, the same in every panel, e.g. "midden (M)". */
  readonly label: string;
  readonly look: 0 | 1 | 2;
  readonly points: readonly TrendPoint[];
}

/** A small chart, e.g. of one year group. */
export interface TrendPanel {
  readonly title: string;
  /** At least one, in order. */
  readonly times: readonly { readonly label: string; readonly subLabel?: string }[];
  readonly lines: readonly TrendLine[];
  /** Where another norm begins: before this time. */
  readonly breaks: readonly { readonly before: number; readonly label: string }[];
}

/** Means through the years, a panel for each year group or cohort; all panels have one scale. */
export interface TrendChartData extends ChartWords {
  readonly bandKind: BandKind;
  /** In standard units. */
  readonly cuts: BandCuts;
  readonly panels: readonly TrendPanel[];
  readonly yLabel: string;
  readonly intervalLabel: string;
}

/** Means with their intervals before the five bands, through the years. The height follows from the panels.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function trendChart(data: TrendChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  // Six panels in two rows fit on a lying sheet of paper.
  const columns = data.panels.length > 4 ? 3 : Math.min(data.panels.length, 2);
  const panelHeight = ([400, 400, 270, 208] as const)[columns] ?? 208;
  const rows = Math.ceil(data.panels.length / columns);
  const legend = drawLegend(legendOf(data), 0, 26 + rows * panelHeight + 14, width, chartTextSize);
  const height = size.height ?? 26 + rows * panelHeight + legend.lines * 22 + 30;
  const range = rangeOf(data);
  const panelWidth = (width - (columns - 1) * 16) / columns;
  return chartDocument(data, { ...size, width, height }, [
    svgText(0, 14, data.yLabel, { fill: palette.inkSoft }),
    ...data.panels.map((panel, index) => drawPanel(panel, data, {
      left: index % columns * (panelWidth + 16), top: 26 + Math.floor(index / columns) * panelHeight,
      width: panelWidth, height: panelHeight, range,
    })),
    ...legend.parts,
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly range: readonly [number, number];
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

const nationalStroke = { stroke: palette.ink, 'stroke-width': 1.5, 'stroke-dasharray': '7 5' } as const;
const dashes = [undefined, '6 4', '2 3'] as const;
const shapes = ['screen', 'typed-in', 'off-level'] as const;

/** All panels share it: a difference looks as large everywhere. */
function rangeOf({ cuts, panels }: TrendChartData): readonly [number, number] {
  const values = panels.flatMap(({ lines }) => lines.flatMap(({ points }) =>
    points.flatMap(({ low, high }) => [low, high])));
  return [Math.min(cuts[0] - 1, ...values), Math.max(cuts[3] + 1, ...values)];
}

function drawPanel(panel: TrendPanel, data: TrendChartData, box: Box): string {
  const plot = layOut(panel, box);
  return svgElement('g', {}, [
    svgText(plot.left, box.top + 15, panel.title, { weight: 600, size: 14 }),
    ...bands(data, plot),
    svgElement('path', { d: `M${n(plot.left)} ${n(plot.y(0))}H${n(plot.right)}`, ...nationalStroke }),
    ...axes(panel, plot),
    ...panel.breaks.flatMap((norm) => breakLine(norm, plot)),
    ...panel.lines.flatMap((line) => drawLine(line, panel.lines, plot)),
  ]);
}

function layOut({ times }: TrendPanel, box: Box): Plot {
  const [left, right] = [box.left + 34, box.left + box.width - 26];
  const [top, bottom] = [box.top + 26, box.top + box.height - 50];
  const y = scaleLinear().domain(box.range).nice(6).range([bottom, top]);
  const x = scaleLinear().domain([-0.5, times.length - 0.5]).range([left, right]);
  return {
    left, right, top, bottom, x: (time) => x(time), y: (value) => y(value),
    ticks: y.ticks(6).filter(Number.isInteger),
  };
}

function bands({ cuts, bandKind }: TrendChartData, plot: Plot): readonly string[] {
  return bandLabels[bandKind].flatMap((label, band) => {
    const low = band === 0 ? plot.bottom : plot.y(cuts[band - 1]!);
    const high = band === 4 ? plot.top : plot.y(cuts[band]!);
    return [
      svgElement('rect', {
        x: plot.left, y: high, width: plot.right - plot.left, height: low - high, fill: bandTint(band),
      }),
      ...(band === 0 ? [] : [svgElement('path', {
        d: `M${n(plot.left)} ${n(low)}H${n(plot.right)}`, stroke: bandEdge, 'stroke-width': 0.75,
      })]),
      svgText(plot.right + 13, (low + high) / 2 + 4.5, label, { anchor: 'middle', weight: 600 }),
    ];
  });
}

function axes({ times }: TrendPanel, plot: Plot): readonly string[] {
  const soft = { fill: palette.inkSoft, anchor: 'middle', size: 12 } as const;
  return [
    svgElement('path', { d: `M${n(plot.left)} ${n(plot.bottom)}H${n(plot.right)}`, stroke: palette.lineStrong }),
    ...plot.ticks.map((tick) => svgText(plot.left - 6, plot.y(tick) + 4.5,
      tick > 0 ? `+${tick}` : String(tick).replace('-', '−'), { ...soft, anchor: 'end' })),
    ...times.flatMap(({ label, subLabel }, time) => [
      svgText(plot.x(time), plot.bottom + 17, label, { ...soft, fill: palette.ink }),
      ...(subLabel === undefined ? [] : [svgText(plot.x(time), plot.bottom + 33, subLabel, soft)]),
    ]),
  ];
}

function breakLine({ before, label }: TrendPanel['breaks'][number], plot: Plot): readonly string[] {
  const x = plot.x(before - 0.5);
  return [
    svgElement('path', {
      d: `M${n(x)} ${n(plot.top)}V${n(plot.bottom)}`, stroke: palette.ink, 'stroke-width': 1.25,
      'stroke-dasharray': '2 4',
    }),
    svgText(x, plot.top - 5, label, { anchor: 'middle', size: 12, halo: palette.paper }),
  ];
}

function drawLine(line: TrendLine, lines: readonly TrendLine[], plot: Plot): readonly string[] {
  // Beside each other, so that two whiskers at one time do not cover each other.
  const aside = (lines.indexOf(line) - (lines.length - 1) / 2) * 11;
  const at = ({ time, value }: TrendPoint) => `${n(plot.x(time) + aside)} ${n(plot.y(value))}`;
  const pieces = line.points.flatMap((point) => {
    const before = line.points.find(({ time, piece }) => time === point.time - 1 && piece === point.piece);
    return before ? [svgElement('path', {
      d: `M${at(before)}L${at(point)}`, ...lineStroke, 'stroke-dasharray': dashes[line.look],
    })] : [];
  });
  return [
    ...pieces,
    ...line.points.map((point) => svgElement('g', {}, [
      svgElement('title', {}, escapeXml(point.label)),
      whisker('standing', plot.y(point.low), plot.y(point.high), plot.x(point.time) + aside),
      markShape(shapes[line.look], plot.x(point.time) + aside, plot.y(point.value)),
    ])),
  ];
}

const lineStroke = { fill: 'none', stroke: palette.accentDeep, 'stroke-width': 2 } as const;

function legendOf({ panels, intervalLabel }: TrendChartData): readonly LegendEntry[] {
  const lines = new Map(panels.flatMap((panel) => panel.lines)
    .filter(({ points }) => points.length > 0).map((line) => [line.label, line.look]));
  return [
    ...[...lines].map(([text, look]): LegendEntry => ({
      draw: (x, y) => svgElement('g', {}, [
        svgElement('path', { d: `M${x - 15} ${y}H${x + 15}`, ...lineStroke, 'stroke-dasharray': dashes[look] }),
        markShape(shapes[look], x, y),
      ]),
      text,
    })),
    { draw: (x, y) => whisker('standing', y + 8, y - 8, x), text: intervalLabel },
    {
      draw: (x, y) => svgElement('path', { d: `M${x - 15} ${y}H${x + 15}`, ...nationalStroke }),
      text: 'landelijk gemiddelde',
    },
  ];
}
