import { bandTints, palette } from '../palette.ts';
import { chartDocument, chartTextSize } from './chart-frame.ts';
import type { LegendEntry } from './marks.ts';
import { drawLegend, whisker } from './marks.ts';
import { escapeXml, estimatedWidth, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';

/** A part of the tests: what was done of it, and what was to be expected. */
export interface CategoryRow {
  /** E.g. "Getallen". */
  readonly name: string;
  /** Shares of the most points that could be had, 0 to 1. */
  readonly observed: number;
  readonly expected: number;
  /** Bounds of the interval that chance gives the observed share. */
  readonly low: number;
  readonly high: number;
  /** The observed share as it is shown, e.g. "62 %". */
  readonly observedLabel: string;
  readonly verdict: 'lower' | 'asExpected' | 'higher';
  /** The verdict in words, e.g. "zoals verwacht". */
  readonly verdictLabel: string;
}

/** Observed against expected, a row a category. */
export interface CategoryChartData extends ChartWords {
  /** In the order in which they are drawn. */
  readonly rows: readonly CategoryRow[];
  /** E.g. "deel van de punten". */
  readonly xLabel: string;
  readonly observedLegend: string;
  readonly expectedLegend: string;
  readonly intervalLegend: string;
}

/** What was done of each category as a bar, with a stroke where it was expected and a whisker as wide as chance
 * allows. A category outside it has a triangle that points up or down, beside its words.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function categoryChart(data: CategoryChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const bottom = top + Math.max(1, data.rows.length) * rowHeight;
  const legend = drawLegend(legendOf(data), 0, bottom + 62, width, chartTextSize);
  const height = size.height ?? bottom + 62 + legend.lines * 22 + 20;
  const plot = layOut(data, width, bottom);
  return chartDocument(data, { ...size, width, height }, [
    ...grid(data, plot),
    ...data.rows.flatMap((row, index) => category(row, index, plot)),
    ...legend.parts,
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: (share: number) => number;
}

const top = 14;
const rowHeight = 46;
const barHeight = 16;

function layOut({ rows }: CategoryChartData, width: number, bottom: number): Plot {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => estimatedWidth(text, chartTextSize)));
  const left = Math.min(Math.max(widest(rows.map(({ name }) => name)) + 16, 120), width * 0.34);
  const words = Math.max(widest(rows.map(({ verdictLabel }) => verdictLabel)) + 30, 150);
  const right = width - words - 52;
  return { left, right, bottom, x: (share) => left + share * (right - left) };
}

const shares = [0, 0.25, 0.5, 0.75, 1];

function grid({ xLabel }: CategoryChartData, plot: Plot): readonly string[] {
  const soft = { fill: palette.inkSoft } as const;
  return [
    ...shares.flatMap((share) => [
      svgElement('path', {
        d: `M${n(plot.x(share))} ${top}V${plot.bottom}`, stroke: palette.lineStrong,
        'stroke-width': share === 0 ? 1 : 0.5, 'stroke-opacity': share === 0 ? 1 : 0.5,
      }),
      svgText(plot.x(share), plot.bottom + 19, `${share * 100}\u00A0%`, { anchor: 'middle', ...soft }),
    ]),
    svgText((plot.left + plot.right) / 2, plot.bottom + 38, xLabel, { anchor: 'middle', ...soft }),
  ];
}

function category(row: CategoryRow, index: number, plot: Plot): readonly string[] {
  const y = top + (index + 0.5) * rowHeight;
  const bar = y + 6;
  const outside = row.verdict !== 'asExpected';
  return [
    svgText(0, y + 4.5, row.name),
    svgElement('g', {}, [
      svgElement('title', {}, escapeXml(`${row.name}: ${row.observedLabel}, ${row.verdictLabel}`)),
      svgElement('rect', {
        x: plot.left, y: bar - barHeight / 2, width: Math.max(0, plot.x(row.observed) - plot.left), height: barHeight,
        ...barLook,
      }),
      whisker('lying', plot.x(row.low), plot.x(row.high), y - 11),
      expectedStroke(plot.x(row.expected), y - 18, y - 4),
    ]),
    svgText(plot.right + 44, y + 4.5, row.observedLabel, { anchor: 'end' }),
    ...(outside ? [triangle(row.verdict, plot.right + 60, y)] : []),
    svgText(plot.right + 72, y + 4.5, row.verdictLabel, outside ? { weight: 600 } : { fill: palette.inkSoft }),
  ];
}

const barLook = { fill: bandTints[2], stroke: palette.accentDeep, 'stroke-width': 1 } as const;

function expectedStroke(x: number, from: number, to: number): string {
  return svgElement('path', { d: `M${n(x)} ${n(from)}V${n(to)}`, stroke: palette.ink, 'stroke-width': 2.5 });
}

function triangle(verdict: CategoryRow['verdict'], x: number, y: number): string {
  const d = verdict === 'higher' ? 'M0-6.5 6.2 5H-6.2Z' : 'M0 6.5 6.2-5H-6.2Z';
  return svgElement('path', { transform: `translate(${n(x)} ${n(y)})`, d, fill: palette.ink });
}

function legendOf(data: CategoryChartData): readonly LegendEntry[] {
  if (data.rows.length === 0) return [];
  return [
    {
      draw: (x, y) => svgElement('rect', { x: x - 12, y: y - 6, width: 24, height: 12, ...barLook }),
      text: data.observedLegend,
    },
    { draw: (x, y) => expectedStroke(x, y - 7, y + 7), text: data.expectedLegend },
    { draw: (x, y) => whisker('lying', x - 13, x + 13, y), text: data.intervalLegend },
  ];
}
