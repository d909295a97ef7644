import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import {
  groupFive, groupWithoutResults, growthOfAmir, growthOfNobody, growthOfSanne, growthWithoutNorms,
  spreadOfGroupFive, spreadOfPlusGroup,
} from '../gallery/invented-charts.ts';
import { growthOverNorms } from '../gallery/invented-pupil-charts.ts';
import { bandTints } from '../palette.ts';
import { distributionChart } from './distribution-chart.ts';
import { groupChart } from './group-chart.ts';
import { growthChart } from './growth-chart.ts';
import { escapeXml, svgElement, svgNumber } from './svg.ts';

const goldens: Readonly<Record<string, string>> = {
  'growth-five-years': growthChart(growthOfSanne),
  'growth-one-result-letters': growthChart(growthOfAmir),
  'growth-moments-without-norm': growthChart(growthWithoutNorms),
  'growth-no-result': growthChart(growthOfNobody),
  'growth-over-norms': growthChart(growthOverNorms),
  'growth-small': growthChart(growthOfSanne, { width: 640, height: 420 }),
  'group-five': groupChart(groupFive),
  'group-no-result-no-norm': groupChart(groupWithoutResults),
  'distribution-roman': distributionChart(spreadOfGroupFive),
  'distribution-letters': distributionChart(spreadOfPlusGroup),
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

describe('growth chart', () => {
  const lineOf = (svg: string) => svg.split('\n').filter((part) => part.includes('stroke-width="2.5"'));

  test('a moment without a result is a gap: nine moments, one of them missed, leave six pieces', () => {
    // Nine moments have eight steps between them; M5 to E5 and E5 to M6 fall out.
    assert.equal(lineOf(growthChart(growthOfSanne)).length, 6);
  });

  test('another norm begins behind a double line, with bands of its own that do not run on', () => {
    const svg = growthChart(growthOverNorms);
    const fills = (picture: string) => picture.split('\n').filter((part) => part.includes(`fill="${bandTints[2]}"`));
    assert.deepEqual([fills(growthChart(growthOfSanne)).length, fills(svg).length], [1, 3]);
    const uprights = svg.split('\n').filter((part) => /d="M[\d.]+ 32V[\d.]+"[^>]+stroke-width="1.25"/u.test(part));
    assert.equal(uprights.length, 4);
    assert.match(svg, />vanaf hier een andere norm<\/text>/u);
  });

  test('one result makes no line, none makes a chart with bands alone', () => {
    assert.equal(lineOf(growthChart(growthOfAmir)).length, 0);
    assert.doesNotMatch(growthChart(growthOfNobody), /score-interval|op het scherm/u);
  });

  test('the bands have their names, and the source of the norms stands in the picture', () => {
    const svg = growthChart(growthOfSanne);
    for (const name of ['I', 'II', 'III', 'IV', 'V']) assert.match(svg, new RegExp(`>${name}</text>`, 'u'));
    assert.match(svg, />synthetische norm, niet van Cito<\/text>/u);
  });

  test('a higher score never stands lower, and every mark stays inside the picture', () => {
    const score = fc.double({ min: 300, max: 900, noNaN: true });
    fc.assert(fc.property(score, score, (a, b) => {
      const at = (momentIndex: number, value: number) => ({
        momentIndex, score: value, low: value - 10, high: value + 10, mark: 'screen' as const, scoreLabel: '',
        label: '',
      });
      const svg = growthChart({ ...growthOfSanne, points: [at(0, a), at(1, b)] });
      // The legend has a circle too; it comes last.
      const [ya, yb] = [...svg.matchAll(/<circle cx="[^"]+" cy="([^"]+)"/gu)]
        .map((match) => Number(match[1]));
      assert.ok(ya! >= 0 && ya! <= 560 && yb! >= 0 && yb! <= 560);
      if (a > b) assert.ok(ya! <= yb!);
    }));
  });

  test('no number in a picture is missing or endless', () => {
    for (const svg of Object.values(goldens)) assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/u);
  });
});

describe('distribution chart', () => {
  test('the parts of a bar have the widths of their shares', () => {
    const svg = distributionChart(spreadOfGroupFive);
    const widths = [...svg.matchAll(/<rect x="[^"]+" y="10" width="([^"]+)"[^>]+stroke-width/gu)]
      .map((match) => Number(match[1]));
    const whole = widths.reduce((total, width) => total + width, 0);
    // 960 pixels, without 130 for the name and 6 at the end.
    assert.ok(Math.abs(whole - 824) < 0.1);
    assert.deepEqual(widths.map((width) => Math.round(22 * width / whole)), [3, 6, 4, 6, 3]);
  });

  test('shares that do not make a whole are refused', () => {
    const wrong = { ...spreadOfGroupFive, nationalShares: [0.2, 0.2, 0.2, 0.2, 0.1] as const };
    assert.throws(() => distributionChart(wrong), { name: 'Bug' });
  });
});

describe('writing SVG', () => {
  test('text is escaped wherever it stands', () => {
    assert.equal(escapeXml(`<b a="1">'&`), '&#60;b a=&#34;1&#34;&#62;&#39;&#38;');
    assert.equal(svgElement('g', { id: '"', x: 1 / 3, y: undefined }), '<g id="&#34;" x="0.33"/>');
    assert.match(growthChart({ ...growthOfSanne, title: '<script>' }), /<title>&#60;script&#62;<\/title>/u);
  });

  test('a number has two decimals at most, and zero has no sign', () => {
    assert.deepEqual([1 / 3, -0.001, 100].map(svgNumber), ['0.33', '0', '100']);
  });
});

describe('black and white', () => {
  test('each tint is clearly darker than the one below it, and ink is readable on all of them', () => {
    const luminances = bandTints.map(luminance);
    for (const [index, value] of luminances.entries()) {
      if (index > 0) assert.ok((luminances[index - 1]! + 0.05) / (value + 0.05) > 1.14, bandTints[index]);
      assert.ok((value + 0.05) / (luminance('#16262d') + 0.05) > 4.5);
    }
  });
});

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
