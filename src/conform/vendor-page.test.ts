import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkDocument } from '../exchange/check/check.ts';
import { schemaErrors } from '../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../exchange/testing/standards.ts';
import { vendorExamples, vendorPagePath, withOwnExamples } from './vendor-page.ts';

const file = path.join(import.meta.dirname, '../..', vendorPagePath);
const messages = [...vendorExamples()];

test('docs/las-leverancier.md shows every message as our writers make it (INBEELD_REFRESH=1 writes them)', () => {
  const page = readFileSync(file, 'utf8');
  const expected = withOwnExamples(page);
  if (process.env['INBEELD_REFRESH'] === '1') writeFileSync(file, expected);
  else assert.equal(page, expected);
  for (const [name, xml] of messages) {
    assert.ok(expected.includes(`voorbeeld: ${name} -->\n\`\`\`xml\n${xml.trimEnd()}\n`), name);
  }
});

test('our own check has nothing against any message on the page but that the list of school years is old', () => {
  const known = ['EDEX-SCHOOLYEAR-BEYOND-LIST', 'UWLR-FAULT'];
  for (const [name, xml] of messages) {
    const { kind, findings } = checkDocument(new TextEncoder().encode(xml), name);
    assert.notEqual(kind, 'unknown', name);
    assert.deepEqual(findings.filter(({ code }) => !known.includes(code)), [], name);
  }
});

test('every message on the page is valid against the official schema', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  for (const [name, xml] of messages) {
    const schema = xml.includes('leerresultaten/2/leerresultaten') ? 'envelopeResults' : 'envelopeRoster';
    assert.deepEqual(schemaErrors(xml, schema), [], name);
  }
});
