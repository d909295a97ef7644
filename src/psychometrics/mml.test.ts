import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { responseMatrix } from './counts.ts';
import { itemSet } from './irt.ts';
import { marginalData } from './mml-data.ts';
import type { MarginalData } from './mml-data.ts';
import { layOutMarginal, marginal, marginalLogLikelihood } from './mml-likelihood.ts';
import { nodesWithin } from './mml-nodes.ts';
import { calibrateMarginal } from './mml.ts';
import type { MarginalCalibration, Slopes } from './mml.ts';
import { seededRandom } from './random.ts';
import { drawItemScores } from './simulate.ts';
import { slopeParameters } from './slopes.ts';
import { asTheta } from './types.ts';

type Item = {
  item_id: string; a: number; d: number | number[]; b?: number; steps?: number[]; se_a: number | null; se_d?: number;
};
type Model = {
  items: Item[]; loglik: number; n_parameters: number; group: { var: number; se_var: number | null };
};
type Golden = {
  input: { csv?: string; item_columns: string[]; pattern_frequencies?: { pattern: string[]; freq: number[] } };
  expected: { twopl: Model; rasch: Model; equal_slopes: Model } & Model;
};

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);

const read = (folder: URL, name: string): Golden => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden;

function dataOf(folder: URL, { input }: Golden): MarginalData {
  const ids = input.item_columns;
  if (input.pattern_frequencies) {
    const { pattern, freq } = input.pattern_frequencies;
    return marginalData(responseMatrix(ids, pattern.map((row) => [...row].map(Number))), Float64Array.from(freq));
  }
  const text = readFileSync(new URL(input.csv!, folder), 'utf8').trim();
  const [header, ...lines] = text.split(/\r?\n/).map((line) => line.split(','));
  const places = ids.map((column) => header!.indexOf(column));
  return marginalData(responseMatrix(ids, lines.map((line) =>
    places.map((place) => (line[place] === '' ? null : Number(line[place]))))));
}

