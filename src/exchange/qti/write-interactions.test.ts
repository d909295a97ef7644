import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { readItem } from './read.ts';
import type { ResponseInput } from './score.ts';
import { scoreItem } from './score.ts';
import { stripAnswers } from './strip.ts';
import type { ItemSource, Question } from './write.ts';
import { maxScoreOf, writeItem } from './write.ts';

const options = ['een', 'twee', 'drie', 'vier'].map((text, index) => ({ identifier: 'ABCD'.charAt(index), text }));
const numbered = (letter: string, count: number): { identifier: string; text: string }[] =>
  Array.from({ length: count }, (_, index) => ({ identifier: `${letter}${index + 1}`, text: `<${index}> & "` }));

function sourceOf(question: Question): ItemSource {
  return { identifier: 'i', title: 'Opgave', blocks: [], prompt: 'Wat is goed?', question };
}

function score(question: Question, answer: ResponseInput): unknown {
  return scoreXml(writeItem(sourceOf(question)), answer);
}

function scoreXml(xml: string, answer: ResponseInput): unknown {
  const read = readItem(xml);
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.value.findings, []);
  const scored = scoreItem(read.value.item, { RESPONSE: answer });
  assert.ok(scored.ok);
  return scored.value.outcomes['SCORE'];
}

test('the right option in a line, or place on a picture, earns the point and the others nothing', () => {
  const spots = options.map(({ identifier, text }, index) =>
    ({ identifier, label: text, shape: 'rect' as const, coords: [index * 10, 0, index * 10 + 9, 9] }));
  const questions: readonly Question[] = [
    { kind: 'inline-choice', before: 'Ik zie', after: 'vissen.', options, correct: 'C' },
    { kind: 'hotspot', svg: '<svg/>', description: 'Vier vakken', width: 40, height: 10, spots, correct: 'C' },
  ];
  for (const question of questions) {
    const scores = ['A', 'B', 'C', 'D', 'C D', null].map((answer) => score(question, answer));
    assert.deepEqual(scores, [0, 0, 1, 0, 0, 0]);
  }
});

test('only the one order of all options earns the point', () => {
  const correct = ['C', 'A', 'D', 'B'];
  const question: Question = { kind: 'order', options, correct };
  fc.assert(fc.property(fc.shuffledSubarray(correct), (answer) => {
    assert.equal(score(question, answer), answer.join() === correct.join() ? 1 : 0);
  }));
});

test('pairs count together, or each for a point, in whatever order they were made', () => {
  const rows = numbered('R', 3);
  const columns = numbered('K', 2);
  const pairs = [['R1', 'K2'], ['R2', 'K1'], ['R3', 'K2']] as const;
  const keys = pairs.map((pair) => pair.join(' '));
  const lines = rows.map(({ identifier }) => ['Zin', { gap: identifier }]);
  const gapPairs = pairs.map(([row, column]) => [column, row] as const);
  const choices = fc.tuple(...rows.map(({ identifier }) =>
    fc.constantFrom(null, ...columns.map((column) => `${identifier} ${column.identifier}`))));
  fc.assert(fc.property(choices, fc.boolean(), (chosen, turned) => {
    const answer = chosen.filter((pair) => pair !== null);
    if (turned) answer.reverse();
    const right = answer.filter((pair) => keys.includes(pair)).length;
    const swapped = answer.map((pair) => pair.split(' ').toReversed().join(' '));
    for (const credit of ['all', 'each'] as const) {
      const expected = credit === 'each' ? right : Number(right === pairs.length);
      assert.equal(score({ kind: 'match', rows, columns, pairs, credit }, answer), expected);
      assert.equal(
        score({ kind: 'gap-match', words: columns, lines, pairs: gapPairs, credit }, swapped), expected,
      );
    }
  }), { numRuns: 60 });
});

test('a written answer of a few sentences has no key, and its marking advice stays with the teacher', () => {
  const question: Question = { kind: 'extended-text', lines: 4, maxScore: 3, marking: 'Een punt per reden.' };
  const xml = writeItem(sourceOf(question));
  assert.match(xml, /external-scored="human"/);
  assert.match(xml, /normal-maximum="3"/);
  assert.equal(maxScoreOf(question), 3);
  assert.doesNotMatch(stripAnswers(xml), /Een punt per reden/);
  const read = readItem(xml);
  assert.ok(read.ok);
  assert.equal(read.value.item.processing, null);
});

test('a box within a word touches its letters, and a mark touches the word before it', () => {
  const lineOf = (question: Question): string =>
    /<p class="answer">(.*)<\/p>/.exec(writeItem(sourceOf(question)))?.[1]?.replace(/<qti.*>/, '[]') ?? '';
  const box = {
    kind: 'text-entry', accepted: ['oo'], baseType: 'string', keyboard: 'text', expectedLength: 2,
  } as const;
  assert.equal(lineOf({ ...box, before: 'b', after: 'm', joined: true }), 'b[]m');
  assert.equal(lineOf({ ...box, before: 'Een', after: '.' }), 'Een [].');
  assert.equal(lineOf({ ...box, before: '', after: 'is groot' }), '[] is groot');
});

test('a passage keeps its title, line breaks, steps and table, whatever signs stand in it', () => {
  const xml = writeItem({
    ...sourceOf({ kind: 'choice', options, correct: 'A' }),
    blocks: [{
      kind: 'passage',
      title: 'Soep & <brood>',
      parts: [
        { kind: 'paragraph', text: 'Lieve oma,\nHoe is het?' },
        { kind: 'steps', steps: ['Snijd de prei.', 'Kook < 5 minuten.'] },
        { kind: 'table', head: ['Dag', 'Tijd'], rows: [['maandag', '9.00']] },
      ],
    }],
  });
  assert.match(xml, /<h2>Soep &amp; &lt;brood&gt;<\/h2>/);
  assert.match(xml, /<p>Lieve oma,<br\/>Hoe is het\?<\/p>/);
  assert.match(xml, /<li>Kook &lt; 5 minuten\.<\/li>/);
  assert.match(xml, /<tr><th scope="row">maandag<\/th><td>9\.00<\/td><\/tr>/);
});

const examples: readonly (readonly [name: string, right: ResponseInput, wrong: ResponseInput, points: number])[] = [
  ['choice-passage', 'B', 'A', 1],
  ['inline-choice', 'B', 'C', 1],
  ['text-entry-letters', 'ra', 'ar', 1],
  ['order-events', ['B', 'D', 'A', 'C'], ['D', 'B', 'A', 'C'], 1],
  ['match-table', ['R1 K2', 'R2 K1', 'R3 K3'], ['R1 K1', 'R2 K2'], 3],
  ['gap-match-marks', ['W2 G1', 'W1 G2'], ['W1 G1', 'W2 G2'], 1],
  ['hotspot-plan', 'C', 'A', 1],
];

test('each example earns its points by its own key, and what a pupil sees of it holds no key', () => {
  for (const [name, right, wrong, points] of examples) {
    const xml = readFileSync(new URL(`examples/valid/${name}.xml`, import.meta.url), 'utf8');
    assert.equal(scoreXml(xml, right), points, name);
    assert.equal(scoreXml(xml, wrong), 0, name);
    const stripped = stripAnswers(xml);
    assert.doesNotMatch(stripped, /correct-response|qti-mapping|processing/, name);
    assert.ok(readItem(stripped).ok, name);
  }
});
