import { palette } from '../palette.ts';
import { bandEdge, chartDocument } from './chart-frame.ts';
import { svgElement, svgText } from './svg.ts';
import type { ChartSize, ChartWords } from './types.ts';

/** A pupil among the advices: places of the columns, from 0. */
export interface AdviceRow {
  readonly label: string;
  /** Null: no advice yet; the row says why. */
  readonly range: { readonly place: number; readonly lowest: number; readonly highest: number } | null;
  /** Shown in place of a range. */
  readonly words: string;
}

/** Expected advices: a column for each, the lowest first, and a row for each pupil. */
export interface AdviceChartData extends ChartWords {
  /** Each in one or two lines. */
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly AdviceRow[];
}

const nameWidth = 190;
const headHeight = 46;
/** A whole class fits on a sheet of paper that lies on its side. */
const rowHeightOf = (rows: number): number => (rows > 12 ? 20 : 34);

/**
 * Which advices the results leave open, as a bar over their columns, with a mark where they point. The height follows
 * from the rows; nothing is said by colour alone.
 * @returns an SVG document, the same bytes for the same data
 */
export function adviceChart(data: AdviceChartData, size: ChartSize = {}): string {
  const { width = 960 } = size;
  const rowHeight = rowHeightOf(data.rows.length);
  const height = size.height ?? headHeight + data.rows.length * rowHeight + 58;
  const bottom = headHeight + data.rows.length * rowHeight;
  const step = (width - nameWidth - 6) / data.columns.length;
  const left = (column: number): number => nameWidth + column * step;
  return chartDocument(data, { ...size, width, height }, [
    ...data.columns.flatMap((lines, column) => [
      ...lines.map((line, index) => svgText(left(column) + step / 2, 16 + index * 18, line, { anchor: 'middle' })),
      rule(left(column), headHeight - 4, left(column), bottom),
    ]),
    rule(left(data.columns.length), headHeight - 4, left(data.columns.length), bottom),
    ...data.rows.flatMap((row, index) => drawRow(row, { top: headHeight + index * rowHeight, rowHeight, left, width })),
    mark(nameWidth + 8, bottom + 24),
    svgText(nameWidth + 22, bottom + 29, 'hier wijzen de resultaten naar; de balk is wat ook kan (90 %)'),
    svgText(width - 6, height - 6, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

function drawRow(
  { label, range, words }: AdviceRow,
  { top, rowHeight, left, width }: {
    readonly top: number; readonly rowHeight: number; readonly left: (column: number) => number; readonly width: number;
  },
): readonly string[] {
  const middle = top + rowHeight / 2;
  const name = svgText(0, middle + 5, label, { size: 14 });
  const line = rule(0, top + rowHeight, width - 6, top + rowHeight);
  if (!range) return [name, svgText(nameWidth + 8, middle + 5, words, { fill: palette.inkSoft }), line];
  const [from, to] = [left(range.lowest) + 4, left(range.highest + 1) - 4];
  return [
    name,
    svgElement('rect', {
      x: from, y: top + rowHeight / 5, width: to - from, height: rowHeight * 0.6, rx: 4,
      fill: palette.accentTint, stroke: bandEdge,
    }),
    mark((left(range.place) + left(range.place + 1)) / 2, middle),
    line,
  ];
}

function mark(x: number, y: number): string {
  return svgElement('path', { d: `M${x} ${y - 8}l8 8l-8 8l-8 -8z`, fill: palette.accentDeep });
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return svgElement('line', { x1, y1, x2, y2, stroke: palette.line });
}
