import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { calibrate } from './calibrate.ts';
import { chiSquareTail } from './chi-square.ts';
import { classicalAnalysis } from './classical.ts';
import { countResponses } from './counts.ts';
import { difBetween } from './dif.ts';
import type { GroupCalibration } from './dif.ts';
import { equateCut } from './equating.ts';
import { itemsGivenTotal, partGivenTotal } from './expected-given-score.ts';
import { itemSet } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { itemFit } from './item-fit.ts';
import { mantelHaenszel } from './mantel-haenszel.ts';
import { itemMeanSquares, personMeanSquares } from './mean-squares.ts';
import { patternsOf, scorePatterns } from './patterns.ts';
import type { Patterns } from './patterns.ts';
import { oddBelow, personFit } from './person-fit.ts';
import { categoryProfile } from './profile.ts';
import { seededRandom } from './random.ts';
import { slopeParameters } from './slopes.ts';
import { drawItemScores } from './simulate.ts';
import { scoreDistribution } from './symmetric.ts';
import { asTheta, itemParameters, itemParametersFromRows } from './types.ts';
import type { ItemParameters } from './types.ts';

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);

type Rows = { item_id: string; item_score: number; beta: number }[];
type Table = { header: string[]; lines: string[][] };

function read<T>(folder: URL, name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

function readCsv(folder: URL, name: string): Table {
  const [header, ...lines] = readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/)
    .map((line) => line.split(','));
  return { header: header!, lines };
}

function scoresOf({ header, lines }: Table, columns: readonly string[]): (number | null)[][] {
  const places = columns.map((column) => header.indexOf(column));
  return lines.map((line) => places.map((place) => (line[place] === '' ? null : Number(line[place]))));
}

function near(actual: number | null, wanted: number, tolerance: number, where: string): void {
  const close = actual !== null && Math.abs(actual - wanted) <= tolerance;
  assert.ok(close, `${where}: ${actual} is not ${wanted}`);
}

function rasch(betas: readonly number[]): ItemSet {
  return itemSet(betas.map((beta, at) => itemParameters(`q${at}`, [{ score: 1, beta }])));
}

function simulated(
  set: ItemSet, persons: number, seed: string, thetaOf = (z: number): number => z,
): Patterns {
  const random = seededRandom(seed);
  return patternsOf(Array.from({ length: persons }, () =>
    drawItemScores(set, asTheta(thetaOf(random.normal())), random)
      .map((score, item) => categoryOf(set, item, score))));
}

function categoryOf({ start, scores }: ItemSet, item: number, score: number): number {
  return score === 0 ? 0 : scores.subarray(start[item], start[item + 1]).indexOf(score) + 1;
}

const spread = Array.from({ length: 20 }, (_, at) => -2 + (4 * at) / 19);

test('the tail of chi-square equals the printed tables and closed forms', () => {
  near(chiSquareTail(3.841458820694124, 1), 0.05, 1e-14, 'df 1');
  near(chiSquareTail(18.307038053275146, 10), 0.05, 1e-14, 'df 10');
  near(chiSquareTail(8, 2), Math.exp(-4), 1e-16, 'df 2');
  near(chiSquareTail(1500, 1499), 0.4877, 1e-3, 'df 1499');
  assert.equal(chiSquareTail(0, 3), 1);
  assert.throws(() => chiSquareTail(1, 1.5), /whole number/);
});

test('lz and lz* of 59 patterns equal the reference, for maximum and weighted likelihood', () => {
  type Golden = { input: { a: number[]; b: number[]; responses: string[] }; expected: { persons:
    { row: number; theta_ml: number | null; theta_wl: number; [name: string]: number | null }[] } };
  const { input, expected } = read<Golden>(ours, 'person-fit.json');
  const set = itemSet(input.a.map((slope, at) =>
    slopeParameters({ itemId: `q${at}`, slope, steps: [input.b[at]!] })));
  const patterns = patternsOf(input.responses.map((row) => Array.from(row, Number)));
  const methods = [['ml', { kind: 'mle' }], ['wl', { kind: 'wle', se: 'information' }]] as const;
  for (const [name, method] of methods) {
    const { thetas } = scorePatterns(set, patterns, method);
    const { lz, lzStar } = personFit(set, patterns, thetas, method);
    for (const person of expected.persons) {
      const at = person.row - 1;
      for (const [ours, wanted] of [[thetas, 'theta'], [lz, 'lz'], [lzStar, 'lzstar']] as const) {
        const value = person[`${wanted}_${name}`];
        if (typeof value === 'number') near(ours[at]!, value, 1e-9, `${wanted} ${name} of row ${person.row}`);
      }
    }
  }
});

