import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readItem } from '../exchange/qti/read.ts';
import type { QtiItem } from '../exchange/qti/read.ts';
import { scoreItem } from '../exchange/qti/score.ts';
import { stripAnswers } from '../exchange/qti/strip.ts';
import { scoreTable } from '../psychometrics/ability.ts';
import { categoryProbabilities, itemSet } from '../psychometrics/irt.ts';
import { romanLevel } from '../psychometrics/levels.ts';
import type { NormTableData } from '../psychometrics/norms.ts';
import { functioningLevel, normFaults, normTable } from '../psychometrics/norms.ts';
import { reportedScale, toScale } from '../psychometrics/scale.ts';
import { asScaleScore, asTheta } from '../psychometrics/types.ts';
import { itemsPerTask } from './arithmetic/blueprint.ts';
import { testMoments } from './arithmetic/task.ts';
import { bankFaults } from './faults.ts';
import { syntheticBank } from './synthetic-bank.ts';
import type { Form } from './types.ts';
import { momentsInOrder } from './types.ts';

const bank = syntheticBank();
const itemById = new Map(bank.items.map((item) => [item.id, item]));
const parametersById = new Map(bank.calibration.items.map((item) => [item.itemId, item]));
const plannedCodes = new Set(bank.parts.filter(({ medium, shift }) => medium === 'screen' && shift === 0)
  .map(({ formCode }) => formCode));
/** The forms that are taken as planned: of a group 3 test two, of the others three. */
const screenForms = bank.forms.filter(({ code }) => plannedCodes.has(code));
const scale = reportedScale(bank.calibration.scaleCode, bank.calibration.scale.a, bank.calibration.scale.c);
const norms: NormTableData = { ...bank.normTable, functioningMethod: bank.normTable.fnMethod };

function setOf(form: Form): ReturnType<typeof itemSet> {
  return itemSet(form.itemIds.map((id) => {
    const parameters = parametersById.get(id);
    assert.ok(parameters, `no parameters for ${id}`);
    return parameters;
  }));
}

function normOf(form: Form): { mean: number; sd: number } {
  const norm = bank.normTable.moments.find(({ moment }) => moment === form.moment);
  assert.ok(norm);
  return norm;
}

function itemOf(xml: string): QtiItem {
  const read = readItem(xml);
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.refusal));
  assert.deepEqual(read.value.findings, []);
  return read.value.item;
}

test('the bank is the same to the byte at every run', () => {
  assert.equal(JSON.stringify(syntheticBank()), JSON.stringify(bank));
});

test('every test has two or three taken, each on screen and on paper with the same items', () => {
  assert.deepEqual(bank.tests.map(({ moment }) => moment), testMoments);
  for (const { code, moment, readAloud } of bank.tests) {
    assert.ok(readAloud);
    const planned = bank.parts.filter(({ testCode, shift }) => testCode === code && shift === 0);
    const formsOf = (medium: string): Form[] => planned.filter((part) => part.medium === medium)
      .map((part) => bank.forms.find((form) => form.code === part.formCode)!);
    const [screen, paper] = [formsOf('screen'), formsOf('paper')];
    assert.equal(screen.length, moment.endsWith('3') ? 2 : 3);
    assert.deepEqual(paper.map(({ itemIds, weights }) => ({ itemIds, weights })),
      screen.map(({ itemIds, weights }) => ({ itemIds, weights })));
    for (const form of screen) assert.equal(form.itemIds.length, itemsPerTask);
  }
});

test('from taak 2 on there is an easier and a harder one on screen, of the moment beside it or of its own', () => {
  const shifted = (testCode: string, shift: number): string[] =>
    bank.parts.filter((part) => part.testCode === testCode && part.shift === shift).map(({ formCode }) => formCode);
  assert.deepEqual(shifted('RW-M5', -1), ['RW-E4-T2-SCHERM', 'RW-E4-T3-SCHERM']);
  assert.deepEqual(shifted('RW-M5', 1), ['RW-E5-T2-SCHERM', 'RW-E5-T3-SCHERM']);
  assert.deepEqual(shifted('RW-M3', -1), ['RW-M3-T2-MAKKELIJK-SCHERM']);
  assert.deepEqual(shifted('RW-M4', -1), ['RW-E3-T2-SCHERM', 'RW-M4-T3-MAKKELIJK-SCHERM']);
  assert.deepEqual(shifted('RW-M8', 1), ['RW-M8-T2-MOEILIJK-SCHERM', 'RW-M8-T3-MOEILIJK-SCHERM']);
  const used = new Set(bank.parts.map(({ formCode }) => formCode));
  assert.deepEqual(bank.forms.filter(({ code }) => !used.has(code)), []);
  assert.deepEqual(bankFaults(bank), []);
});

