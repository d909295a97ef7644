import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardFile, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { readResultsReply, readRosterReply } from './replies.ts';
import { writeConfirmation, writeRosterAnswer } from './write.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('an error page, an empty body and an answer to another question are unreadable, and say why', () => {
  const codes = (text: string): readonly string[] => {
    const reply = readRosterReply(bytesOf(text), 'all');
    assert.equal(reply.kind, 'unreadable');
    return reply.findings.map((finding) => finding.code);
  };
  assert.deepEqual(codes('<html><body>503 Service Unavailable</body></html>'), ['XML-HTML']);
  assert.deepEqual(codes(''), ['XML-EMPTY']);
  assert.deepEqual(codes(writeConfirmation()), ['UWLR-MESSAGE-UNKNOWN']);
  assert.deepEqual(codes(writeRosterAnswer('staff', { kind: 'nothing' }, '2.2')), ['UWLR-MESSAGE-UNKNOWN']);
  assert.equal(readResultsReply(bytesOf(writeConfirmation())).kind, 'answer');
});

test('an answer that the schema lets through with an unknown group is unreadable, with the place', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const folder = 'uwlr-2.2/voorbeelden-eigen/xsd-valide-maar-fout';
  const bytes = standardFile(`${folder}/leerlinggegevens-antwoord-onbekende-groep.soap.xml`);
  const reply = readRosterReply(bytes, 'all');
  assert.equal(reply.kind, 'unreadable');
  assert.deepEqual(reply.findings.filter((one) => one.blocks).map((one) => [one.code, one.line]), [
    ['EDEX-GROUP-UNKNOWN', 57],
  ]);
});

test('a dialect with other prefixes, another order and empty elements is still an answer', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const text = new TextDecoder()
    .decode(standardFile('uwlr-2.2/voorbeelden-eigen/leerlinggegevens-antwoord.soap.xml'))
    .replaceAll('lg:', 'ns2:').replace('xmlns:lg', 'xmlns:ns2')
    .replaceAll('soap:', 'SOAP-ENV:').replace('xmlns:soap', 'xmlns:SOAP-ENV')
    .replace(/(<ns2:achternaam>.*)\n(.*<ns2:roepnaam>.*)\n/, '$2\n$1\n<ns2:voorvoegsel/>\n');
  const reply = readRosterReply(bytesOf(text), 'all');
  assert.ok(reply.kind === 'answer' && reply.answer.kind === 'roster');
  assert.equal(reply.answer.document.pupils[0]?.callName, 'Anna');
  assert.equal(reply.answer.document.pupils[0].lastName, 'Voorbeeld');
});
