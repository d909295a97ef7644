import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { assert } from '../../base/assert.ts';
import { palette } from '../palette.ts';
import type { Margins } from './chart-frame.ts';
import { bandEdge, bandLabels, bandTint, chartDocument, chartTextSize } from './chart-frame.ts';
import type { LegendEntry } from './marks.ts';
import { drawLegend, markLegend, markShape, whisker } from './marks.ts';
import { escapeXml, svgElement, svgNumber, svgText } from './svg.ts';
import type { BandCuts, ChartSize, GrowthChartData, GrowthMoment, GrowthPoint } from './types.ts';

/** The growth of one pupil: results with their intervals, before the bands that rise with time and the
 * national mean. Results of moments that follow each other are joined; a moment without a result is a gap
 * in the line.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function growthChart(data: GrowthChartData, size: ChartSize = {}): string {
  assert(data.moments.length > 0, 'a growth chart has at least one moment');
  const { width = 960, height = 560 } = size;
  const legend = drawLegend(
    legendOf(data), margins.left - 9, height - 40, width - margins.left, chartTextSize);
  const legendRise = (legend.lines - 1) * 32;
  const plot = layOut(data, width, height - legendRise);
  return chartDocument(data, { ...size, width, height }, [
    ...bands(data, plot),
    ...grid(plot),
    ...momentAxis(data.moments, plot),
    ...meanLines(data, plot),
    ...normMarks(data, plot),
    ...pupilLine(data.points, plot),
    ...data.points.map((point) => pupilPoint(point, data.points, plot)),
    svgText(margins.left - 44, 18, data.yLabel, { fill: palette.inkSoft }),
    svgElement('g', legendRise === 0 ? {} : { transform: `translate(0 -${legendRise})` }, legend.parts),
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

/** Where things stand: the plot's edges and the two scales. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Middle of the column of a moment; halves are the borders between columns. */
  readonly x: (momentIndex: number) => number;
  readonly y: (score: number) => number;
  readonly ticks: readonly number[];
  /** How far the outer bands are drawn beyond the outer cuts, in score points; they have no end of their
   * own. */
  readonly tails: Tails;
}

interface Tails {
  readonly below: number;
  readonly above: number;
}

const margins: Margins = { top: 32, right: 46, bottom: 104, left: 52 };

function layOut({ moments, points, normChanges }: GrowthChartData, width: number, height: number): Plot {
  const tails = tailsOf(moments, points);
  const scores = [
    ...points.flatMap(({ low, high }) => [low, high]),
    ...runsOf(moments, normChanges).flat().flatMap(({ cuts }) => [cuts[0] - tails.below, cuts[3] + tails.above]),
    ...moments.flatMap(({ mean }) => mean === null ? [] : [mean]),
  ];
  const { left, top } = margins;
  const [right, bottom] = [width - margins.right, height - margins.bottom];
  const [from, to] = scores.length === 0 ? [0, 1] : [Math.min(...scores), Math.max(...scores)];
  const y = scaleLinear().domain([from, to === from ? from + 1 : to]).nice(10).range([bottom, top]);
  const x = scaleLinear().domain([-0.5, moments.length - 0.5]).range([left, right]);
  const ticks = scores.length === 0 ? [] : y.ticks(6).filter(Number.isInteger);
  return { left, right, top, bottom, x: (index) => x(index), y: (score) => y(score), ticks, tails };
}

/** Wide enough that every result, with its interval, lies within a band: at least six tenths of the three
 * inner bands. */
function tailsOf(moments: readonly GrowthMoment[], points: readonly GrowthPoint[]): Tails {
  const inner = moments.flatMap(({ cuts }) => cuts === null ? [] : [0.6 * (cuts[3] - cuts[0])]);
  const beyond = (distance: (point: GrowthPoint, cuts: BandCuts) => number) =>
    points.flatMap((point) => {
      const cuts = moments[point.momentIndex]?.cuts ?? null;
      return cuts === null ? [] : [distance(point, cuts)];
    });
  return {
    below: Math.max(0, ...inner, ...beyond(({ low }, cuts) => cuts[0] - low)),
    above: Math.max(0, ...inner, ...beyond(({ high }, cuts) => high - cuts[3])),
  };
}

/** A place along the bands: a moment, or the edge of the columns before and behind a run of moments. */
interface Stop {
  readonly at: number;
  readonly cuts: BandCuts;
}

