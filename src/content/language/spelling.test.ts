import assert from 'node:assert/strict';
import { test } from 'node:test';

import { momentsInOrder } from '../types.ts';
import { drawnWords, pictureOf } from './pictures.ts';
import { spellingBank } from './spelling-bank.ts';
import { plainWords, wordLists, wordsOf } from './words.ts';

const pools = ['start', ...momentsInOrder.slice(0, 10), 'beyond'] as const;
const words = pools.flatMap((pool) => wordsOf(pool));
const spelled = new Set(words.map(({ text }) => text));

test('a word stands in one list only, and no misspelling is the spelling of another word', () => {
  assert.equal(spelled.size, words.length);
  for (const { text, misspellings } of words) {
    assert.equal(new Set([text, ...misspellings]).size, 3, text);
    for (const wrong of misspellings) {
      assert.ok(!plainWords.some((word) => word === wrong), wrong);
      assert.ok(!spelled.has(wrong), wrong);
    }
  }
});

test('a sentence has one gap, ends with a mark and does not give its word away', () => {
  for (const { text, before, after } of words) {
    const around = `${before} ${after}`.toLowerCase().split(/[^\p{L}']+/u);
    assert.ok(!around.includes(text), text);
    assert.match(after, /[.!?]$/, text);
    assert.match(before, /^\p{Lu}|^\d/u, text);
    assert.ok(!`${before}${after}`.includes('_'), text);
  }
});

test('every moment has words enough for its two taken', () => {
  for (const pool of pools) {
    const least = pool === 'start' ? 20 : pool === 'beyond' ? 16 : 30;
    assert.ok(wordsOf(pool).length >= least, pool);
  }
  assert.equal(wordLists.flatMap((list) => list.words).length, words.length, 'no list has a pool of its own');
});

test('a word is asked once in a test, and is not to be read well spelled in another question of it', () => {
  const bank = spellingBank();
  const answers = (form: string): { id: string; right: string; body: string }[] =>
    bank.forms.find(({ code }) => code === form)!.itemIds.map((id) => {
      const { qtiXml } = bank.items.find((item) => item.id === id)!;
      const body = qtiXml.slice(qtiXml.indexOf('<qti-item-body>')).replaceAll(/<img [^>]*>/g, '');
      const misspelled = words.find(({ misspellings }) => qtiXml.includes('fout geschreven?')
        && new RegExp(`>${misspellings[0]}<`).test(body));
      const right = misspelled ?? words.find(({ before, after, start, misspellings }) =>
        body.includes(before.trimEnd() === '' ? start : before.trimEnd())
        && (body.includes(after.trimStart()) || body.includes(misspellings[0])));
      return { id, right: right?.text ?? '', body };
    });
  for (const { code } of bank.tests) {
    const forms = bank.parts.filter(({ testCode, medium }) => testCode === code && medium === 'screen');
    const [first, ...seconds] = forms.map(({ formCode }) => formCode);
    for (const second of seconds) {
      const asked = [...answers(first!), ...answers(second)];
      assert.equal(new Set(asked.map(({ right }) => right)).size, asked.length, `${code} ${second}`);
      for (const { right, id } of asked) {
        const leak = asked.find((other) => other.id !== id && new RegExp(`[> ]${right}[< .,]`).test(other.body));
        assert.equal(leak?.id, undefined, `${right} of ${id}`);
      }
    }
  }
});

test('a picture shows a word of the lists, and its description does not name it', () => {
  for (const word of drawnWords()) {
    assert.ok(spelled.has(word), word);
    const picture = pictureOf(word);
    assert.ok(picture?.kind === 'picture');
    assert.ok(!picture.description.toLowerCase().split(/\W+/).includes(word), word);
  }
});
