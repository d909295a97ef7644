import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { abilityOfScore, findRow, methodName, pupilMethod, scoreTable } from './ability.ts';
import type { AbilityMethod, FiniteMethod, ScoreTable } from './ability.ts';
import { expectedScore, information, itemSet, logNorm } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { normalDensity } from './normal.ts';
import { scoreDistribution } from './symmetric.ts';
import { asTheta, itemParameters, itemParametersFromRows } from './types.ts';

type Column = { score: number[]; theta: (number | null)[]; se: (number | null)[] };
type Rows = { item_id: string; item_score: number; beta: number }[];
type Calibration = {
  input: { booklets?: Record<string, string[]>; parameters?: Rows };
  expected: { items?: Rows; score_tables: Record<string, Record<string, Column>> };
};

// The references print 12 significant digits, so abilities below 10 are known to half a unit of the 11th.
const printed = 2e-11;
// The conditional betas of a calibration are printed as well: their rounding moves an ability a little more.
const fromPrintedBetas = 1e-10;
// Error left in the references' own converged quadrature of the posterior mean
// (fixtures/psychometrics/README.md).
const quadrature = 2e-9;

const mle: AbilityMethod = { kind: 'mle' };
const wle: FiniteMethod = { kind: 'wle', se: 'dexter' };
const eap01: FiniteMethod = { kind: 'eap', prior: { mean: 0, sd: 1 } };
const eapWide: AbilityMethod = { kind: 'eap', prior: { mean: -0.5, sd: 1.5 } };
const columns: [string, AbilityMethod, number][] = [
  ['MLE', mle, fromPrintedBetas], ['WLE', wle, fromPrintedBetas],
  ['EAP_normal_0_1_converged', eap01, quadrature], ['EAP_normal_m05_15_converged', eapWide, quadrature],
];

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);

function read(folder: URL, name: string): Calibration {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Calibration;
}

function booklets({ input, expected }: Calibration, members = input.booklets): Map<string, ItemSet> {
  const rows = (input.parameters ?? expected.items)!
    .map((row) => ({ itemId: row.item_id, itemScore: row.item_score, beta: row.beta }));
  const items = itemParametersFromRows(rows);
  if (!members) return new Map(Object.keys(expected.score_tables['WLE']!).map((id) => [id, itemSet(items)]));
  return new Map(Object.entries(members).map(([id, taken]) =>
    [id, itemSet(items.filter((item) => taken.includes(item.itemId)))]));
}

function near(actual: number | null, expected: number | null, tolerance: number, where: string): void {
  if (expected === null || actual === null) assert.equal(actual, expected, where);
  else assert.ok(Math.abs(actual - expected) <= tolerance, `${where}: ${actual} is not ${expected}`);
}

function compare(table: ScoreTable, column: Column, tolerance: number, where: string): void {
  column.score.forEach((score, index) => {
    const row = findRow(table, score);
    assert.ok(row, `${where}: score ${score} cannot occur`);
    const relative = tolerance * Math.max(1, Math.abs(row.theta ?? 0), row.se ?? 0);
    near(row.theta, column.theta[index]!, relative, `${where} theta at ${score}`);
    near(row.se, column.se[index]!, 10 * relative, `${where} se at ${score}`);
  });
}

function compareAll(folder: URL, name: string, tables: typeof columns, design = name): void {
  const calibration = read(folder, name);
  for (const [booklet, set] of booklets(calibration, read(folder, design).input.booklets)) {
    for (const [column, method, tolerance] of tables) {
      const expected = calibration.expected.score_tables[column]?.[booklet];
      if (expected) compare(scoreTable(set, method), expected, tolerance, `${name} ${booklet} ${column}`);
    }
  }
}

test('score tables of 135 items with weights and gaps equal dexter and the converged quadrature', () => {
  compareAll(ours, 'score-table-given.json', columns.map(([name, method]) => [name, method, quadrature]));
});

test('MLE and WLE tables of known parameters equal dexter to the last printed digit', () => {
  compareAll(ours, 'score-table-given.json', [['MLE', mle, printed], ['WLE', wle, printed]]);
});

test('score tables of four linked booklets equal dexter', () => {
  compareAll(ours, 'cml-incomplete.json', columns);
});

test('score tables of booklets linked by fixed items equal dexter', () => {
  compareAll(ours, 'cml-fixed.json', columns, 'cml-incomplete.json');
});

test('score tables on verbal aggression and on a long test equal dexter', (t) => {
  if (!existsSync(new URL('cml-verbaggr.json', shared))) return t.skip('the shared fixtures are not here');
  compareAll(shared, 'cml-verbaggr.json', columns);
  return compareAll(shared, 'cml-longtest.json', columns);
});

