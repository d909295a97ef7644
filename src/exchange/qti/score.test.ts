import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { readItem } from './read.ts';
import type { QtiItem } from './read.ts';
import type { OutcomeOutput, ResponseInputs, ScoreOptions } from './score.ts';
import { scoreItem, undutch } from './score.ts';

function itemFrom(source: string | Uint8Array): QtiItem {
  const read = readItem(source);
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.refusal));
  return read.value.item;
}

const example = (name: string): QtiItem =>
  itemFrom(readFileSync(new URL(`examples/${name}`, import.meta.url)));

function outcomes(
  item: QtiItem, responses: ResponseInputs, options?: ScoreOptions,
): Record<string, OutcomeOutput> {
  const scored = scoreItem(item, responses, options);
  assert.ok(scored.ok, scored.ok ? '' : JSON.stringify(scored.refusal));
  return { ...scored.value.outcomes };
}

function refusal(item: QtiItem, responses: ResponseInputs): string[] {
  const scored = scoreItem(item, responses);
  assert.ok(!scored.ok, 'a score came out');
  return scored.refusal.map(({ code }) => code);
}

const declarations = `
  <qti-response-declaration identifier="N" cardinality="single" base-type="float"/>
  <qti-response-declaration identifier="I" cardinality="single" base-type="integer">
    <qti-default-value><qti-value>7</qti-value></qti-default-value></qti-response-declaration>
  <qti-response-declaration identifier="S" cardinality="single" base-type="string"/>
  <qti-response-declaration identifier="M" cardinality="multiple" base-type="identifier"/>
  <qti-response-declaration identifier="O" cardinality="ordered" base-type="integer"/>
  <qti-response-declaration identifier="P" cardinality="single" base-type="pair"/>
  <qti-response-declaration identifier="D" cardinality="single" base-type="directedPair"/>
  <qti-response-declaration identifier="R" cardinality="record"/>`;

/** The value of one expression, put in an outcome of the given kind. */
function computed(
  expression: string, responses: ResponseInputs = {}, kind = 'single" base-type="float',
): OutcomeOutput {
  const item = itemFrom(`<qti-assessment-item identifier="i" title="t">${declarations}
    <qti-outcome-declaration identifier="X" cardinality="${kind}"/>
    <qti-response-processing><qti-set-outcome-value identifier="X">${expression}</qti-set-outcome-value>
    </qti-response-processing></qti-assessment-item>`);
  return outcomes(item, responses)['X'] ?? null;
}

const truth = (expression: string, responses: ResponseInputs = {}): OutcomeOutput =>
  computed(expression, responses, 'single" base-type="boolean');
const float = (value: number): string => `<qti-base-value base-type="float">${value}</qti-base-value>`;
const integer = (value: number): string => `<qti-base-value base-type="integer">${value}</qti-base-value>`;
const text = (value: string): string => `<qti-base-value base-type="string">${value}</qti-base-value>`;
const yes = '<qti-base-value base-type="boolean">true</qti-base-value>';
const no = '<qti-base-value base-type="boolean">false</qti-base-value>';
const nil = '<qti-null/>';
const variable = (identifier: string): string => `<qti-variable identifier="${identifier}"/>`;

test('a mapping counts each choice once and keeps the sum within its bounds', () => {
  const item = example('valid/choice-multiple-mapping.xml');
  const score = (answer: readonly string[]): unknown => outcomes(item, { RESPONSE: answer })['SCORE'];
  assert.equal(score(['A']), 1);
  assert.equal(score(['A', 'A', 'A']), 1);
  assert.equal(score(['A', 'B']), 0.5);
  assert.equal(score(['A', 'C']), 2, 'upper bound');
  assert.equal(score(['B', 'D']), 0, 'lower bound');
  assert.equal(score([]), 0);
});

test('an ordered answer is right in its own order only', () => {
  const item = example('valid/order-exact.xml');
  assert.equal(outcomes(item, { RESPONSE: ['B', 'C', 'A'] })['SCORE'], 1);
  assert.equal(outcomes(item, { RESPONSE: ['A', 'B', 'C'] })['SCORE'], 0);
  assert.equal(outcomes(item, { RESPONSE: ['B', 'C'] })['SCORE'], 0);
  assert.equal(outcomes(item, {})['SCORE'], 0);
});