test('lz* of answers that fit is near standard normal, with more categories too; lz varies less', () => {
  const long = [spread, spread, spread, spread].flat();
  const set = itemSet(long.map((beta, at) => itemParameters(`q${at}`, at % 2 === 0 ? [{ score: 1, beta }]
    : [{ score: 1, beta: beta - 0.5 }, { score: 2, beta: beta + 0.5 }])));
  const patterns = simulated(set, 4000, 'fits', (z) => z / 2);
  const { thetas } = scorePatterns(set, patterns, { kind: 'wle', se: 'information' });
  const { lz, lzStar } = personFit(set, patterns, thetas, { kind: 'wle' });
  const [mean, sd] = momentsOf(lzStar);
  // What is left falls with the root of the number of items: 0.13 at 20 of them.
  near(mean, 0, 0.1, 'mean');
  near(sd, 1, 0.06, 'sd');
  assert.ok(momentsOf(lz)[1] < sd);
  const flagged = lzStar.filter((value) => value < oddBelow).length / 4000;
  assert.ok(flagged > 0.03 && flagged < 0.08, `${flagged} of answers that fit are flagged`);
});

function momentsOf(values: Float64Array): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}

test('infit, outfit and their deviates of items and persons equal eRm', (t) => {
  if (!existsSync(new URL('rasch-fit.json', shared))) return t.skip('the shared fixtures are not here');
  type Fit = Record<'chi_square' | 'outfit_msq' | 'infit_msq' | 'outfit_t' | 'infit_t' | 'row', number>;
  type Golden = { input: { csv: string; item_columns: string[] }; expected: {
    items: { item_id: string; difficulty: number }[];
    item_fit: (Fit & { item_id: string })[]; person_fit: Fit[] } };
  const { input, expected } = read<Golden>(shared, 'rasch-fit.json');
  const rows = scoresOf(readCsv(shared, input.csv), input.item_columns)
    .map((row) => row.map((score) => (score! > 0 ? 1 : 0)));
  const set = itemSet(input.item_columns.map((id) => itemParameters(id,
    [{ score: 1, beta: expected.items.find((item) => item.item_id === id)!.difficulty }])));
  const patterns = patternsOf(rows);
  const { thetas } = scorePatterns(set, patterns, { kind: 'mle' });
  const items = itemMeanSquares(set, patterns, thetas);
  const persons = personMeanSquares(set, patterns, thetas);
  const check = (fit: (typeof items)[number], wanted: Fit, where: string): void => {
    near(fit.chiSquare, wanted.chi_square, 0.02, `${where} chi-square`);
    near(fit.outfit, wanted.outfit_msq, 2e-5, `${where} outfit`);
    near(fit.infit, wanted.infit_msq, 2e-5, `${where} infit`);
    near(fit.outfitT, wanted.outfit_t, 2e-4, `${where} outfit t`);
    near(fit.infitT, wanted.infit_t, 2e-4, `${where} infit t`);
  };
  for (const wanted of expected.item_fit) {
    check(items[input.item_columns.indexOf(wanted.item_id)]!, wanted, wanted.item_id);
  }
  return expected.person_fit.forEach((wanted) =>
    check(persons[wanted.row - 1]!, wanted, `row ${wanted.row}`));
});

const mixed = itemSet([
  itemParameters('q1', [{ score: 2, beta: -1 }]), itemParameters('q2', [{ score: 1, beta: 0.3 }]),
  itemParameters('q3', [{ score: 1, beta: 0.4 }, { score: 3, beta: -0.2 }]),
  itemParameters('q4', [{ score: 1, beta: 1 }, { score: 2, beta: 1.4 }]),
]);