function near(actual: number, wanted: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

/** Calibrates while watching that the likelihood never falls (27). */
function calibrated(data: MarginalData, slopes: Slopes): MarginalCalibration {
  let before = -Infinity;
  const result = calibrateMarginal(data, slopes, ({ logLikelihood }) => {
    assert.ok(logLikelihood >= before - 1e-9 * Math.abs(logLikelihood), `${logLikelihood} after ${before}`);
    before = logLikelihood;
    return true;
  });
  assert.ok(result.ok, JSON.stringify(result));
  return result.calibration;
}

// mirt stops EM some 1e-4 from the top; its README measured 6e-6 for the one-parameter model.
const [aboutA, aboutSe] = [2e-4, 2e-3];

function compare(found: MarginalCalibration, wanted: Model): void {
  near(found.logLikelihood, wanted.loglik, 1e-6, 'log-likelihood');
  assert.ok(found.logLikelihood >= wanted.loglik - 1e-7, 'the likelihood is at least that of mirt');
  assert.equal(found.parameters, wanted.n_parameters);
  wanted.items.forEach(({ item_id: itemId, a, d, b, steps, se_a: seA, se_d: seD }, at) => {
    const item = found.items[at]!;
    assert.equal(item.itemId, itemId);
    near(item.slope, a, aboutA, `${itemId} a`);
    if (seA !== null && seA !== undefined) near(item.seSlope, seA, aboutSe, `${itemId} se of a`);
    [d].flat().forEach((value, category) => near(item.categories[category]!.d, value, aboutA, `${itemId} d`));
    (steps ?? [b!]).forEach((value, category) => near(item.categories[category]!.step, value, 1e-3, `${itemId} b`));
    if (seD !== undefined) near(item.categories[0]!.seD, seD, aboutSe, `${itemId} se of d`);
  });
}

test('slopes, difficulties, errors and likelihood of LSAT6 and LSAT7 equal mirt and the books', (t) => {
  if (!existsSync(new URL('mml-lsat6.json', shared))) return t.skip('the shared fixtures are not here');
  for (const name of ['mml-lsat6.json', 'mml-lsat7.json']) {
    const golden = read(shared, name);
    const data = dataOf(shared, golden);
    compare(calibrated(data, 'own'), golden.expected.twopl);
    const equal = calibrated(data, 'one');
    compare(equal, golden.expected.equal_slopes);
    const [{ slope, seSlope }] = [equal.items[0]!];
    near(slope * slope, golden.expected.rasch.group.var, 5e-4, 'variance');
    near(2 * slope * seSlope, golden.expected.rasch.group.se_var!, aboutSe, 'error of the variance');
  }
  return undefined;
});

test('an incomplete two-parameter design equals mirt', (t) => {
  const folder = existsSync(new URL('mml-incomplete-2pl.json', ours)) ? ours : shared;
  if (!existsSync(new URL('mml-incomplete-2pl.json', folder))) return t.skip('the shared fixtures are not here');
  const golden = read(folder, 'mml-incomplete-2pl.json');
  const data = dataOf(folder, golden);
  compare(calibrated(data, 'own'), golden.expected.twopl);
  compare(calibrated(data, 'one'), golden.expected.equal_slopes);
  return undefined;
});

test('generalised partial credit on four questions about science equals mirt', (t) => {
  if (!existsSync(new URL('mml-gpcm.json', shared))) return t.skip('the shared fixtures are not here');
  const golden = read(shared, 'mml-gpcm.json');
  compare(calibrated(dataOf(shared, golden), 'own'), golden.expected);
  return undefined;
});

/** Answers of invented persons on items with a slope of their own, some with two steps. */
function simulated(persons: number, items: number, seed: string): { data: MarginalData; truth: number[] } {
  const random = seededRandom(seed);
  const truth = Array.from({ length: items }, (_, item) => 0.6 + (item % 5) * 0.25);
  const set = itemSet(truth.map((slope, item) => slopeParameters({
    itemId: `q${item}`, slope, steps: item % 4 === 3 ? [random.normal(), random.normal()] : [random.normal()],
  })));
  const ids = set.itemIds;
  const rows = Array.from({ length: persons }, () =>
    drawItemScores(set, asTheta(random.normal()), random).map((sum, item) => Math.round(sum / truth[item]!)));
  return { data: marginalData(responseMatrix(ids, rows)), truth };
}

test('the gradient and the information are the derivatives of the likelihood', () => {
  const { data } = simulated(200, 6, 'derivatives');
  const layout = layOutMarginal(data);
  const nodes = nodesWithin(0.2);
  const random = seededRandom('parameters');
  const x = Float64Array.from({ length: layout.items + layout.scores.length }, (_, place) =>
    (place < layout.items ? 0.5 + random.uniform() : random.normal()));
  const { gradient, complete, missing, logLikelihood } = marginal(data, layout, x, nodes);
  near(marginalLogLikelihood(data, layout, x, nodes), logLikelihood, 1e-9, 'log-likelihood');
  const h = 1e-5;
  x.forEach((value, place) => {
    const up = marginal(data, layout, x.with(place, value + h), nodes);
    const down = marginal(data, layout, x.with(place, value - h), nodes);
    near((up.logLikelihood - down.logLikelihood) / (2 * h), gradient[place]!, 1e-4, 'gradient');
    x.forEach((_, other) => {
      const at = place * x.length + other;
      near((down.gradient[other]! - up.gradient[other]!) / (2 * h), complete.values[at]! - missing.values[at]!, 1e-4,
        `information ${place} ${other}`);
    });
  });
});

test('twice as many nodes change nothing (30)', () => {
  const { data } = simulated(300, 8, 'nodes');
  const layout = layOutMarginal(data);
  const x = new Float64Array(layout.items + layout.scores.length).fill(1, 0, layout.items);
  near(marginalLogLikelihood(data, layout, x, nodesWithin(0.2)),
    marginalLogLikelihood(data, layout, x, nodesWithin(0.1)), 1e-6, 'log-likelihood');
});

test('thousands of persons, gathered at a few points, give slopes within their errors', () => {
  const { data, truth } = simulated(6000, 12, 'recovery');
  const { items } = calibrated(data, 'own');
  const squares = items.map(({ slope, seSlope }, at) => ((slope - truth[at]!) / seSlope) ** 2);
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  assert.ok(mean < 2.2, `mean square ${mean}`);
});

test('gathering persons at points keeps the likelihood and its derivatives', () => {
  const { data } = simulated(4000, 14, 'points');
  const layout = layOutMarginal(data);
  const nodes = nodesWithin(0.2);
  const x = new Float64Array(layout.items + layout.scores.length).fill(0.9, 0, layout.items);
  // The same persons in booklets too small to be gathered.
  const [booklet] = data.booklets;
  const width = booklet!.items.length;
  const pieces = [0, 1, 2, 3].map((piece) => {
    const [from, to] = [piece, piece + 1].map((at) => Math.floor((at * booklet!.frequency.length) / 4));
    const scores = booklet!.scores.subarray(from! * width, to! * width);
    const counts = Array.from(booklet!.items, () => new Float64Array());
    return { ...booklet!, scores, counts, frequency: booklet!.frequency.subarray(from, to) };
  });
  assert.ok(booklet!.frequency.length > 1500 && pieces.every(({ frequency }) => frequency.length < 1500));
  const gathered = marginal(data, layout, x, nodes);
  const counts = booklet!.counts;
  const each = marginal({ ...data, booklets: pieces.map((piece, at) =>
    ({ ...piece, counts: at === 0 ? counts : counts.map((n) => n.map(() => 0)) })) }, layout, x, nodes);
  near(gathered.logLikelihood, each.logLikelihood, 1e-7, 'log-likelihood');
  gathered.gradient.forEach((value, at) => near(value, each.gradient[at]!, 1e-6, 'gradient'));
  gathered.missing.values.forEach((value, at) => near(value, each.missing.values[at]!, 1e-5, 'missing'));
});

test('an item that everybody has right is refused by name', () => {
  const data = marginalData(responseMatrix(['a', 'b'], [[1, 1], [0, 1], [1, 1]]));
  assert.deepEqual(calibrateMarginal(data, 'own'),
    { ok: false, refusal: { code: 'categoryNotSeen', itemId: 'b', score: 0 } });
});
