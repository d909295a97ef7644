import { scaleLinear } from 'd3-scale';
import { assert } from '../../base/assert.ts';
import { formatPercent } from '../format.ts';
import { bandTints, palette } from '../palette.ts';
import { bandEdge, chartDocument } from './chart-frame.ts';
import { estimatedWidth, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';

/** A column: how a group of pupils is divided. */
export interface StackedColumn {
  /** E.g. "M '26". */
  readonly label: string;
  /** A second line under it, e.g. "2025-2026". */
  readonly subLabel?: string;
  /** Pupils in it, under the labels, e.g. "24". */
  readonly countLabel: string;
  /** One for each part, the lowest first, which sum to 1; null where there are too few pupils to divide. */
  readonly shares: readonly number[] | null;
  /** Begins after a dashed line with these words, e.g. "nieuwe norm". */
  readonly breakLabel?: string;
}

/** Columns beside each other, with a column to lay them beside where there is one. */
export interface StackedColumnsData extends ChartWords {
  /** Names of the parts, the lowest first: two to five. */
  readonly partLabels: readonly string[];
  readonly columns: readonly StackedColumn[];
  /** Drawn at the right, apart. */
  readonly reference: { readonly label: string; readonly shares: readonly number[] } | null;
}

/** How pupils are divided over levels, a column for each time or group. Parts differ in lightness and carry their name
 * and share, so that they are read in black and white.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function stackedColumnsChart(data: StackedColumnsData, size: ChartSize = {}): string {
  const { width = 960, height = 400 } = size;
  for (const { shares } of [...data.columns, ...(data.reference ? [data.reference] : [])]) {
    assert(shares === null || Math.abs(sum(shares) - 1) < 1e-9, 'the shares of a column sum to one');
    assert(shares === null || shares.length === data.partLabels.length, 'a column has a share for every part');
  }
  const places = data.columns.length + (data.reference ? 1.4 : 0);
  const room = (width - left - right) / Math.max(places, 3);
  const columnWidth = Math.min(room * 0.72, 92);
  const y = scaleLinear().domain([0, 1]).range([height - bottom, top]);
  const plot: Plot = { y: (share) => y(share), columnWidth, room, height };
  return chartDocument(data, { ...size, width, height }, [
    ...grid(plot, width),
    svgText(left - 8, height - bottom + 53, 'n', { anchor: 'end', fill: palette.inkSoft }),
    ...data.columns.flatMap((column, index) => [
      ...breakLine(column, left + index * room, plot),
      ...stack(column.shares, left + (index + 0.5) * room, data.partLabels, plot),
      ...foot(column, left + (index + 0.5) * room, plot),
    ]),
    ...(data.reference ? [
      ...stack(data.reference.shares, left + (data.columns.length + 0.9) * room, data.partLabels, plot),
      svgText(left + (data.columns.length + 0.9) * room, height - bottom + 19, data.reference.label,
        { anchor: 'middle', weight: 600 }),
    ] : []),
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

interface Plot {
  readonly y: (share: number) => number;
  readonly columnWidth: number;
  readonly room: number;
  readonly height: number;
}

const left = 52;
const right = 10;
const top = 26;
const bottom = 84;
/** Pixels below which a part of a column has no room for its name. */
const labelRoom = 15;

function grid(plot: Plot, width: number): readonly string[] {
  return [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((share) => [
    svgElement('path', {
      d: `M${left} ${n(plot.y(share))}H${width - right}`, stroke: share === 0 ? palette.lineStrong : palette.line,
    }),
    svgText(left - 8, plot.y(share) + 4.5, formatPercent(share), { anchor: 'end', fill: palette.inkSoft }),
  ]);
}

function stack(
  shares: readonly number[] | null, middle: number, labels: readonly string[], plot: Plot,
): readonly string[] {
  if (shares === null) {
    return [svgElement('g', { transform: `rotate(-90 ${n(middle)} ${n(plot.y(0.5))})` }, [
      svgText(middle, plot.y(0.5) + 4.5, 'te weinig leerlingen',
        { anchor: 'middle', fill: palette.inkSoft, halo: palette.paper }),
    ])];
  }
  return shares.flatMap((share, part) => {
    if (share === 0) return [];
    const below = sum(shares.slice(0, part));
    const [from, to] = [plot.y(below + share), plot.y(below)];
    const text = `${labels[part]} ${formatPercent(share)}`;
    const fits = estimatedWidth(text, 12) <= plot.columnWidth;
    return [
      svgElement('rect', {
        x: middle - plot.columnWidth / 2, y: from, width: plot.columnWidth, height: to - from,
        fill: partTint(part, labels.length), stroke: bandEdge, 'stroke-width': 0.75,
      }),
      ...(to - from < labelRoom ? [] : [svgText(middle, (from + to) / 2 + 4.5, fits ? text : labels[part] ?? '',
        { anchor: 'middle', size: fits ? 12.5 : 13, weight: 600 })]),
    ];
  });
}

/** Five tints over as many parts as there are, the lowest part the lightest. */
function partTint(part: number, parts: number): string {
  return bandTints[parts < 2 ? 2 : Math.round(part * 4 / (parts - 1))] ?? bandTints[0];
}

function foot({ label, subLabel, countLabel }: StackedColumn, middle: number, plot: Plot): readonly string[] {
  const base = plot.height - bottom;
  return [
    svgText(middle, base + 19, label, { anchor: 'middle', weight: 600 }),
    ...(subLabel === undefined ? [] : [svgText(middle, base + 36, subLabel,
      { anchor: 'middle', size: estimatedWidth(subLabel, 12.5) > plot.room ? 11 : 12.5, fill: palette.inkSoft })]),
    svgText(middle, base + 53, countLabel, { anchor: 'middle', size: 12.5 }),
  ];
}

function breakLine({ breakLabel }: StackedColumn, x: number, plot: Plot): readonly string[] {
  if (breakLabel === undefined) return [];
  return [
    svgElement('path', {
      d: `M${n(x)} ${top - 8}V${plot.height - bottom}`, stroke: palette.ink, 'stroke-width': 1.25,
      'stroke-dasharray': '2 4',
    }),
    svgText(x, top - 12, breakLabel, { anchor: 'middle', size: 12, halo: palette.paper }),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
