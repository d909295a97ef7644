import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardFiles, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { checkDocument } from './check.ts';
import { fileLimits, streamLimits } from '../xml/limits.ts';
import { newCheck } from './stream.ts';
import type { CheckReport } from './report.ts';

function inPiecesOf(size: number, bytes: Uint8Array): CheckReport {
  const check = newCheck('x.xml');
  for (let at = 0; at < bytes.length; at += size) {
    if (!check.write(bytes.subarray(at, at + size))) break;
  }
  return check.end();
}

test('a file that comes in pieces of any size gets the report that the whole file gets', (t) => {
  const texts = [
    '', ' ', '\ufeff', '<', '<EDEX/>', '<brief/>', '<!DOCTYPE EDEX><EDEX/>', '<html/>', 'tekst', 'PK\u0003\u0004',
    'leerlingnummer;toets;afnamedatum;vaardigheidsscore\n1;REK;2026-01-20;203\n', '<EDEX xmlns="urn:x"/>',
    `<!--${' '.repeat(3000)}--><EDEX><school></EDEX>`, `<EDEX a="${'x'.repeat(5000)}"/>`,
  ];
  for (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    const whole = checkDocument(bytes, 'x.xml');
    for (const size of [1, 100, 10_000]) assert.deepEqual(inPiecesOf(size, bytes), whole, text);
  }
  if (standardsFolder() === null) return t.skip(withoutStandards);
  for (const folder of ['edexml-2.1', 'edexml-2.1/ongeldig', 'uwlr-2.2/voorbeelden-eigen', 'oso-2019.1']) {
    for (const [name, bytes] of standardFiles(folder, '.xml')) {
      assert.deepEqual(inPiecesOf(500, bytes), checkDocument(bytes, 'x.xml'), name);
    }
  }
});

test('a document of a kind that is judged in one go has a limit of its own, and half of it is not judged', () => {
  const line = '1;REK;2026-01-20;203\n';
  const table = `leerlingnummer;toets;afnamedatum;vaardigheidsscore\n${line.repeat(100)}`;
  const dossier = '<dossier xmlns="http://www.edustandaard.nl/oso_gegevensset/2019/dossier"><metadata/></dossier>';
  const tables = [table, 'history-csv', 'CSV-TOO-LARGE'];
  for (const [text, kind, code] of [tables, [dossier, 'oso-dossier', 'XML-TOO-LARGE']]) {
    const check = newCheck('x', streamLimits, { ...fileLimits, bytesMax: 80 });
    for (const byte of new TextEncoder().encode(text)) if (!check.write(Uint8Array.of(byte))) break;
    const { kind: seen, findings } = check.end();
    assert.deepEqual([seen, findings.map((one) => one.code)], [kind, [code]]);
  }
});

test('once a file is refused, no more of it is wanted', () => {
  const hostile = [
    '<!DOCTYPE EDEX><EDEX>', '<html>', 'PK\u0003\u0004', '<EDEX><leerling></EDEX>', '<EDEX xmlns="urn:x">',
  ];
  for (const text of hostile) {
    const check = newCheck('x.xml');
    check.write(new TextEncoder().encode(text.padEnd(2000)));
    assert.equal(check.write(new TextEncoder().encode('<x/>')), false, text);
    assert.ok(check.end().findings.some((finding) => finding.blocks));
  }
});
