import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { functioningOfJens, functioningOfNobody, functioningOutside } from '../gallery/invented-pupil-charts.ts';
import { functioningChart } from './functioning-chart.ts';

const goldens: Readonly<Record<string, string>> = {
  'functioning-own-line': functioningChart(functioningOfJens),
  'functioning-outside-table': functioningChart(functioningOutside),
  'functioning-no-result': functioningChart(functioningOfNobody),
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

describe('chart of functioning levels', () => {
  const stepsOf = (svg: string) => svg.split('\n')
    .filter((part) => /^<path d="M[\d. ]+H[\d.]+V[\d.]+H[\d.]+"/u.test(part));

  test('a step goes across, up and on, and is dotted over a moment without a result', () => {
    const steps = stepsOf(functioningChart(functioningOfJens));
    assert.equal(steps.length, functioningOfJens.points.length - 1);
    assert.equal(steps.filter((step) => step.includes('stroke-dasharray')).length, 1);
  });

  test('a level outside the table stands in the row at the edge, with its sign', () => {
    const svg = functioningChart(functioningOutside);
    for (const label of ['&#60;M3', '&#62;E8']) {
      assert.equal(svg.split(`>${label}</text>`).length - 1, 2, `${label} at the axis and at the point`);
    }
  });

  test('a higher level stands higher', () => {
    const heights = [...functioningChart(functioningOutside).matchAll(/<circle cx="[^"]+" cy="([^"]+)"/gu)]
      .slice(0, 2).map((match) => Number(match[1]));
    assert.ok(heights[0]! > heights[1]!);
  });
});
