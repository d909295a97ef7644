import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { calibrate } from './calibrate.ts';
import type { Calibration } from './calibrate.ts';
import { countResponses } from './counts.ts';
import type { ResponseCounts } from './counts.ts';
import { itemParameters, itemParametersFromRows } from './types.ts';
import type { ItemParameters } from './types.ts';

type Golden = {
  input: {
    csv: string;
    item_columns: string[];
    fixed?: { item_id: string; item_score: number; beta: number }[];
  };
  expected: {
    items: { item_id: string; item_score: number; n: number; beta: number; se_beta: number }[];
    loglik: number;
    df: number;
    vcov_beta?: number[][];
  };
};

// The references print 12 significant digits of numbers around 1; the README measured 5e-12 and 7e-11 itself.
const printed = 1e-10;
// Eight digits before or behind the point are printed of a log-likelihood of some thousands.
const printedLogLikelihood = 1e-7;

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);

function read(folder: URL, name: string): Golden {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden;
}

function countsOf(folder: URL, { csv, item_columns: columns }: Golden['input']): ResponseCounts {
  const text = readFileSync(new URL(csv, folder), 'utf8').trim();
  const [header, ...lines] = text.split(/\r?\n/).map((line) => line.split(','));
  const places = columns.map((column) => header!.indexOf(column));
  return countResponses(columns, lines.map((line) =>
    places.map((place) => (line[place] === '' ? null : Number(line[place])))));
}

function fixedOf({ input }: Golden): ItemParameters[] {
  return itemParametersFromRows((input.fixed ?? [])
    .map((row) => ({ itemId: row.item_id, itemScore: row.item_score, beta: row.beta })));
}

function calibrated(counts: ResponseCounts, fixed: readonly ItemParameters[] = []): Calibration {
  const result = calibrate(counts, fixed);
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.calibration;
}

