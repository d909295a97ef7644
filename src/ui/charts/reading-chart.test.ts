import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readingChart, type ReadingChartData, type ReadingMoment } from './reading-chart.ts';

function moment(
  label: string, year: string, cards: readonly (readonly [1 | 2 | 3, number, number])[], accuracyLabel: string,
): ReadingMoment {
  return { label, year, accuracyLabel, cards: cards.map(([card, right, wrong]) => ({ card, right, wrong })) };
}

/** A pupil who reads faster each time, once with many errors, and at last without card 1. */
const cardsOfSem: ReadingChartData = {
  title: 'Leeskaarten van Sem Traag',
  description: 'Per moment van elke leeskaart het aantal woorden in een minuut, goed en fout.',
  source: 'synthetische norm, niet van Cito',
  yLabel: 'woorden in een minuut',
  moments: [
    moment('M3', '2024-2025', [[1, 21, 4], [2, 12, 6], [3, 8, 7]], '71 % goed'),
    moment('E3', '2024-2025', [[1, 38, 2], [2, 24, 3], [3, 16, 4]], '90 % goed'),
    moment('M4', '2025-2026', [[1, 55, 1], [2, 41, 2], [3, 30, 3]], '95 % goed'),
    moment('E4', '2025-2026', [[1, 70, 9], [2, 58, 12], [3, 44, 14]], '83 % goed'),
    moment('M5', '2026-2027', [[2, 66, 2], [3, 52, 0]], '98 % goed'),
  ],
};

const goldens: Readonly<Record<string, string>> = {
  'reading-cards': readingChart(cardsOfSem),
  'reading-one-moment': readingChart({ ...cardsOfSem, moments: cardsOfSem.moments.slice(0, 1) }, { width: 480 }),
};

describe('minute cards as they were looked at (UPDATE_GOLDENS=1 draws them anew)', () => {
  for (const [name, svg] of Object.entries(goldens)) {
    test(name, () => {
      const file = new URL(`__golden__/${name}.svg`, import.meta.url);
      if (process.env['UPDATE_GOLDENS'] === '1') {
        mkdirSync(new URL('.', file), { recursive: true });
        writeFileSync(file, svg);
      }
      assert.equal(svg, readFileSync(file, 'utf8'));
    });
  }
});

test('a column is as high as the words that were read, the errors on top', () => {
  const svg = readingChart({ ...cardsOfSem, moments: [moment('M4', '', [[1, 50, 10]], '')] });
  const boxes = [...svg.matchAll(/<rect x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)" fill="[^"]+" stroke/gu)]
    .map(([, y, height]) => [Number(y), Number(height)] as const);
  const [right, wrong] = boxes;
  assert.ok(right && wrong);
  assert.ok(Math.abs(right[1] / wrong[1] - 5) < 0.01, 'fifty right are five times ten wrong');
  assert.ok(Math.abs(wrong[0] + wrong[1] - right[0]) < 0.02, 'one stands on the other');
});

test('no number of a column of cards is missing or endless', () => {
  const nobody = readingChart({ ...cardsOfSem, moments: [] });
  for (const svg of [...Object.values(goldens), nobody]) assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/u);
});
