import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { qtiScoreCommand } from './command.ts';
import { supportedOperators } from './expressions.ts';

const here = (name: string): string => new URL(`examples/${name}`, import.meta.url).pathname;

async function run(args: readonly string[], files: Record<string, string> = {}): Promise<{
  status: number; out: string; err: string;
}> {
  const printed = { out: '', err: '' };
  const status = await qtiScoreCommand(args, {
    readFile: (path) => {
      const own = files[path];
      return own === undefined ? readFile(path) : Promise.resolve(new TextEncoder().encode(own));
    },
    out: (text) => void (printed.out += text),
    err: (text) => void (printed.err += text),
  });
  return { status, ...printed };
}

test('an item and its responses give one JSON document of outcome variables', async () => {
  const { status, out, err } = await run([here('valid/two-steps.xml'), 'a.json', '--json'],
    { 'a.json': '{"AREA": 12.5, "UNIT": ["m2"]}' });
  assert.deepEqual([status, JSON.parse(out), err], [0, { POINTS: 3, SCORE: 2, FEEDBACK: 'goed' }, '']);
});

test('a refused item gives status 1 and its findings', async () => {
  for (const name of ['entity-bomb', 'unsupported-operator', 'not-an-item']) {
    const item = here(`invalid/${name}.xml`);
    const { status, out } = await run([item, 'a.json'], { 'a.json': '{"RESPONSE": "x"}' });
    assert.equal(status, 1, name);
    const document = JSON.parse(out) as { findings: { code: string }[] };
    assert.match(document.findings[0]?.code ?? '', /^QTI-/);
  }
});

test('responses that are no JSON object give status 1', async () => {
  for (const text of ['[1]', '{', 'null']) {
    assert.equal((await run([here('valid/order-exact.xml'), 'a.json'], { 'a.json': text })).status, 1);
  }
});

test('wrong usage and files that cannot be opened give status 2 and nothing on standard output', async () => {
  const missing = ['/bestaat/niet.xml', '/ook/niet.json'];
  for (const args of [[], ['een.xml'], ['a', 'b', 'c'], ['a', 'b', '--wat'], missing]) {
    const { status, out, err } = await run(args);
    assert.deepEqual([status, out], [2, '']);
    assert.notEqual(err, '');
  }
});

test('SPEC.md names every operator that is supported', () => {
  const spec = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');
  for (const operator of supportedOperators()) assert.ok(spec.includes(`\`${operator}\``), operator);
});
