import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Question } from '../exchange/qti/write.ts';
import { writeItem } from '../exchange/qti/write.ts';
import type { AnswerForm } from './cell-text.ts';
import { answerFormOf, readCell, readTotal, textOfCell } from './cell-text.ts';
import type { PaperWay } from './types.ts';

const options = ['tien', 'elf', 'twaalf'].map((text, at) => ({ identifier: `OPT${at}`, text }));

function formOf(question: Question): AnswerForm {
  const source = { identifier: 'P', title: 'Opgave', blocks: [], prompt: 'Kies.', question };
  return answerFormOf({ qtiXml: writeItem(source) });
}

const choice = formOf({ kind: 'choice', options, correct: 'OPT1' });
const inline = formOf({ kind: 'inline-choice', before: 'a', after: 'b', options, correct: 'OPT2' });
const typed = formOf({
  kind: 'text-entry', before: '', after: '', accepted: ['12'], baseType: 'integer', keyboard: 'decimal',
  expectedLength: 3,
});
const points: AnswerForm = { kind: 'points' };

function read(text: string, form: AnswerForm, way: PaperWay, maxScore = 1) {
  const cell = readCell(text, { maxScore }, form, way);
  return cell.ok ? cell.value : cell.refusal;
}

test('an option is its letter in the booklet, a line is what the pupil wrote, and the rest takes points', () => {
  assert.deepEqual(read('b', choice, 'answers'), { kind: 'answer', responses: { RESPONSE: 'OPT1' } });
  assert.deepEqual(read(' C ', inline, 'answers'), { kind: 'answer', responses: { RESPONSE: 'OPT2' } });
  assert.deepEqual(read('D', choice, 'answers'), 'not-an-option');
  assert.deepEqual(read('AB', choice, 'answers'), 'not-an-option');
  assert.deepEqual(read('1,5', typed, 'answers'), { kind: 'answer', responses: { RESPONSE: '1,5' } });
  assert.deepEqual(read('=1', typed, 'answers'), { kind: 'points', score: 1 });
  assert.deepEqual(read('1', points, 'answers'), { kind: 'points', score: 1 });
});

test('an order is its letters one after the other', () => {
  const order = formOf({ kind: 'order', options, correct: ['OPT2', 'OPT0', 'OPT1'] });
  assert.deepEqual(read('CAB', order, 'answers'),
    { kind: 'answer', responses: { RESPONSE: ['OPT2', 'OPT0', 'OPT1'] } });
  assert.deepEqual(read('c, a, b', order, 'answers'), read('CAB', order, 'answers'));
  assert.deepEqual(read('CAA', order, 'answers'), 'not-an-option');
});

test('a dash is skipped, a slash is not reached, nothing is missing', () => {
  for (const way of ['answers', 'points'] as const) {
    assert.deepEqual([read('-', choice, way), read('/', choice, way), read('  ', choice, way)],
      [{ kind: 'skipped' }, { kind: 'not-reached' }, null]);
  }
  assert.deepEqual(read('n', choice, 'points'), { kind: 'not-reached' });
  assert.deepEqual(read('n', typed, 'answers'), { kind: 'answer', responses: { RESPONSE: 'n' } });
});

test('points are whole and within the range of their item, a total within that of the taak', () => {
  assert.deepEqual(['0', '3', '4', '-1', '1,5', 'x'].map((text) => read(text, points, 'points', 3)),
    [{ kind: 'points', score: 0 }, { kind: 'points', score: 3 }, ...Array<string>(4).fill('not-points')]);
  assert.deepEqual(['', '0', '24', '25', '1e1'].map((text) => readTotal(text, 24)), [
    { ok: true, value: null }, { ok: true, value: 0 }, { ok: true, value: 24 }, { ok: false, refusal: 'not-a-total' },
    { ok: false, refusal: 'not-a-total' },
  ]);
});

test('what a cell shows is read back as what stands in it', () => {
  const texts = fc.constantFrom('A', 'b', '12', '=1', '-', '/', '1', '0', '2,5', '');
  fc.assert(fc.property(texts, fc.constantFrom(choice, inline, typed, points),
    fc.constantFrom('answers' as const, 'points' as const), (text, form, way) => {
      const first = readCell(text, { maxScore: 1 }, form, way);
      if (!first.ok) return;
      const again = readCell(textOfCell(first.value ?? undefined, form, way), { maxScore: 1 }, form, way);
      assert.deepEqual(again, first);
    }));
});
