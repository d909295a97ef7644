import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { adviceChart, type AdviceChartData } from './advice-chart.ts';

const columns = [
  ['pro', 'vmbo-bb'], ['vmbo-bb', 'vmbo-kb'], ['vmbo-kb', 'vmbo-gl-tl'], ['vmbo-gl-tl', 'havo'],
  ['havo', 'vwo'], ['vwo'],
];
const group: AdviceChartData = {
  title: 'Verwacht advies', description: 'Twee leerlingen hebben een verwacht advies.',
  source: 'synthetisch, niet van Cito', columns,
  rows: [
    { label: 'Bos, Amir', range: { place: 3, lowest: 2, highest: 4 }, words: '' },
    { label: 'Visser, Fleur', range: { place: 5, lowest: 5, highest: 5 }, words: '' },
    { label: 'Vries, Sanne de', range: null, words: 'Nog geen advies: Begrijpend lezen ontbreekt' },
  ],
};

test('expected advices are drawn as the picture that was looked at (UPDATE_GOLDENS=1 draws it anew)', () => {
  const file = new URL('__golden__/advice-group.svg', import.meta.url);
  const svg = adviceChart(group);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, svg);
  assert.equal(svg, readFileSync(file, 'utf8'));
});

test('a pupil without an advice has words in place of a bar', () => {
  const svg = adviceChart({ ...group, rows: group.rows.slice(2) });
  assert.match(svg, /Nog geen advies: Begrijpend lezen ontbreekt/u);
  assert.doesNotMatch(svg, /rx="4"/u);
});

test('a bar covers the columns from the lowest advice to the highest', () => {
  const barOf = (lowest: number, highest: number) => Number(/width="([\d.]+)"[^>]*rx="4"/u.exec(adviceChart({
    ...group, rows: [{ label: 'x', range: { place: lowest, lowest, highest }, words: '' }],
  }))?.[1]);
  const one = barOf(2, 2);
  // Bars end 4 px before the edges of their columns.
  assert.ok(Math.abs(barOf(1, 3) - (3 * (one + 8) - 8)) < 0.05);
});
