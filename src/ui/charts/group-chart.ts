import { scaleLinear } from 'd3-scale';
import { palette } from '../palette.ts';
import type { LegendEntry } from './marks.ts';
import { bandEdge, bandLabels, bandTint, chartDocument, chartTextSize } from './chart-frame.ts';
import { drawLegend, markLegend, markShape, whisker } from './marks.ts';
import { escapeXml, estimatedWidth, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { ChartSize, GroupChartData, GroupRow } from './types.ts';

/** A group at one moment: each pupil a row with score and interval, before the bands of that moment.
 * The height follows from the number of rows, unless it is given. Without rows only the axis is drawn.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function groupChart(data: GroupChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const legend = legendOf(data);
  const bottom = top + Math.max(1, data.rows.length) * rowHeight;
  const drawn = drawLegend(legend, 0, bottom + 62, width, chartTextSize);
  const height = size.height ?? bottom + 62 + drawn.lines * 22 + 20;
  const plot = layOut(data, width, bottom);
  return chartDocument(data, { ...size, width, height }, [
    ...bands(data, plot),
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
const numberWidth = 116;

function layOut({ rows, cuts, mean, groupMean }: GroupChartData, width: number, bottom: number): Plot {
  const scores = [
    ...rows.flatMap(({ result }) => result === null ? [] : [result.low, result.high]),
    ...(cuts === null ? [] : [cuts[0] - 0.8 * (cuts[1] - cuts[0]), cuts[3] + 0.8 * (cuts[3] - cuts[2])]),
    ...(mean === null ? [] : [mean]),
    ...(groupMean === null ? [] : [groupMean.score]),
  ];
  const [from, to] = scores.length === 0 ? [0, 1] : [Math.min(...scores), Math.max(...scores)];
  const names = Math.max(...rows.map(({ name }) => estimatedWidth(name, chartTextSize)), 0) + 24;
  const [left, right] = [Math.min(Math.max(names, 150), width * 0.35), width - numberWidth];
  const x = scaleLinear().domain([from, to === from ? from + 1 : to]).nice(8).range([left, right]);
  const ticks = scores.length === 0 ? [] : x.ticks(8).filter(Number.isInteger);
  return { left, right, bottom, width, x: (score) => x(score), ticks };
}

function bands({ cuts, bandKind }: GroupChartData, plot: Plot): readonly string[] {
  if (cuts === null) return [];
  return bandLabels[bandKind].flatMap((label, band) => {
    const from = band === 0 ? plot.left : plot.x(cuts[band - 1]!);
    const to = band === 4 ? plot.right : plot.x(cuts[band]!);
    return [
      svgElement('rect', {
        x: from, y: top, width: to - from, height: plot.bottom - top, fill: bandTint(band),
      }),
      ...(band === 0 ? [] : [svgElement('path', {
        d: `M${n(from)} ${top}V${plot.bottom}`, stroke: bandEdge, 'stroke-width': 0.75,
      })]),
      svgText((from + to) / 2, top - 9, label, { anchor: 'middle', size: 15, weight: 600 }),
    ];
  });
}

function pupilRow({ name, result, reason }: GroupRow, index: number, plot: Plot): readonly string[] {
  const y = top + (index + 0.5) * rowHeight;
  const textY = y + 4.5;
  const border = svgElement('path', {
    d: `M0 ${n(y + rowHeight / 2)}H${plot.width}`, stroke: palette.lineStrong, 'stroke-width': 0.5,
    'stroke-opacity': 0.45,
  });
  if (result === null) {
    return [
      border,
      svgText(0, textY, name, { fill: palette.inkSoft }),
      svgText(plot.left + 8, textY, reason ?? '', { fill: palette.inkSoft, halo: palette.paper }),
    ];
  }
  const { low, high, score, mark, scoreLabel, levelLabel } = result;
  return [
    border,
    svgText(0, textY, name),
    svgElement('g', {}, [
      svgElement('title', {}, escapeXml(`${name}: ${scoreLabel}`)),
      whisker('lying', plot.x(low), plot.x(high), y),
      markShape(mark, plot.x(score), y),
    ]),
    svgText(plot.right + 52, textY, scoreLabel, { anchor: 'end' }),
    svgText(plot.right + 84, textY, levelLabel, { anchor: 'middle', weight: 600 }),
  ];
}

const meanStroke = { stroke: palette.ink, 'stroke-width': 1.75, 'stroke-dasharray': '7 5' } as const;
const groupMeanStroke = { stroke: palette.accentDeep, 'stroke-width': 2.5 } as const;

function means({ mean, groupMean }: GroupChartData, plot: Plot): readonly string[] {
  const upright = (score: number, attributes: Readonly<Record<string, string | number>>) =>
    svgElement('path', { d: `M${n(plot.x(score))} ${top}V${plot.bottom}`, fill: 'none', ...attributes });
  return [
    ...(mean === null ? [] : [upright(mean, meanStroke)]),
    ...(groupMean === null ? [] : [upright(groupMean.score, groupMeanStroke)]),
  ];
}

function axis(data: GroupChartData, plot: Plot): readonly string[] {
  const head = { fill: palette.inkSoft } as const;
  return [
    svgElement('path', { d: `M${n(plot.left)} ${plot.bottom}H${plot.right}`, stroke: palette.lineStrong }),
    ...plot.ticks.flatMap((tick) => [
      svgElement('path', { d: `M${n(plot.x(tick))} ${plot.bottom}v5`, stroke: palette.lineStrong }),
      svgText(plot.x(tick), plot.bottom + 19, String(tick), { anchor: 'middle', ...head }),
    ]),
    svgText((plot.left + plot.right) / 2, plot.bottom + 38, data.xLabel, { anchor: 'middle', ...head }),
    svgText(0, top - 9, 'leerling', head),
    svgText(plot.right + 52, top - 9, 'score', { anchor: 'end', ...head }),
    svgText(plot.right + 84, top - 9, 'niveau', { anchor: 'middle', ...head }),
  ];
}

function legendOf({ rows, mean, groupMean, intervalLabel }: GroupChartData): readonly LegendEntry[] {
  const results = rows.flatMap(({ result }) => result === null ? [] : [result.mark]);
  const upright = (attributes: Readonly<Record<string, string | number>>) => (x: number, y: number) =>
    svgElement('path', { d: `M${x} ${y - 10}V${y + 10}`, ...attributes });
  return [
    ...markLegend(results),
    ...(results.length === 0 ? []
      : [{ draw: (x: number, y: number) => whisker('lying', x - 13, x + 13, y), text: intervalLabel }]),
    ...(mean === null ? [] : [{ draw: upright(meanStroke), text: 'landelijk gemiddelde' }]),
    ...(groupMean === null ? [] : [{ draw: upright(groupMeanStroke), text: groupMean.label }]),
  ];
}
