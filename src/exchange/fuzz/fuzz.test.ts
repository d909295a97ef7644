import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpus } from '../testing/corpus.ts';
import { standardsFolder, withoutStandards } from '../testing/standards.ts';
import { fuzzCommand } from './command.ts';
import { troubleWith } from './judge.ts';
import { fuzz } from './run.ts';

test('whatever is done to an example, it is read or refused in time, in sentences and without contradiction', (t) => {
  const { failures, runs } = fuzz(corpus(), { runs: 2500, seed: 'tests' }, troubleWith);
  assert.deepEqual(failures.map(({ run, trouble, document, steps }) => [run, trouble, document, steps]), []);
  assert.equal(runs, 2500);
  if (standardsFolder() === null) t.diagnostic(withoutStandards);
});

test('an example as it is gives no trouble, and the examples are of every kind', () => {
  const documents = corpus();
  for (const { name, bytes } of documents) assert.equal(troubleWith(bytes), null, name);
  assert.ok(documents.length > 50);
});

const documents = [
  { name: 'een', bytes: Buffer.from('<a><b>1</b><c d="2">3</c></a>') },
  { name: 'twee', bytes: Buffer.from('<x y="1"/>') },
];
const dislikesNul = (bytes: Uint8Array): string | null => {
  const at = bytes.indexOf(0);
  return at < 0 ? null : `a NUL at ${at}`;
};

test('what fails is made as small as it can be, and the same seed finds it again', () => {
  const once = fuzz(documents, { runs: 500, seed: 's' }, dislikesNul);
  assert.ok(once.failures.length > 0);
  for (const { bytes, run, steps, document } of once.failures) {
    assert.deepEqual([...bytes], [0]);
    const again = fuzz(documents, { runs: 1, seed: 's', from: run }, dislikesNul).failures[0];
    assert.deepEqual([again?.run, again?.steps, again?.document], [run, steps, document]);
  }
});

test('after ten failures a run stops, and a judge that throws is a bug of the judge', () => {
  const many = fuzz(documents, { runs: 500, seed: 's' }, () => 'altijd');
  assert.deepEqual([many.failures.length, many.runs], [10, 10]);
  assert.deepEqual(many.failures.map(({ bytes }) => bytes.length), many.failures.map(() => 0));
  assert.throws(() => fuzz(documents, { runs: 1, seed: 's' }, () => { throw new Error('kapot'); }), /kapot/);
});

test('the command tells its outcome in words or as one JSON document, and knows wrong usage', async () => {
  const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
    let [out, err] = ['', ''];
    const status = await fuzzCommand(args, { out: (text) => { out += text; }, err: (text) => { err += text; } });
    return { status, out, err };
  };
  const words = await run('--runs', '20', '--seed', 'x');
  assert.deepEqual([words.status, words.err], [0, '']);
  assert.match(words.out, /^20 mutanten .*\nAlles is gelezen of geweigerd zoals het hoort\.\n$/);
  const json = await run('--runs', '5', '--json');
  assert.deepEqual([json.status, JSON.parse(json.out).ok, JSON.parse(json.out).runs], [0, true, 5]);
  for (const args of [['--runs', 'x'], ['--runs', '0'], ['--nee'], ['--from', '-1']]) {
    assert.equal((await run(...args)).status, 2, args.join(' '));
  }
});
