import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { readItem } from './read.ts';
import { scoreItem } from './score.ts';
import type { ItemSource } from './write.ts';
import { writeItem } from './write.ts';

// Texts without control characters, which XML cannot carry.
const words = fc.string({ minLength: 1, unit: fc.constantFrom(...'abc <>&"\'é€½ 7,.') })
  .filter((text) => text.trim() !== '');

function score(source: ItemSource, answer: string): unknown {
  const read = readItem(writeItem(source));
  assert.ok(read.ok);
  assert.deepEqual(read.value.findings, []);
  const scored = scoreItem(read.value.item, { RESPONSE: answer });
  assert.ok(scored.ok);
  return scored.value.outcomes['SCORE'];
}

test('every accepted spelling of a written text entry earns the point, and nothing else does', () => {
  fc.assert(fc.property(fc.uniqueArray(words, { minLength: 2, maxLength: 4 }), words, (accepted, other) => {
    const source: ItemSource = {
      identifier: 'i', title: other, blocks: [{ kind: 'paragraph', text: other }], prompt: other,
      question: {
        kind: 'text-entry', before: other, after: other, accepted, baseType: 'string', expectedLength: 5,
        keyboard: 'text',
      },
    };
    for (const spelling of accepted) assert.equal(score(source, spelling), 1);
    if (!accepted.includes(other)) assert.equal(score(source, other), 0);
  }), { numRuns: 50 });
});

test('the correct option of a written choice earns the point and the others nothing', () => {
  const options = ['A', 'B', 'C'].map((identifier) => ({ identifier, text: `<${identifier}> & "co"` }));
  const source: ItemSource = {
    identifier: 'i', title: 't', blocks: [], prompt: 'Kies.',
    question: { kind: 'choice', options, correct: 'B' },
  };
  assert.deepEqual(['A', 'B', 'C', ''].map((answer) => score(source, answer)), [0, 1, 0, 0]);
});

test('a picture travels inside the item with its description', () => {
  const xml = writeItem({
    identifier: 'i', title: 't', prompt: 'Kies.', question: { kind: 'choice', options: [], correct: 'A' },
    blocks: [{ kind: 'picture', svg: '<svg/>', description: 'Een klok', width: 100 }],
  });
  assert.match(xml, /<img src="data:image\/svg\+xml,%3Csvg%2F%3E" alt="Een klok" width="100"\/>/);
});