test('rules, a running sum and an interpolation table give partial credit', () => {
  const item = example('valid/two-steps.xml');
  assert.deepEqual(outcomes(item, { AREA: 12.55, UNIT: 'M2' }), { POINTS: 3, SCORE: 2, FEEDBACK: 'goed' });
  assert.deepEqual(outcomes(item, { AREA: '12.5', UNIT: 'm' }), { POINTS: 2, SCORE: 1, FEEDBACK: 'bijna' });
  assert.deepEqual(outcomes(item, { UNIT: 'm2' }), { POINTS: 1, SCORE: 0, FEEDBACK: 'bijna' });
});

test('points on a picture earn each area once and a miss costs the default', () => {
  const item = example('valid/point-on-map.xml');
  const score = (answer: readonly string[]): unknown => outcomes(item, { RESPONSE: answer })['SCORE'];
  assert.equal(score(['100 110']), 1, 'the edge of the circle is inside');
  assert.equal(score(['100 111']), 0);
  assert.equal(score(['20 10', '100 100']), 3);
  assert.equal(score(['5 5', '6 6']), 2, 'one area twice');
  assert.equal(score(['5 5', '150 150']), 1);
  assert.equal(score(['210 205']), 1, 'inside the triangle');
  assert.equal(score(['201 215']), 0);
});

test('an operator that we do not support refuses the score when it is reached, and only then', () => {
  const item = example('invalid/unsupported-operator.xml');
  assert.deepEqual(refusal(item, { RESPONSE: 'appel' }), ['QTI-UNSUPPORTED']);
  assert.deepEqual(outcomes(item, {}), { SCORE: 0 });
});

test('an undeclared variable, a misfitting outcome and a record in a sum refuse the score', () => {
  const failing = (expression: string): string[] => refusal(itemFrom(
    `<qti-assessment-item identifier="i" title="t">${declarations}
     <qti-outcome-declaration identifier="X" cardinality="single" base-type="integer"/>
     <qti-response-processing><qti-set-outcome-value identifier="X">${expression}</qti-set-outcome-value>
     </qti-response-processing></qti-assessment-item>`), { R: { a: 1 } });
  assert.deepEqual(failing(variable('ONBEKEND')), ['QTI-VARIABLE']);
  assert.deepEqual(failing(float(0.5)), ['QTI-TYPE']);
  assert.deepEqual(failing(`<qti-sum>${variable('R')}</qti-sum>`), ['QTI-TYPE']);
  assert.deepEqual(failing('<qti-constructor/>'), ['QTI-UNSUPPORTED']);
});

test('template processing is refused, since its variables are not known here', () => {
  const item = itemFrom('<qti-assessment-item identifier="i" title="t"><qti-template-processing/>'
    + '</qti-assessment-item>');
  assert.deepEqual(refusal(item, {}), ['QTI-UNSUPPORTED']);
});

test('an outcome without default is 0 when it is a single number and NULL otherwise', () => {
  const item = itemFrom(`<qti-assessment-item identifier="i" title="t">
    <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
    <qti-outcome-declaration identifier="TEXT" cardinality="single" base-type="string"/>
    <qti-outcome-declaration identifier="LIST" cardinality="multiple" base-type="integer"/>
    </qti-assessment-item>`);
  assert.deepEqual(outcomes(item, {}), { SCORE: 0, TEXT: null, LIST: null });
});

test('and, or, not and any-n know NULL as a third truth value', () => {
  assert.equal(truth(`<qti-and>${yes}${nil}</qti-and>`), null);
  assert.equal(truth(`<qti-and>${no}${nil}</qti-and>`), false);
  assert.equal(truth(`<qti-or>${yes}${nil}</qti-or>`), true);
  assert.equal(truth(`<qti-or>${no}${nil}</qti-or>`), null);
  assert.equal(truth(`<qti-not>${nil}</qti-not>`), null);
  assert.equal(truth(`<qti-any-n min="1" max="2">${yes}${nil}${no}</qti-any-n>`), true);
  assert.equal(truth(`<qti-any-n min="2" max="2">${yes}${nil}${no}</qti-any-n>`), null);
  assert.equal(truth(`<qti-any-n min="2" max="3">${yes}${no}${no}</qti-any-n>`), false);
});

test('an empty text, an empty list and no answer are all NULL', () => {
  for (const responses of [{}, { S: '' }, { S: null }, { M: [] }] as ResponseInputs[]) {
    const asked = 'M' in responses ? 'M' : 'S';
    assert.equal(truth(`<qti-is-null>${variable(asked)}</qti-is-null>`, responses), true);
  }
  assert.equal(truth(`<qti-match>${variable('S')}${text('')}</qti-match>`, {}), null);
});