test('what is expected of the items given the total adds up to it, and equals counting all answers', () => {
  for (let total = 0; total <= mixed.maxScore; total += 1) {
    const given = itemsGivenTotal(mixed, total);
    near(given.reduce((sum, { mean }) => sum + mean, 0), total, 1e-12 * 10, `total ${total}`);
    const { mean, variance } = partGivenTotal(mixed, [0, 2], total);
    const counted = countedPart(total);
    near(mean, counted.mean, 1e-12 * 10, `part at ${total}`);
    near(variance, counted.variance, 1e-11, `variance of the part at ${total}`);
  }
});

/** Mean and variance of q1 + q3 given the total, by listing all 36 answer sheets. */
function countedPart(total: number): { mean: number; variance: number } {
  const theta = asTheta(0.37);
  const [left, right] = [[0, 2], [1, 3]].map((places) => scoreDistribution(itemSet(places.map((place) => ({
    itemId: `q${place}`, categories: itemsOfMixed[place]!.categories,
  }))), theta)) as [Float64Array, Float64Array];
  let [sum, first, second] = [0, 0, 0];
  left.forEach((p, score) => {
    const share = p * (right[total - score] ?? 0);
    sum += share;
    first += share * score;
    second += share * score * score;
  });
  return { mean: first / sum, variance: second / sum - (first / sum) ** 2 };
}

const itemsOfMixed: readonly ItemParameters[] = [
  itemParameters('q1', [{ score: 2, beta: -1 }]), itemParameters('q2', [{ score: 1, beta: 0.3 }]),
  itemParameters('q3', [{ score: 1, beta: 0.4 }, { score: 3, beta: -0.2 }]),
  itemParameters('q4', [{ score: 1, beta: 1 }, { score: 2, beta: 1.4 }]),
];

test('given the total nothing overflows on 200 items of weight 10 from -8 to 8', () => {
  const set = itemSet(Array.from({ length: 200 }, (_, at) =>
    itemParameters(`q${at}`, [{ score: 10, beta: -8 + (16 * at) / 199 }])));
  for (const total of [10, 1000, 1990]) {
    near(itemsGivenTotal(set, total).reduce((sum, { mean }) => sum + mean, 0), total, 1e-8, `total ${total}`);
  }
  assert.throws(() => itemsGivenTotal(set, 15), /a total of 15 cannot occur/);
});

test('items that fit are seldom flagged, and one that is twice as steep always is', () => {
  const set = rasch(spread);
  const fits = itemFit(set, simulated(set, 3000, 'rasch'));
  const flagged = fits.filter(({ p }) => p < 0.05).length;
  assert.ok(flagged <= 4, `${flagged} of 20 items that fit are flagged`);
  fits.forEach(({ rmsd, groups }) => {
    assert.ok(rmsd < 0.03);
    assert.equal(groups.length, 5);
    groups.slice(1).forEach((group, at) => assert.ok(group.theta > groups[at]!.theta));
  });
  const steep = itemSet(spread.map((beta, at) => slopeParameters({
    itemId: `q${at}`, slope: at === 10 ? 2.2 : 1, steps: [beta],
  })));
  const misfit = itemFit(set, simulated(steep, 3000, 'steep'))[10]!;
  assert.ok(misfit.p < 1e-6 && misfit.rmsd > 0.05, `${misfit.p} ${misfit.rmsd}`);
  assert.ok(misfit.groups[0]!.z < -2 && misfit.groups.at(-1)!.z > 2);
});

test('item fit of incomplete booklets counts each item among those who took it', () => {
  const patterns = simulated(rasch(spread), 600, 'booklets');
  const part = patterns.categories.map((category, at) =>
    (at < 300 * 20 ? (at % 20 < 14 ? category : -1) : at % 20 > 5 ? category : -1));
  const fits = itemFit(rasch(spread), { persons: 600, categories: part });
  assert.ok(fits[2]!.n <= 300 && fits[18]!.n <= 300 && fits[10]!.n > 500);
});

