import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { abilityCommand, scoreTableCommand } from './ability-command.ts';
import { calibrateCommand } from './calibrate-command.ts';
import { plausibleCommand, simulateCommand } from './draw-commands.ts';
import type { MeasurementIo } from './io.ts';
import { difCommand, itemFitCommand } from './quality-commands.ts';

type Column = { score: number[]; theta: (number | null)[]; se: (number | null)[] };
type ItemRow = { item_id: string; item_score: number; n: number; beta: number; se_beta: number };
type Golden = {
  input: { fixed?: object[]; booklets: Record<string, string[]>; parameters?: object[] };
  expected: {
    items: ItemRow[]; loglik: number; df: number;
    score_tables: Record<string, Record<string, Column>>;
  };
};
type Calibrated = {
  model: string; method: string; items: ItemRow[]; loglik: number; df: number; iterations: number;
};
type Persons = { persons: { person_id: string; booklet_id: string; score: number; theta: number; se: number }[] };
type Findings = { findings: { code: string; line: number | null; message: string }[] };

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const reading = process.env['INBEELD_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const shared = pathToFileURL(`${reading}/fixtures/psychometrics/`);

const text = (name: string, folder = ours): string => readFileSync(new URL(name, folder), 'utf8');
const golden = (name: string): Golden => JSON.parse(text(name)) as Golden;

type Run = { status: number; out: string; err: string; files: Map<string, string> };
type Command = (args: readonly string[], io: MeasurementIo) => Promise<number>;

/** Runs a command on files that exist in memory only. */
async function run(command: Command, line: string, given: Record<string, string>): Promise<Run> {
  const files = new Map(Object.entries(given));
  let [out, err] = ['', ''];
  const status = await command(line.split(' '), {
    readFile: (path) => {
      const found = files.get(path);
      if (found === undefined) return Promise.reject(new Error(path));
      return Promise.resolve(new TextEncoder().encode(found));
    },
    writeFile: (path, written) => Promise.resolve(void files.set(path, written)),
    out: (more) => { out += more; },
    err: (more) => { err += more; },
  });
  return { status, out, err, files };
}

async function json<T>(command: Command, line: string, files: Record<string, string>): Promise<T> {
  const { status, out, err } = await run(command, `${line} --json`, files);
  assert.equal(status, 0, err);
  return JSON.parse(out) as T;
}

function near(actual: number | null, wanted: number | null, tolerance: number, where: string): void {
  if (actual === null || wanted === null) assert.equal(actual, wanted, where);
  else {
    const room = tolerance * Math.max(1, Math.abs(wanted));
    assert.ok(Math.abs(actual - wanted) <= room, `${where}: ${actual} is not ${wanted}`);
  }
}

test('calibrate prints the parameters of dexter, free and on the scale of fixed items', async () => {
  const { fixed } = golden('cml-fixed.json').input;
  const files = { 'F.csv': text('incomplete.csv'), 'P.json': JSON.stringify({ items: fixed }) };
  for (const [name, flags] of [['cml-incomplete.json', ''], ['cml-fixed.json', ' --fixed P.json']] as const) {
    const { expected } = golden(name);
    const result = await json<Calibrated>(calibrateCommand, `--responses F.csv${flags}`, files);
    assert.deepEqual(Object.keys(result), ['model', 'method', 'items', 'loglik', 'df', 'iterations']);
    assert.deepEqual([result.model, result.method, result.df], ['enorm', 'cml', expected.df]);
    near(result.loglik, expected.loglik, 1e-10, 'log-likelihood');
    assert.equal(result.items.length, expected.items.length);
    expected.items.forEach((row, at) => {
      const found = result.items[at]!;
      assert.deepEqual([found.item_id, found.item_score, found.n], [row.item_id, row.item_score, row.n]);
      near(found.beta, row.beta, 1e-10, row.item_id);
      near(found.se_beta, row.se_beta, 1e-10, row.item_id);
    });
  }
});

test('calibrate by marginal likelihood prints slopes and steps as mirt gives them', async (t) => {
  if (!existsSync(new URL('mml-gpcm.json', shared))) return t.skip('the shared fixtures are not here');
  type Item = { item_id: string; a: number; b: number; d: number[]; steps: number[]; se_a: number; se_b: number };
  type Slopes = { model: string; method: string; items: Item[]; loglik: number; group: { var: number } };
  const wanted = (name: string): { expected: { items: Item[]; loglik: number; twopl: Slopes; rasch: Slopes } } =>
    JSON.parse(text(name, shared)) as { expected: { items: Item[]; loglik: number; twopl: Slopes; rasch: Slopes } };
  const files = { 'G.csv': text('gpcm.csv', shared), 'F.csv': text('mml-incomplete.csv', shared) };
  const gpcm = await json<Slopes>(calibrateCommand, '--responses G.csv --model gpcm', files);
  wanted('mml-gpcm.json').expected.items.forEach((item, at) => {
    const found = gpcm.items[at]!;
    assert.equal(found.item_id, item.item_id);
    near(found.a, item.a, 2e-4, 'a');
    item.steps.forEach((step, category) => near(found.steps[category]!, step, 1e-3, 'step'));
    item.d.forEach((d, category) => near(found.d[category]!, d, 2e-4, 'd'));
  });
  const { twopl, rasch } = wanted('mml-incomplete-2pl.json').expected;
  const two = await json<Slopes>(calibrateCommand, '--responses F.csv --model 2pl', files);
  near(two.loglik, twopl.loglik, 1e-10, '2PL');
  twopl.items.forEach((item, at) => near(two.items[at]!.b, item.b, 1e-3, 'b'));
  const one = await json<Calibrated & { group: { var: number } }>(calibrateCommand,
    '--responses F.csv --model rasch --method mml', files);
  near(one.loglik, rasch.loglik, 1e-10, 'Rasch');
  near(one.group.var, rasch.group.var, 5e-4, 'variance');
  rasch.items.forEach((item, at) => near(one.items[at]!.beta, item.b, 2e-4, 'beta'));
  return undefined;
});

test('score tables and abilities follow from the parameters that calibrate wrote', async () => {
  const { input, expected } = golden('cml-incomplete.json');
  const written = await run(calibrateCommand, '--responses F.csv --out P.json', { 'F.csv': text('incomplete.csv') });
  assert.equal(written.status, 0);
  const files = { 'P.json': written.files.get('P.json')!, 'F.csv': text('incomplete.csv') };
  const methods = [
    ['mle', 'MLE', 1e-9], ['wle', 'WLE', 1e-9], ['eap', 'EAP_normal_0_1_converged', 5e-9],
    ['eap --prior-mean -0.5 --prior-sd 1.5', 'EAP_normal_m05_15_converged', 5e-9],
  ] as const;
  for (const [method, golden, tolerance] of methods) {
    const { persons } = await json<Persons>(abilityCommand,
      `--parameters P.json --responses F.csv --method ${method}`, files);
    for (const [booklet, items] of Object.entries(input.booklets)) {
      const line = `--parameters P.json --items ${items.join(',')} --method ${method}`;
      const table = await json<Column & { method: string }>(scoreTableCommand, line, files);
      const wanted = expected.score_tables[golden]![booklet]!;
      const [reached, used] = [table.score, wanted.score.filter((score) => table.score.includes(score))];
      assert.deepEqual(reached, used);
      assert.equal(table.method, method.split(' ')[0]);
      table.score.forEach((score, at) => {
        const place = wanted.score.indexOf(score);
        near(table.theta[at]!, wanted.theta[place]!, tolerance, `${method} ${booklet} ${score}`);
        near(table.se[at]!, wanted.se[place]!, tolerance, `${method} ${booklet} ${score} se`);
      });
      for (const person of persons.filter(({ booklet_id: taken }) => taken === booklet)) {
        const at = table.score.indexOf(person.score);
        near(person.theta, table.theta[at]!, 1e-9, `${method} ${person.person_id}`);
        near(person.se, table.se[at]!, 1e-9, `${method} ${person.person_id} se`);
      }
    }
    assert.equal(persons.length, 1100);
  }
});

test('patterns of items with a free slope get the converged abilities, and no score table', async () => {
  type Scores = { theta: (number | null)[]; se: (number | null)[] };
  type Given = {
    input: { a: number[]; b: number[]; patterns: string[] };
    expected: { converged: Record<string, Scores> };
  };
  const { input, expected } = JSON.parse(text('pattern-scores-2pl.json')) as Given;
  const items = input.a.map((a, at) => ({ item_id: `q${at}`, a, b: input.b[at]! }));
  const csv = [items.map((item) => item.item_id).join(','),
    ...input.patterns.map((pattern) => [...pattern].map((mark) => (mark === '.' ? '' : mark)).join(','))].join('\n');
  const files = { 'P.json': JSON.stringify({ items }), 'F.csv': csv };
  for (const [method, column] of [['mle', 'ML'], ['wle', 'WLE'], ['eap', 'EAP']] as const) {
    const { persons } = await json<Persons>(abilityCommand,
      `--parameters P.json --responses F.csv --method ${method}`, files);
    const wanted = expected.converged[column]!;
    persons.forEach(({ theta, se }, at) => {
      near(theta, wanted.theta[at]!, 1e-9, `${method} ${at}`);
      near(se, wanted.se[at]!, 1e-9, `${method} ${at} se`);
    });
  }
  const table = await run(scoreTableCommand, '--parameters P.json --method wle --json', files);
  assert.equal(table.status, 1);
  assert.equal((JSON.parse(table.out) as Findings).findings[0]!.code, 'MEAS-NO-SCORE-TABLE');
});

test('columns that are no items are left out when asked, and named when not', async (t) => {
  if (!existsSync(new URL('verbaggr.csv', shared))) return t.skip('the shared fixtures are not here');
  const files = { 'F.csv': text('verbaggr.csv', shared) };
  const result = await json<Calibrated>(calibrateCommand, '--responses F.csv --ignore gender', files);
  assert.equal(result.items.length, 48);
  const { status, err } = await run(calibrateCommand, '--responses F.csv', files);
  assert.equal(status, 1);
  assert.match(err, /MEAS-CSV-SCORE \(regel 2\): Opgave gender: "Male" is geen heel getal/);
  return undefined;
});

const small = 'person_id,a,b,c\np1,1,0,0\np2,0,1,1\np3,1,1,0\np4,0,0,1\n';

test('bad rows are named by their line', async () => {
  const cases: [string, string, number | null][] = [
    [small.replace('p3,1,1,0', 'p3,1,1.5,0'), 'MEAS-CSV-SCORE', 4],
    [small.replace('p3,1,1,0', 'p3,1,-1,0'), 'MEAS-CSV-SCORE', 4],
    [small.replace('p4,0,0,1', '"p4",0,0,1001'), 'MEAS-CSV-SCORE', 5],
    [small.replace('p2,0,1,1', 'p2,0,1'), 'MEAS-CSV-ROW', 3],
    [small.replace('p4,', 'p2,'), 'MEAS-CSV-PERSON', 5],
    [small.replace('p2,0,1,1', '\n\np2,0,x,1'), 'MEAS-CSV-SCORE', 5],
    [small.replace('a,b,c', 'a,b,a'), 'MEAS-CSV-HEADER', 1],
    [small.replace('p3,1', '"p3,1'), 'MEAS-CSV', 4],
    ['', 'MEAS-CSV-EMPTY', null],
  ];
  for (const [csv, code, line] of cases) {
    const { status, out } = await run(calibrateCommand, '--responses F.csv --json', { 'F.csv': csv });
    const [finding] = (JSON.parse(out) as Findings).findings;
    assert.deepEqual([status, finding!.code, finding!.line], [1, code, line], csv);
  }
});

test('answers that do not determine the parameters are refused with the items in a sentence', async () => {
  const apart = 'a,b,c,d\n1,0,,\n0,1,,\n,,1,0\n,,0,1\n';
  const { status, err } = await run(calibrateCommand, '--responses F.csv', { 'F.csv': apart });
  assert.equal(status, 1);
  assert.match(err, /MEAS-NOT-CONNECTED: .*\[a, b\] \[c, d\]/);
  const three = await run(calibrateCommand, '--responses F.csv --model rasch', { 'F.csv': 'a,b\n1,0\n0,2\n' });
  assert.match(three.err, /MEAS-NOT-DICHOTOMOUS: Opgave b heeft score 2/);
});

test('wrong usage and absent files have their own exit status', async () => {
  const files = {
    'F.csv': small, 'P.json': '{"items":[{"item_id":"a","item_score":1,"beta":0}]}', 'bad.json': '{"items":[{}]}',
  };
  const status = async (command: Command, line: string): Promise<number> =>
    (await run(command, line, files)).status;
  assert.equal(await status(calibrateCommand, '--responses F.csv'), 0);
  assert.equal(await status(calibrateCommand, '--responses absent.csv'), 2);
  assert.equal(await status(calibrateCommand, '--wrong'), 2);
  assert.equal(await status(calibrateCommand, '--responses F.csv --model none'), 2);
  assert.equal(await status(scoreTableCommand, '--parameters P.json --method wle'), 0);
  assert.equal(await status(scoreTableCommand, '--parameters P.json --method mode'), 2);
  assert.equal(await status(scoreTableCommand, '--parameters P.json --method wle --prior-sd 2'), 2);
  assert.equal(await status(scoreTableCommand, '--parameters P.json --method wle --items z'), 1);
  assert.equal(await status(scoreTableCommand, '--parameters bad.json --method wle'), 1);
  assert.equal(await status(abilityCommand, '--parameters P.json --responses F.csv --method wle'), 1);
  assert.equal(await status(abilityCommand, '--parameters P.json --responses F.csv --ignore b,c --method wle'), 0);
});

test('parameters go to the table of dexter and come back the same', async () => {
  const files = { 'F.csv': text('incomplete.csv') };
  const { files: written } = await run(calibrateCommand, '--responses F.csv --out P.csv', files);
  const csv = written.get('P.csv')!;
  assert.match(csv, /^"item_id","item_score","beta","SE_beta"\n"i01",1,-0\.3894513/);
  const anchors = csv.split('\n').filter((line) => !line.startsWith('"i07"')).join('\n');
  const again = await json<Calibrated>(calibrateCommand, '--responses F.csv --fixed P.csv',
    { ...files, 'P.csv': anchors });
  const i07 = golden('cml-incomplete.json').expected.items.find((row) => row.item_id === 'i07')!;
  near(again.items.find((row) => row.item_id === 'i07')!.beta, i07.beta, 1e-9, 'i07');
});

test('items that work differently for boys and girls are those of dexter', async (t) => {
  if (!existsSync(new URL('dif.json', shared))) return t.skip('the shared fixtures are not here');
  type Dif = { group_labels: string[]; labels: object[]; overall: { stat: number; df: number; p: number } };
  const { input, expected } = JSON.parse(text('dif.json', shared)) as {
    input: { item_columns: string[] }; expected: Dif;
  };
  const csv = text('verbaggr.csv', shared);
  const ignore = csv.split('\n')[0]!.trim().split(',').slice(2).filter((item) => !input.item_columns.includes(item));
  const found = await json<Dif>(difCommand,
    `--responses F.csv --group gender --ignore ${ignore.join(',')}`, { 'F.csv': csv });
  assert.deepEqual(found.group_labels, expected.group_labels);
  assert.equal(found.labels.length, expected.labels.length);
  near(found.overall.stat, expected.overall.stat, 1e-8, 'chi-square');
  assert.equal(found.overall.df, expected.overall.df);
  near(found.overall.p, expected.overall.p, 1e-8, 'p');
  return undefined;
});

test('invented persons are drawn by a seed, calibrated, fitted and given plausible values', async () => {
  const items = Array.from({ length: 8 }, (_, item) =>
    ({ item_id: `q${item}`, item_score: 1, beta: (item - 3.5) / 3 }));
  const files = { 'P.json': JSON.stringify({ items }) };
  const drawn = await run(simulateCommand, '--parameters P.json --persons 800 --mean -0.2 --seed a --out F.csv', files);
  const csv = drawn.files.get('F.csv')!;
  assert.equal(csv.trim().split('\n').length, 801);
  const again = await run(simulateCommand, '--parameters P.json --persons 800 --mean -0.2 --seed a', files);
  assert.equal(again.out, csv);
  const more = { ...files, 'F.csv': csv };
  const { items: estimates } = await json<Calibrated>(calibrateCommand, '--responses F.csv', more);
  estimates.forEach(({ beta, se_beta: se }, at) => assert.ok(Math.abs(beta - items[at]!.beta) < 4 * se));
  const fit = await json<{ items: { item_id: string; p: number }[] }>(itemFitCommand,
    '--parameters P.json --responses F.csv', more);
  assert.ok(fit.items.every(({ p }) => p > 1e-4));
  type Plausible = { persons: { person_id: string; values: number[] }[] };
  const line = '--parameters P.json --responses F.csv --draws 4 --seed b';
  const values = await json<Plausible>(plausibleCommand, line, more);
  assert.deepEqual(values, await json<Plausible>(plausibleCommand, line, more));
  assert.deepEqual([values.persons.length, values.persons[0]!.values.length], [800, 4]);
  const mean = values.persons.reduce((sum, person) => sum + person.values[0]!, 0) / 800;
  assert.ok(Math.abs(mean + 0.2) < 0.2, `${mean}`);
});
