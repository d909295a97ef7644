import { distributionChart } from '../../ui/charts/distribution-chart.ts';
import { groupChart } from '../../ui/charts/group-chart.ts';
import { growthChart } from '../../ui/charts/growth-chart.ts';
import { groupFive, growthOfSanne, spreadOfGroupFive } from '../../ui/gallery/invented-charts.ts';

const WARMING_MS = 300;
const MEASURED_MS = 1500;

const CHARTS: Readonly<Record<string, () => string>> = {
  growth: () => growthChart(growthOfSanne),
  group: () => groupChart(groupFive),
  distribution: () => distributionChart(spreadOfGroupFive),
};

/** Charts a second on one core, each with what it measures in bytes. */
export function measureCharts(): object {
  return Object.fromEntries(Object.entries(CHARTS).map(([name, draw]) => {
    rate(draw, WARMING_MS);
    return [name, { per_second: Math.round(rate(draw, MEASURED_MS)), bytes: Buffer.byteLength(draw()) }];
  }));
}

function rate(draw: () => string, durationMs: number): number {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < durationMs) {
    draw();
    count += 1;
  }
  return count / ((performance.now() - began) / 1000);
}
