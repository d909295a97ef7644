import { scaleLinear } from 'd3-scale';
import { assert } from '../../base/assert.ts';
import { formatPercent } from '../format.ts';
import { palette } from '../palette.ts';
import { bandEdge, bandLabels, bandTint, chartDocument } from './chart-frame.ts';
import { svgElement, svgText } from './svg.ts';
import type { BandKind, ChartSize, DistributionChartData, PerBand } from './types.ts';

/** How a group spreads over the five bands: its bar above that of the norm population, both of the same
 * length. A group without results has an empty bar.
 * @returns an SVG document, the same bytes for the same data; it stands on its own in a page or a PDF */
export function distributionChart(data: DistributionChartData, size: ChartSize = {}): string {
  assert(Math.abs(sum(data.nationalShares) - 1) < 1e-9, 'the shares of the norm population sum to one');
  const { width = 960, height = 158 } = size;
  const total = sum(data.counts);
  const shares = data.counts.map((count) => total === 0 ? 0 : count / total);
  return chartDocument(data, { ...size, width, height }, [
    ...bar(10, data.groupLabel, shares, data.bandKind, data.counts.map(String), width),
    ...bar(74, data.nationalLabel, data.nationalShares, data.bandKind,
      data.nationalShares.map((share) => formatPercent(share)), width),
    svgText(width - 6, height - 8, data.source, { anchor: 'end', size: 12, fill: palette.inkSoft }),
  ]);
}

const nameWidth = 130;
const barHeight = 46;

function bar(
  y: number, name: string, shares: readonly number[], kind: BandKind, amounts: readonly string[],
  width: number,
): readonly string[] {
  const x = scaleLinear().domain([0, 1]).range([nameWidth, width - 6]);
  const starts = shares.map((_share, band) => sum(shares.slice(0, band)));
  const parts = shares.flatMap((share, band) => {
    if (share === 0) return [];
    const [from, to] = [x(starts[band]!), x(starts[band]! + share)];
    const middle = (from + to) / 2;
    return [
      svgElement('rect', {
        x: from, y, width: to - from, height: barHeight, fill: bandTint(band), stroke: bandEdge,
        'stroke-width': 0.75,
      }),
      svgText(middle, y + 19, bandLabels[kind][band]!, { anchor: 'middle', size: 15, weight: 600 }),
      svgText(middle, y + 37, amounts[band]!, { anchor: 'middle' }),
    ];
  });
  const outline = svgElement('rect', {
    x: nameWidth, y, width: width - 6 - nameWidth, height: barHeight, fill: 'none', stroke: bandEdge,
  });
  return [svgText(0, y + barHeight / 2 + 5, name, { size: 14 }), ...parts, outline];
}

function sum(numbers: readonly number[] | PerBand): number {
  return numbers.reduce((total, number) => total + number, 0);
}