function near(actual: number, wanted: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

function compare(folder: URL, name: string): void {
  const golden = read(folder, name);
  const result = calibrated(countsOf(folder, golden.input), fixedOf(golden));
  const rows = new Map(result.rows.map((row) => [`${row.itemId} ${row.itemScore}`, row]));
  assert.equal(rows.size, golden.expected.items.length);
  for (const { item_id: itemId, item_score: score, n, beta, se_beta: seBeta } of golden.expected.items) {
    const row = rows.get(`${itemId} ${score}`)!;
    assert.equal(row.n, n);
    near(row.beta, beta, printed, `${name} ${itemId} beta`);
    near(row.seBeta, seBeta, printed, `${name} ${itemId} se`);
  }
  near(result.logLikelihood, golden.expected.loglik, printedLogLikelihood, `${name} log-likelihood`);
  assert.equal(result.df, golden.expected.df);
  assert.ok(result.iterations <= 8, `${name}: ${result.iterations} iterations`);
  assert.ok(result.largestResidual < 1e-10, `${name}: ${result.largestResidual}`);
  golden.expected.vcov_beta?.forEach((line, row) => line.forEach((value, column) =>
    near(result.covariance.values[row * line.length + column]!, value, printed, `${name} covariance`)));
}

test('parameters, errors and likelihood of four linked booklets equal dexter', () => {
  compare(ours, 'cml-incomplete.json');
});

test('parameters of free items on the scale of fixed ones equal dexter', () => {
  compare(ours, 'cml-fixed.json');
});

test('parameters and covariance on verbal aggression and on a long test equal dexter', (t) => {
  if (!existsSync(new URL('cml-verbaggr.json', shared))) return t.skip('the shared fixtures are not here');
  compare(shared, 'cml-verbaggr.json');
  return compare(shared, 'cml-longtest.json');
});

test('persons with nothing or everything right change no parameter', () => {
  const counts = countsOf(ours, read(ours, 'cml-incomplete.json').input);
  const [booklet] = counts.booklets;
  const totals = booklet!.totals.map((persons, s) => (s === 0 ? persons + 50 : persons));
  const items = counts.items.map((item, index) =>
    (booklet!.items.includes(index) ? { ...item, zero: item.zero + 50 } : item));
  const more = { items, booklets: counts.booklets.with(0, { ...booklet!, totals }) };
  const [before, after] = [calibrated(counts).rows, calibrated(more).rows];
  before.forEach((row, at) => near(after[at]!.beta, row.beta, 1e-12, row.itemId));
});

test('fixing items at their estimates returns the same estimates for the others', () => {
  const counts = countsOf(ours, read(ours, 'cml-incomplete.json').input);
  const free = calibrated(counts);
  const again = calibrated(counts, free.items.slice(3));
  free.rows.forEach((row, at) => near(again.rows[at]!.beta, row.beta, 1e-11, row.itemId));
  assert.equal(again.rows.at(-1)!.seBeta, 0);
});

test('answers that cannot be calibrated are refused with the items by name', () => {
  const refusal = (ids: string[], persons: (number | null)[][], fixed: ItemParameters[] = []): unknown => {
    const result = calibrate(countResponses(ids, persons), fixed);
    return result.ok ? 'calibrated' : result.refusal;
  };
  const linked = [[1, 0], [0, 1]];
  const apart = linked.flatMap(([x, y]) => [[x!, y!, null, null], [null, null, x!, y!]]);
  assert.deepEqual(refusal(['a', 'b', 'c', 'd'], apart),
    { code: 'notConnected', parts: [['a', 'b'], ['c', 'd']] });
  assert.deepEqual(refusal(['a', 'b', 'c'], [[1, 0, 1], [0, 1, 1], [1, 1, 1]]),
    { code: 'categoryOnlyAtExtremes', itemId: 'c', score: 0 });
  assert.deepEqual(refusal(['a', 'b', 'c'], [[1, 0, 0], [0, 1, 0], [1, 1, 2]]),
    { code: 'categoryOnlyAtExtremes', itemId: 'c', score: 2 });
  // Nobody has c or d right without a and b: how much harder c and d are, these answers do not say.
  const steps = [[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 1]];
  assert.deepEqual(refusal(['a', 'b', 'c', 'd'], steps),
    { code: 'separated', easier: ['a', 'b'], harder: ['c', 'd'] });
  assert.deepEqual(refusal(['c', 'd', 'a', 'b'], steps.map(([a, b, c, d]) => [c!, d!, a!, b!])),
    { code: 'separated', easier: ['a', 'b'], harder: ['c', 'd'] });
  // The same steps in items that may also score 2 are found on the way to infinity.
  const partial = [...steps, [2, 1, 0, 0], [1, 2, 0, 0]];
  assert.equal((refusal(['a', 'b', 'c', 'd'], partial) as { code: string }).code, 'notDetermined');
  // Ten points for d leave no doubt whether d was right: its difficulty cannot be seen.
  assert.deepEqual(refusal(['a', 'b', 'd'], [[1, 0, 10], [0, 1, 0], [0, 1, 10], [1, 0, 0]]),
    { code: 'notDetermined', itemId: 'd', score: 10 });
  const item = itemParameters('a', [{ score: 2, beta: 0 }]);
  assert.deepEqual(refusal(['a', 'b'], linked, [item]),
    { code: 'fixedItemUnlikeData', itemId: 'a', score: 1 });
  assert.equal(refusal(['a', 'b'], linked), 'calibrated');
  const anchors = ['a', 'c'].map((itemId) => itemParameters(itemId, [{ score: 1, beta: 0 }]));
  assert.equal(refusal(['a', 'b', 'c', 'd'], apart, anchors), 'calibrated');
  // c is right for everybody; that is no matter while c is fixed and a, fixed too, holds b.
  assert.equal(refusal(['a', 'b', 'c'], [[1, 0, 1], [0, 1, 1], [1, 1, 1]], anchors), 'calibrated');
});

test('a category of a fixed item that nobody was seen in still belongs to the model', () => {
  const persons = [[1, 0, 0], [0, 1, 1], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 0]];
  const counts = countResponses(['a', 'b', 'c'], persons);
  const anchor = (beta: number): ItemParameters =>
    itemParameters('a', [{ score: 1, beta: 0 }, { score: 2, beta }]);
  const { rows, df, freeParameters } = calibrated(counts, [anchor(0)]);
  assert.deepEqual(rows.slice(0, 2).map(({ itemScore, n, seBeta }) => [itemScore, n, seBeta]),
    [[1, 3, 0], [2, 0, 0]]);
  assert.deepEqual([df, freeParameters], [3, 2]);
  // So hard that it hardly exists, the unseen category changes nothing; likely, it makes total 2 say less.
  const without = calibrated(counts, [itemParameters('a', [{ score: 1, beta: 0 }])]);
  const unlikely = calibrated(counts, [anchor(20)]);
  near(unlikely.rows.at(-1)!.beta, without.rows.at(-1)!.beta, 1e-7, 'c');
  assert.ok(Math.abs(rows.at(-1)!.beta - without.rows.at(-1)!.beta) > 0.01);
});

test('a calibration tells how far it is and stops when asked', () => {
  const counts = countsOf(ours, read(ours, 'cml-incomplete.json').input);
  const told: number[] = [];
  const stopped = calibrate(counts, [], ({ iteration, longestStep }) => {
    told.push(longestStep);
    return iteration < 3;
  });
  assert.deepEqual(stopped, { ok: false, refusal: { code: 'cancelled' } });
  assert.equal(told.length, 3);
  assert.ok(told[2]! < told[0]!);
});
