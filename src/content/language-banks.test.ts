import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readItem } from '../exchange/qti/read.ts';
import type { ResponseDeclaration } from '../exchange/qti/declarations.ts';
import type { ResponseInput } from '../exchange/qti/score.ts';
import { scoreItem } from '../exchange/qti/score.ts';
import { stripAnswers } from '../exchange/qti/strip.ts';
import { atomsOf, printAtom } from '../exchange/qti/values.ts';
import { romanLevel } from '../psychometrics/levels.ts';
import { functioningLevel, normTable } from '../psychometrics/norms.ts';
import { information, itemSet } from '../psychometrics/irt.ts';
import { asScaleScore, asTheta } from '../psychometrics/types.ts';
import { bankFaults } from './faults.ts';
import { itemsPerTask } from './item-draft.ts';
import { punctuationBank } from './language/punctuation-bank.ts';
import { exchangeable } from './language/sentences.ts';
import { spellingBank } from './language/spelling-bank.ts';
import { verbSpellingBank } from './language/verb-bank.ts';
import { readingBank } from './reading/bank.ts';
import { expectedShare } from './routing-cuts.ts';
import type { Bank, Form } from './types.ts';

const makers = [readingBank, spellingBank, verbSpellingBank, punctuationBank] as const;
const banks = makers.map((make) => make());

/** The question as a pupil meets it: all but its number and its key. */
function bodyOf(bank: Bank, itemId: string): string {
  const xml = bank.items.find(({ id }) => id === itemId)?.qtiXml ?? '';
  return xml.slice(xml.indexOf('<qti-item-body>'), xml.indexOf('</qti-item-body>'));
}

/** Taak 1 of a test with each taak 2 that may follow it. */
function routesOf(bank: Bank): (readonly [Form, Form])[] {
  const formOf = (code: string): Form => bank.forms.find((form) => form.code === code)!;
  return bank.tests.flatMap(({ code }) => {
    const parts = bank.parts.filter(({ testCode, medium }) => testCode === code && medium === 'screen');
    const first = parts.find(({ partNo }) => partNo === 1)!;
    return parts.filter(({ partNo }) => partNo === 2)
      .map((second) => [formOf(first.formCode), formOf(second.formCode)] as const);
  });
}

test('a bank is the same to the byte at every run, and nothing in it contradicts itself', () => {
  for (const [index, bank] of banks.entries()) {
    assert.deepEqual(bankFaults(bank), [], bank.subject);
    assert.equal(JSON.stringify(makers[index]!()), JSON.stringify(bank), bank.subject);
  }
});

test('every moment has two taken of 20 items, on screen with an easier and a harder second one', () => {
  const moments = banks.map(({ tests }) => tests.map(({ moment }) => moment).join(' '));
  assert.deepEqual(moments, [
    'M3 E3 M4 E4 M5 E5 M6 E6 M7 E7', 'M3 E3 M4 E4 M5 E5 M6 E6 M7 E7', 'M6 E6 M7 E7', 'M5 E5 M6 E6 M7 E7',
  ]);
  for (const bank of banks) {
    assert.ok(bank.forms.every(({ itemIds }) => itemIds.length === itemsPerTask));
    for (const { code } of bank.tests) {
      const parts = bank.parts.filter(({ testCode }) => testCode === code)
        .map(({ medium, partNo, shift }) => `${medium} ${partNo} ${shift}`).toSorted();
      assert.deepEqual(parts, ['paper 1 0', 'paper 2 0', 'screen 1 0', 'screen 2 -1', 'screen 2 0', 'screen 2 1']);
    }
  }
});

test('nobody meets a question twice in a test, whatever way he is routed', () => {
  for (const bank of banks) {
    for (const [first, second] of routesOf(bank)) {
      const bodies = [...first.itemIds, ...second.itemIds].map((id) => bodyOf(bank, id));
      assert.equal(new Set(bodies).size, bodies.length, `${first.code} ${second.code}`);
    }
  }
});

function keyOf({ cardinality, correct }: ResponseDeclaration): ResponseInput {
  assert.ok(correct !== null && correct.cardinality !== 'record');
  const atoms = atomsOf(correct).map(printAtom);
  return cardinality === 'single' ? atoms[0]! : atoms;
}

/** Answers that are none: nothing, nonsense, half of the key, its parts in another order. */
function nonsenseOf(response: ResponseDeclaration, key: ResponseInput): ResponseInput[] {
  if (typeof key === 'string') {
    const others = response.baseType === 'identifier' ? ['A', 'B', 'C', 'D', 'Z'] : ['xqz', '?', '1234'];
    return [null, ...others.filter((other) => other !== key)];
  }
  const parts = key as readonly string[];
  const turned = response.baseType === 'directedPair'
    ? parts.map((pair, index) => `${pair.split(' ')[0]} ${parts[(index + 1) % parts.length]!.split(' ')[1]}`)
    : [...parts.slice(1), parts[0]!];
  const sameAnyway = parts.every((pair) => pair.split(' ')[0] === parts[0]!.split(' ')[0]);
  return [null, ['Z'], parts.slice(1), ...(sameAnyway ? [] : [turned])];
}

