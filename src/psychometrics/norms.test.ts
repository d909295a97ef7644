import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { againstExpected, growthBetween, trendOver } from './growth.ts';
import {
  cutScores, letterLevel, letterScheme, levelBands, levelProbabilities, percentile, romanLevel, romanScheme,
} from './levels.ts';
import { functioningLevel, groupNorm, normFaults, normTable, pupilNorm } from './norms.ts';
import type { FunctioningMethod, NormMoment, NormTableData } from './norms.ts';
import { displayedScore, reportedScale, scoreInterval, toScale, toTheta } from './scale.ts';
import { asScaleScore, asTheta } from './types.ts';

type Golden = {
  input: {
    population: { mean: number; sd: number };
    scale: { A: number; C: number };
    probe_theta: number[];
    moments: { label: string[]; median: number[] };
    probe_scores: number[];
    growth: { theta1: number; se1: number; theta2: number; se2: number }[];
    expected_growth: { value: number; se: number };
    trend: { t: number[]; theta: number[]; se: number[] };
  };
  expected: {
    normal: Record<string, number[]> & { level_roman: string[]; level_letter: string[] };
    functioning: { level_reached: string[]; nearest: string[] };
    growth: ({ significant_95_two_sided: boolean } & Record<string, number>)[];
    trend: { slope: number; slope_se: number; intercept: number };
    level_probability: { theta: number; se: number; p_V_IV_III_II_I: number[]; p_E_D_C_B_A: number[] }[];
  };
};

// The file prints 12 significant digits of values below 250.
const printed = 5e-10;

const { input, expected } = JSON.parse(readFileSync(
  new URL('../../fixtures/reference/psychometrics/norms.json', import.meta.url), 'utf8')) as Golden;

const scale = reportedScale('synthetic', input.scale.A, input.scale.C);
const onScale = {
  mean: scale.slope * input.population.mean + scale.intercept,
  sd: scale.slope * input.population.sd,
};

function near(actual: readonly number[], wanted: readonly number[], tolerance = printed): void {
  assert.equal(actual.length, wanted.length);
  actual.forEach((value, at) => {
    assert.ok(Math.abs(value - wanted[at]!) <= tolerance, `${value} is not ${wanted[at]}`);
  });
}

function table(moments: readonly NormMoment[], functioningMethod: FunctioningMethod): NormTableData {
  return { id: 'synthetic', functioningMethod, moments };
}

const moments = input.moments.label.map((moment, at) =>
  ({ moment, mean: input.moments.median[at]!, sd: 20, groupMeanSd: 8 }));

test('cut scores of I-V and A-E equal those of R, in logits and on the reported scale', () => {
  near(cutScores(romanScheme, input.population), expected.normal['cuts_V_IV_III_II_I']!);
  near(cutScores(letterScheme, input.population), expected.normal['cuts_E_D_C_B_A']!);
  near(cutScores(romanScheme, onScale), expected.normal['cuts_reported_V_IV_III_II_I']!);
  near(cutScores(letterScheme, onScale), expected.normal['cuts_reported_E_D_C_B_A']!);
});

test('levels and percentiles equal those of R, and are the same in logits and on the reported scale', () => {
  const thetas = input.probe_theta.map(asScaleScore);
  const scores = input.probe_theta.map((theta) => toScale(scale, asTheta(theta), 0.3).score);
  near(scores, expected.normal['reported']!);
  for (const [values, population] of [[thetas, input.population], [scores, onScale]] as const) {
    assert.deepEqual(values.map((value) => romanLevel(value, population)), expected.normal.level_roman);
    assert.deepEqual(values.map((value) => letterLevel(value, population)), expected.normal.level_letter);
    near(values.map((value) => percentile(value, population)), expected.normal['percentile']!);
  }
});

test('a score on a cut belongs to the higher band, one just below it to the lower', () => {
  for (const [at, cut] of cutScores(romanScheme, onScale).entries()) {
    assert.equal(romanLevel(cut, onScale), ['IV', 'III', 'II', 'I'][at]);
    assert.equal(romanLevel(asScaleScore(cut - 1e-9), onScale), ['V', 'IV', 'III', 'II'][at]);
  }
  assert.equal(letterLevel(asScaleScore(onScale.mean), onScale), 'B');
});

