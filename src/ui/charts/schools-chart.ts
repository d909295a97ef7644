import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../format.ts';
import { palette } from '../palette.ts';
import { chartDocument } from './chart-frame.ts';
import { estimatedWidth, svgElement, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';

/** A school beside the others: the means of its year groups. */
export interface SchoolPanel {
  readonly title: string;
  /** One for each of the columns, in their order. */
  readonly columns: readonly SchoolColumn[];
}

/** A year group: its mean in standard deviations from the national mean, or why there is none. */
export type SchoolColumn = number | 'too-small' | 'none';

/** Small charts of schools, all with one scale; nothing in it ranks. */
export interface SchoolsChartData extends ChartWords {
  readonly columnLabels: readonly string[];
  readonly panels: readonly SchoolPanel[];
  /** Beside the line of the national mean. */
  readonly nationalLabel: string;
}

const perRow = 3;
const gap = 18;
const panelHeight = 186;
const plot = { top: 34, bottom: 28, left: 34 } as const;

/**
 * Schools as small multiples: a dot for each year group round the line of the national mean, a dash where a number is
 * left out. The height follows from the panels.
 * @returns an SVG document, the same bytes for the same data
 */
export function schoolsChart(data: SchoolsChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const rows = Math.ceil(data.panels.length / perRow);
  const legendTop = rows * panelHeight + 10;
  const height = size.height ?? legendTop + 46;
  const panelWidth = (width - (perRow - 1) * gap) / perRow;
  const reach = reachOf(data.panels);
  return chartDocument(data, { ...size, width, height }, [
    ...data.panels.flatMap((panel, index) => drawPanel(panel, data.columnLabels, {
      left: (index % perRow) * (panelWidth + gap), top: Math.floor(index / perRow) * panelHeight,
      width: panelWidth, reach,
    })),
    line(6, legendTop + 8, 30, legendTop + 8, palette.lineStrong),
    svgText(38, legendTop + 13, data.nationalLabel),
    dot(300, legendTop + 8), svgText(312, legendTop + 13, 'gemiddelde van een jaargroep'),
    dash(560, legendTop + 8), svgText(576, legendTop + 13, 'weggelaten: te weinig leerlingen'),
    svgText(width - 6, height - 6, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

/** How far the axis reaches up and down: one standard deviation, or further in halves where a mean does. */
function reachOf(panels: readonly SchoolPanel[]): number {
  const means = panels.flatMap(({ columns }) => columns.filter((column) => typeof column === 'number'));
  return Math.max(1, Math.ceil(2 * Math.max(0, ...means.map(Math.abs))) / 2);
}

function drawPanel({ title, columns }: SchoolPanel, labels: readonly string[], place: {
  readonly left: number; readonly top: number; readonly width: number; readonly reach: number;
}): readonly string[] {
  const { left, top, width, reach } = place;
  const [x0, x1] = [left + plot.left, left + width];
  const y = scaleLinear().domain([-reach, reach]).range([top + panelHeight - plot.bottom, top + plot.top]);
  const step = (x1 - x0) / labels.length;
  const at = (column: number): number => x0 + (column + 0.5) * step;
  return [
    svgText(left, top + 20, shortened(title, width), { size: 14, weight: 600 }),
    svgElement('rect', {
      x: x0, y: y(reach), width: x1 - x0, height: y(-reach) - y(reach), fill: 'none', stroke: palette.line,
    }),
    ...[-reach, 0, reach].map((tick) => svgText(x0 - 6, y(tick) + 4, signed(tick), { anchor: 'end', size: 12 })),
    line(x0, y(0), x1, y(0), palette.lineStrong),
    ...labels.map((label, column) =>
      svgText(at(column), top + panelHeight - 10, label, { anchor: 'middle', size: 12 })),
    ...(columns.every((column) => column === 'none')
      ? [svgText((x0 + x1) / 2, y(0) - 10, 'geen resultaten', { anchor: 'middle', fill: palette.inkSoft })] : []),
    ...columns.flatMap((column, index) => {
      if (column === 'none') return [];
      if (column === 'too-small') return [dash(at(index), y(-reach) - 10)];
      return [line(at(index), y(0), at(index), y(column), palette.accent), dot(at(index), y(column))];
    }),
  ];
}

function shortened(title: string, width: number): string {
  const fits = (text: string): boolean => estimatedWidth(text, 14) <= width;
  if (fits(title)) return title;
  let end = title.length - 1;
  while (end > 1 && !fits(`${title.slice(0, end)}…`)) end -= 1;
  return `${title.slice(0, end).trimEnd()}…`;
}

/** With its sign and at most one decimal: "+0,5", "−1", "0". */
function signed(value: number): string {
  const text = formatNumber(Math.abs(value), Number.isInteger(value) ? 0 : 1);
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${text}`;
}

function dot(x: number, y: number): string {
  return svgElement('circle', { cx: x, cy: y, r: 5, fill: palette.accentDeep });
}

function dash(x: number, y: number): string {
  return svgElement('line', { x1: x - 7, y1: y, x2: x + 7, y2: y, stroke: palette.inkSoft, 'stroke-width': 2.5 });
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  return svgElement('line', { x1, y1, x2, y2, stroke, 'stroke-width': 1.25 });
}