test('a pair matches either way round and a directed pair does not', () => {
  const matches = (identifier: string, type: string): OutcomeOutput => truth(
    `<qti-match>${variable(identifier)}<qti-base-value base-type="${type}">B A</qti-base-value></qti-match>`,
    { [identifier]: 'A B' });
  assert.deepEqual([matches('P', 'pair'), matches('D', 'directedPair')], [true, false]);
});

test('numbers are added, divided and compared as doubles, and NULL goes through', () => {
  assert.equal(computed(`<qti-sum>${float(0.1)}${float(0.2)}</qti-sum>`), 0.1 + 0.2);
  assert.equal(computed(`<qti-sum>${float(1)}${nil}</qti-sum>`), null);
  assert.equal(computed(`<qti-divide>${float(1)}${float(0)}</qti-divide>`), null);
  assert.equal(computed(`<qti-integer-divide>${integer(-7)}${integer(2)}</qti-integer-divide>`), -4);
  assert.equal(computed(`<qti-integer-modulus>${integer(-7)}${integer(2)}</qti-integer-modulus>`), 1);
  assert.equal(computed(`<qti-power>${float(2)}${float(10)}</qti-power>`), 1024);
  assert.equal(computed(`<qti-max>${integer(2)}${float(2.5)}</qti-max>`), 2.5);
  assert.equal(computed(`<qti-gcd>${integer(12)}${integer(18)}</qti-gcd>`), 6);
  assert.equal(computed(`<qti-lcm>${integer(4)}${integer(6)}</qti-lcm>`), 12);
  assert.equal(computed(`<qti-math-operator name="log">${float(1000)}</qti-math-operator>`), 3);
  assert.equal(computed(`<qti-stats-operator name="sampleVariance">${variable('O')}</qti-stats-operator>`,
    { O: [1, 2, 3, 4] }), 5 / 3);
});

test('half is rounded up, also below zero, and a decimal place is one of decimal digits', () => {
  assert.equal(computed(`<qti-round>${float(6.5)}</qti-round>`), 7);
  assert.equal(computed(`<qti-round>${float(-6.5)}</qti-round>`), -6);
  assert.equal(computed(`<qti-truncate>${float(-6.8)}</qti-truncate>`), -6);
  const rounded = (mode: string, figures: number, value: number): OutcomeOutput =>
    computed(`<qti-round-to rounding-mode="${mode}" figures="${figures}">${float(value)}</qti-round-to>`);
  assert.equal(rounded('decimalPlaces', 2, 1.005), 1.01);
  assert.equal(rounded('significantFigures', 2, 1249), 1200);
  assert.equal(rounded('significantFigures', 3, 0.0012345), 0.00123);
  const places = 'rounding-mode="decimalPlaces" figures="1"';
  assert.equal(truth(`<qti-equal-rounded ${places}>${float(3.14)}${float(3.1)}</qti-equal-rounded>`), true);
});

test('equality has exact, absolute and relative tolerance, with bounds that may be left out', () => {
  const equal = (attributes: string, a: number, b: number): OutcomeOutput =>
    truth(`<qti-equal ${attributes}>${float(a)}${float(b)}</qti-equal>`);
  assert.equal(equal('tolerance-mode="exact"', 0.5, 0.5), true);
  assert.equal(equal('tolerance-mode="absolute" tolerance="1 2"', 10, 12), true);
  assert.equal(equal('tolerance-mode="absolute" tolerance="1 2"', 10, 8.5), false);
  assert.equal(equal('tolerance-mode="absolute" tolerance="1 2" include-upper-bound="false"', 10, 12), false);
  assert.equal(equal('tolerance-mode="relative" tolerance="10"', 200, 181), true);
  assert.equal(equal('tolerance-mode="relative" tolerance="10"', -200, -181), true);
  assert.equal(equal('tolerance-mode="relative" tolerance="10"', 200, 179), false);
});

test('texts are compared by case, by part and by pattern over the whole text', () => {
  const responses = { S: 'Driehoek' };
  const asked = variable('S');
  const matches = (caseSensitive: boolean): OutcomeOutput => truth(
    `<qti-string-match case-sensitive="${caseSensitive}">${asked}${text('driehoek')}</qti-string-match>`,
    responses);
  assert.deepEqual([matches(true), matches(false)], [false, true]);
  const part = `<qti-substring case-sensitive="false">${text('HOEK')}${asked}</qti-substring>`;
  assert.equal(truth(part, responses), true);
  const pattern = (source: string): OutcomeOutput =>
    truth(`<qti-pattern-match pattern="${source}">${asked}</qti-pattern-match>`, responses);
  assert.deepEqual([pattern('[A-Z][a-z]+'), pattern('[a-z]+')], [true, false]);
});