function bands(data: GrowthChartData, plot: Plot): readonly string[] {
  const runs = runsOf(data.moments, data.normChanges);
  const fills = runs.flatMap((run) => bandLabels[data.bandKind].map((_label, band) => svgElement('path', {
    d: area<Stop>()
      .x(({ at }) => plot.x(at))
      .y0(({ cuts }) => plot.y(cuts[band - 1] ?? cuts[0] - plot.tails.below))
      .y1(({ cuts }) => plot.y(cuts[band] ?? cuts[3] + plot.tails.above)).digits(2)(run) ?? '',
    fill: bandTint(band),
  })));
  const edges = runs.flatMap((run) => [0, 1, 2, 3].map((cut) => svgElement('path', {
    d: line<Stop>().x(({ at }) => plot.x(at)).y(({ cuts }) => plot.y(cuts[cut]!)).digits(2)(run) ?? '',
    fill: 'none', stroke: bandEdge, 'stroke-width': 0.75,
  })));
  const last = runs.at(-1)?.at(-1);
  return last === undefined ? [] : [...fills, ...edges, ...bandNames(data, last.cuts, plot)];
}

function bandNames({ bandKind }: GrowthChartData, cuts: BandCuts, plot: Plot): readonly string[] {
  const middle = (band: number) =>
    plot.y(((cuts[band - 1] ?? cuts[0] - plot.tails.below) + (cuts[band] ?? cuts[3] + plot.tails.above)) / 2);
  const places = spreadOut([0, 1, 2, 3, 4].map(middle), 16);
  return [
    svgText(plot.right + 40, 18, 'niveau', { anchor: 'end', fill: palette.inkSoft }),
    ...bandLabels[bandKind].map((label, band) =>
      svgText(plot.right + 22, places[band]! + 5, label, { anchor: 'middle', size: 15, weight: 600 })),
  ];
}

/** Moves places that fall with their index apart from the middle one outward, until they are this far from
 * each other. */
function spreadOut(places: readonly number[], apart: number): readonly number[] {
  const spread = [...places];
  const middle = Math.floor(places.length / 2);
  for (let index = middle + 1; index < spread.length; index += 1) {
    spread[index] = Math.min(spread[index]!, spread[index - 1]! - apart);
  }
  for (let index = middle - 1; index >= 0; index -= 1) {
    spread[index] = Math.max(spread[index]!, spread[index + 1]! + apart);
  }
  return spread;
}

/** Moments with cuts of one norm that follow each other, each run drawn out to the borders of its outer columns. */
function runsOf(
  moments: readonly GrowthMoment[], normChanges: readonly number[] = [],
): readonly (readonly Stop[])[] {
  const runs: Stop[][] = [];
  moments.forEach(({ cuts }, at) => {
    if (cuts === null) return;
    if (runs.at(-1)?.at(-1)?.at === at - 1 && !normChanges.includes(at)) runs.at(-1)!.push({ at, cuts });
    else runs.push([{ at, cuts }]);
  });
  return runs.map((run) => {
    const [first, last] = [run[0]!, run.at(-1)!];
    const [second, beforeLast] = [run[1] ?? first, run.at(-2) ?? last];
    return [
      { at: first.at - 0.5, cuts: halfBeyond(first.cuts, second.cuts) },
      ...run,
      { at: last.at + 0.5, cuts: halfBeyond(last.cuts, beforeLast.cuts) },
    ];
  });
}

function halfBeyond(edge: BandCuts, neighbour: BandCuts): BandCuts {
  const beyond = (cut: 0 | 1 | 2 | 3) => edge[cut] + (edge[cut] - neighbour[cut]) / 2;
  return [beyond(0), beyond(1), beyond(2), beyond(3)];
}

function grid(plot: Plot): readonly string[] {
  return plot.ticks.flatMap((tick) => [
    svgElement('path', {
      d: `M${plot.left - 5} ${svgNumber(plot.y(tick))}H${plot.left}`, stroke: palette.lineStrong,
    }),
    svgText(plot.left - 9, plot.y(tick) + 4.5, String(tick), { anchor: 'end', fill: palette.inkSoft }),
  ]);
}

function momentAxis(moments: readonly GrowthMoment[], plot: Plot): readonly string[] {
  const codes = moments.map(({ code, label }, index) => svgElement('g', {}, [
    svgElement('title', {}, escapeXml(label)),
    svgText(plot.x(index), plot.bottom + 20, code, { anchor: 'middle', size: 14, weight: 600 }),
  ]));
  const starts = moments.flatMap(({ schoolYearLabel }, index) =>
    schoolYearLabel === moments[index - 1]?.schoolYearLabel ? [] : [index]);
  const years = starts.map((start, order) => {
    const end = starts[order + 1] ?? moments.length;
    const middle = (plot.x(start - 0.5) + plot.x(end - 0.5)) / 2;
    return svgText(middle, plot.bottom + 39, moments[start]!.schoolYearLabel,
      { anchor: 'middle', size: 12, fill: palette.inkSoft });
  });
  const borders = starts.slice(1).map((start) => svgElement('path', {
    d: `M${svgNumber(plot.x(start - 0.5))} ${plot.top}V${plot.bottom + 44}`, stroke: palette.lineStrong,
    'stroke-width': 0.75, 'stroke-dasharray': '1 3',
  }));
  const frame = svgElement('path', {
    d: `M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}`, fill: 'none', stroke: palette.lineStrong,
  });
  return [...borders, frame, ...codes, ...years];
}