test('DIF by gender equals dexter: overall, differences and deviates', (t) => {
  if (!existsSync(new URL('dif.json', shared))) return t.skip('the shared fixtures are not here');
  type Golden = { input: { csv: string; item_columns: string[] }; expected: {
    labels: { item_id: string; item_score: number }[]; overall: { stat: number; df: number; p: number };
    delta_R: number[][]; D: number[][] } };
  const { input, expected } = read<Golden>(shared, 'dif.json');
  const table = readCsv(shared, input.csv);
  const gender = table.header.indexOf('gender');
  const group = (label: string): GroupCalibration => {
    const lines = table.lines.filter((line) => line[gender] === label);
    const result = calibrate(countResponses(input.item_columns,
      scoresOf({ header: table.header, lines }, input.item_columns)));
    assert.ok(result.ok);
    return result.calibration;
  };
  const [women, men] = [group('Female'), group('Male')];
  const dif = difBetween(women, men);
  assert.deepEqual(dif.labels.map(({ itemId, itemScore }) => [itemId, itemScore]),
    expected.labels.map((label) => [label.item_id, label.item_score]));
  near(dif.overall.chiSquare, expected.overall.stat, 1e-8, 'chi-square');
  near(dif.overall.p, expected.overall.p, 1e-9, 'p');
  assert.equal(dif.overall.df, expected.overall.df);
  expected.delta_R.forEach((row, at) => row.forEach((wanted, column) => {
    const place = at * row.length + column;
    near(dif.differences.values[place]!, wanted, 1e-9, `difference ${at} ${column}`);
    near(dif.deviates.values[place]!, expected.D[at]![column]!, 1e-9, `deviate ${at} ${column}`);
  }));
  const none = difBetween(women, women);
  assert.equal(none.overall.chiSquare, 0);
  assert.ok(none.differences.values.every((value) => value === 0));
  return assert.throws(() => difBetween(women, { ...men, rows: men.rows.slice(1) }), /not in both groups/);
});

test('Mantel-Haenszel finds the one item that is harder for the focal group, and grades it C', () => {
  const betas = spread.slice(2, 17);
  const harder = betas.map((beta, at) => (at === 6 ? beta + 1.2 : beta));
  const reference = simulated(rasch(betas), 1500, 'reference');
  const focal = simulated(rasch(harder), 1500, 'focal');
  const categories = new Int8Array(3000 * 15);
  categories.set(reference.categories);
  categories.set(focal.categories, 1500 * 15);
  const group = Uint8Array.from({ length: 3000 }, (_, person) => (person < 1500 ? 0 : 1));
  const result = mantelHaenszel({ persons: 3000, categories }, group);
  assert.deepEqual(result.filter(({ grade }) => grade === 'C').map(({ item }) => item), [6]);
  near(result[6]!.delta, -2.35 * 1.2, 3 * result[6]!.se, 'delta');
  assert.ok(result[6]!.delta < 0);
  const turned = mantelHaenszel({ persons: 3000, categories }, group.map((one) => 1 - one));
  near(turned[6]!.delta, -result[6]!.delta, 1e-12, 'turned round');
});

