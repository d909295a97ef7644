import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { readItem } from './read.ts';
import { itemDepthMax } from './tree.ts';

const example = (name: string): Uint8Array => readFileSync(new URL(`examples/${name}`, import.meta.url));

const codesOf = (source: string | Uint8Array): string[] => {
  const read = readItem(source);
  return (read.ok ? read.value.findings : read.refusal).map(({ code }) => code);
};

const minimal = (inside: string): string =>
  `<qti-assessment-item identifier="i" title="t">${inside}</qti-assessment-item>`;

test('an item is read with its declarations, interactions and rules', () => {
  const read = readItem(example('valid/two-steps.xml'));
  assert.ok(read.ok);
  const { item, findings } = read.value;
  assert.deepEqual(findings, []);
  assert.equal(item.identifier, 'twee-stappen');
  assert.deepEqual([...item.responses.keys()], ['AREA', 'UNIT']);
  assert.deepEqual([...item.outcomes.keys()], ['POINTS', 'SCORE', 'FEEDBACK']);
  assert.deepEqual(item.interactions.map(({ responseIdentifier }) => responseIdentifier), ['AREA', 'UNIT']);
  const kinds = item.processing?.map(({ kind }) => kind);
  assert.deepEqual(kinds, ['condition', 'condition', 'lookup', 'condition']);
});

test('a document with a DOCTYPE is refused before its entities are looked at', () => {
  assert.deepEqual(codesOf(example('invalid/entity-bomb.xml')), ['QTI-DOCTYPE']);
});

test('an external entity has no way in', () => {
  const xml = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${minimal('&x;')}`;
  assert.deepEqual(codesOf(xml), ['QTI-DOCTYPE']);
  assert.deepEqual(codesOf(minimal('&x;')), ['QTI-MALFORMED']);
});

test('malformed, foreign, too deep and too large documents are refused', () => {
  assert.deepEqual(codesOf('<qti-assessment-item>'), ['QTI-MALFORMED']);
  assert.deepEqual(codesOf(''), ['QTI-MALFORMED']);
  assert.deepEqual(codesOf(example('invalid/not-an-item.xml')), ['QTI-ROOT']);
  const deep = '<p>'.repeat(itemDepthMax) + '</p>'.repeat(itemDepthMax);
  assert.deepEqual(codesOf(minimal(deep)), ['QTI-TOO-DEEP']);
  assert.deepEqual(codesOf(minimal(' '.repeat(2_000_000))), ['QTI-TOO-LARGE']);
  assert.deepEqual(codesOf(Uint8Array.of(0x3c, 0xff, 0xfe)), ['QTI-ENCODING']);
});

test('a declaration with an unknown cardinality is refused with its line', () => {
  const read = readItem(example('invalid/bad-cardinality.xml'));
  assert.ok(!read.ok);
  assert.deepEqual(read.refusal.map(({ code, line }) => [code, line]), [['QTI-CARDINALITY', 3]]);
});

test('a variable that is declared twice is refused', () => {
  const once = '<qti-response-declaration identifier="R" cardinality="single" base-type="string"/>';
  assert.deepEqual(codesOf(minimal(once + once)), ['QTI-DECLARED-TWICE']);
});

test('an operator that we cannot compute is found at reading and blocks import', () => {
  const read = readItem(example('invalid/unsupported-operator.xml'));
  assert.ok(read.ok);
  assert.deepEqual(read.value.findings.map(({ code, blocks, line }) => [code, blocks, line]), [
    ['QTI-UNSUPPORTED', true, 14],
  ]);
});

test('a byte order mark and UTF-16 are read', () => {
  assert.ok(readItem(new TextEncoder().encode(`\ufeff${minimal('')}`)).ok);
  assert.ok(readItem(new Uint8Array(Buffer.from(`\ufeff${minimal('')}`, 'utf16le'))).ok);
});