/** The national mean, one line for each norm; that of a norm of one moment is as wide as its column. */
function meanLines({ moments, normChanges = [] }: GrowthChartData, plot: Plot): readonly string[] {
  const starts = [0, ...normChanges];
  return starts.map((start, order) => {
    const own = moments.slice(start, starts[order + 1]);
    const [only] = own.length === 1 && normChanges.length > 0 ? own : [];
    const d = only && only.mean !== null
      ? `M${svgNumber(plot.x(start - 0.4))} ${svgNumber(plot.y(only.mean))}H${svgNumber(plot.x(start + 0.4))}`
      : line<GrowthMoment>().defined(({ mean }) => mean !== null)
        .x((_moment, index) => plot.x(start + index)).y(({ mean }) => plot.y(mean ?? 0)).digits(2)(own) ?? '';
    return svgElement('path', { d, ...meanStroke });
  });
}

/** A double upright line where another norm begins. */
function normMarks({ normChanges = [] }: GrowthChartData, plot: Plot): readonly string[] {
  return normChanges.flatMap((start) => {
    const at = plot.x(start - 0.5);
    return [-2, 2].map((aside) => svgElement('path', {
      d: `M${svgNumber(at + aside)} ${plot.top}V${plot.bottom}`, ...normStroke,
    }));
  });
}

const normStroke = { fill: 'none', stroke: palette.ink, 'stroke-width': 1.25 } as const;
const meanStroke = {
  fill: 'none', stroke: palette.ink, 'stroke-width': 1.75, 'stroke-dasharray': '7 5',
} as const;
const pupilStroke = {
  fill: 'none', stroke: palette.accentDeep, 'stroke-width': 2.5, 'stroke-linejoin': 'round',
} as const;

/** Joins the last result of each moment to the last of the moment before, if there is one. */
function pupilLine(points: readonly GrowthPoint[], plot: Plot): readonly string[] {
  const lastAt = new Map(points.map((point) => [point.momentIndex, point]));
  const pieces = [...lastAt.values()].flatMap((point) => {
    const before = lastAt.get(point.momentIndex - 1);
    return before === undefined ? [] : [[before, point]];
  });
  return pieces.map((piece) => svgElement('path', {
    d: line<GrowthPoint>()
      .x((point) => xOf(point, points, plot)).y(({ score }) => plot.y(score)).digits(2)(piece) ?? '',
    ...pupilStroke,
  }));
}

function pupilPoint(point: GrowthPoint, points: readonly GrowthPoint[], plot: Plot): string {
  const x = xOf(point, points, plot);
  return svgElement('g', {}, [
    svgElement('title', {}, escapeXml(point.label)),
    whisker('standing', plot.y(point.low), plot.y(point.high), x),
    markShape(point.mark, x, plot.y(point.score)),
    svgText(x, plot.y(point.high) - 6, point.scoreLabel,
      { anchor: 'middle', weight: 600, halo: palette.paper }),
  ]);
}

function xOf(point: GrowthPoint, points: readonly GrowthPoint[], plot: Plot): number {
  const beside = points.filter(({ momentIndex }) => momentIndex === point.momentIndex);
  return plot.x(point.momentIndex) + (beside.indexOf(point) - (beside.length - 1) / 2) * 32;
}

function legendOf({ points, moments, intervalLabel, normChanges = [] }: GrowthChartData): readonly LegendEntry[] {
  const stroke = (attributes: Readonly<Record<string, string | number>>) => (x: number, y: number) =>
    svgElement('path', { d: `M${x - 14} ${y}H${x + 14}`, ...attributes });
  return [
    ...markLegend(points.map(({ mark }) => mark)),
    ...(points.length === 0 ? []
      : [{ draw: (x: number, y: number) => whisker('standing', y + 8, y - 8, x), text: intervalLabel }]),
    ...(moments.every(({ mean }) => mean === null) ? []
      : [{ draw: stroke(meanStroke), text: 'landelijk gemiddelde' }]),
    ...(normChanges.length === 0 ? [] : [{ draw: upright, text: 'vanaf hier een andere norm' }]),
  ];
}

function upright(x: number, y: number): string {
  return svgElement('path', { d: `M${x - 2} ${y - 9}V${y + 9}M${x + 2} ${y - 9}V${y + 9}`, ...normStroke });
}
