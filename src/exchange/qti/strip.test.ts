import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { readItem } from './read.ts';
import { stripAnswers } from './strip.ts';
import { writeItem } from './write.ts';

const example = (name: string): string =>
  readFileSync(new URL(`examples/valid/${name}.xml`, import.meta.url), 'utf8');

test('a stripped item holds no key, mapping, table, processing, feedback or comment', () => {
  for (const name of ['two-steps', 'choice-multiple-mapping', 'order-exact', 'point-on-map']) {
    const stripped = stripAnswers(example(name));
    assert.doesNotMatch(stripped, /correct-response|map-entry|table-entry|processing|feedback|<!--/);
    assert.ok(readItem(stripped).ok, name);
  }
  assert.doesNotMatch(stripAnswers(example('two-steps')), /12[.,]5|m2/);
});

test('what is not secret is kept character for character', () => {
  const xml = '<qti-assessment-item identifier="i" title="t">\r\n <qti-item-body>'
    + '<p a="1&gt;0">\u{1f600} 3 &lt; 4 é '
    + '<![CDATA[<!-- geen commentaar -->]]></p></qti-item-body>\r\n</qti-assessment-item>';
  assert.equal(stripAnswers(xml), xml);
});

test('a key with a prefix, in an empty element or behind odd white space is found', () => {
  const xml = `<q:qti-assessment-item xmlns:q="urn:q" identifier="i" title="t"><q:qti-response-declaration
    identifier="R" cardinality="single" base-type="string"><q:qti-correct-response
    ><q:qti-value>geheim</q:qti-value></q:qti-correct-response
    ><q:qti-mapping/></q:qti-response-declaration></q:qti-assessment-item>`;
  const stripped = stripAnswers(xml);
  assert.doesNotMatch(stripped, /geheim|correct|mapping/);
  assert.match(stripped, /qti-response-declaration/);
});

test('our own items keep their question and lose their answer', () => {
  const xml = writeItem({
    identifier: 'proef', title: 'Opgave 1', blocks: [], prompt: 'Reken uit.',
    question: {
      kind: 'text-entry', before: '3 x 417 =', after: '', accepted: ['1251', '1.251'], baseType: 'string',
      expectedLength: 5, keyboard: 'decimal',
    },
  });
  assert.match(xml, /1\.251/);
  assert.doesNotMatch(stripAnswers(xml), /125|1\.251/);
  assert.match(stripAnswers(xml), /3 x 417 =/);
});

test('stripping something that is no item is a bug of the caller', () => {
  assert.throws(() => stripAnswers('<kapot'), { name: 'Bug' });
});
