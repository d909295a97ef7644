import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { calibrate } from './calibrate.ts';
import type { Calibration } from './calibrate.ts';
import { conditional, conditionalLogLikelihood, layOut } from './conditional.ts';
import type { Conditional } from './conditional.ts';
import { countMatrix, countResponses } from './counts.ts';
import type { ResponseCounts } from './counts.ts';
import { itemSet } from './irt.ts';
import { seededRandom } from './random.ts';
import { drawItemScores } from './simulate.ts';
import { logSymmetric } from './symmetric.ts';
import { asTheta, itemParameters } from './types.ts';
import type { ItemParameters } from './types.ts';

/* The identities of section 17 of the reading on psychometrics, numbered as there. */

const kinds: readonly (readonly number[])[] = [[1], [2], [3], [1, 2], [1, 3], [2, 4], [1, 2, 3]];

const anyItems = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    betas: fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 3, maxLength: 3 }),
  }), { minLength: 5, maxLength: 8 },
).map((list) => list.map(({ kind, betas }, item) =>
  itemParameters(`q${item}`, kind.map((score, category) => ({ score, beta: betas[category]! })))));

type Answers = (number | null)[][];

/** Answers of 240 invented persons; every third skips the first item, every third the last. */
function simulated(items: readonly ItemParameters[], seed: number, persons = 240): Answers {
  const random = seededRandom(`calibrate ${seed}`);
  const set = itemSet(items);
  return Array.from({ length: persons }, (_, person) =>
    drawItemScores(set, asTheta(random.normal()), random).map((score, item) =>
      ((person % 3 === 1 && item === 0) || (person % 3 === 2 && item === items.length - 1) ? null : score)));
}

const idsOf = (items: readonly ItemParameters[]): string[] => items.map(({ itemId }) => itemId);

function calibrated(counts: ResponseCounts, fixed: readonly ItemParameters[] = []): Calibration {
  const result = calibrate(counts, fixed);
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.calibration;
}

