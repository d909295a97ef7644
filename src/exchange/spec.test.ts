import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** The folders of formats in which schools hand us their data; qti, which is about test items, has a page of its own
 * form. */
const formats = ['edexml', 'uwlr', 'oso', 'history-csv'];

const sections = [
  'Version and sources', 'What we read', 'What we accept beyond it', 'What stops an import',
  'What we send, and what never', 'Decisions', 'Not verified, and limits',
];

test('each format has a page of one form: what is read, what is taken beyond it, what never goes out', () => {
  for (const folder of formats) {
    const text = readFileSync(path.join(import.meta.dirname, folder, 'SPEC.md'), 'utf8');
    assert.deepEqual([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title), sections, folder);
    for (const [, file = ''] of text.matchAll(/`((?:\.\.\/)?[\w/-]+\.(?:test\.)?ts)`/g)) {
      assert.ok(existsSync(path.join(import.meta.dirname, folder, file)), `${folder}/SPEC.md names ${file}`);
    }
  }
});
