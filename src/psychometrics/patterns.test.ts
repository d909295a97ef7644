import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { abilities, abilityOfScore, scoreTable } from './ability.ts';
import { abilityCurve, curveError, lookUp, lookUpError } from './ability-curve.ts';
import type { EquationMethod } from './ability-curve.ts';
import { itemSet, information } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { patternsOf, scorePatterns } from './patterns.ts';
import type { PatternMethod, Patterns } from './patterns.ts';
import { personFit } from './person-fit.ts';
import { seededRandom } from './random.ts';
import { slopeParameters } from './slopes.ts';
import { asTheta, itemParameters, itemParametersFromRows } from './types.ts';

type Column = { theta: (number | null)[]; se: (number | null)[] };

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);
const standard = { mean: 0, sd: 1 };
const methods: [string, PatternMethod][] = [
  ['ML', { kind: 'mle' }], ['WLE', { kind: 'wle', se: 'information' }],
  ['MAP', { kind: 'map', prior: standard }], ['EAP', { kind: 'eap', prior: standard }],
];

function read<T>(folder: URL, name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

function twoParameter(a: readonly number[], b: readonly number[]): ItemSet {
  return itemSet(a.map((slope, at) => slopeParameters({ itemId: `q${at}`, slope, steps: [b[at]!] })));
}

function patternsFrom(texts: readonly string[]): Patterns {
  return patternsOf(texts.map((text) => Array.from(text, (one) => (one === '.' ? null : Number(one)))));
}

function compare(
  set: ItemSet, texts: readonly string[], columns: Record<string, Column>, within: number,
): void {
  for (const [name, method] of methods) {
    const { thetas, ses } = scorePatterns(set, patternsFrom(texts), method);
    texts.forEach((text, at) => {
      near(thetas[at]!, columns[name]!.theta[at]!, within, `${name} of ${text}`);
      near(ses[at]!, columns[name]!.se[at]!, within, `se of ${name} of ${text}`);
    });
  }
}

function near(actual: number, wanted: number | null, tolerance: number, where: string): void {
  if (wanted === null) assert.ok(Number.isNaN(actual), `${where}: ${actual} is not infinite`);
  else assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

type Golden2pl = {
  input: { a: number[]; b: number[]; patterns: string[] };
  expected: { converged: Record<string, Column> };
};
const golden = read<Golden2pl>(ours, 'pattern-scores-2pl.json');
const forty = twoParameter(golden.input.a, golden.input.b);

test('150 patterns on 40 items, some incomplete, equal the converged ML, WLE, MAP and EAP', () => {
  compare(forty, golden.input.patterns, golden.expected.converged, 1e-9);
});

test('looked up from a table the same 150 patterns stay within its tolerance', () => {
  const many = Array.from({ length: 410 }, () => golden.input.patterns).flat();
  const repeated: Record<string, Column> = {};
  for (const [name, column] of Object.entries(golden.expected.converged)) {
    const [theta, se] = [column.theta, column.se].map((one) => Array.from({ length: 410 }, () => one).flat());
    repeated[name] = { theta: theta!, se: se! };
  }
  compare(forty, many, repeated, 1e-9);
});

test('a tabulated method is within 1e-10 of solving each score, with both errors', () => {
  const kinds: EquationMethod[] = [
    { kind: 'mle' }, { kind: 'wle', se: 'information' }, { kind: 'wle', se: 'dexter' },
    { kind: 'map', prior: { mean: -0.4, sd: 1.3 } },
  ];
  for (const method of kinds) {
    const curve = abilityCurve(forty, method, 0.3, forty.maxScore - 0.3);
    assert.ok(curve, `${method.kind} has no table`);
    const scores = Array.from({ length: 200 }, (_, at) => 0.31 + (at * (forty.maxScore - 0.62)) / 199);
    abilities(forty, scores, method).forEach(({ theta, se }, at) => {
      const found = lookUp(curve, scores[at]!);
      near(found, theta, curveError, `${method.kind} at ${scores[at]}`);
      near(lookUpError(curve, method, found), se!, 1e-9, `se of ${method.kind} at ${scores[at]}`);
    });
  }
});

test('persons who each took other items get the posterior means of a set of their own', () => {
  const random = seededRandom('other items');
  const rows = Array.from({ length: 60 }, (_, row) => Array.from({ length: 40 }, () =>
    (random.chance(0.8) ? null : row < 6 ? row % 2 : random.integer(0, 1))));
  for (const prior of [standard, { mean: 2, sd: 3 }, { mean: -1, sd: 0.2 }]) {
    const { scores, thetas, ses } = scorePatterns(forty, patternsOf(rows), { kind: 'eap', prior });
    rows.forEach((row, person) => {
      const taken = row.flatMap((answer, item) => (answer === null ? [] : [item]));
      if (taken.length === 0) return;
      const [a, b] = [golden.input.a, golden.input.b].map((all) => taken.map((item) => all[item]!));
      const own = twoParameter(a!, b!);
      const { theta, se } = abilityOfScore(own, scores[person]!, { kind: 'eap', prior });
      near(thetas[person]!, theta, 1e-10, `row ${person}`);
      near(ses[person]!, se, 1e-10, `se of row ${person}`);
    });
  }
});

test('a method with several solutions is not tabulated, and every score gets the likeliest one', () => {
  const items = [[{ score: 3, beta: 0 }], [{ score: 1, beta: 6.5 }, { score: 2, beta: 0 }]];
  const set = itemSet(items.map((categories, item) => itemParameters(`q${item}`, categories)));
  assert.equal(abilityCurve(set, { kind: 'wle', se: 'information' }, 0, 5), undefined);
  const rows = Array.from({ length: 1000 }, () => [1, 1]);
  near(scorePatterns(set, patternsOf(rows), methods[1]![1]).thetas[999]!, 3.25, 0.05, 'score 4');
});

test('200 items of weight 10 from -8 to 8 give every person a finite ability, error and fit', () => {
  const set = itemSet(Array.from({ length: 200 }, (_, item) =>
    itemParameters(`q${item}`, [{ score: 10, beta: -8 + (16 * item) / 199 }])));
  const random = seededRandom('extreme');
  const patterns = patternsOf(Array.from({ length: 1200 }, (_, row) =>
    Array.from({ length: 200 }, (__, item) => (random.chance(row / 1199) !== (item % 7 === 0) ? 1 : 0))));
  for (const [name, method] of methods) {
    const { thetas, ses } = scorePatterns(set, patterns, method);
    assert.ok(thetas.every(Number.isFinite) && ses.every((se) => se > 0 && Number.isFinite(se)), name);
    const { lz, lzStar } = personFit(set, patterns, thetas, { kind: 'mle' });
    assert.ok(lz.every(Number.isFinite) && lzStar.every(Number.isFinite), name);
  }
});

test('patterns of the generalised partial credit model equal mirt within its own precision', (t) => {
  if (!existsSync(new URL('mml-gpcm.json', shared))) return t.skip('the shared fixtures are not here');
  type Golden = { expected: {
    items: { item_id: string; a: number; steps: number[] }[];
    pattern_scores: { pattern: string[] } & Record<string, Column>;
    theta_functions: { theta: number[]; test_information: number[] };
  } };
  const { expected } = read<Golden>(shared, 'mml-gpcm.json');
  const set = itemSet(expected.items.map(({ item_id: itemId, a: slope, steps }) =>
    slopeParameters({ itemId, slope, steps })));
  const { pattern, ...columns } = expected.pattern_scores;
  const patterns = patternsFrom(pattern);
  for (const [name, method] of methods) {
    const { thetas, ses } = scorePatterns(set, patterns, method);
    pattern.forEach((text, at) => {
      // mirt's error of EAP is the deviation of the posterior; the others are its own observed information.
      near(thetas[at]!, columns[name]!.theta[at]!, name === 'EAP' ? 1e-6 : 0.002, `${name} of ${text}`);
      if (name === 'EAP') near(ses[at]!, columns[name]!.se[at]!, 1e-6, `se of ${text}`);
    });
  }
  const { theta, test_information: wanted } = expected.theta_functions;
  return theta.forEach((at, index) => near(information(set, asTheta(at)), wanted[index]!, 1e-9, `at ${at}`));
});

test('Jeffreys posterior means equal dexter, nodes and error included', () => {
  type Rows = { item_id: string; item_score: number; beta: number }[];
  type Score = Record<string, Record<string, Column & { score: number[] }>>;
  const file = read<{ input: { parameters: Rows }; expected: { score_tables: Score } }>(
    ours, 'score-table-given.json');
  const set = itemSet(itemParametersFromRows(file.input.parameters.map((row) =>
    ({ itemId: row.item_id, itemScore: row.item_score, beta: row.beta }))));
  const wanted = file.expected.score_tables['EAP_Jeffreys_grid']!['all_items']!;
  const rows = new Map(scoreTable(set, { kind: 'jeffreys' }).rows.map((row) => [row.score, row]));
  wanted.score.forEach((score, at) => {
    near(rows.get(score)!.theta, wanted.theta[at]!, 1e-10, `score ${score}`);
    near(rows.get(score)!.se, wanted.se[at]!, 1e-9, `se at ${score}`);
  });
});

test('the ability of a pattern does not depend on the order of items or persons', () => {
  const rows = fc.array(fc.array(fc.constantFrom(0, 1, null), { minLength: 6, maxLength: 6 }),
    { minLength: 1, maxLength: 12 });
  const set = twoParameter([1.2, 0.7, 2, 0.4, 1, 1.6], [-1, 0, 0.4, 1.4, -2, 0.9]);
  const mirrored = twoParameter([1.6, 1, 0.4, 2, 0.7, 1.2], [0.9, -2, 1.4, 0.4, 0, -1]);
  fc.assert(fc.property(rows, fc.constantFrom(...methods), (persons, [, method]) => {
    const straight = scorePatterns(set, patternsOf(persons), method).thetas;
    const turned = scorePatterns(mirrored, patternsOf(persons.map((row) => row.toReversed()).toReversed()),
      method).thetas.toReversed();
    straight.forEach((theta, at) => near(turned[at]!, Number.isNaN(theta) ? null : theta, 1e-9, `row ${at}`));
  }), { numRuns: 40 });
});

test('many persons with whole weights and gaps get the abilities of the score table', () => {
  const items = [[{ score: 1, beta: -1 }, { score: 3, beta: 0.5 }], [{ score: 2, beta: 0 }],
    [{ score: 1, beta: 1 }, { score: 2, beta: -0.5 }], [{ score: 3, beta: 0.2 }]];
  const set = itemSet(items.map((categories, at) => itemParameters(`q${at}`, categories)));
  const random = seededRandom('patterns');
  const rows = Array.from({ length: 1500 }, () => items.map((item) => random.integer(0, item.length)));
  for (const [, method] of methods) {
    if (method.kind === 'map') continue;
    const { scores, thetas, ses } = scorePatterns(set, patternsOf(rows), method);
    scores.forEach((score, at) => {
      const { theta, se } = abilityOfScore(set, score, method);
      near(thetas[at]!, theta, 1e-9, `${method.kind} at ${score}`);
      near(ses[at]!, se, 1e-9, `se of ${method.kind} at ${score}`);
    });
  }
});

test('a person who took nothing has no ability; unknown categories and slopes are refused by name', () => {
  const set = twoParameter([1, 1], [0, 1]);
  assert.ok(Number.isNaN(scorePatterns(set, patternsOf([[null, null]]), methods[1]![1]).thetas[0]!));
  assert.throws(() => scorePatterns(set, patternsOf([[1, 0], [0, 2]]), methods[1]![1]),
    /item q1 has no category 2 \(row 1\)/);
  assert.throws(() => slopeParameters({ itemId: 'q7', slope: -0.3, steps: [0] }), /item q7: a slope of -0.3/);
  for (const kind of ['map', 'eap'] as const) {
    const flat = { kind, prior: { mean: 0, sd: 0 } };
    assert.throws(() => scorePatterns(set, patternsOf([[1, 0]]), flat), /deviation of a prior is above 0/);
  }
  const unknown = { itemId: 'q7', slope: 1, steps: [Number.NaN] };
  assert.throws(() => slopeParameters(unknown), /item q7: a step at NaN/);
});

test('a hundred thousand patterns of 40 items take tenths of a second', () => {
  const random = seededRandom('speed');
  const categories = Int8Array.from({ length: 100_000 * 40 }, () => random.integer(0, 1));
  for (const [name, method] of methods) {
    const from = performance.now();
    scorePatterns(forty, { persons: 100_000, categories }, method);
    const took = performance.now() - from;
    // Ten times what it takes here: catches another order of growth, not a busy machine.
    assert.ok(took < 1500, `${name} took ${took} ms`);
  }
});