test('no question is asked twice in a test, whichever way a pupil goes', () => {
  const asked = (form: string): string[] => bank.forms.find(({ code }) => code === form)!.itemIds
    .map((id) => itemById.get(id)!.qtiXml.replaceAll(/identifier="RW[^"]*"|title="[^"]*"/g, ''));
  for (const { code } of bank.tests) {
    const planned = bank.parts.filter((part) => part.testCode === code && part.medium === 'screen' && part.shift === 0);
    const texts = planned.flatMap(({ formCode }) => asked(formCode));
    assert.equal(new Set(texts).size, texts.length, code);
  }
});

test('ids of items and codes of forms are unique, and every item is calibrated with its own weight', () => {
  assert.equal(itemById.size, bank.items.length);
  assert.equal(parametersById.size, bank.items.length);
  assert.equal(new Set(bank.forms.map(({ code }) => code)).size, bank.forms.length);
  for (const form of bank.forms) {
    for (const [index, id] of form.itemIds.entries()) {
      assert.deepEqual(parametersById.get(id)?.categories.map(({ score }) => score), [form.weights[index]]);
    }
  }
});

test('the average pupil of a moment gets between 60 and 75 percent of the items right', () => {
  for (const form of screenForms) {
    const theta = asTheta((normOf(form).mean - scale.intercept) / scale.slope);
    const set = setOf(form);
    const right = form.itemIds.map((_, index) => categoryProbabilities(set, index, theta).at(-1) ?? 0);
    const share = right.reduce((sum, chance) => sum + chance, 0) / right.length;
    assert.ok(share > 0.6 && share < 0.75, `${form.code}: ${share}`);
  }
});

test('a higher score is a higher scale score, and all but the very ends lie within 400 to 900', () => {
  for (const form of screenForms) {
    const { rows } = scoreTable(setOf(form));
    const scores = rows.map(({ theta, se }) => toScale(scale, theta, se).score);
    for (const [index, score] of scores.entries()) {
      assert.ok(index === 0 || score > (scores[index - 1] ?? 0), `${form.code}: score ${index}`);
    }
    const middle = scores.slice(Math.ceil(scores.length * 0.1), Math.floor(scores.length * 0.9));
    assert.ok(middle.every((score) => score > 400 && score < 900), form.code);
  }
});

test('near the mean the standard error of one taak is 0.3 to 0.5 of the spread between pupils', () => {
  for (const form of screenForms) {
    const { mean, sd } = normOf(form);
    const measured = scoreTable(setOf(form)).rows.map(({ theta, se }) => toScale(scale, theta, se))
      .filter(({ score }) => Math.abs(score - mean) < sd / 2);
    assert.ok(measured.length > 0);
    for (const { se } of measured) assert.ok(se / sd > 0.3 && se / sd < 0.5, `${form.code}: ${se / sd}`);
  }
});

test('the norm table is faultless, and the mean of a moment is level III and functions at it', () => {
  assert.deepEqual(normFaults(norms), []);
  const table = normTable(norms);
  for (const { moment, mean, sd } of bank.normTable.moments) {
    assert.equal(romanLevel(asScaleScore(mean), { mean, sd }), 'III');
    assert.equal(functioningLevel(table, asScaleScore(mean)).moment, moment);
  }
  assert.deepEqual(bank.normTable.moments.map(({ moment }) => moment), momentsInOrder);
});

test('the key of every item earns its highest score, and any other answer earns nothing', () => {
  for (const { id, qtiXml, maxScore } of bank.items) {
    const item = itemOf(qtiXml);
    const response = item.responses.get('RESPONSE');
    const correct = response?.correct;
    assert.ok(correct?.cardinality === 'single', id);
    const spellings = response?.mapping?.entries ?? [];
    const score = (answer: string): unknown => {
      const scored = scoreItem(item, { RESPONSE: answer });
      assert.ok(scored.ok);
      return scored.value.outcomes['SCORE'];
    };
    assert.equal(score(String(correct.value)), maxScore, id);
    for (const { key } of spellings) assert.equal(score(key), maxScore, `${id} ${key}`);
    const isChoice = response?.baseType === 'identifier';
    const others = isChoice ? ['A', 'B', 'C', 'D'] : ['98765', '', 'x'];
    const wrong = others.filter((answer) => answer !== correct.value);
    for (const answer of wrong) assert.equal(score(answer), 0, `${id} ${answer}`);
  }
});

