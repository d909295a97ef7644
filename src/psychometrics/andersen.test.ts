import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { andersenTest, splitAtMedian } from './andersen.ts';
import { responseMatrix } from './counts.ts';
import { itemSet } from './irt.ts';
import { seededRandom } from './random.ts';
import { drawItemScores } from './simulate.ts';
import { asTheta, itemParameters } from './types.ts';

type Golden = {
  input: { item_columns: string[] };
  expected: { loglik: number; andersen: { chi_square: number; df: number; p: number } };
};

const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);

test('the likelihood ratio of verbal aggression split at the median equals that of eRm', (t) => {
  if (!existsSync(new URL('rasch-fit.json', shared))) return t.skip('the shared fixtures are not here');
  const read = (name: string): string => readFileSync(new URL(name, shared), 'utf8');
  const { input, expected } = JSON.parse(read('rasch-fit.json')) as Golden;
  const [header, ...lines] = read('verbaggr.csv').trim().split(/\r?\n/).map((line) => line.split(','));
  const places = input.item_columns.map((column) => header!.indexOf(column));
  const matrix = responseMatrix(input.item_columns,
    lines.map((line) => places.map((place) => Math.min(1, Number(line[place])))));
  const result = andersenTest(matrix, splitAtMedian(matrix));
  assert.ok(result.ok);
  const { chiSquare, df, p, whole } = result.test;
  assert.ok(Math.abs(whole.logLikelihood - expected.loglik) < 1e-7, `${whole.logLikelihood}`);
  // eRm's optimiser stops some 1e-5 short of the top of each group.
  assert.ok(Math.abs(chiSquare - expected.andersen.chi_square) < 1e-4, `${chiSquare}`);
  assert.equal(df, expected.andersen.df);
  assert.ok(Math.abs(p - expected.andersen.p) < 1e-6, `${p}`);
  return undefined;
});

test('groups that differ by chance alone have a likelihood ratio near its degrees of freedom', () => {
  const random = seededRandom('andersen');
  const items = Array.from({ length: 8 }, (_, item) =>
    itemParameters(`q${item}`, [{ score: 1, beta: item / 4 - 1 }]));
  const set = itemSet(items);
  let sum = 0;
  for (let round = 0; round < 20; round += 1) {
    const persons = Array.from({ length: 300 }, () => drawItemScores(set, asTheta(random.normal()), random));
    const matrix = responseMatrix(items.map(({ itemId }) => itemId), persons);
    const rows = Int32Array.from(persons.keys());
    const result = andersenTest(matrix, [rows.filter((row) => row % 2 === 0), rows.filter((row) => row % 2 > 0)]);
    assert.ok(result.ok && result.test.df === 7 && result.test.chiSquare >= 0);
    sum += result.test.chiSquare;
  }
  // Twenty values of mean 7 and variance 14: their mean has an error of 0.84.
  assert.ok(Math.abs(sum / 20 - 7) < 3, `${sum / 20}`);
});

test('a group without an answer in some category is refused by number', () => {
  const persons = [[1, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]];
  const matrix = responseMatrix(['a', 'b', 'c'], persons);
  assert.deepEqual(andersenTest(matrix, [Int32Array.of(0, 1), Int32Array.of(2, 3, 4, 5)]),
    { ok: false, group: 0, refusal: { code: 'categoryOnlyAtExtremes', itemId: 'c', score: 0 } });
});
