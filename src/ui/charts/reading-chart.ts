import { scaleLinear } from 'd3-scale';
import { palette } from '../palette.ts';
import { bandEdge, bandTint, chartDocument, chartTextSize } from './chart-frame.ts';
import { drawLegend, type LegendEntry } from './marks.ts';
import { escapeXml, svgElement, svgNumber as n, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';

/** Cards of one minute each, as they were read on one day. */
export interface ReadingMoment {
  /** E.g. `M4`, and under it "2026-2027". */
  readonly label: string;
  readonly year: string;
  readonly cards: readonly {
    readonly card: 1 | 2 | 3;
    /** Words in that minute. */
    readonly right: number;
    readonly wrong: number;
  }[];
  /** Share of the words that was right, e.g. "96 % goed". */
  readonly accuracyLabel: string;
}

/** One pupil, the cards of every time. */
export interface ReadingChartData extends ChartWords {
  /** In the order of time. */
  readonly moments: readonly ReadingMoment[];
  /** E.g. "woorden in een minuut". */
  readonly yLabel: string;
}

/** Each card a column: its height is the tempo, the open piece on top the words that were wrong. The number of the card
 * stands under it. Without moments only the axis is drawn.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function readingChart(data: ReadingChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const drawn = drawLegend(legendOf(data), 0, bottom + 84, width, chartTextSize);
  const height = size.height ?? bottom + 84 + drawn.lines * 22 + 20;
  const most = Math.max(0, ...data.moments.flatMap(({ cards }) => cards.map(({ right, wrong }) => right + wrong)));
  const scale = scaleLinear().domain([0, Math.max(20, most * 1.08)]).nice(6).range([bottom, top]);
  const y = (words: number): number => scale(words);
  const slot = (width - left - 6) / Math.max(1, data.moments.length);
  return chartDocument(data, { ...size, width, height }, [
    ...lines(scale.ticks(6), y, width, data.yLabel),
    ...data.moments.flatMap((moment, index) => momentParts(moment, left + (index + 0.5) * slot, slot, y)),
    ...drawn.parts,
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

const left = 46;
const top = 34;
const bottom = 320;

function lines(
  ticks: readonly number[], y: (words: number) => number, width: number, label: string,
): readonly string[] {
  return [
    svgText(0, top - 14, label, { fill: palette.inkSoft }),
    ...ticks.flatMap((tick) => [
      svgElement('path', {
        d: `M${left} ${n(y(tick))}H${width - 6}`, stroke: tick === 0 ? palette.lineStrong : palette.line,
      }),
      svgText(left - 8, y(tick) + 4.5, String(tick), { anchor: 'end', fill: palette.inkSoft }),
    ]),
  ];
}

function momentParts(
  { label, year, cards, accuracyLabel }: ReadingMoment, middle: number, slot: number, y: (words: number) => number,
): readonly string[] {
  const column = Math.min(38, (slot - 14) / Math.max(1, cards.length));
  const start = middle - (column * cards.length) / 2;
  return [
    ...cards.flatMap(({ card, right, wrong }, index) => {
      const x = start + index * column + 1.5;
      const width = column - 3;
      const stroke = { stroke: bandEdge, 'stroke-width': 1 } as const;
      return [
        svgElement('g', {}, [
          svgElement('title', {}, escapeXml(`${label}, kaart ${card}: ${right} goed, ${wrong} fout`)),
          svgElement('rect', { x, y: y(right), width, height: y(0) - y(right), fill: bandTint(card + 1), ...stroke }),
          ...(wrong === 0 ? [] : [svgElement('rect', {
            x, y: y(right + wrong), width, height: y(right) - y(right + wrong), fill: palette.paper, ...stroke,
            'stroke-dasharray': '3 2',
          })]),
        ]),
        // In a low column there is no room for its number.
        svgText(x + width / 2, y(0) - y(right) < 20 ? y(right + wrong) - 5 : y(right) + 16, String(right),
          { anchor: 'middle', size: 12, weight: 600 }),
        svgText(x + width / 2, bottom + 16, String(card), { anchor: 'middle', size: 12, fill: palette.inkSoft }),
      ];
    }),
    svgText(middle, bottom + 35, label, { anchor: 'middle', weight: 600 }),
    svgText(middle, bottom + 51, year, { anchor: 'middle', size: 12, fill: palette.inkSoft }),
    svgText(middle, bottom + 67, accuracyLabel, { anchor: 'middle', size: 12, fill: palette.inkSoft }),
  ];
}

const cardNames = { 1: 'kaart 1', 2: 'kaart 2', 3: 'kaart 3' } as const;

function legendOf({ moments }: ReadingChartData): readonly LegendEntry[] {
  const cards = moments.flatMap((moment) => moment.cards);
  const box = (attributes: Readonly<Record<string, string | number>>) => (x: number, y: number) =>
    svgElement('rect', { x: x - 8, y: y - 8, width: 16, height: 16, stroke: bandEdge, ...attributes });
  return [
    ...([1, 2, 3] as const).filter((card) => cards.some((each) => each.card === card))
      .map((card) => ({ draw: box({ fill: bandTint(card + 1) }), text: `${cardNames[card]}: woorden goed` })),
    ...(cards.some(({ wrong }) => wrong > 0)
      ? [{ draw: box({ fill: palette.paper, 'stroke-dasharray': '3 2' }), text: 'woorden fout' }] : []),
  ];
}