test('containers are gathered, indexed, searched and emptied', () => {
  const list = `<qti-ordered>${integer(3)}${integer(5)}${integer(8)}</qti-ordered>`;
  const listed = 'ordered" base-type="integer';
  assert.equal(computed(`<qti-index n="2">${list}</qti-index>`), 5);
  assert.equal(computed(`<qti-index n="4">${list}</qti-index>`), null);
  assert.equal(computed(`<qti-container-size>${list}</qti-container-size>`), 3);
  assert.equal(computed('<qti-container-size><qti-null/></qti-container-size>'), 0);
  assert.equal(truth(`<qti-member>${integer(8)}${list}</qti-member>`), true);
  assert.equal(truth(`<qti-contains>${list}${variable('O')}</qti-contains>`, { O: [5, 8] }), true);
  assert.equal(truth(`<qti-contains>${list}${variable('O')}</qti-contains>`, { O: [3, 8] }), false);
  assert.deepEqual(computed(`<qti-delete>${integer(5)}${list}</qti-delete>`, {}, listed), [3, 8]);
  assert.deepEqual(computed(`<qti-repeat number-repeats="2">${integer(1)}${integer(2)}</qti-repeat>`, {},
    listed), [1, 2, 1, 2]);
  const field = `<qti-field-value field-identifier="lengte">${variable('R')}</qti-field-value>`;
  assert.equal(computed(field, { R: { lengte: 4 } }), 4);
  assert.equal(computed('<qti-default identifier="I"/>'), 7);
});

test('an exit ends the processing and keeps what was set', () => {
  const set = (value: number): string =>
    `<qti-set-outcome-value identifier="SCORE">${float(value)}</qti-set-outcome-value>`;
  const item = itemFrom(`<qti-assessment-item identifier="i" title="t">
    <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
    <qti-response-processing><qti-response-processing-fragment>${set(1)}<qti-exit-response/>
    </qti-response-processing-fragment>${set(2)}</qti-response-processing></qti-assessment-item>`);
  assert.deepEqual(outcomes(item, {}), { SCORE: 1 });
});

test('an answer that does not fit its declaration counts as empty and is noted without being quoted', () => {
  const item = example('valid/two-steps.xml');
  const scored = scoreItem(item, { AREA: 'twaalf en een half', UNIT: ['m', 'm2'], BESTAAT_NIET: 'x' });
  assert.ok(scored.ok);
  assert.equal(scored.value.outcomes['SCORE'], 0);
  assert.deepEqual(scored.value.findings.map(({ code }) => code).toSorted(),
    ['QTI-RESPONSE', 'QTI-RESPONSE', 'QTI-RESPONSE-UNKNOWN']);
  assert.ok(!JSON.stringify(scored.value.findings).includes('twaalf'));
});

test('a decimal comma is no number by the standard and is one with the dutch option', () => {
  const item = example('valid/two-steps.xml');
  assert.equal(outcomes(item, { AREA: '12,5' })['POINTS'], 0);
  assert.equal(outcomes(item, { AREA: ' 12,5 ' }, { numbers: 'dutch' })['POINTS'], 2);
  assert.equal(outcomes(item, { AREA: '12.5' }, { numbers: 'dutch' })['POINTS'], 2);
  assert.deepEqual(['1.250', '12 500'].map((typed) => undutch(typed, 'integer')), ['1250', '12500']);
  assert.deepEqual(['1.250', '1.250,5'].map((typed) => undutch(typed, 'float')), ['1.250', '1250.5']);
});

test('names of the language itself are no answers', () => {
  const item = itemFrom(`<qti-assessment-item identifier="i" title="t">
    <qti-response-declaration identifier="constructor" cardinality="single" base-type="string"/>
    <qti-outcome-declaration identifier="EMPTY" cardinality="single" base-type="boolean"/>
    <qti-response-processing>
    <qti-set-outcome-value identifier="EMPTY"><qti-is-null>${variable('constructor')}</qti-is-null>
    </qti-set-outcome-value></qti-response-processing></qti-assessment-item>`);
  assert.deepEqual(outcomes(item, {}), { EMPTY: true });
});

test('the points of a bounded mapping never leave the bounds, whatever is chosen, in whatever order', () => {
  const item = example('valid/choice-multiple-mapping.xml');
  const answers = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'onzin'), { maxLength: 8 });
  fc.assert(fc.property(answers, (answer) => {
    const score = outcomes(item, { RESPONSE: answer })['SCORE'];
    assert.ok(typeof score === 'number' && score >= 0 && score <= 2);
    assert.equal(outcomes(item, { RESPONSE: answer.toReversed() })['SCORE'], score);
  }));
});
