import { scaleLinear } from 'd3-scale';
import { palette } from '../palette.ts';
import { bandEdge, bandLabels, bandTint, chartDocument, chartTextSize } from './chart-frame.ts';
import { drawLegend, type LegendEntry, markShape, whisker } from './marks.ts';
import { escapeXml, estimatedWidth, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { BandCuts, BandKind, ChartSize, ChartWords } from './types.ts';

/** A group in the cross-section, with a mean or, where it is small, with a dot for each pupil. */
export interface CrossSectionRow {
  /** E.g. "Groep 4/5, midden groep 5". */
  readonly label: string;
  /** E.g. "23". */
  readonly countLabel: string;
  /** Null for a small group and for one without results. */
  readonly mean: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    /** E.g. "+0,4". */
    readonly valueLabel: string;
    /** E.g. "II", or a dash where a mean gets no level. */
    readonly levelLabel: string;
  } | null;
  /** Pupils of a small group, each in the norm of pupils. */
  readonly dots: readonly number[];
  /** Why there is no mean. */
  readonly note?: string;
}

/** All groups of a school at one moment, each in its own norm, in standard units: 0 is the national mean. */
export interface CrossSectionChartData extends ChartWords {
  readonly bandKind: BandKind;
  /** In standard units. */
  readonly cuts: BandCuts;
  readonly rows: readonly CrossSectionRow[];
  readonly xLabel: string;
  /** What the whiskers are, e.g. "interval (90 %)". */
  readonly intervalLabel: string;
}

/** Groups under each other before the five bands: a mean with its interval, or dots where a mean would say too little.
 * The height follows from the number of rows.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function crossSectionChart(data: CrossSectionChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const bottom = top + Math.max(1, data.rows.length) * rowHeight;
  const legend = drawLegend(legendOf(data), 0, bottom + 62, width, chartTextSize);
  const height = size.height ?? bottom + 62 + legend.lines * 22 + 20;
  const plot = layOut(data, width, bottom);
  return chartDocument(data, { ...size, width, height }, [
    ...bands(data, plot),
    svgElement('path', { d: `M${n(plot.x(0))} ${top}V${plot.bottom}`, ...nationalStroke }),
    ...data.rows.flatMap((row, index) => groupRow(row, index, plot)),
    ...axis(data, plot),
    ...legend.parts,
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
}

const top = 34;
const rowHeight = 30;
const numberWidth = 150;
const nationalStroke = { stroke: palette.ink, 'stroke-width': 1.75, 'stroke-dasharray': '7 5' } as const;

function layOut({ rows, cuts }: CrossSectionChartData, width: number, bottom: number): Plot {
  const values = [
    cuts[0] - 1.2, cuts[3] + 1.2,
    ...rows.flatMap(({ mean, dots }) => [...(mean ? [mean.low, mean.high] : []), ...dots]),
  ];
  const labels = Math.max(...rows.map(({ label }) => estimatedWidth(label, chartTextSize)), 0) + 20;
  const [left, right] = [Math.min(Math.max(labels, 130), width * 0.35), width - numberWidth];
  const x = scaleLinear().domain([Math.min(...values), Math.max(...values)]).nice(8).range([left, right]);
  return { left, right, bottom, width, x: (value) => x(value), ticks: x.ticks(8).filter(Number.isInteger) };
}

function bands({ cuts, bandKind }: CrossSectionChartData, plot: Plot): readonly string[] {
  return bandLabels[bandKind].flatMap((label, band) => {
    const from = band === 0 ? plot.left : plot.x(cuts[band - 1]!);
    const to = band === 4 ? plot.right : plot.x(cuts[band]!);
    return [
      svgElement('rect', { x: from, y: top, width: to - from, height: plot.bottom - top, fill: bandTint(band) }),
      ...(band === 0 ? [] : [svgElement('path', {
        d: `M${n(from)} ${top}V${plot.bottom}`, stroke: bandEdge, 'stroke-width': 0.75,
      })]),
      svgText((from + to) / 2, top - 9, label, { anchor: 'middle', size: 15, weight: 600 }),
    ];
  });
}

function groupRow(
  { label, countLabel, mean, dots, note }: CrossSectionRow, index: number, plot: Plot,
): readonly string[] {
  const y = top + (index + 0.5) * rowHeight;
  const head = [
    svgElement('path', {
      d: `M0 ${n(y + rowHeight / 2)}H${plot.width}`, stroke: palette.lineStrong, 'stroke-width': 0.5,
      'stroke-opacity': 0.45,
    }),
    svgText(0, y + 4.5, label),
    svgText(plot.right + 40, y + 4.5, countLabel, { anchor: 'end' }),
  ];
  if (mean === null) {
    return [
      ...head,
      ...dots.map((value) => markShape('imported', plot.x(value), y)),
      ...(note === undefined || dots.length > 0 ? []
        : [svgText(plot.left + 8, y + 4.5, note, { fill: palette.inkSoft, halo: palette.paper })]),
    ];
  }
  return [
    ...head,
    svgElement('g', {}, [
      svgElement('title', {}, escapeXml(`${label}: ${mean.valueLabel}`)),
      whisker('lying', plot.x(mean.low), plot.x(mean.high), y),
      markShape('paper', plot.x(mean.value), y),
    ]),
    svgText(plot.right + 92, y + 4.5, mean.valueLabel, { anchor: 'end' }),
    svgText(plot.right + 126, y + 4.5, mean.levelLabel, { anchor: 'middle', weight: 600 }),
  ];
}

function axis(data: CrossSectionChartData, plot: Plot): readonly string[] {
  const soft = { fill: palette.inkSoft } as const;
  return [
    svgElement('path', { d: `M${n(plot.left)} ${plot.bottom}H${plot.right}`, stroke: palette.lineStrong }),
    ...plot.ticks.flatMap((tick) => [
      svgElement('path', { d: `M${n(plot.x(tick))} ${plot.bottom}v5`, stroke: palette.lineStrong }),
      svgText(plot.x(tick), plot.bottom + 19, signed(tick), { anchor: 'middle', ...soft }),
    ]),
    svgText((plot.left + plot.right) / 2, plot.bottom + 38, data.xLabel, { anchor: 'middle', ...soft }),
    svgText(0, top - 9, 'groep', soft),
    svgText(plot.right + 40, top - 9, 'n', { anchor: 'end', ...soft }),
    svgText(plot.right + 92, top - 9, 'plaats', { anchor: 'end', ...soft }),
    svgText(plot.right + 126, top - 9, 'niveau', { anchor: 'middle', ...soft }),
  ];
}

function signed(tick: number): string {
  if (tick === 0) return '0';
  return tick > 0 ? `+${tick}` : `−${-tick}`;
}

function legendOf({ rows, intervalLabel }: CrossSectionChartData): readonly LegendEntry[] {
  const hasMean = rows.some(({ mean }) => mean !== null);
  const hasDots = rows.some(({ dots }) => dots.length > 0);
  return [
    ...(hasMean ? [
      { draw: (x: number, y: number) => markShape('paper', x, y), text: 'gemiddelde van de groep' },
      { draw: (x: number, y: number) => whisker('lying', x - 13, x + 13, y), text: intervalLabel },
    ] : []),
    ...(hasDots
      ? [{ draw: (x: number, y: number) => markShape('imported', x, y), text: 'leerling van een kleine groep' }] : []),
    {
      draw: (x: number, y: number) => svgElement('path', { d: `M${x} ${y - 10}V${y + 10}`, ...nationalStroke }),
      text: 'landelijk gemiddelde',
    },
  ];
}
