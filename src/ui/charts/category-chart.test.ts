import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { categoryChart, type CategoryChartData, type CategoryRow } from './category-chart.ts';

const row = (name: string, observed: number, expected: number, verdict: CategoryRow['verdict']): CategoryRow => ({
  name, observed, expected, low: expected - 0.15, high: expected + 0.15, verdict,
  observedLabel: `${Math.round(observed * 100)}\u00A0%`,
  verdictLabel: { lower: 'minder dan verwacht', higher: 'meer dan verwacht', asExpected: 'zoals verwacht' }[verdict],
});

const pupil: CategoryChartData = {
  title: 'Onderdelen van Sanne de Vries, Rekenen-Wiskunde M5',
  description: 'Vier onderdelen, twee buiten het interval.',
  source: 'synthetische ijking, niet van Cito', xLabel: 'deel van de gewogen punten',
  observedLegend: 'behaald', expectedLegend: 'verwacht', intervalLegend: 'wat door toeval kan',
  rows: [
    row('Getallen', 0.82, 0.61, 'higher'), row('Verhoudingen', 0.5, 0.55, 'asExpected'),
    row('Meten en meetkunde', 0.31, 0.52, 'lower'), row('Verbanden', 0.44, 0.42, 'asExpected'),
  ],
};

test('categories are drawn as the picture that was looked at (UPDATE_GOLDENS=1 draws it anew)', () => {
  const pictures = { categories: categoryChart(pupil), 'categories-none': categoryChart({ ...pupil, rows: [] }) };
  for (const [name, svg] of Object.entries(pictures)) {
    const file = new URL(`__golden__/${name}.svg`, import.meta.url);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, svg);
    assert.equal(svg, readFileSync(file, 'utf8'));
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/u);
  }
});

test('only what lies outside its interval has a triangle, up or down', () => {
  const triangles = (svg: string) => [...svg.matchAll(/ d="(M0[^"]+Z)"/gu)].map(([, d]) => d);
  assert.deepEqual(triangles(categoryChart(pupil)), ['M0-6.5 6.2 5H-6.2Z', 'M0 6.5 6.2-5H-6.2Z']);
  assert.deepEqual(triangles(categoryChart({ ...pupil, rows: pupil.rows.slice(1, 2) })), []);
});

test('a bar is as long as its share', () => {
  const widths = [...categoryChart(pupil).matchAll(/<rect x="[^"]+" y="[^"]+" width="([^"]+)" height="16"/gu)]
    .map(([, width]) => Number(width));
  assert.deepEqual(widths.map((width) => Math.round(82 * width / widths[0]!)), [82, 50, 31, 44]);
});
