import { palette } from '../palette.ts';
import type { PointMark } from './types.ts';
import { estimatedWidth, svgElement, svgNumber, svgText } from './svg.ts';

/** What each shape means, as the legend says it. */
export const markNames: Readonly<Record<PointMark, string>> = {
  screen: 'op het scherm gemaakt',
  paper: 'op papier gemaakt',
  imported: 'overgenomen',
  'typed-in': 'in het LAS ingetypt',
  'off-level': 'toets van een ander moment',
};

/** The order in which the legend shows the shapes. */
export const markOrder: readonly PointMark[] = ['screen', 'paper', 'imported', 'typed-in', 'off-level'];

/** A mark of about 11 pixels with its middle at a place. Own tests are filled and what came from elsewhere
 * is open, so that the kinds differ in shape and filling, not in colour. */
export function markShape(mark: PointMark, x: number, y: number): string {
  const filled = { fill: palette.accentDeep, stroke: palette.paper, 'stroke-width': 1.5 };
  const open = { fill: palette.paper, stroke: palette.accentDeep, 'stroke-width': 2.25 };
  const transform = `translate(${svgNumber(x)} ${svgNumber(y)})`;
  switch (mark) {
    case 'screen': return svgElement('circle', { cx: x, cy: y, r: 6, ...filled });
    case 'paper': return svgElement('rect', { x: x - 5.5, y: y - 5.5, width: 11, height: 11, ...filled });
    case 'imported': return svgElement('circle', { cx: x, cy: y, r: 5, ...open });
    case 'typed-in': return svgElement('path', { transform, d: 'M0-6.8 6.8 0 0 6.8-6.8 0Z', ...open });
    case 'off-level': return svgElement('path', { transform, d: 'M0-7.6 7.2 5.6H-7.2Z', ...filled });
  }
}

/** The interval round a score: a thin line with a short stroke at both ends, standing or lying. */
export function whisker(direction: 'standing' | 'lying', from: number, to: number, at: number): string {
  const cap = 4;
  const [before, after] = [n(at - cap), n(at + cap)];
  const d = direction === 'standing'
    ? `M${n(at)} ${n(from)}V${n(to)}M${before} ${n(from)}H${after}M${before} ${n(to)}H${after}`
    : `M${n(from)} ${n(at)}H${n(to)}M${n(from)} ${before}V${after}M${n(to)} ${before}V${after}`;
  return svgElement('path', { d, fill: 'none', stroke: palette.accentDeep, 'stroke-width': 1.5 });
}

/** An entry of a legend: a drawing of 30 pixels wide round the place it is given, and its meaning. */
export interface LegendEntry {
  readonly draw: (x: number, y: number) => string;
  readonly text: string;
}

/** Entries for the shapes in use and for the interval. */
export function markLegend(marks: readonly PointMark[]): readonly LegendEntry[] {
  return markOrder.filter((mark) => marks.includes(mark))
    .map((mark) => ({ draw: (x, y) => markShape(mark, x, y), text: markNames[mark] }));
}

/** Lays entries beside each other and, where the width ends, on a next line.
 * @returns the drawing, and how many lines of 22 pixels it takes */
export function drawLegend(
  entries: readonly LegendEntry[], left: number, top: number, width: number, size: number,
): { readonly parts: readonly string[]; readonly lines: number } {
  let x = left;
  let line = 0;
  const parts = entries.flatMap(({ draw, text }) => {
    const room = 34 + estimatedWidth(text, size) + 14;
    if (x > left && x + room > left + width) {
      x = left;
      line += 1;
    }
    const y = top + line * 22;
    const drawn = [draw(x + 15, y), svgText(x + 36, y + size * 0.35, text, { fill: palette.inkSoft, size })];
    x += room;
    return drawn;
  });
  return { parts, lines: line + 1 };
}

const n = svgNumber;
