import { bandTints, palette } from '../palette.ts';
import type { BandKind, ChartSize, ChartWords } from './types.ts';
import { escapeXml, svgElement } from './svg.ts';

/** The letters of charts: the page's own, or what the machine has. */
export const chartFontFamily =
  "'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', 'DejaVu Sans', sans-serif";

/** Size of ordinary letters in a chart, in pixels. */
export const chartTextSize = 13;

/** The room round a plot, in pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Names of the bands, the lowest first. */
export const bandLabels = {
  roman: ['V', 'IV', 'III', 'II', 'I'],
  letter: ['E', 'D', 'C', 'B', 'A'],
} as const satisfies Record<BandKind, readonly string[]>;

/** Tint of a band, 0 for the lowest. */
export function bandTint(index: number): string {
  return bandTints[index]!;
}

/** Colour of the lines between bands: in sight on the darkest tint and on the lightest. */
export const bandEdge = '#4f8594';

/** The picture round its parts: self-contained, with a name and a description for who cannot see it. */
export function chartDocument(
  words: ChartWords, size: ChartSize & { readonly width: number; readonly height: number },
  parts: readonly string[],
): string {
  const { width, height, fontFamily = chartFontFamily } = size;
  return `${svgElement('svg', {
    xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img',
    'font-family': fontFamily, 'font-size': chartTextSize, fill: palette.ink,
  }, [
    svgElement('title', {}, escapeXml(words.title)),
    svgElement('desc', {}, escapeXml(`${words.description} (${words.source})`)),
    svgElement('rect', { width, height, fill: palette.paper }),
    ...parts,
  ])}\n`;
}
