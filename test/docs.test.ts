import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { AUDIT_EVENTS } from '../src/platform/audit/events.ts';
import { readConfig, SETTINGS } from '../src/platform/config.ts';
import { root, sourceFiles } from './source.ts';

const running = textOf('docs/running.md');

function textOf(name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}

test('docs/running.md names every setting once and no other', () => {
  const section = running.split(/^## /m).find((part) => part.startsWith('Settings\n')) ?? '';
  const named = [...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(named, Object.keys(SETTINGS));
});

test('every setting is read, and docs/running.md tells the default that it has', () => {
  const read = new Set<string>();
  const defaults = new Proxy({}, { get: (_target, name) => void read.add(String(name)) });
  const config = readConfig(defaults);
  assert.deepEqual([...read].sort(), Object.keys(SETTINGS).sort());
  for (const value of [
    config.productName, config.port, config.host, path.basename(config.dataFolder), config.mailFrom, config.helpPhone,
    config.helpMail, config.stepDelayDays, config.uploadBytesMax, config.basispoort.identityCode,
    config.basispoort.clientId,
  ]) assert.ok(running.includes(`| \`${value}\` |`), `the default ${value}`);
});

test('every command of the program stands in docs/running.md with its flags', () => {
  const uses = [...textOf('src/main.ts').matchAll(/use: '(.+?) {2,}/g)].map(([, use]) => use ?? '');
  assert.ok(uses.length > 5);
  // A pipe inside a cell of a table is written with a backslash.
  for (const use of uses) assert.ok(running.includes(`\`${use.replaceAll('|', '\\|')}`), use);
});

test('every event of the audit log happens somewhere', () => {
  const text = sourceFiles('src', '.ts', '.tsx')
    .filter(({ name }) => !name.includes('.test.') && name !== 'src/platform/audit/events.ts')
    .map((file) => file.text).join('\n');
  const unused = Object.keys(AUDIT_EVENTS).filter((event) => !text.includes(`'${event}'`));
  assert.deepEqual(unused, []);
});

test('every link between our own pages leads to a file', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'GLOSSARY.md',
    ...sourceFiles('docs', '.md').map(({ name }) => name), ...sourceFiles('src', '.md').map(({ name }) => name)];
  for (const name of pages) {
    for (const [, target = ''] of textOf(name).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target) || target.startsWith('#')) continue;
      const file = path.join(root, path.dirname(name), target.replace(/#.*$/, ''));
      assert.ok(existsSync(file), `${name} leads to ${target}`);
    }
  }
});
