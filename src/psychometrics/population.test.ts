import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import test from 'node:test';
import { scoreTable } from './ability.ts';
import { againstExpected, expectedAfter, growthBetween } from './growth.ts';
import { itemSet } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { letterScheme, romanScheme } from './levels.ts';
import { functioningMonths, normTable } from './norms.ts';
import { combineDraws, drawPlausibleValues } from './plausible.ts';
import type { ScoredPersons } from './plausible.ts';
import { estimatePopulation } from './population.ts';
import { seededRandom } from './random.ts';
import { localReliability, marginalReliability, posteriorReliability } from './reliability.ts';
import {
  sampledCutScores, sampledLevel, sampledMoments, sampledPercentile, sampledPopulation, sampledQuantile,
} from './sampled-norms.ts';
import { drawItemScores } from './simulate.ts';
import { asScaleScore, asTheta, itemParameters, itemParametersFromRows } from './types.ts';

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, ours), 'utf8')) as T;
}

function near(actual: number, wanted: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

type Incomplete = {
  input: { booklets: Record<string, string[]> };
  expected: {
    items: { item_id: string; item_score: number; beta: number }[];
    booklets: Record<string, { score: number[]; n: number[] }>;
  };
};
const incomplete = read<Incomplete>('cml-incomplete.json');
const names = Object.keys(incomplete.input.booklets);
const items = itemParametersFromRows(incomplete.expected.items.map((row) =>
  ({ itemId: row.item_id, itemScore: row.item_score, beta: row.beta })));
const sets = names.map((name) =>
  itemSet(items.filter((item) => incomplete.input.booklets[name]!.includes(item.itemId))));
const booklets = names.map((name, at) => ({
  set: sets[at]!, scores: Float64Array.from(incomplete.expected.booklets[name]!.score),
  persons: Float64Array.from(incomplete.expected.booklets[name]!.n),
}));
const persons: ScoredPersons = {
  booklets: sets,
  booklet: Int32Array.from(booklets.flatMap((one, at) =>
    Array.from({ length: one.persons.reduce((sum, n) => sum + n, 0) }, () => at))),
  score: Float64Array.from(booklets.flatMap((one) =>
    Array.from(one.scores).flatMap((score, at) => Array.from({ length: one.persons[at]! }, () => score)))),
  population: new Int32Array(1100),
};

type Plausible = { expected: {
  population_mean: number; population_sd: number; population_mml: { mean: number; sd: number };
  per_score: { booklet_id: string; booklet_score: number; n_persons: number; mean_pv: number;
    sd_within: number }[];
} };
const plausible = read<Plausible>('plausible-values.json').expected;

test('the population behind 1100 scores equals the marginal maximum likelihood of the reference', () => {
  const { mean, sd } = estimatePopulation(booklets);
  near(mean, plausible.population_mml.mean, 1e-8, 'mean');
  near(sd, plausible.population_mml.sd, 1e-8, 'sd');
});

test('300 plausible values agree with dexter, by score and in the population', () => {
  const { values, populations } = drawPlausibleValues(persons, { draws: 300, seed: 'pv' });
  // Four times the chance of so many draws: their spread is 0.014 and 0.023, each repeats 0.3 of the last.
  const average = (of: (at: number) => number): number =>
    populations.reduce((sum, _, draw) => sum + of(draw), 0) / populations.length;
  near(average((draw) => populations[draw]![0]!.mean), plausible.population_mml.mean, 0.004, 'mean');
  near(average((draw) => populations[draw]![0]!.sd), plausible.population_mml.sd, 0.008, 'sd');
  for (const wanted of plausible.per_score) {
    if (wanted.n_persons < 5) continue;
    const rows = Array.from(persons.score.keys()).filter((row) =>
      names[persons.booklet[row]!] === wanted.booklet_id && persons.score[row] === wanted.booklet_score);
    assert.equal(rows.length, wanted.n_persons);
    const drawn = populations.flatMap((_, draw) => rows.map((row) => values[draw * 1100 + row]!));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    near(mean, wanted.mean_pv, 0.04, `${wanted.booklet_id} ${wanted.booklet_score}`);
    near(Math.sqrt(variance), wanted.sd_within, 0.04, `sd at ${wanted.booklet_id} ${wanted.booklet_score}`);
  }
});

test('the same seed gives the same plausible values, another seed other ones', () => {
  const draw = (seed: string): Float64Array => drawPlausibleValues(persons, { draws: 2, seed }).values;
  assert.deepEqual(draw('a'), draw('a'));
  assert.notDeepEqual(draw('a'), draw('b'));
});

test('two populations are kept apart, and their difference comes back', () => {
  const set = itemSet(Array.from({ length: 25 }, (_, at) =>
    itemParameters(`q${at}`, [{ score: 1, beta: -1.5 + at / 8 }])));
  const random = seededRandom('two groups');
  const score = Float64Array.from({ length: 1200 }, (_, row) => {
    const theta = row < 600 ? random.normal(-0.5, 0.8) : random.normal(0.7, 1.2);
    return drawItemScores(set, asTheta(theta), random).reduce((sum, one) => sum + one, 0);
  });
  const population = Int32Array.from({ length: 1200 }, (_, row) => (row < 600 ? 0 : 1));
  const { populations } = drawPlausibleValues(
    { booklets: [set], booklet: new Int32Array(1200), score, population }, { draws: 40, seed: 'pv' });
  const [low, high] = [0, 1].map((group) =>
    combineDraws(populations.map((draw) => draw[group]!.mean), populations.map(() => 0)));
  near(low!.estimate, -0.5, 0.15, 'first');
  near(high!.estimate, 0.7, 0.2, 'second');
  assert.ok(low!.se > 0.01 && low!.se < 0.08);
});

test('scores that do not fit, and populations too small to have a spread, are refused by place', () => {
  const wrong = { ...persons, score: persons.score.map((score, row) => (row === 7 ? 99 : score)) };
  assert.throws(() => drawPlausibleValues(wrong, { draws: 1, seed: 's' }), /row 7: score 99 does not fit/);
  const lonely = { ...persons, population: persons.population.map((_, row) => (row === 0 ? 1 : 0)) };
  assert.throws(() => drawPlausibleValues(lonely, { draws: 1, seed: 's' }), /population 1 has 1 persons/);
});

test('ten plausible values of a hundred thousand persons take seconds at most', () => {
  const many: ScoredPersons = {
    booklets: sets, booklet: Int32Array.from({ length: 100_000 }, (_, at) => persons.booklet[at % 1100]!),
    score: Float64Array.from({ length: 100_000 }, (_, at) => persons.score[at % 1100]!),
    population: new Int32Array(100_000),
  };
  const from = performance.now();
  drawPlausibleValues(many, { draws: 10, seed: 'speed' });
  const took = performance.now() - from;
  // Ten times what it takes here: catches another order of growth, not a busy machine.
  assert.ok(took < 10_000, `${took} ms`);
});

test('reliability by errors, by posteriors and at one ability agree on simulated pupils', () => {
  const set: ItemSet = itemSet(Array.from({ length: 40 }, (_, at) =>
    itemParameters(`q${at}`, [{ score: 1, beta: -2 + at / 10 }])));
  const random = seededRandom('reliability');
  const truth = Float64Array.from({ length: 4000 }, () => random.normal());
  const scores = Array.from(truth, (theta) =>
    drawItemScores(set, asTheta(theta), random).reduce((sum, one) => sum + one, 0));
  const column = (kind: 'wle' | 'eap'): [Float64Array, Float64Array] => {
    const { rows } = scoreTable(set, kind === 'wle' ? { kind, se: 'information' }
      : { kind, prior: { mean: 0, sd: 1 } });
    return [Float64Array.from(scores, (score) => rows[score]!.theta),
      Float64Array.from(scores, (score) => rows[score]!.se)];
  };
  const posterior = posteriorReliability(...column('eap'));
  near(marginalReliability(...column('wle')), posterior, 0.03, 'two ways');
  near(correlation(truth, column('eap')[0]) ** 2, posterior, 0.02, 'squared correlation with the truth');
  near(localReliability(0.5, 1), 0.75, 1e-15, 'local');
  assert.throws(() => marginalReliability(Float64Array.of(1, 1), Float64Array.of(1, 1)), /all the same/);
});

function correlation(one: Float64Array, other: Float64Array): number {
  const [a, b] = [one, other].map((values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length) as [number, number];
  let [ab, aa, bb] = [0, 0, 0];
  one.forEach((value, at) => {
    ab += (value - a) * (other[at]! - b);
    aa += (value - a) ** 2;
    bb += (other[at]! - b) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

type Norms = {
  input: { sample: { theta: number[]; weight: number[] }; probe_theta: number[];
    moments: { label: string[]; dle: number[]; median: number[] }; probe_scores: number[] };
  expected: { functioning: { dle: (number | null)[] }; weighted_sample: {
    cuts_V_IV_III_II_I: number[]; cuts_E_D_C_B_A: number[]; median: number; percentile_rank: number[];
    mean: number; sd_population: number } };
};
const norms = read<Norms>('norms.json');
const { theta, weight } = norms.input.sample;
const sample = sampledPopulation(theta, weight);

test('cuts, median, percentile ranks and moments of a weighted sample equal the reference', () => {
  const wanted = norms.expected.weighted_sample;
  assert.deepEqual(sampledCutScores(romanScheme, sample), wanted.cuts_V_IV_III_II_I);
  assert.deepEqual(sampledCutScores(letterScheme, sample), wanted.cuts_E_D_C_B_A);
  assert.equal(sampledQuantile(sample, 0.5), wanted.median);
  norms.input.probe_theta.forEach((probe, at) =>
    near(sampledPercentile(sample, probe), wanted.percentile_rank[at]!, 1e-9, `rank of ${probe}`));
  near(sampledMoments(sample).mean, wanted.mean, 1e-11, 'mean');
  near(sampledMoments(sample).sd, wanted.sd_population, 1e-11, 'sd');
});

test('equals count half in a rank, and a cut does not hang on the rounding of sums', () => {
  const small = sampledPopulation([3, 1, 2, 2], [1, 1, 1, 1]);
  assert.deepEqual([0, 1, 2, 3, 4].map((score) => sampledPercentile(small, score)), [0, 12.5, 50, 87.5, 100]);
  // 0.1 + 0.1 + 0.1 is a little more than 0.3, and ten of them a little less than 1.
  const tenths = sampledPopulation([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Array.from({ length: 10 }, () => 0.1));
  assert.deepEqual([0.1, 0.3, 0.6, 0.8, 1].map((share) => sampledQuantile(tenths, share)), [1, 3, 6, 8, 10]);
});

test('on the reference sample itself each level has its share of the weight within one case', () => {
  const total = weight.reduce((sum, one) => sum + one, 0);
  const shares: [typeof romanScheme | typeof letterScheme, number[]][] = [
    [romanScheme, [0.2, 0.2, 0.2, 0.2, 0.2]], [letterScheme, [0.1, 0.15, 0.25, 0.25, 0.25]]];
  for (const [scheme, parts] of shares) {
    scheme.labels.forEach((label, band) => {
      const own = theta.reduce((sum, one, at) =>
        sum + (sampledLevel<string>(scheme, asScaleScore(one), sample) === label ? weight[at]! : 0), 0);
      near(own / total, parts[band]!, (2 * Math.max(...weight)) / total, label);
    });
  }
});

test('levels of a sample do not change with the reported scale, nor with the order of the sample', () => {
  const reported = sampledPopulation(theta.map((one) => 24 * one + 180), weight);
  const turned = sampledPopulation(theta.toReversed(), weight.toReversed());
  for (const one of theta) {
    const level = sampledLevel(letterScheme, asScaleScore(one), sample);
    assert.equal(sampledLevel(letterScheme, asScaleScore(24 * one + 180), reported), level);
    assert.equal(sampledLevel(letterScheme, asScaleScore(one), turned), level);
  }
  assert.throws(() => sampledPopulation([1, 2], [1, 0]), /row 1 of the sample: 0 is no weight/);
});

test('teaching months of a score equal the reference, and are never extrapolated', () => {
  const { label, dle, median } = norms.input.moments;
  const table = normTable({ id: 'synthetic', functioningMethod: 'midpoint', moments: label.map((moment, at) =>
    ({ moment, mean: median[at]!, sd: 20, groupMeanSd: null })) });
  norms.input.probe_scores.forEach((score, at) => {
    const months = functioningMonths(table, dle, asScaleScore(score));
    const wanted = norms.expected.functioning.dle[at]!;
    if (wanted === null) assert.equal(months, null);
    else near(months!, wanted, 1e-9, `months of ${score}`);
  });
});

test('growth against what the start lets expect is standard normal for pupils of the norm', () => {
  const [from, to, rho] = [{ mean: 100, sd: 15 }, { mean: 114, sd: 18 }, 0.8];
  const random = seededRandom('growth');
  let [sum, squares, lucky] = [0, 0, 0];
  const pupils = 20_000;
  for (let pupil = 0; pupil < pupils; pupil += 1) {
    const z = random.normal();
    const start = { score: from.mean + from.sd * z + random.normal(0, 6), se: 6 };
    const truth = to.mean + to.sd * (rho * z + Math.sqrt(1 - rho * rho) * random.normal());
    const later = { score: truth + random.normal(0, 7), se: 7 };
    const expected = expectedAfter(start, from, to, rho);
    const deviate = (later.score - expected.score) / Math.hypot(later.se, expected.se);
    sum += deviate;
    squares += deviate * deviate;
    if (start.score > 125) lucky += deviate;
  }
  near(sum / pupils, 0, 0.02, 'mean');
  near(squares / pupils, 1, 0.03, 'variance');
  near(lucky / pupils, 0, 0.01, 'of those who started high');
});

test('an average pupil with a certain start is expected to make the average growth', () => {
  const expected = expectedAfter({ score: 100, se: 0 }, { mean: 100, sd: 15 }, { mean: 114, sd: 15 }, 1);
  assert.deepEqual(expected, { score: 114, se: 0 });
  const growth = growthBetween({ score: 100, se: 6 }, { score: 114, se: 6 });
  near(againstExpected(growth, { score: 14, se: 0 }), 0, 1e-15, 'z');
  const norm = { mean: 0, sd: 1 };
  assert.throws(() => expectedAfter({ score: 1, se: 1 }, norm, norm, 1.2), /between -1 and 1/);
});