test('patterns on 2PL items, incomplete ones too, equal the converged ML, WLE and EAP', () => {
  type Patterns = {
    input: { a: number[]; b: number[]; patterns: string[] };
    expected: { converged: Record<string, { theta: (number | null)[]; se: (number | null)[] }> };
  };
  const { input, expected } = read(ours, 'pattern-scores-2pl.json') as unknown as Patterns;
  const plain: AbilityMethod = { kind: 'wle', se: 'information' };
  const methods: [string, AbilityMethod][] = [['ML', mle], ['WLE', plain], ['EAP', eap01]];
  input.patterns.forEach((pattern, person) => {
    const taken = input.a.map((_, item) => item).filter((item) => pattern[item] !== '.');
    const set = itemSet(taken.map((item) =>
      ({ itemId: `q${item}`, categories: [{ score: input.a[item]!, beta: input.b[item]! }] })));
    const sum = taken.reduce((total, item) => total + (pattern[item] === '1' ? input.a[item]! : 0), 0);
    for (const [name, method] of methods) {
      const estimate = abilityOfScore(set, sum, method);
      const { theta, se } = expected.converged[name]!;
      near(estimate.theta, theta[person]!, 1e-9, `${name} theta of pattern ${person}`);
      near(estimate.se, se[person]!, 1e-9, `${name} se of pattern ${person}`);
    }
  });
});

const anyItem = fc.record({
  steps: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
  betas: fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 3, maxLength: 3 }),
});

const anySet = fc.array(anyItem, { minLength: 1, maxLength: 12 }).map((items) =>
  itemSet(items.map(({ steps, betas }, item) => {
    let score = 0;
    const categories = steps.map((step, category) => ({ score: (score += step), beta: betas[category]! }));
    return itemParameters(`q${item}`, categories);
  })));

function rasch(betas: readonly number[]): ItemSet {
  return itemSet(betas.map((beta, item) => itemParameters(`q${item}`, [{ score: 1, beta }])));
}

test('theta rises strictly with the score, whatever the items and the method', () => {
  fc.assert(fc.property(anySet, fc.constantFrom(mle, wle, eap01, eapWide), (set, method) => {
    const thetas = scoreTable(set, method).rows.map((row) => row.theta).filter((theta) => theta !== null);
    return thetas.every((theta, index) => index === 0 || theta > thetas[index - 1]!);
  }), { numRuns: 60 });
});

test('the expected score at the maximum likelihood ability is the score', () => {
  fc.assert(fc.property(anySet, (set) => {
    for (const { score, theta } of scoreTable(set, mle).rows) {
      if (theta !== null) near(expectedScore(set, theta), score, 1e-9, `score ${score}`);
    }
  }), { numRuns: 40 });
});

test('the weighted likelihood ability is where likelihood times root information is highest', () => {
  fc.assert(fc.property(anySet, fc.double({ min: 0, max: 1, noNaN: true }), (set, share) => {
    const { rows } = scoreTable(set, wle);
    const { score, theta } = rows[Math.floor(share * (rows.length - 1))]!;
    const height = (at: number): number =>
      score * at - logNorm(set, at) + 0.5 * Math.log(information(set, asTheta(at)));
    for (let at = -12; at <= 12; at += 0.05) assert.ok(height(at) <= height(theta) + 1e-9, `higher at ${at}`);
  }), { numRuns: 60 });
});

test('mirrored items mirror the table', () => {
  const betas = [-2.1, -0.4, 0.3, 1.7, 2.2];
  const table = scoreTable(rasch(betas), wle).rows;
  const mirror = scoreTable(rasch(betas.map((beta) => -beta)), wle).rows.toReversed();
  table.forEach((row, index) => near(row.theta, -mirror[index]!.theta, 1e-11, `score ${index}`));
});

test('on n equal items MLE is ln(s / (n-s)) and WLE ln((s+1/2) / (n-s+1/2))', () => {
  const set = rasch(Array.from({ length: 20 }, () => 0));
  const [likely, weighted] = [scoreTable(set, mle).rows, scoreTable(set, wle).rows];
  for (let s = 0; s <= 20; s += 1) {
    near(weighted[s]!.theta, Math.log((s + 0.5) / (20.5 - s)), 1e-12 * 20, `WLE at ${s}`);
    near(likely[s]!.theta, s % 20 === 0 ? null : Math.log(s / (20 - s)), 1e-12 * 20, `MLE at ${s}`);
  }
});