function near(actual: number, wanted: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

/** Checks a law on calibrations of many designs; the rare one that has no finite estimate is passed over. */
function law(check: (items: ItemParameters[], answers: Answers, whole: Calibration) => void): void {
  fc.assert(fc.property(anyItems, fc.integer(), (items, seed) => {
    const answers = simulated(items, seed);
    const result = calibrate(countResponses(idsOf(items), answers));
    fc.pre(result.ok);
    check(items, answers, result.calibration);
  }), { numRuns: 25 });
}

/** Beta and error of each category, by item and score. */
function table({ rows }: Calibration): Map<string, { beta: number; seBeta: number }> {
  return new Map(rows.map((row) => [`${row.itemId} ${row.itemScore}`, row]));
}

function same(one: Calibration, other: Calibration, tolerance = 1e-9): void {
  const others = table(other);
  for (const [key, { beta, seBeta }] of table(one)) {
    near(others.get(key)!.beta, beta, tolerance, `${key} beta`);
    near(others.get(key)!.seBeta, seBeta, tolerance, `${key} se`);
  }
}

/** The likelihood by going through every possible answer sheet: slow, and without any clever step. */
function naive(
  counts: ResponseCounts, logB: Float64Array,
): Omit<Conditional, 'information'> & { second: number[][] } {
  const { start, scores, n } = layOut(counts);
  const expected = new Float64Array(logB.length);
  const second = Array.from(logB, () => Array.from(logB, () => 0));
  let logLikelihood = n.reduce((sum, persons, at) => sum + persons * logB[at]!, 0);
  for (const { items, totals } of counts.booklets) {
    let sheets: { total: number; places: number[]; weight: number }[] = [{ total: 0, places: [], weight: 1 }];
    for (const item of items) {
      sheets = sheets.flatMap((sheet) => [sheet, ...Array.from(scores[item]!, (score, category) => {
        const place = start[item]! + category;
        const weight = sheet.weight * Math.exp(logB[place]!);
        return { total: sheet.total + score, places: [...sheet.places, place], weight };
      })]);
    }
    totals.forEach((persons, total) => {
      const possible = sheets.filter((sheet) => sheet.total === total);
      const gamma = possible.reduce((sum, { weight }) => sum + weight, 0);
      if (persons === 0) return;
      logLikelihood -= persons * Math.log(gamma);
      const mean = new Float64Array(logB.length);
      for (const { places, weight } of possible) {
        for (const row of places) {
          mean[row] = mean[row]! + weight / gamma;
          for (const column of places) second[row]![column]! += persons * weight / gamma;
        }
      }
      mean.forEach((p, row) => {
        expected[row] = expected[row]! + persons * p;
        mean.forEach((q, column) => { second[row]![column]! -= persons * p * q; });
      });
    });
  }
  return { logLikelihood, expected, second };
}

test('likelihood, expectations and information equal the sum over every possible answer sheet', () => {
  fc.assert(fc.property(anyItems, fc.integer(), (items, seed) => {
    const counts = countResponses(idsOf(items), simulated(items, seed, 40));
    const random = seededRandom(`logB ${seed}`);
    const logB = layOut(counts).n.map(() => random.normal());
    const wanted = naive(counts, logB);
    const { logLikelihood, expected, information } = conditional(layOut(counts), logB)!;
    near(logLikelihood, wanted.logLikelihood, 1e-10 * Math.abs(wanted.logLikelihood), 'log-likelihood');
    expected.forEach((value, row) => {
      near(value, wanted.expected[row]!, 1e-10, 'expected');
      wanted.second[row]!.forEach((other, column) =>
        near(information.values[row * logB.length + column]!, other, 1e-10, 'information'));
    });
  }), { numRuns: 25 });
});

test('the order of items and of persons changes nothing (11)', () => {
  law((items, answers, whole) => {
    const turned = calibrated(countResponses(idsOf(items).toReversed(),
      answers.toReversed().map((row) => row.toReversed())));
    same(whole, turned);
  });
});

test('splitting a booklet in two with the same items changes nothing (11)', () => {
  law((items, answers, whole) => {
    const { items: counted, booklets } = countResponses(idsOf(items), answers);
    const [first] = booklets;
    const parts = [0, 1].map((part) => ({
      ...first!, totals: first!.totals.map((n) => (part === 0 ? Math.floor(n / 2) : Math.ceil(n / 2))),
    }));
    // The counts per booklet are only looked at for items with the scores 0 and w.
    fc.pre(items.some(({ categories }) => categories.length > 1));
    same(whole, calibrated({ items: counted, booklets: [...parts, ...booklets.slice(1)] }));
  });
});

test('scores times c make betas and errors c times smaller, and leave the likelihood (14)', () => {
  law((items, answers, whole) => {
    const tripled = calibrated(countResponses(idsOf(items),
      answers.map((row) => row.map((score) => (score === null ? null : 3 * score)))));
    whole.rows.forEach(({ beta, seBeta }, row) => {
      near(3 * tripled.rows[row]!.beta, beta, 1e-9, 'beta');
      near(3 * tripled.rows[row]!.seBeta, seBeta, 1e-9, 'se');
    });
    near(tripled.logLikelihood, whole.logLikelihood, 1e-8, 'log-likelihood');
  });
});

test('fixed items that move by c take the others along (16)', () => {
  law((items, answers, whole) => {
    const counts = countResponses(idsOf(items), answers);
    const moved = whole.items.slice(0, 2).map(({ itemId, categories }) =>
      itemParameters(itemId, categories.map(({ score, beta }) => ({ score, beta: beta + 2.5 }))));
    const anchored = calibrated(counts, moved);
    whole.rows.forEach(({ beta }, row) => near(anchored.rows[row]!.beta, beta + 2.5, 1e-9, 'beta'));
  });
});

test('everything counted twice gives the same betas with errors a root of two smaller (18)', () => {
  law((items, answers, whole) => {
    const twice = calibrated(countResponses(idsOf(items), [...answers, ...answers]));
    whole.rows.forEach(({ beta, seBeta }, row) => {
      near(twice.rows[row]!.beta, beta, 1e-9, 'beta');
      near(twice.rows[row]!.seBeta * Math.SQRT2, seBeta, 1e-9, 'se');
    });
  });
});

test('what is expected is what was counted, and easier items have lower betas (10, 13)', () => {
  law((_, __, whole) => assert.ok(whole.largestResidual < 1e-12));
  const items = Array.from({ length: 6 }, (_, item) =>
    itemParameters(`q${item}`, [{ score: 1, beta: item / 3 }]));
  const answers = simulated(items, 1, 300).filter((row) => !row.includes(null));
  const { rows } = calibrated(countResponses(idsOf(items), answers));
  const byBeta = rows.toSorted((left, right) => left.beta - right.beta);
  byBeta.slice(1).forEach(({ n }, at) => assert.ok(n <= byBeta[at]!.n));
});

test('parameters are recovered within their standard errors at the right rate', () => {
  const random = seededRandom('recovery');
  let squares = 0;
  let betas = 0;
  for (let round = 0; round < 8; round += 1) {
    const items = Array.from({ length: 12 }, (_, item) => itemParameters(`q${item}`,
      kinds[item % kinds.length]!.map((score) => ({ score, beta: random.normal() }))));
    const { rows } = calibrated(countResponses(idsOf(items), simulated(items, round, 900)));
    const truth = items.flatMap(({ categories }) => categories.map(({ beta }) => beta));
    const mean = truth.reduce((sum, beta) => sum + beta, 0) / truth.length;
    rows.forEach(({ beta, seBeta }, row) => { squares += ((beta - truth[row]! + mean) / seBeta) ** 2; });
    betas += rows.length;
  }
  // Mean square of some 160 dependent standard normals: 1 with an error of about 0.11.
  assert.ok(Math.abs(squares / betas - 1) < 0.35, `mean square ${squares / betas}`);
});

test('two hundred items with weights up to ten have the likelihood of sums taken in logarithms', () => {
  const random = seededRandom('logarithms');
  const items = Array.from({ length: 200 }, (_, item) => itemParameters(`q${item}`,
    [{ score: random.integer(1, 10), beta: 16 * random.uniform() - 8 }]));
  const set = itemSet(items);
  const gamma = logSymmetric(set);
  // One person with every total that can occur, thousands of logits apart.
  const totals = gamma.map((value) => (value === -Infinity ? 0 : 1));
  const counts: ResponseCounts = {
    items: items.map(({ itemId, categories }) =>
      ({ itemId, zero: 0, categories: categories.map(({ score }) => ({ score, n: 0 })) })),
    booklets: [{ items: items.map((_, item) => item), counts: [], totals }],
  };
  const logLikelihood = conditionalLogLikelihood(layOut(counts), set.etas.map((eta) => -eta));
  const wanted = gamma.reduce((sum, value) => (value === -Infinity ? sum : sum - value), 0);
  near(logLikelihood, wanted, 1e-12 * Math.abs(wanted), 'ln gamma');
});

test('items far apart with weights up to ten, beyond the range of plain doubles, are calibrated', () => {
  const random = seededRandom('wide');
  const items = Array.from({ length: 60 }, (_, item) =>
    itemParameters(`q${item}`, [{ score: 1 + ((item * 7) % 10), beta: -8 + (16 * item) / 59 }]));
  const set = itemSet(items);
  const persons = 2500;
  const scores = new Int8Array(persons * items.length);
  for (let person = 0; person < persons; person += 1) {
    scores.set(drawItemScores(set, asTheta(18 * random.uniform() - 9), random), person * items.length);
  }
  const { rows } = calibrated(countMatrix({ itemIds: idsOf(items), scores }));
  rows.forEach(({ beta, seBeta }, row) => {
    assert.ok(seBeta > 0 && seBeta < 0.5, `se ${seBeta}`);
    assert.ok(Math.abs(beta - items[row]!.categories[0]!.beta) < 5 * seBeta + 0.2, `${beta}`);
  });
});
