import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { findRow, scoreTable } from './ability.ts';
import { calibrate } from './calibrate.ts';
import { countResponses } from './counts.ts';
import { itemSet } from './irt.ts';
import { letterLevel, levelProbabilities, romanLevel, romanScheme } from './levels.ts';
import { estimatePopulation } from './population.ts';
import { displayedScore, reportedScale, scoreInterval, toScale } from './scale.ts';

const reference = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

test('the worked example of the README gives the numbers that stand there', () => {
  const [header, ...lines] = readFileSync(new URL('incomplete.csv', reference), 'utf8').trim().split(/\r?\n/)
    .map((line) => line.split(','));
  const answers = lines.map((line) => line.slice(2).map((cell) => (cell === '' ? null : Number(cell))));
  const result = calibrate(countResponses(header!.slice(2), answers));
  assert.ok(result.ok);
  const { items, rows } = result.calibration;
  says(`i01: beta ${rows[0]!.beta.toFixed(4)} (${rows[0]!.seBeta.toFixed(4)})`);
  const row = findRow(scoreTable(itemSet(items.filter((_, at) => answers[0]![at] !== null))), 5)!;
  says(`theta ${row.theta.toFixed(4)}, se ${row.se.toFixed(4)}`);
  const measured = toScale(reportedScale('example', 60, 600), row.theta, row.se);
  says(`// ${measured.score.toFixed(2)}, se ${measured.se.toFixed(2)}`);
  const { low, high } = scoreInterval(measured);
  says(`// ${low.toFixed(2)} to ${high.toFixed(2)}`);
  says(`// ${displayedScore(measured.score)}: rounded`);
  const norm = { mean: 602, sd: 43 };
  says(`romanLevel(measured.score, norm);                      // ${romanLevel(measured.score, norm)}\n`);
  says(`letterLevel(measured.score, norm);                     // ${letterLevel(measured.score, norm)}\n`);
  const chances = levelProbabilities(romanScheme, measured, norm).slice(0, 3)
    .map(({ label, probability }) => `${label} ${probability.toFixed(3)}`).join(', ');
  says(`// ${chances}`);
});

test('the norm of the README is the population behind the scores', () => {
  type Golden = { input: { booklets: Record<string, string[]> }; expected: {
    items: { item_id: string; item_score: number; beta: number }[];
    booklets: Record<string, { score: number[]; n: number[] }> } };
  const { input, expected } = JSON.parse(
    readFileSync(new URL('cml-incomplete.json', reference), 'utf8')) as Golden;
  const setOf = (taken: readonly string[]) => itemSet(taken.map((itemId) => ({
    itemId, categories: expected.items.filter((row) => row.item_id === itemId)
      .map((row) => ({ score: row.item_score, beta: row.beta })),
  })));
  const { mean, sd } = estimatePopulation(Object.entries(expected.booklets).map(([id, { score, n }]) =>
    ({ set: setOf(input.booklets[id]!), scores: Float64Array.from(score), persons: Float64Array.from(n) })));
  says(`mean ${mean.toFixed(4)} and spread ${sd.toFixed(4)}`);
  says(`${Math.round(600 + 60 * mean)} and ${Math.round(60 * sd)}`);
});

function says(text: string): void {
  assert.ok(readme.includes(text), `the README does not say: ${text}`);
}
