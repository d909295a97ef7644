import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { schoolsChart, type SchoolsChartData } from './schools-chart.ts';

const schools: SchoolsChartData = {
  title: 'Rekenen-Wiskunde, midden 2026-2027', description: 'Vier scholen met het gemiddelde van elke jaargroep.',
  source: 'synthetische norm, niet van Cito', nationalLabel: 'landelijk gemiddelde',
  columnLabels: ['3', '4', '5', '6', '7', '8'],
  panels: [
    { title: 'Basisschool De Vlinder', columns: [0.3, 0.1, -0.2, 0.4, 0, 'none'] },
    { title: 'De Kleine Klim', columns: ['too-small', 'too-small', -0.5, -0.3, 'too-small', 'none'] },
    { title: 'De Brug', columns: ['none', 'none', 'none', 'none', 'none', 'none'] },
    { title: 'Openbare Daltonschool voor Primair Onderwijs De Lange Naam', columns: [1.2, 0.9, 0.6, 0.3, 0, -0.3] },
  ],
};

test('schools are drawn as the picture that was looked at (UPDATE_GOLDENS=1 draws it anew)', () => {
  const file = new URL('__golden__/schools.svg', import.meta.url);
  const svg = schoolsChart(schools);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, svg);
  assert.equal(svg, readFileSync(file, 'utf8'));
});

const dotsOf = (svg: string): number[] =>
  [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/gu)].map(([, y]) => Number(y));

test('a year group that is left out has a dash and no dot', () => {
  const columns = ['too-small', 0.5, 'none', 'none', 'none', 'none'] as const;
  const hidden = { ...schools, panels: [{ title: 'De Klim', columns }] };
  // One dot in the panel, one in the legend; the same for dashes.
  assert.equal(dotsOf(schoolsChart(hidden)).length, 2);
  assert.equal([...schoolsChart(hidden).matchAll(/stroke-width="2.5"/gu)].length, 2);
});

test('all schools have one scale: the same mean stands at the same height, a higher one above it', () => {
  const columns = (value: number) => [value, 'none', 'none', 'none', 'none', 'none'] as const;
  const [a, b, c] = dotsOf(schoolsChart({
    ...schools, panels: [0.4, 0.4, 1.6].map((value, at) => ({ title: `School ${at}`, columns: columns(value) })),
  }));
  assert.equal(a, b);
  assert.ok(c! < a!);
});