/** The number that a child reads: 12.500 and 2,5. */
const read = (text: string): number => Number(text.replaceAll('.', '').replace(',', '.'));

const keyOf = (xml: string): string => /<qti-correct-response><qti-value>([^<]+)</.exec(xml)?.[1] ?? '';

test('the key of every bare sum is what the sum comes to', () => {
  const number = String.raw`([\d.,]+)`;
  const box = '<qti-text-entry-interaction[^>]*/>';
  const whole = new RegExp(`"answer">${number} ([+−×:]) ${number} = ${box}`);
  const gap = new RegExp(`"answer">${number} \\+ ${box} = ${number}`);
  const share = new RegExp(`"answer">${number}(% van |/${number} deel van )${number} = ${box}`);
  let checked = 0;
  for (const { id, qtiXml } of bank.items) {
    const key = read(keyOf(qtiXml));
    const [, a = '', operator = '', b = ''] = whole.exec(qtiXml) ?? [];
    const [, part = '', total = ''] = gap.exec(qtiXml) ?? [];
    const [, above = '', , below = '100', of = ''] = share.exec(qtiXml) ?? [];
    const expected = a !== '' ? calculate(read(a), operator, read(b))
      : part !== '' ? read(total) - read(part)
        : above !== '' ? (read(above) * read(of)) / read(below) : null;
    if (expected === null) continue;
    assert.ok(Math.abs(key - expected) < 1e-9, `${id}: ${key} instead of ${expected}`);
    checked += 1;
  }
  assert.ok(checked > 80, `only ${checked} bare sums were recognised`);
});

function calculate(a: number, operator: string, b: number): number {
  return { '+': a + b, '−': a - b, '×': a * b, ':': a / b }[operator] ?? Number.NaN;
}

test('the key of a garden is its area or the length of its fence, as asked', () => {
  let checked = 0;
  for (const { id, qtiXml } of bank.items) {
    const [, width, height] = /alt="Een rechthoek van (\d+) m lang en (\d+) m breed/.exec(qtiXml) ?? [];
    if (width === undefined || height === undefined) continue;
    const [w, h] = [Number(width), Number(height)];
    const right = qtiXml.includes('oppervlakte') ? `${w * h} m²` : `${2 * (w + h)} m`;
    assert.ok(qtiXml.includes(`identifier="${keyOf(qtiXml)}">${right}<`), id);
    checked += 1;
  }
  assert.ok(checked > 2);
});

test('a choice has four different options and exactly one key among them', () => {
  const choices = bank.items.filter(({ qtiXml }) => qtiXml.includes('qti-choice-interaction'));
  for (const { id, qtiXml } of choices) {
    const texts = [...qtiXml.matchAll(/<qti-simple-choice identifier=".">([^<]+)</g)].map(([, text]) => text);
    assert.equal(new Set(texts).size, 4, `${id}: ${texts.join(' | ')}`);
  }
});

test('a stripped item can be read, and holds no key', () => {
  for (const { qtiXml } of bank.items) {
    const item = itemOf(stripAnswers(qtiXml));
    assert.equal(item.responses.get('RESPONSE')?.correct, null);
    assert.equal(item.processing, null);
  }
});

test('half of each form is bare sums, half is in a context, and each touches three domains or more', () => {
  for (const form of screenForms) {
    const items = form.itemIds.map((id) => itemById.get(id));
    assert.equal(items.filter((item) => item?.presentation === 'formal').length, itemsPerTask / 2, form.code);
    assert.ok(new Set(items.map((item) => item?.domain)).size >= 3);
  }
});

test('everything that carries a number of ours says that it is synthetic', () => {
  assert.match(bank.normTable.source, /synthetisch, niet van Cito/);
  assert.match(bank.calibration.source, /synthetisch, niet van Cito/);
  for (const form of bank.forms) assert.match(form.generation, /synthetisch/);
});