test('over the scores a prior predicts, posterior means average to it and variances add up to it', () => {
  const set = booklets(read(ours, 'cml-incomplete.json')).get('b1')!;
  const prior = { mean: -0.5, sd: 1.5 };
  const rows = scoreTable(set, { kind: 'eap', prior }).rows;
  const predicted = new Float64Array(set.maxScore + 1);
  for (let z = -8; z <= 8; z += 0.01) {
    const weight = 0.01 * normalDensity(z);
    scoreDistribution(set, asTheta(prior.mean + prior.sd * z)).forEach((share, score) => {
      predicted[score] = predicted[score]! + weight * share;
    });
  }
  const average = (of: (row: { theta: number; se: number }) => number): number =>
    rows.reduce((sum, row) => sum + predicted[row.score]! * of(row), 0);
  near(average((row) => row.theta), prior.mean, 1e-10, 'mean');
  near(average((row) => (row.theta - prior.mean) ** 2 + row.se ** 2), prior.sd ** 2, 1e-10, 'variance');
});

test('a sharp prior decides alone, a vague one leaves the score to decide', () => {
  const set = booklets(read(ours, 'score-table-given.json')).get('all_items')!;
  near(abilityOfScore(set, 100, { kind: 'eap', prior: { mean: 1, sd: 1e-4 } }).theta, 1, 1e-5, 'sharp');
  const vague = abilityOfScore(set, 200, { kind: 'eap', prior: { mean: 1, sd: 50 } });
  near(vague.theta, abilityOfScore(set, 200, mle).theta, 0.01, 'vague');
});

test('200 items of weight 10 spread from -8 to 8 have a table without holes', () => {
  const set = itemSet(Array.from({ length: 200 }, (_, item) =>
    itemParameters(`q${item}`, [{ score: 10, beta: -8 + (16 * item) / 199 }])));
  for (const method of [wle, eap01]) {
    const { rows } = scoreTable(set, method);
    assert.equal(rows.length, 201);
    assert.ok(rows.every(({ theta, se }) => Number.isFinite(theta) && se > 0));
  }
});

test('of several solutions of the weighted likelihood equation the likeliest is taken', () => {
  const items = [[{ score: 3, beta: 0 }], [{ score: 1, beta: 6.5 }, { score: 2, beta: 0 }]];
  const set = itemSet(items.map((categories, item) => itemParameters(`q${item}`, categories)));
  // The equation also holds near 0.9 and 1.05, where likelihood times root information is seven times lower.
  near(abilityOfScore(set, 4, wle).theta, 3.25, 0.05, 'score 4');
});

test('an easy item below a wide gap is where score zero belongs', () => {
  // The equation for score 0 also holds inside the gap, near -4, where the answer is far less likely.
  const items = [[{ score: 1, beta: -6.2 }], [{ score: 3, beta: 0 }, { score: 6, beta: -8 }]];
  const set = itemSet(items.map((categories, item) => itemParameters(`q${item}`, categories)));
  assert.ok(abilityOfScore(set, 0, wle).theta < -6);
});

test('half right on two groups of items far apart gives the lower of two equal answers', () => {
  const { theta } = abilityOfScore(rasch([-9, -9, -9, 9, 9, 9]), 3, wle);
  assert.ok(theta < -5, `theta ${theta} lies between the groups, where the items say nothing`);
});

test('one score on its own gets the ability of the table', () => {
  const set = booklets(read(ours, 'cml-incomplete.json')).get('b3')!;
  for (const method of [mle, wle, eap01]) {
    const row = findRow(scoreTable(set, method), 7)!;
    near(abilityOfScore(set, 7, method).theta, row.theta, 1e-11, method.kind);
  }
});

test('a score that no answers give has no line', () => {
  const items = [3, 2].map((score) => itemParameters(`q${score}`, [{ score, beta: 0 }]));
  const table = scoreTable(itemSet(items));
  assert.deepEqual(table.rows.map((row) => row.score), [0, 2, 3, 5]);
  assert.equal(findRow(table, 4), undefined);
});

test('a table names its method', () => {
  assert.equal(methodName(pupilMethod), 'wle/dexter');
  assert.equal(methodName(eapWide), 'eap/-0.5/1.5');
});

test('free slopes are refused a score table, and impossible scores an ability', () => {
  const set = itemSet([{ itemId: 'q1', categories: [{ score: 1.3, beta: 0 }] }]);
  assert.throws(() => scoreTable(set), /free slopes/);
  assert.throws(() => abilityOfScore(set, 2), /does not fit a maximum/);
});

test('a score table of 135 items with maximum score 446 takes milliseconds', () => {
  const set = booklets(read(ours, 'score-table-given.json')).get('all_items')!;
  scoreTable(set);
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    scoreTable(set);
    return performance.now() - from;
  });
  // Ten times what it takes here: catches another order of growth, not a busy machine.
  assert.ok(Math.min(...times) < 100, `${Math.min(...times)} ms`);
});
