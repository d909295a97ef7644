import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUwlr } from './read.ts';
import { namespaces } from './wire.ts';

function definitions(tests: string): ReturnType<typeof readUwlr> {
  const text = `<td:Toetsdefinities xmlns:td="${namespaces.td}" xmlns:lr="${namespaces.lr}">
    <lr:toetsen>${tests}</lr:toetsen></td:Toetsdefinities>`;
  return readUwlr(new TextEncoder().encode(text));
}

const errorsOf = ({ findings }: ReturnType<typeof readUwlr>): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const rek = '<lr:toets><lr:toetscode>REK-M5</lr:toetscode></lr:toets>';

test('a file with definitions alone holds them in the namespace of results, as its schema says', () => {
  const reading = definitions(rek);
  assert.deepEqual(errorsOf(reading), []);
  assert.ok(reading.message?.type === 'definitions');
  assert.deepEqual(reading.message.tests.map(({ code }) => code.text), ['REK-M5']);
});

test('definitions are judged in it as they are beside results', () => {
  assert.deepEqual(errorsOf(definitions(rek + rek)), ['UWLR-TEST-DUPLICATE']);
  const norm = (from: number, to: number): string => `<lr:norm><lr:term>${from}</lr:term>
    <lr:beginnormwaarde>${from}</lr:beginnormwaarde><lr:eindnormwaarde>${to}</lr:eindnormwaarde></lr:norm>`;
  const norms = `<lr:toetsnormering>${norm(0, 9)}${norm(5, 12)}</lr:toetsnormering>`;
  assert.deepEqual(errorsOf(definitions(rek.replace('</lr:toets>', `${norms}</lr:toets>`))), ['UWLR-NORMS']);
  assert.deepEqual(errorsOf(definitions('')), ['UWLR-NO-RESULTS']);
});
