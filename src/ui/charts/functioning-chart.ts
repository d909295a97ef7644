import { scaleLinear } from 'd3-scale';
import { assert } from '../../base/assert.ts';
import { palette } from '../palette.ts';
import type { Margins } from './chart-frame.ts';
import { chartDocument, chartTextSize } from './chart-frame.ts';
import type { LegendEntry } from './marks.ts';
import { drawLegend, markLegend, markShape, whisker } from './marks.ts';
import { escapeXml, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { ChartSize, ChartWords, PointMark } from './types.ts';

/** A test moment on the horizontal axis, with where the average pupil stands then. */
export interface FunctioningMoment {
  readonly code: string;
  readonly label: string;
  readonly schoolYearLabel: string;
  /** Place of this moment in `levels`, in rows; null where the levels do not hold it. */
  readonly nominalRow: number | null;
}

/** A result with the level at which the pupil functions. */
export interface FunctioningPoint {
  /** Place in `moments`, from 0. */
  readonly momentIndex: number;
  /** Place in `levels`: -1 for below the first (`<M3`), their number for above the last (`>E8`). */
  readonly row: number;
  /** Rows of both ends of the score interval. */
  readonly lowRow: number;
  readonly highRow: number;
  readonly mark: PointMark;
  /** The level as it is shown, e.g. `M5` or `<M3`. */
  readonly levelLabel: string;
  /** The whole result in words; shown when one points at the mark. */
  readonly label: string;
}

/** One pupil, one subject: at which moment the average pupil has these scores. */
export interface FunctioningChartData extends ChartWords {
  /** The moments of the norm table, the lowest first. At least two. */
  readonly levels: readonly string[];
  /** All moments in order, also those without a result. At least one. */
  readonly moments: readonly FunctioningMoment[];
  /** In the order of taking. */
  readonly points: readonly FunctioningPoint[];
  readonly yLabel: string;
  readonly intervalLabel: string;
}

/** The functioning level of one pupil as steps, beside the line of a pupil who is where the year group is. Between two
 * results that do not follow each other the step is dotted: nothing was measured there.
 * @returns an SVG document, the same bytes for the same data */
export function functioningChart(data: FunctioningChartData, size: ChartSize = {}): string {
  assert(data.moments.length > 0 && data.levels.length > 1, 'a chart of levels has moments and levels');
  const { width = 960, height = 600 } = size;
  const legend = drawLegend(legendOf(data), margins.left - 9, height - 40, width - margins.left, chartTextSize);
  const plot = layOut(data, width, height - (legend.lines - 1) * 22);
  const rise = (legend.lines - 1) * 22;
  return chartDocument(data, { ...size, width, height }, [
    ...rows(data, plot),
    ...momentAxis(data, plot),
    ...nominalLine(data, plot),
    ...steps(data.points, plot),
    ...data.points.map((point) => pupilPoint(point, data, plot)),
    svgText(8, 18, data.yLabel, { fill: palette.inkSoft }),
    svgElement('g', rise === 0 ? {} : { transform: `translate(0 -${rise})` }, legend.parts),
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (momentIndex: number) => number;
  /** Middle of a row. */
  readonly y: (row: number) => number;
}

const margins: Margins = { top: 32, right: 20, bottom: 104, left: 58 };

function layOut({ moments, levels }: FunctioningChartData, width: number, height: number): Plot {
  const { left, top } = margins;
  const [right, bottom] = [width - margins.right, height - margins.bottom];
  const x = scaleLinear().domain([-0.5, moments.length - 0.5]).range([left, right]);
  const y = scaleLinear().domain([-1.5, levels.length + 0.5]).range([bottom, top]);
  return { left, right, top, bottom, x: (index) => x(index), y: (row) => y(row) };
}

/** A row for each level, and one at each edge for what lies outside the table. */
function rows({ levels }: FunctioningChartData, plot: Plot): readonly string[] {
  const names = [`<${levels[0]}`, ...levels, `>${levels.at(-1)}`];
  return names.flatMap((name, index) => {
    const [row, edge] = [index - 1, index === 0 || index === names.length - 1];
    const [upper, lower] = [plot.y(row + 0.5), plot.y(row - 0.5)];
    return [
      ...(edge ? [svgElement('rect', {
        x: plot.left, y: upper, width: plot.right - plot.left, height: lower - upper, fill: palette.line,
      })] : []),
      ...(index === 0 ? [] : [svgElement('path', {
        d: `M${plot.left} ${n(lower)}H${plot.right}`, stroke: palette.lineStrong, 'stroke-width': edge ? 1 : 0.5,
        ...(edge ? {} : { 'stroke-opacity': 0.6 }),
      })]),
      svgText(plot.left - 9, plot.y(row) + 4.5, name, { anchor: 'end', weight: 600, fill: palette.inkSoft }),
    ];
  });
}

function momentAxis({ moments }: FunctioningChartData, plot: Plot): readonly string[] {
  const starts = moments.flatMap(({ schoolYearLabel }, index) =>
    (schoolYearLabel === moments[index - 1]?.schoolYearLabel ? [] : [index]));
  return [
    ...starts.slice(1).map((start) => svgElement('path', {
      d: `M${n(plot.x(start - 0.5))} ${plot.top}V${plot.bottom + 44}`, stroke: palette.lineStrong,
      'stroke-width': 0.75, 'stroke-dasharray': '1 3',
    })),
    svgElement('path', {
      d: `M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}`, fill: 'none', stroke: palette.lineStrong,
    }),
    ...moments.map(({ code, label }, index) => svgElement('g', {}, [
      svgElement('title', {}, escapeXml(label)),
      svgText(plot.x(index), plot.bottom + 20, code, { anchor: 'middle', size: 14, weight: 600 }),
    ])),
    ...starts.map((start, order) => {
      const end = starts[order + 1] ?? moments.length;
      return svgText((plot.x(start - 0.5) + plot.x(end - 0.5)) / 2, plot.bottom + 39,
        moments[start]!.schoolYearLabel, { anchor: 'middle', size: 12, fill: palette.inkSoft });
    }),
  ];
}

const nominalStroke = {
  fill: 'none', stroke: palette.ink, 'stroke-width': 1.75, 'stroke-dasharray': '7 5',
} as const;
const stepStroke = {
  fill: 'none', stroke: palette.accentDeep, 'stroke-width': 2.5, 'stroke-linejoin': 'round',
} as const;
const unmeasuredStroke = { ...stepStroke, 'stroke-width': 1.75, 'stroke-dasharray': '2 4' } as const;

/** Where the average pupil of each moment stands; broken where a school year is done twice or skipped. */
function nominalLine({ moments }: FunctioningChartData, plot: Plot): readonly string[] {
  const pieces = moments.slice(1).flatMap(({ nominalRow }, index) => {
    const before = moments[index]!.nominalRow;
    return before === null || nominalRow === null || nominalRow < before ? []
      : [`M${n(plot.x(index))} ${n(plot.y(before))}L${n(plot.x(index + 1))} ${n(plot.y(nominalRow))}`];
  });
  return pieces.length === 0 ? [] : [svgElement('path', { d: pieces.join(''), ...nominalStroke })];
}

/** A level holds until the column of the next result: the riser stands at its border, where it hides no whisker. */
function steps(points: readonly FunctioningPoint[], plot: Plot): readonly string[] {
  const lastAt = [...new Map(points.map((point) => [point.momentIndex, point])).values()]
    .toSorted((a, b) => a.momentIndex - b.momentIndex);
  return lastAt.slice(1).map((point, index) => {
    const before = lastAt[index]!;
    return svgElement('path', {
      d: `M${n(plot.x(before.momentIndex))} ${n(plot.y(before.row))}`
        + `H${n(plot.x(point.momentIndex - 0.5))}V${n(plot.y(point.row))}H${n(plot.x(point.momentIndex))}`,
      ...(point.momentIndex - before.momentIndex === 1 ? stepStroke : unmeasuredStroke),
    });
  });
}

function pupilPoint(point: FunctioningPoint, { moments }: FunctioningChartData, plot: Plot): string {
  const [x, y] = [plot.x(point.momentIndex), plot.y(point.row)];
  // The line of the year group rises to the right: below it the label stands under the mark, where it hides no line.
  const nominal = moments[point.momentIndex]?.nominalRow ?? null;
  const under = nominal !== null && point.row <= nominal && point.row >= 0;
  return svgElement('g', {}, [
    svgElement('title', {}, escapeXml(point.label)),
    ...(point.lowRow === point.highRow ? [] : [whisker('standing', plot.y(point.lowRow), plot.y(point.highRow), x)]),
    markShape(point.mark, x, y),
    svgText(x + 11, under ? y + 16 : y - 7, point.levelLabel, { weight: 600, halo: palette.paper }),
  ]);
}

function legendOf({ points, intervalLabel }: FunctioningChartData): readonly LegendEntry[] {
  const stroke = (attributes: Readonly<Record<string, string | number>>) => (x: number, y: number) =>
    svgElement('path', { d: `M${x - 14} ${y}H${x + 14}`, ...attributes });
  const gaps = points.some(({ momentIndex }, index) => index > 0 && momentIndex - points[index - 1]!.momentIndex > 1);
  return [
    ...markLegend(points.map(({ mark }) => mark)),
    ...(points.length === 0 ? []
      : [{ draw: (x: number, y: number) => whisker('standing', y + 8, y - 8, x), text: intervalLabel }]),
    { draw: stroke(nominalStroke), text: 'gemiddelde leerling van de eigen jaargroep' },
    ...(gaps ? [{ draw: stroke(unmeasuredStroke), text: 'niet gemeten' }] : []),
  ];
}
