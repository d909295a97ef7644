import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { bandTints } from '../palette.ts';
import { placeChart, type PlaceChartData } from './place-chart.ts';

const bands: PlaceChartData = {
  title: 'Rekenen-Wiskunde van Noor', description: 'Niveau III: rond het gemiddelde.',
  source: 'synthetische norm, niet van Cito', from: 500,
  stretches: ['V', 'IV', 'III', 'II', 'I'].map((label, band) =>
    ({ label, to: 580 + band * 20 + (band === 4 ? 60 : 0), tint: bandTints[band]! })),
  at: 612, interval: { low: 590, high: 634 }, mark: { at: 610, label: 'gemiddelde' },
};

const goldens: Readonly<Record<string, string>> = {
  'place-on-bands': placeChart(bands),
  'place-above': placeChart({ ...bands, at: 750, interval: { low: 710, high: 790 } }),
  'place-without-interval': placeChart({ ...bands, interval: null, mark: null }),
};

for (const [name, svg] of Object.entries(goldens)) {
  test(`${name} is the picture that was looked at`, () => {
    const file = new URL(`__golden__/${name}.svg`, import.meta.url);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, svg);
    assert.equal(svg, readFileSync(file, 'utf8'));
  });
}

test('wherever a result lies, everything is drawn within the picture', () => {
  const score = fc.integer({ min: 300, max: 1000 });
  fc.assert(fc.property(score, fc.integer({ min: 0, max: 80 }), (at, half) => {
    const svg = placeChart({ ...bands, at, interval: { low: at - half, high: at + half } });
    for (const [, place] of svg.matchAll(/ (?:x|cx)="([^"]+)"/g)) {
      assert.ok(Number(place) >= 0 && Number(place) <= 640, place);
    }
  }));
});