test('the level is decided before rounding: 166.6 is shown as 167 but stays below a cut of 166.8', () => {
  const population = { mean: 166.8, sd: 10 };
  const score = asScaleScore(166.6);
  assert.equal(displayedScore(score), 167);
  assert.equal(letterLevel(score, population), 'C');
});

test('bands lie end to end, open below and above', () => {
  const bands = levelBands(romanScheme, onScale);
  assert.deepEqual(bands.map((band) => band.label), ['V', 'IV', 'III', 'II', 'I']);
  assert.equal(bands[0]!.from, null);
  assert.equal(bands[4]!.to, null);
  bands.slice(1).forEach((band, at) => assert.equal(band.from, bands[at]!.to));
});

test('the probability of each level equals that of R and sums to one', () => {
  for (const { theta, se, ...wanted } of expected.level_probability) {
    const measured = { score: asScaleScore(theta), se };
    const roman = levelProbabilities(romanScheme, measured, input.population);
    near(roman.map((level) => level.probability), wanted.p_V_IV_III_II_I, 1e-12);
    const letters = levelProbabilities(letterScheme, measured, input.population);
    near(letters.map((level) => level.probability), wanted.p_E_D_C_B_A, 1e-12);
    near([letters.reduce((sum, level) => sum + level.probability, 0)], [1], 1e-15 * letters.length);
  }
});

test('the level of a score without error is certain, on a cut too', () => {
  const [cut] = cutScores(romanScheme, onScale);
  for (const score of [cut!, asScaleScore(onScale.mean)]) {
    const certain = levelProbabilities(romanScheme, { score, se: 0 }, onScale);
    assert.deepEqual(certain.filter((level) => level.probability > 0),
      [{ label: romanLevel(score, onScale), probability: 1 }]);
  }
});

test('the functioning level by highest mean reached equals the reference', () => {
  const norms = normTable(table(moments, 'highestReached'));
  const labels = input.probe_scores.map((score) => functioningLevel(norms, asScaleScore(score)).label);
  assert.deepEqual(labels, expected.functioning.level_reached);
});

test('the functioning level by midpoint is the nearest moment, more than half a step outside < or >', () => {
  const norms = normTable(table(moments, 'midpoint'));
  const labels = input.probe_scores.map((score) => functioningLevel(norms, asScaleScore(score)).label);
  // 91 lies below 93 = 100 - 14/2 and 215 above 206.5 = 203 + 7/2; the reference's `nearest` has no outside.
  assert.deepEqual(labels, ['<M3', ...expected.functioning.nearest.slice(1, -1), '>M8']);
});

test('the functioning level of a mean is its own moment, and of a boundary the later moment', () => {
  for (const method of ['midpoint', 'highestReached'] as const) {
    const norms = normTable(table(moments, method));
    for (const { moment, mean } of moments) {
      const level = functioningLevel(norms, asScaleScore(mean));
      assert.deepEqual(level, { label: moment, moment, position: 'at' });
    }
  }
  const norms = normTable(table(moments, 'midpoint'));
  assert.equal(functioningLevel(norms, asScaleScore(107)).label, 'E3');
  assert.equal(functioningLevel(norms, asScaleScore(93)).label, 'M3');
  assert.equal(functioningLevel(norms, asScaleScore(206.5)).label, '>M8');
});

test('a group-5 pupil with the mean of M4 functions at M4, whatever the method', () => {
  const reading = [8, 15, 22].map((mean, at) =>
    ({ moment: ['M4', 'E4', 'M5'][at]!, mean, sd: 9, groupMeanSd: null }));
  for (const method of ['midpoint', 'highestReached'] as const) {
    assert.equal(functioningLevel(normTable(table(reading, method)), asScaleScore(8)).label, 'M4');
  }
});