test('each item gives its point to its own key, nothing to nonsense, and its key to nobody', () => {
  for (const { items } of banks) {
    for (const { id, qtiXml, maxScore } of items) {
      assert.ok(qtiXml.length < 20_000, id);
      const read = readItem(qtiXml);
      assert.ok(read.ok, id);
      assert.deepEqual(read.value.findings, [], id);
      const response = read.value.item.responses.get('RESPONSE')!;
      const score = (answer: ResponseInput): unknown => {
        const scored = scoreItem(read.value.item, { RESPONSE: answer });
        return scored.ok ? scored.value.outcomes['SCORE'] : scored.refusal;
      };
      const key = keyOf(response);
      assert.equal(score(key), maxScore, id);
      for (const { key: accepted } of response.mapping?.entries ?? []) assert.equal(score(accepted), maxScore, id);
      for (const wrong of nonsenseOf(response, key)) assert.equal(score(wrong), 0, `${id} ${JSON.stringify(wrong)}`);
      assert.doesNotMatch(stripAnswers(qtiXml), /correct-response|qti-mapping|processing/, id);
    }
  }
});

test('the mean of a moment is level III and functions at it; its pupils get 60 to 72 percent right', () => {
  for (const bank of banks) {
    const table = normTable({ ...bank.normTable, functioningMethod: bank.normTable.fnMethod });
    for (const { moment, mean, sd } of bank.normTable.moments) {
      assert.equal(romanLevel(asScaleScore(mean), { mean, sd }), 'III');
      assert.equal(functioningLevel(table, asScaleScore(mean)).moment, moment);
      assert.ok(mean > 400 && mean < 900);
    }
    const parameters = new Map(bank.calibration.items.map((item) => [item.itemId, item]));
    for (const form of bank.forms.filter(({ code }) => !/MAKKELIJK|MOEILIJK/.test(code))) {
      const { mean } = bank.normTable.moments.find(({ moment }) => moment === form.moment)!;
      const set = itemSet(form.itemIds.map((id) => parameters.get(id)!));
      const share = expectedShare(set, (mean - bank.calibration.scale.c) / bank.calibration.scale.a);
      assert.ok(share > 0.6 && share < 0.72, `${form.code} ${share}`);
    }
  }
});

/** The given answers of an item of which one is right, with the place of that one. */
function givenAnswers({ qtiXml }: Bank['items'][number]): { readonly texts: string[]; readonly right: number } | null {
  const found = [...qtiXml.matchAll(/<qti-(?:simple|inline)-choice identifier="(\w)">([^<]*)</g)];
  const keys = [...qtiXml.matchAll(/<qti-value>([A-D])<\/qti-value>/g)];
  if (found.length === 0 || keys.length !== 1) return null;
  return { texts: found.map(([, , text]) => text!), right: found.findIndex(([, letter]) => letter === keys[0]![1]) };
}

test('neither the place of an answer nor its length tells whether it is right', () => {
  for (const bank of banks) {
    for (const count of [3, 4]) {
      const given = bank.items.flatMap((item) => givenAnswers(item) ?? [])
        .filter(({ texts }) => texts.length === count);
      if (given.length < 40) continue;
      const share = (holds: (one: (typeof given)[number]) => boolean): number =>
        given.filter(holds).length / given.length;
      for (let place = 0; place < count; place += 1) {
        const here = share(({ right }) => right === place);
        assert.ok(Math.abs(here - 1 / count) < 0.12, `${bank.subject}: ${here} of ${count} at ${place}`);
      }
      const longest = share(({ texts, right }) =>
        texts.every((text, index) => index === right || text.length < texts[right]!.length));
      assert.ok(longest < 0.4, `${bank.subject}: of ${count} the longest is right in ${longest}`);
    }
  }
});

test('a sentence to set marks in comes once in a test, not again with another name', () => {
  const bank = banks.find(({ subject }) => subject === 'punctuation')!;
  const bare = (id: string): string => [...new Set(bodyOf(bank, id).replaceAll(/<[^>]*>/g, ' ').toLowerCase()
    .match(/[\p{L}’]+/gu))].filter((word) => !exchangeable.has(word)).toSorted().join(' ');
  for (const [first, second] of routesOf(bank).filter(([one, other]) => one.testCode === other.testCode)) {
    const questions = [...first.itemIds, ...second.itemIds].map(bare);
    assert.equal(new Set(questions).size, questions.length, `${first.code} ${second.code}`);
  }
});

test('nothing is read aloud where reading or spelling is measured, and all of it says it is synthetic', () => {
  for (const bank of banks) {
    assert.ok(bank.tests.every(({ readAloud }) => !readAloud));
    assert.equal(bank.calibration.source, 'synthetisch, niet van Cito');
    assert.equal(bank.normTable.source, 'synthetisch, niet van Cito');
    assert.match(bank.calibration.scaleCode, /^SYN-/);
  }
});

test('at the mean of a moment the standard error of both taken is 0.25 to 0.45 of the spread between pupils', () => {
  for (const bank of banks) {
    const { a, c } = bank.calibration.scale;
    const parameters = new Map(bank.calibration.items.map((item) => [item.itemId, item]));
    for (const { code, moment } of bank.tests) {
      const ids = bank.parts.filter(({ testCode, medium }) => testCode === code && medium === 'paper')
        .flatMap(({ formCode }) => bank.forms.find((form) => form.code === formCode)!.itemIds);
      const { mean, sd } = bank.normTable.moments.find((norm) => norm.moment === moment)!;
      const told = information(itemSet(ids.map((id) => parameters.get(id)!)), asTheta((mean - c) / a));
      const share = a / Math.sqrt(told) / sd;
      assert.ok(share > 0.25 && share < 0.45, `${code}: ${share}`);
    }
  }
});
