import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { present } from '../../base/assert.ts';
import { catalogues } from './catalogues.ts';
import { examples } from './examples/examples.ts';
import { findingsPage, helpPathOf } from './help-path.ts';
import { findingsInMarkdown } from './findings-page.ts';

const root = join(import.meta.dirname, '../../..');
const refresh = process.env['INBEELD_REFRESH'] === '1';
const all = catalogues.flatMap(({ entries }) => Object.entries(entries));

test('docs/findings.md lists every code as the catalogues have it (INBEELD_REFRESH=1 writes it)', () => {
  const expected = findingsInMarkdown();
  if (refresh) writeFileSync(join(root, findingsPage), expected);
  const page = readFileSync(join(root, findingsPage), 'utf8');
  assert.equal(page, expected);
  for (const [code] of all) assert.ok(page.includes(`<a id="${helpPathOf(code).slice(1)}"></a>`), code);
});

test('a code stands in one catalogue only, under its own name, and says what to mend', () => {
  assert.equal(new Set(all.map(([code]) => code)).size, all.length);
  for (const [code, entry] of all) {
    assert.equal(entry.code, code);
    assert.match(entry.meaning, /^\p{Lu}.*\.$/u, code);
    assert.match(entry.mend, /^\p{Lu}.*\.$/u, code);
  }
});

test('what blocks the import is always an error', () => {
  for (const [code, { blocks, severity }] of all) assert.ok(!blocks || severity === 'error', code);
});

test('every code can happen: its example gives that code, with the gravity that the catalogue tells', () => {
  for (const [code, { severity, blocks }] of all) {
    const found = present(examples[code], `an example of ${code}`).findings().filter((one) => one.code === code);
    assert.notDeepEqual(found, [], code);
    assert.deepEqual(found.map((one) => [one.severity, one.blocks]), found.map(() => [severity, blocks]), code);
  }
  assert.deepEqual(Object.keys(examples).filter((code) => all.every(([known]) => known !== code)), []);
});

test('a code that was published stays: other programs look for it (INBEELD_REFRESH=1 adds new ones)', () => {
  const path = join(import.meta.dirname, 'published-codes.txt');
  const published = readFileSync(path, 'utf8').trim().split('\n');
  const known = all.map(([code]) => code);
  assert.deepEqual(published.filter((code) => !known.includes(code)), [], 'no code may disappear');
  const grown = [...new Set([...published, ...known])].sort();
  if (refresh) writeFileSync(path, `${grown.join('\n')}\n`);
  else assert.deepEqual(grown, published, 'a new code is published on purpose');
});