test('a norm table is refused with every fault and its moment', () => {
  const [m3, e3, m4] = moments as [NormMoment, NormMoment, NormMoment];
  const faults = (list: readonly NormMoment[]) =>
    normFaults(table(list, 'midpoint')).map(({ code, moment }) => `${code} ${moment}`);
  assert.deepEqual(faults(moments), []);
  assert.deepEqual(faults([m3]), ['tooFewMoments null']);
  assert.deepEqual(faults([m3, { ...e3, mean: 100 }, m4]), ['meanDoesNotRise E3']);
  assert.deepEqual(faults([m3, { ...e3, sd: 0 }, m4]), ['sdNotPositive E3']);
  assert.deepEqual(faults([m3, e3, { ...m4, groupMeanSd: -1 }]), ['sdNotPositive M4']);
  assert.deepEqual(faults([m3, { ...e3, mean: Number.NaN }, m4]), ['numberNotFinite E3']);
  assert.deepEqual(faults([m3, { ...e3, moment: 'M3' }]), ['momentTwice M3']);
  assert.throws(() => normTable(table([m4, e3], 'midpoint')), /meanDoesNotRise at E3/);
});

test('a group mean is judged by the spread of group means, not of pupils', () => {
  const norms = normTable(table(moments, 'midpoint'));
  assert.deepEqual(groupNorm(norms, 'M4'), { mean: 130, sd: 8 });
  assert.equal(romanLevel(asScaleScore(140), groupNorm(norms, 'M4')!), 'I');
  assert.equal(romanLevel(asScaleScore(140), pupilNorm(norms, 'M4')!), 'II');
  assert.equal(pupilNorm(norms, 'B8'), undefined);
});

test('growth between two results equals R: error, z, p, bounds and verdict', () => {
  input.growth.forEach(({ theta1, se1, theta2, se2 }, at) => {
    const growth = growthBetween({ score: theta1, se: se1 }, { score: theta2, se: se2 });
    const { significant_95_two_sided: significant, ...wanted } = expected.growth[at]!;
    const { value, se } = input.expected_growth;
    near([growth.growth, growth.se, growth.z, growth.pTwoSided, growth.low, growth.high],
      ['growth', 'se', 'z', 'p_two_sided', 'lo95', 'hi95'].map((name) => wanted[name]!), 1e-10);
    near([againstExpected(growth, { score: value, se })], [wanted['z_vs_norm_growth']!], 1e-10);
    assert.equal(growth.beyondNoise, significant);
  });
});

test('growth turned round has the opposite sign and the same verdict; a result has none to itself', () => {
  const [earlier, later] = [{ score: 510, se: 12 }, { score: 547, se: 13 }];
  const [up, down] = [growthBetween(earlier, later), growthBetween(later, earlier)];
  assert.equal(up.growth, -down.growth);
  assert.equal(up.beyondNoise, down.beyondNoise);
  assert.equal(growthBetween(earlier, earlier).growth, 0);
  assert.equal(growthBetween(earlier, earlier).beyondNoise, false);
});

test('the trend through five results equals R', () => {
  const { t, theta, se } = input.trend;
  const trend = trendOver(t.map((time, at) => ({ time, score: theta[at]!, se: se[at]! })));
  near([trend.slope, trend.slopeSe, trend.intercept],
    [expected.trend.slope, expected.trend.slope_se, expected.trend.intercept], 1e-10);
});

test('the reported scale goes there and back, and stretches the error with it', () => {
  const { score, se } = toScale(reportedScale('synthetic', 60, 600), asTheta(-1.25), 0.4);
  assert.equal(score, 525);
  assert.equal(se, 24);
  assert.equal(toTheta(reportedScale('synthetic', 60, 600), score), -1.25);
  assert.throws(() => reportedScale('upside down', -1, 0), /slope must be above 0/);
});

test('a shown interval covers 90 %: the score plus and minus 1.645 standard errors', () => {
  const { low, high, coverage } = scoreInterval({ score: asScaleScore(500), se: 10 });
  near([low, high, coverage], [500 - 16.448536269514722, 500 + 16.448536269514722, 0.9], 1e-12);
});

test('scores are shown as whole points, a half upwards', () => {
  assert.deepEqual([522.4999, 522.5, 523.5].map(asScaleScore).map(displayedScore), [522, 523, 524]);
});
