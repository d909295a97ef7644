import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { plainDate } from '../base/plain-date.ts';
import type { PublishedForm } from '../content/store.ts';
import { syntheticBank } from '../content/synthetic-bank.ts';
import type { Item } from '../content/types.ts';
import { writeItem } from '../exchange/qti/write.ts';
import type { PaperEntry } from '../paper/types.ts';
import type { FinalMark } from '../taking/marking-store.ts';
import type { FinalAnswer } from '../taking/types.ts';
import { inputDigest, scoreSitting, totalOf, unmarkedItems } from './rules.ts';

const number = itemOf('GETAL', {
  kind: 'text-entry', before: '1000 + 250 =', after: '', accepted: ['1250'], baseType: 'integer', keyboard: 'decimal',
  expectedLength: 6,
});
const decimal = itemOf('KOMMA', {
  kind: 'text-entry', before: '5 : 2 =', after: '', accepted: ['2,5', '2.5'], baseType: 'string', keyboard: 'decimal',
  expectedLength: 4,
});
const choice = itemOf('KEUZE', {
  kind: 'choice', correct: 'B', options: [{ identifier: 'A', text: '3' }, { identifier: 'B', text: '4' }],
});

function itemOf(id: string, question: Parameters<typeof writeItem>[0]['question'], needsMarking = false): Item {
  const qtiXml = writeItem({ identifier: id, title: 'Opgave', blocks: [], prompt: 'Reken uit.', question });
  return { id, version: 1, title: 'Opgave', qtiXml, maxScore: 1, domain: 'number', presentation: 'formal',
    needsMarking };
}

const form: PublishedForm = {
  code: 'PROEF', version: 1, testCode: 'PROEF', subject: 'arithmetic', moment: 'M5', medium: 'screen', title: 'Proef',
  generation: '3.0 (synthetisch)', scaleCode: 'SYN', calibrationCode: 'SYN', calibrationVersion: 1, synthetic: true,
  items: [number, decimal, choice].map((item, index) => ({ position: index + 1, weight: index + 2, item })),
};

function answer(itemId: string, value: string | null, sequence = 1): FinalAnswer {
  return { itemId, deviceEpoch: 1, sequence, responses: { RESPONSE: value } };
}

/** Points by item of answers that were given on screen. */
function points(...answers: FinalAnswer[]) {
  return scoreSitting(form, { medium: 'screen', marks: [], answers }).map(({ score, answered }) => [score, answered]);
}

test('an item is scored by its own key, numbers as the Dutch write them, spaces round an answer left out', () => {
  assert.deepEqual(points(answer('GETAL', '1.250'), answer('KOMMA', '2,5'), answer('KEUZE', 'B')),
    [[1, true], [1, true], [1, true]]);
  assert.deepEqual(points(answer('GETAL', ' 1250 '), answer('KOMMA', '2.5 '), answer('KEUZE', 'A')),
    [[1, true], [1, true], [0, true]]);
});

test('an item without an answer has no points and says so; so does one that was wiped', () => {
  assert.deepEqual(points(), [[0, false], [0, false], [0, false]]);
  assert.deepEqual(points(answer('GETAL', null), answer('KOMMA', '  '), answer('KEUZE', '')),
    [[0, false], [0, false], [0, false]]);
});

test('an answer that is no number is wrong, not a failure', () => {
  assert.deepEqual(points(answer('GETAL', 'weet ik niet'), answer('KOMMA', '?')), [[0, true], [0, true], [0, false]]);
});

/** Entries of a paper test, one a cell, in the order of typing. */
function typed(...entries: readonly Partial<PaperEntry>[]): PaperEntry[] {
  return entries.map((entry, index) => ({
    entryNo: index + 1, itemId: null, kind: 'points', score: null, responses: null, ...entry,
  }));
}

function pointsOnPaper(...entries: readonly Partial<PaperEntry>[]) {
  return scoreSitting(form, { medium: 'paper', marks: [], entries: typed(...entries) })
    .map(({ score, answered }) => [score, answered]);
}

