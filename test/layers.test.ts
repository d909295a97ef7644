import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { sourceFiles } from './source.ts';

/**
 * The river: a folder imports from itself and from folders before it. `sandbox` stands beside it as a stranger: nothing
 * of the platform's stages knows it, and it knows none of them.
 */
const RIVER = [
  'base', 'psychometrics', 'measurement', 'exchange', 'platform', 'conform', 'ui', 'access', 'checking', 'ordering',
  'onboarding', 'link', 'roster', 'intake', 'content', 'planning', 'taking', 'paper', 'technical-reading',
  'supervising', 'scoring', 'ability', 'history', 'reports', 'handoff', 'home', 'help',
];
const SANDBOX_KNOWS = ['base', 'psychometrics', 'exchange', 'platform', 'ui', 'content', 'sandbox'];
/** The shell at the end wires everything; the demonstration is a client of it. */
const SHELL = ['app', 'demo', 'advice-bench', 'matching-bench', 'main.ts'];

const IMPORT = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

function importedFolders(name: string, text: string): readonly string[] {
  return [...text.matchAll(IMPORT)]
    .map(([, target]) => path.posix.join(path.posix.dirname(name), target ?? ''))
    .filter((target) => target.startsWith('src/'))
    .map((target) => target.split('/')[1] ?? '');
}

test('a folder of the river imports only from itself and from the folders before it', () => {
  for (const { name, text } of sourceFiles('src', '.ts', '.tsx')) {
    const folder = name.split('/')[1] ?? '';
    if (SHELL.includes(folder) || folder === 'player' || name.includes('.test.')) continue;
    const allowed = folder === 'sandbox' ? SANDBOX_KNOWS : RIVER.slice(0, RIVER.indexOf(folder) + 1);
    assert.ok(allowed.length > 0, `${name}: ${folder} is not in the river`);
    for (const target of importedFolders(name, text)) {
      assert.ok(allowed.includes(target), `${name} imports from ${target}`);
    }
  }
});

test('the generator of the matching bench knows nothing of matching', () => {
  for (const { name, text } of sourceFiles('src/matching-bench/generate', '.ts')) {
    assert.deepEqual(
      importedFolders(name, text).filter((target) => !['base', 'psychometrics', 'matching-bench'].includes(target)),
      [], name,
    );
    const within = [...text.matchAll(IMPORT)].map(([, target]) => target ?? '');
    assert.deepEqual(within.filter((target) => /^\.\.\/[^.]/.test(target)), [], name);
  }
});

test('the growth model of the advice bench knows nothing of the advice, nor of norms or projections', () => {
  for (const { name, text } of sourceFiles('src/advice-bench/generate', '.ts')) {
    const imported = [...text.matchAll(IMPORT)].map(([, target]) => target ?? '');
    assert.deepEqual(imported.filter((target) => target !== '../../psychometrics/random.ts'), [], name);
  }
});

test('the player and its GPL library are known to nobody else', () => {
  for (const { name, text } of sourceFiles('src', '.ts', '.tsx')) {
    if (name.startsWith('src/player/')) continue;
    assert.ok(!text.includes("'@citolab/qti-components"), name);
    assert.ok(!importedFolders(name, text).includes('player'), name);
  }
});

test('the player knows the wire of taking and nothing else of the platform', () => {
  for (const { name, text } of sourceFiles('src/player', '.ts', '.tsx')) {
    const outside = [...text.matchAll(IMPORT)].map(([, target]) => target ?? '').filter((t) => t.startsWith('../'));
    assert.deepEqual(outside.filter((target) => !target.endsWith('/taking/wire.ts')), [], name);
  }
});
