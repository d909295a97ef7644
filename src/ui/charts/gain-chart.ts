import { scaleLinear } from 'd3-scale';
import { palette } from '../palette.ts';
import { chartDocument, chartTextSize } from './chart-frame.ts';
import { drawLegend, type LegendEntry } from './marks.ts';
import { escapeXml, estimatedWidth, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';

/** A pupil's way from one moment to another. */
export interface GainRow {
  /** E.g. "Vries, Sanne de". */
  readonly name: string;
  /** Null for who has no two results to lay beside each other; `reason` then says why. */
  readonly gain: {
    readonly from: number;
    readonly to: number;
    /** What pupils with the same start reach on average; null when that cannot be said. */
    readonly expected: number | null;
    /** E.g. "+24". */
    readonly gainLabel: string;
    readonly expectedLabel: string;
  } | null;
  readonly reason?: string;
}

/** One group, one subject, two moments. */
export interface GainChartData extends ChartWords {
  /** In the order in which they are drawn. */
  readonly rows: readonly GainRow[];
  /** E.g. "van eind 2025-2026 naar midden 2026-2027". */
  readonly arrowLabel: string;
  readonly xLabel: string;
  /** Means of the norm population at both moments; null when no norms are loaded. */
  readonly means: { readonly from: number; readonly to: number } | null;
}

/** Each pupil an arrow from the earlier score to the later one, with an open diamond where pupils with the same start
 * come on average. An arrow to the left is a lower score. Without rows only the axis is drawn.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function gainChart(data: GainChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const bottom = top + Math.max(1, data.rows.length) * rowHeight;
  const drawn = drawLegend(legendOf(data), 0, bottom + 62, width, chartTextSize);
  const height = size.height ?? bottom + 62 + drawn.lines * 22 + 20;
  const plot = layOut(data, width, bottom);
  return chartDocument(data, { ...size, width, height }, [
    ...means(data, plot),
    ...data.rows.flatMap((row, index) => pupilRow(row, index, plot)),
    ...axis(data, plot),
    ...drawn.parts,
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly x: (score: number) => number;
  readonly ticks: readonly number[];
}

const top = 34;
const rowHeight = 25;
const numberWidth = 142;
const gainColumn = 52;
const expectedColumn = 128;

function layOut({ rows, means: known }: GainChartData, width: number, bottom: number): Plot {
  const scores = [
    ...rows.flatMap(({ gain }) => (gain ? [gain.from, gain.to, gain.expected ?? gain.to] : [])),
    ...(known ? [known.from, known.to] : []),
  ];
  const [from, to] = scores.length === 0 ? [0, 1] : [Math.min(...scores), Math.max(...scores)];
  const names = Math.max(...rows.map(({ name }) => estimatedWidth(name, chartTextSize)), 0) + 24;
  const [left, right] = [Math.min(Math.max(names, 150), width * 0.35), width - numberWidth];
  const x = scaleLinear().domain([from, to === from ? from + 1 : to]).nice(8).range([left, right]);
  return {
    left, right, bottom, width, x: (score) => x(score),
    ticks: scores.length === 0 ? [] : x.ticks(8).filter(Number.isInteger),
  };
}

function pupilRow({ name, gain, reason }: GainRow, index: number, plot: Plot): readonly string[] {
  const y = top + (index + 0.5) * rowHeight;
  const textY = y + 4.5;
  const border = svgElement('path', {
    d: `M0 ${n(y + rowHeight / 2)}H${plot.width}`, stroke: palette.lineStrong, 'stroke-width': 0.5,
    'stroke-opacity': 0.45,
  });
  if (gain === null) {
    return [
      border,
      svgText(0, textY, name, { fill: palette.inkSoft }),
      svgText(plot.left + 8, textY, reason ?? '', { fill: palette.inkSoft, halo: palette.paper }),
    ];
  }
  return [
    border,
    svgText(0, textY, name),
    svgElement('g', {}, [
      svgElement('title', {}, escapeXml(`${name}: ${gain.gainLabel}, verwacht ${gain.expectedLabel}`)),
      ...(gain.expected === null ? [] : [diamond(plot.x(gain.expected), y)]),
      arrow(plot.x(gain.from), plot.x(gain.to), y),
    ]),
    svgText(plot.right + gainColumn, textY, gain.gainLabel, { anchor: 'end', weight: 600 }),
    svgText(plot.right + expectedColumn, textY, gain.expectedLabel, { anchor: 'end' }),
  ];
}

/** A dot at the start, a line, and a head at the end; where both are one place only the dot is left. */
function arrow(from: number, to: number, y: number): string {
  const way = Math.sign(to - from);
  const head = way * Math.min(9, Math.abs(to - from));
  const line = svgElement('path', {
    d: `M${n(from)} ${n(y)}H${n(to - head / 2)}`, stroke: palette.accentDeep, 'stroke-width': 2.25,
  });
  const point = svgElement('path', {
    d: `M${n(to)} ${n(y)}l${n(-head)} -5v10Z`, fill: palette.accentDeep,
  });
  const dot = svgElement('circle', { cx: from, cy: y, r: 3.5, fill: palette.accentDeep });
  return [line, ...(way === 0 ? [] : [point]), dot].join('\n');
}

function diamond(x: number, y: number): string {
  return svgElement('path', {
    d: `M${n(x)} ${n(y - 7.5)}l7.5 7.5 -7.5 7.5 -7.5 -7.5Z`, fill: palette.paper, stroke: palette.accentDeep,
    'stroke-width': 1.75,
  });
}

const fromStroke = { stroke: palette.inkSoft, 'stroke-width': 1.5, 'stroke-dasharray': '2 4' } as const;
const toStroke = { stroke: palette.ink, 'stroke-width': 1.75, 'stroke-dasharray': '7 5' } as const;

function means({ means: known }: GainChartData, plot: Plot): readonly string[] {
  if (!known) return [];
  const upright = (score: number, attributes: Readonly<Record<string, string | number>>): string =>
    svgElement('path', { d: `M${n(plot.x(score))} ${top}V${plot.bottom}`, fill: 'none', ...attributes });
  return [upright(known.from, fromStroke), upright(known.to, toStroke)];
}

function axis(data: GainChartData, plot: Plot): readonly string[] {
  const head = { fill: palette.inkSoft } as const;
  return [
    svgElement('path', { d: `M${n(plot.left)} ${plot.bottom}H${plot.right}`, stroke: palette.lineStrong }),
    ...plot.ticks.flatMap((tick) => [
      svgElement('path', { d: `M${n(plot.x(tick))} ${plot.bottom}v5`, stroke: palette.lineStrong }),
      svgText(plot.x(tick), plot.bottom + 19, String(tick), { anchor: 'middle', ...head }),
    ]),
    svgText((plot.left + plot.right) / 2, plot.bottom + 38, data.xLabel, { anchor: 'middle', ...head }),
    svgText(0, top - 9, 'leerling', head),
    svgText(plot.right + gainColumn, top - 9, 'groei', { anchor: 'end', ...head }),
    svgText(plot.right + expectedColumn, top - 9, 'verwacht', { anchor: 'end', ...head }),
  ];
}

function legendOf({ rows, arrowLabel, means: known }: GainChartData): readonly LegendEntry[] {
  const gains = rows.flatMap(({ gain }) => (gain ? [gain] : []));
  const upright = (attributes: Readonly<Record<string, string | number>>) => (x: number, y: number) =>
    svgElement('path', { d: `M${x} ${y - 10}V${y + 10}`, ...attributes });
  return [
    ...(gains.length === 0 ? []
      : [{ draw: (x: number, y: number) => arrow(x - 14, x + 14, y), text: arrowLabel }]),
    ...(gains.some(({ expected }) => expected !== null)
      ? [{ draw: diamond, text: 'verwacht bij dezelfde beginscore' }] : []),
    ...(known ? [
      { draw: upright(fromStroke), text: 'landelijk gemiddelde toen' },
      { draw: upright(toStroke), text: 'landelijk gemiddelde later' },
    ] : []),
  ];
}