test('classical test and item analysis equals dexter', () => {
  type Golden = { input: { csv: string; item_columns: string[] };
    expected: Record<'booklets' | 'items', Record<string, number | string>[]> };
  const { input, expected } = read<Golden>(ours, 'classical-tia.json');
  const table = readCsv(ours, input.csv);
  for (const wanted of expected.booklets) {
    const lines = table.lines.filter((line) => line[1] === wanted['booklet_id']);
    const all = scoresOf({ header: table.header, lines }, input.item_columns);
    const taken = input.item_columns.filter((_, item) => all[0]![item] !== null);
    const scores = Float64Array.from(scoresOf({ header: table.header, lines }, taken).flat(), Number);
    const booklet = classicalAnalysis({ itemIds: taken, persons: lines.length, scores });
    const values: [string, number | null][] = [
      ['alpha', booklet.alpha], ['mean_pvalue', booklet.meanPValue], ['mean_rit', booklet.meanRit],
      ['mean_rir', booklet.meanRir], ['mean_booklet_score', booklet.meanScore],
      ['sd_booklet_score', booklet.sdScore], ['max_booklet_score', booklet.maxScore],
      ['n_persons', booklet.persons], ['n_items', booklet.items.length],
    ];
    for (const [name, value] of values) near(value, wanted[name] as number, 1e-10, name);
    for (const item of booklet.items) {
      const row = expected.items.find((one) =>
        one['booklet_id'] === wanted['booklet_id'] && one['item_id'] === item.itemId)!;
      const own: [string, number | null][] = [
        ['mean_score', item.meanScore], ['sd_score', item.sdScore], ['max_score', item.maxScore],
        ['pvalue', item.pValue], ['rit', item.rit], ['rir', item.rir],
      ];
      for (const [name, value] of own) near(value, row[name] as number, 1e-10, `${item.itemId} ${name}`);
    }
  }
  const short = { itemIds: ['q1'], persons: 2, scores: Float64Array.of(1, Number.NaN) };
  assert.throws(() => classicalAnalysis(short), /item q1 has no score for the person in row 1/);
});

test('cut scores carried to other forms equal dexter; a form gives its own cuts back', () => {
  type Golden = { input: { booklets: Record<string, string[]> }; expected: { pairs: { reference: string;
    new_form: string; cuts: { ref_pass_score: number; theta: number; expected_new_score: number;
      equated_integer_score: number }[] }[] } };
  const { input, expected } = read<Golden>(ours, 'equating.json');
  const calibration = read<{ expected: { items: Rows } }>(ours, 'cml-incomplete.json').expected.items;
  const items = itemParametersFromRows(calibration.map((row) =>
    ({ itemId: row.item_id, itemScore: row.item_score, beta: row.beta })));
  const form = (name: string): ItemSet =>
    itemSet(items.filter((item) => input.booklets[name]!.includes(item.itemId)));
  for (const { reference, new_form: newForm, cuts } of expected.pairs) {
    for (const cut of cuts) {
      const equated = equateCut(form(reference), form(newForm), cut.ref_pass_score);
      near(equated.theta, cut.theta, 1e-10, `theta of ${cut.ref_pass_score}`);
      near(equated.expectedScore, cut.expected_new_score, 1e-9, `score of ${cut.ref_pass_score}`);
      assert.equal(equated.equatedScore, cut.equated_integer_score);
      const own = equateCut(form(reference), form(reference), cut.ref_pass_score);
      assert.equal(own.equatedScore, cut.ref_pass_score);
    }
  }
  assert.throws(() => equateCut(form('b1'), form('b2'), 0), /no finite ability/);
});

test('a category profile flags what the total does not let expect, and its domains add up to it', () => {
  const items = spread.map((beta, at) => itemParameters(`q${at}`, [{ score: 1, beta }]));
  const domains = [0, 1].map((side) => ({
    name: side === 0 ? 'optellen' : 'delen',
    itemIds: items.filter((_, at) => at % 2 === side).map((item) => item.itemId),
  }));
  const even = new Map(items.map(({ itemId }, at) => [itemId, at < 10 ? 1 : 0]));
  const [add, divide] = categoryProfile(items, even, domains);
  near(add!.expected + divide!.expected, 10, 1e-10, 'total');
  near(add!.sd, divide!.sd, 1e-10, 'two parts of one total vary together');
  assert.deepEqual([add!.verdict, divide!.verdict], ['asExpected', 'asExpected']);
  const odd = new Map(items.map(({ itemId }, at) => [itemId, at % 2 === 0 ? 1 : 0]));
  assert.deepEqual(categoryProfile(items, odd, domains).map(({ verdict }) => verdict), ['higher', 'lower']);
  const half = new Map(Array.from(odd).filter((_, at) => at % 2 === 0));
  assert.deepEqual(categoryProfile(items, half, domains).map(({ name }) => name), ['optellen']);
});
