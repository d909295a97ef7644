import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { sourceFiles } from './source.ts';

const LINES_MAX = 500;
const COLUMNS_MAX = 120;
const CATCH_ALL_NAMES = /^(util|utils|helper|helpers|common|misc)\b/;

const files = [
  ...sourceFiles('src', '.ts', '.tsx'), ...sourceFiles('test', '.ts'), ...sourceFiles('tools', '.ts'),
];

test('a file is short enough to read in one sitting, and a line to read at a glance', () => {
  for (const { name, text } of files) {
    const lines = text.split('\n');
    assert.ok(lines.length <= LINES_MAX, `${name} has ${lines.length} lines`);
    const wide = lines.findIndex((line) => line.length > COLUMNS_MAX);
    assert.equal(wide, -1, `${name}:${wide + 1} is wider than ${COLUMNS_MAX} columns`);
  }
});

test('a file is named after what it holds', () => {
  for (const { name } of files) assert.doesNotMatch(path.basename(name), CATCH_ALL_NAMES, name);
});

test('nothing is left for later without saying so to a user', () => {
  for (const { name, text } of files) {
    if (name === 'test/tidy.test.ts') continue;
    assert.doesNotMatch(text, /\b(TODO|FIXME|XXX)\b|@ts-ignore|@ts-nocheck/, name);
  }
});

test('no two tests say the same', () => {
  const seen = new Map<string, string>();
  for (const { name, text } of files.filter((file) => /\.test\.tsx?$/.test(file.name))) {
    for (const [, title] of text.matchAll(/\n\s*(?:test|it)\(\s*'([^']+)'/g)) {
      assert.ok(!seen.has(title ?? ''), `"${title}" stands in ${name} and in ${seen.get(title ?? '')}`);
      seen.set(title ?? '', name);
    }
  }
});
