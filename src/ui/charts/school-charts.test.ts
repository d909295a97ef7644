import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { crossSectionChart, type CrossSectionChartData } from './cross-section-chart.ts';
import { stackedColumnsChart, type StackedColumnsData } from './stacked-columns-chart.ts';
import { trendChart, type TrendChartData } from './trend-chart.ts';

const source = 'synthetische norm, niet van Cito';
const cuts = [-0.84, -0.25, 0.25, 0.84] as const;
const intervalLabel = 'interval (90 %)';
const mean = (value: number, half: number, valueLabel: string, levelLabel: string) =>
  ({ value, low: value - half, high: value + half, valueLabel, levelLabel });

const groups: CrossSectionChartData = {
  title: 'Alle groepen, Rekenen-Wiskunde, midden 2026-2027', description: 'Vijf groepen.', source, cuts, intervalLabel,
  bandKind: 'roman', xLabel: 'plaats naast het landelijk gemiddelde, in standaardafwijkingen',
  rows: [
    { label: 'Groep 3', countLabel: '24', mean: mean(0.42, 0.85, '+0,4', 'II'), dots: [] },
    { label: 'Groep 4/5, M4', countLabel: '8', mean: mean(-1.3, 1.6, '−1,3', '–'), dots: [] },
    { label: 'Groep 4/5, M5', countLabel: '4', mean: null, dots: [-1.4, -0.2, 0.1, 1.9] },
    { label: 'Groep 6', countLabel: '26', mean: mean(1.7, 0.7, '+1,7', 'I'), dots: [] },
    { label: 'Groep 7', countLabel: '0', mean: null, dots: [], note: 'nog geen resultaten' },
  ],
};

const at = (time: number, value: number, piece = 'norm 1') =>
  ({ time, value, low: value - 0.7, high: value + 0.7, label: `punt ${time}`, piece });
const years = ['21', '22', '23', '24', '25', '26'].map((year) => ({ label: `’${year}/’${Number(year) + 1}` }));
const trend: TrendChartData = {
  title: 'Trend per jaargroep, Rekenen-Wiskunde', description: 'Twee jaargroepen.', source, cuts, intervalLabel,
  bandKind: 'roman', yLabel: 'plaats naast het landelijk gemiddelde, in standaardafwijkingen',
  panels: [{
    title: 'Groep 5', times: years, breaks: [{ before: 3, label: 'andere norm' }],
    lines: [
      { label: 'midden (M)', look: 0, points: [at(0, -0.4), at(1, 0.1), at(2, 0.3), at(3, -0.6, 'norm 2'), at(5, 0.2,
        'norm 2')] },
      { label: 'eind (E)', look: 1, points: [at(0, -0.2), at(1, 0), at(2, 0.5), at(4, -0.1, 'norm 2')] },
    ],
  }, { title: 'Groep 8', times: years, breaks: [], lines: [{ label: 'begin (B)', look: 2, points: [at(4, 0.9), at(5,
    1.2)] }] }],
};

const shares: StackedColumnsData = {
  title: 'Verdeling over de niveaus', description: 'Vier perioden.', source, partLabels: ['V', 'IV', 'III', 'II', 'I'],
  columns: [
    { label: 'M', subLabel: '’25/’26', countLabel: '120', shares: [0.18, 0.22, 0.2, 0.25, 0.15] },
    { label: 'E', countLabel: '118', shares: [0.02, 0.28, 0.2, 0.25, 0.25] },
    { label: 'M', subLabel: '’26/’27', countLabel: '25', shares: [0, 0, 0.2, 0.4, 0.4], breakLabel: 'andere norm' },
    { label: 'E', countLabel: '3', shares: null },
  ],
  reference: { label: 'landelijk', shares: [0.2, 0.2, 0.2, 0.2, 0.2] },
};

const reached: StackedColumnsData = {
  ...shares, title: 'Referentieniveaus', partLabels: ['<1F', '1F', '1S'], reference: null,
  columns: [{ label: 'M8', subLabel: '’26/’27', countLabel: '23', shares: [4 / 23, 10 / 23, 9 / 23] }],
};

const goldens: Readonly<Record<string, string>> = {
  'cross-section': crossSectionChart(groups),
  'cross-section-letters-no-groups': crossSectionChart({ ...groups, bandKind: 'letter', cuts: [-1.28, -0.67, 0, 0.67],
    rows: [] }),
  'trend-two-panels': trendChart(trend),
  'trend-one-panel': trendChart({ ...trend, panels: trend.panels.slice(0, 1) }),
  'stacked-levels': stackedColumnsChart(shares),
  'stacked-reference': stackedColumnsChart(reached, { height: 320 }),
};

describe('the charts of a school are the pictures that were looked at (UPDATE_GOLDENS=1 draws them anew)', () => {
  for (const [name, svg] of Object.entries(goldens)) {
    test(name, () => {
      const file = new URL(`__golden__/${name}.svg`, import.meta.url);
      if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, svg);
      assert.equal(svg, readFileSync(file, 'utf8'));
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/u);
    });
  }
});

const joins = (svg: string) => svg.split('\n').filter((part) => /stroke-width="2"/u.test(part)
  && /d="M[\d. ]+L/u.test(part)).length;

test('a line never crosses another norm or a year without a mean', () => {
  // Middle: 0-1, 1-2 in one norm; 3 and 5 in the next do not follow each other. End: 0-1, 1-2. Begin: 4-5.
  assert.equal(joins(trendChart(trend)), 5);
  assert.match(trendChart(trend), />andere norm<\/text>/u);
});

test('few pupils make dots and no mean, and no column', () => {
  const svg = crossSectionChart({ ...groups, rows: groups.rows.slice(2, 3) });
  assert.doesNotMatch(svg, /gemiddelde van de groep/u);
  assert.equal(svg.match(/r="5"/gu)?.length, 4 + 1);
  assert.match(stackedColumnsChart({ ...shares, columns: shares.columns.slice(3) }), /te weinig leerlingen/u);
});

test('a distribution over time refuses shares that do not make a whole', () => {
  const [first] = shares.columns;
  assert.throws(() => stackedColumnsChart({ ...shares, columns: [{ ...first!, shares: [0.2, 0.2, 0.2, 0.2, 0.1] }] }),
    { name: 'Bug' });
});