test('on paper points count as typed, an answer by its own key, and what is skipped or not reached gives none', () => {
  assert.deepEqual(pointsOnPaper({ itemId: 'GETAL', score: 1 }, { itemId: 'KEUZE', score: null }),
    [[1, true], [0, false], [0, false]]);
  assert.deepEqual(pointsOnPaper(
    { itemId: 'GETAL', kind: 'answer', responses: { RESPONSE: '1.250' } }, { itemId: 'KOMMA', kind: 'skipped' },
    { itemId: 'KEUZE', kind: 'not-reached' }), [[1, true], [0, false], [0, false]]);
  assert.throws(() => pointsOnPaper({ itemId: 'GETAL', score: 2 }));
});

test('written text waits for a mark, and then counts what the teacher gave', () => {
  const essay: PublishedForm = { ...form, items: [{ position: 1, weight: 1, item: itemOf('TEKST', {
    kind: 'extended-text', lines: 4, maxScore: 1, marking: 'Een reden: 1 punt.',
  }, true) }] };
  const answers = [answer('TEKST', 'Omdat het regent.')];
  const waiting = (given: readonly FinalAnswer[], marks: readonly FinalMark[]) =>
    unmarkedItems(essay, { medium: 'screen', answers: given, marks }).map(({ id }) => id);
  const mark = { itemId: 'TEKST', markNo: 1, score: 1 };
  assert.deepEqual([waiting(answers, []), waiting([answer('TEKST', ' ')], []), waiting(answers, [mark])],
    [['TEKST'], [], []]);
  const marked = { medium: 'screen', answers, marks: [mark] } as const;
  assert.deepEqual(scoreSitting(essay, marked).map(({ score, answered }) => [score, answered]), [[1, true]]);
});

test('of a total nothing is known by item', () => {
  const total = { kind: 'total', score: 2 } as const;
  assert.deepEqual([pointsOnPaper(total), totalOf({ medium: 'paper', marks: [], entries: typed(total) })], [[], 2]);
  assert.equal(totalOf({ medium: 'paper', marks: [], entries: typed({ itemId: 'GETAL', score: 1 }) }), null);
});

test('every shipped item gives full points to its own key and none to nonsense', () => {
  for (const item of syntheticBank().items) {
    const single = { ...form, items: [{ position: 1, weight: 1, item }] };
    const key = /<qti-correct-response>\s*<qti-value>([^<]+)<\/qti-value>/.exec(item.qtiXml)![1]!;
    const score = (value: string) =>
      scoreSitting(single, { medium: 'screen', marks: [], answers: [answer(item.id, value)] })[0]!.score;
    assert.deepEqual([score(key), score('dit is onzin')], [item.maxScore, 0], item.id);
  }
});

test('the digest is the same in any order of the answers, and another for any other answer or entry', () => {
  const given = [answer('GETAL', '2,5'), answer('KEUZE', 'B', 2)];
  const digest = (answers: readonly FinalAnswer[], takenOn = '2027-01-19', takenOnRevision = 1) =>
    inputDigest(form, { takenOn: plainDate(takenOn), takenOnRevision }, { medium: 'screen', marks: [], answers });
  assert.equal(digest(given.toReversed()), digest(given));
  const others = [
    digest([given[0]!]), digest([given[0]!, answer('KEUZE', 'A', 2)]), digest([given[0]!, answer('KEUZE', 'B', 3)]),
    digest(given, '2027-01-20'), digest(given, '2027-01-19', 3),
  ];
  assert.equal(new Set([digest(given), ...others]).size, 6);
});

test('points never leave the range of the item, whatever was typed', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (typed, chosen) => {
    const answers = [answer('GETAL', typed), answer('KOMMA', typed), answer('KEUZE', chosen)];
    for (const { score } of scoreSitting(form, { medium: 'screen', marks: [], answers })) {
      assert.ok(score === 0 || score === 1);
    }
  }));
});
