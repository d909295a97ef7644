import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { gainChart, type GainChartData, type GainRow } from './gain-chart.ts';

function row(name: string, from: number, to: number, expected: number | null): GainRow {
  const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace('-', '−'));
  return {
    name,
    gain: {
      from, to, expected,
      gainLabel: signed(to - from), expectedLabel: expected === null ? '–' : signed(expected - from),
    },
  };
}

/** Arrows up, down and nowhere, an expectation that is met, and who has no two results. */
const groupOfSix: GainChartData = {
  title: 'Vaardigheidsgroei Groep 5, Rekenen-Wiskunde',
  description: 'Per leerling een pijl van de eerste naar de tweede score.',
  source: 'synthetische norm, niet van Cito; verwachting met een aanname',
  rows: [
    row('Aydın, Elif', 612, 661, 633), row('Berg, Fleur van den', 588, 571, 613), row('Çelik, Emir', 604, 604, 627),
    row('Dijk, Sofie van', 640, 642, 656), row('El Idrissi, Amir', 531, 566, 563),
    row('Haan, Lotte de', 620, 648, null),
    { name: 'Veld, Noor in \'t', gain: null, reason: 'geen resultaat op het eerste moment' },
  ],
  arrowLabel: 'van eind 2025-2026 naar midden 2026-2027',
  xLabel: 'vaardigheidsscore',
  means: { from: 605, to: 628 },
};

const nobody: GainChartData = {
  ...groupOfSix, rows: groupOfSix.rows.slice(-1), means: null,
};

const goldens: Readonly<Record<string, string>> = {
  'gain-group': gainChart(groupOfSix),
  'gain-nobody': gainChart(nobody),
};

describe('growth between two moments as they were looked at (UPDATE_GOLDENS=1 draws them anew)', () => {
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

test('an arrow points to where the pupil went, and its head is never longer than the way', () => {
  const score = fc.integer({ min: 450, max: 800 });
  fc.assert(fc.property(score, score, (from, to) => {
    const svg = gainChart({ ...groupOfSix, rows: [row('Een', from, to, null)], means: { from: 400, to: 900 } });
    const [, startX] = /<circle cx="([^"]+)"/u.exec(svg) ?? [];
    const heads = [...svg.matchAll(/d="M([\d.]+) [\d.]+l(-?[\d.]+) -5v10Z"/gu)];
    // The legend has one too; it comes last.
    if (from === to) {
      assert.equal(heads.length, 1);
      return;
    }
    const [, headX, back] = heads[0]!;
    const [start, head, length] = [Number(startX), Number(headX), -Number(back)];
    assert.equal(Math.sign(head - start), Math.sign(to - from));
    assert.equal(Math.sign(length), Math.sign(to - from));
    assert.ok(Math.abs(length) <= Math.abs(head - start) + 0.02);
  }));
});

test('no number of an arrow is missing or endless', () => {
  for (const svg of Object.values(goldens)) assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/u);
});
