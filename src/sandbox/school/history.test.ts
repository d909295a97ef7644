import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '../../base/assert.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { arithmeticNormTable } from '../../content/norms.ts';
import { historyCsv, historyDocument } from './history-file.ts';
import { historyOf, type OldResult } from './history.ts';
import { normMeans } from './norm-points.ts';
import { findPlan, schoolPlans } from './plans.ts';
import { rosterOf } from './roster.ts';

const at = new Date('2027-01-19T08:00:00Z');
const thisYear = schoolYearStarting(2026);
const walk = present(findPlan('99XA', '00'), 'the school to walk');
const history = historyOf(walk);

test("the sandbox's norm means are those of the synthetic norm table", () => {
  for (const { moment, mean, sd } of arithmeticNormTable().moments) {
    if (moment !== 'B8') assert.deepEqual(normMeans.get(moment), { mean, sd }, moment);
  }
});

test('the history of a school is the same every time it is made', () => {
  assert.deepEqual(historyOf(walk), history);
});

test('a pupil has two results a year since group 3, and those from before 2022 are of 2.0', () => {
  const ofOne = history.filter(({ pupilKey }) => pupilKey === 'A20008');
  assert.deepEqual(ofOne.map(({ moment }) => moment.slice(0, 1)).join(''), 'MEMEMEME');
  const older = history.filter(({ pupilKey }) => pupilKey === 'A19008');
  assert.deepEqual(older.map(({ generation }) => generation === '2.0'), [true, true, ...Array(8).fill(false)]);
});

test('the history holds everything that makes real ones untidy', () => {
  const some = (holds: (result: OldResult) => boolean): number => history.filter(holds).length;
  const roster = new Set(rosterOf(walk, thisYear, at).pupils.map(({ key }) => key));
  const counts = {
    all: history.length,
    old: some(({ generation }) => generation === '2.0'),
    withoutYearGroup: some(({ yearGroup }) => yearGroup === null),
    ofThisYear: some(({ takenOn }) => takenOn >= '2026-08-01'),
    typedIn: some(({ typedIn }) => typedIn),
    twice: some(({ key }) => key.endsWith('-2')),
    unknown: some(({ pupilKey }) => !roster.has(pupilKey)),
    keyLost: some(({ pupil }) => pupil.key === null),
    offLevel: some(({ moment, yearGroup }) => yearGroup !== null && Number(moment.slice(1)) < yearGroup),
  };
  for (const [kind, count] of Object.entries(counts)) assert.ok(count >= 2, `${kind}: ${count}`);
  assert.ok(counts.typedIn / counts.all < 0.15);
});

test('results have the mean and spread of the norm, within four standard errors of 115 to 500 pupils', () => {
  const everybody = schoolPlans.flatMap(historyOf).filter(({ generation }) => generation !== '2.0');
  for (const moment of ['M3', 'E4', 'M6']) {
    const scores = everybody.filter((result) => result.key.includes(`-${moment}-`)).map(({ score }) => score);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const norm = present(normMeans.get(moment), moment);
    const standardError = norm.sd / Math.sqrt(scores.length);
    assert.ok(Math.abs(mean - norm.mean) < 4 * standardError, `${moment}: ${mean} of ${scores.length}`);
  }
});

test('the results message names every test that a result names, once, and every result key once', () => {
  const document = present(historyDocument(walk, history, thisYear, at), 'there is history');
  const codes = document.tests.map(({ code }) => code.text);
  assert.equal(new Set(codes).size, codes.length);
  const results = document.administrations.flatMap((administration) => administration.results);
  assert.equal(results.length, history.length);
  assert.equal(new Set(results.map(({ key }) => key)).size, results.length);
  assert.ok(results.every(({ testCode }) => codes.includes(testCode)));
  assert.equal(historyDocument(walk, [], thisYear, at), null);
});

test('the CSV has the columns of docs/history-file.md and a line for every result', () => {
  const lines = historyCsv(history).split('\r\n');
  assert.match(lines[0] ?? '', /^\uFEFFleerlingsleutel;achternaam;voorvoegsel;roepnaam;geboortedatum;vak;toets;/u);
  assert.equal(lines.length, history.length + 2);
  assert.ok(lines.some((line) => line.startsWith(';Tweehuysen;;L.;9-3-2018;Rekenen-Wiskunde;M3;')));
});
