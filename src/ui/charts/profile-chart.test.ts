import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { profileInLetters, profileOfSanne } from '../gallery/invented-pupil-charts.ts';
import { profileChart } from './profile-chart.ts';

const goldens: Readonly<Record<string, string>> = {
  'profile-roman': profileChart(profileOfSanne),
  'profile-letters': profileChart(profileInLetters),
  'profile-no-subject': profileChart({ ...profileOfSanne, rows: [] }),
};

describe('the charts are the pictures that were looked at (UPDATE_GOLDENS=1 draws them anew)', () => {
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

describe('profile chart', () => {
  test('a subject without a place says why, on an empty bar', () => {
    const svg = profileChart(profileOfSanne);
    assert.equal(svg.split('stroke-dasharray="3 4"').length - 1, 2);
    assert.match(svg, />niet gemaakt op dit moment<\/text>/u);
  });

  test('who has more pupils below stands further to the right', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(share, share, (a, b) => {
      const rows = [a, b].map((each) => ({
        name: 'vak', place: {
          share: each, low: each, high: each, mark: 'screen' as const, levelLabel: 'III', label: '',
        },
      }));
      // The legend has a circle too; it comes last.
      const places = [...profileChart({ ...profileOfSanne, rows }).matchAll(/<circle cx="([^"]+)"/gu)]
        .map((match) => Number(match[1]));
      assert.ok(a <= b ? places[0]! <= places[1]! : places[0]! >= places[1]!);
    }));
  });

  test('bands that do not make up the whole norm population are refused', () => {
    assert.throws(() => profileChart({ ...profileOfSanne, shares: [0.2, 0.2, 0.2, 0.2, 0.1] }), { name: 'Bug' });
  });
});
