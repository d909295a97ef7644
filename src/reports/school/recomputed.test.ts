// Every figure of the school reports, made again by plain loops that share nothing with the views: no means, no norms
// in standard units, no grouping of theirs. What a reader sees in the tables must come out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { type ReferenceStandard } from '../../content/reference.ts';
import { studentQuantile } from '../../psychometrics/group-means.ts';
import type { Cell, ReportTable } from '../frame/types.ts';
import { cohortPart } from './cohort-view.ts';
import { crossSectionPart } from './cross-section-view.ts';
import { levelSharesPart } from './level-shares-view.ts';
import { groupThen } from './placing.ts';
import { membershipsOf, randomResults, twoNorms } from './random-school.ts';
import { referencePart } from './reference-view.ts';
import { trendPart } from './trend-view.ts';
import type { Membership, SchoolResult } from './types.ts';

// A failing school is shown as it was drawn: making it smaller takes minutes.
const runs = { numRuns: 40, endOnFailure: true };
const bandKind = 'roman' as const;
const source = 'synthetische norm, niet van Cito';
const schoolYears = ['2021-2022', '2022-2023', '2023-2024', '2024-2025', '2025-2026', '2026-2027'];

/** Distance from the national mean in standard deviations of groups, or null without a place in a norm. */
function naiveUnits({ moment, normCode, normVersion, scaleCode, scaleScore }: SchoolResult): number | null {
  if (moment === null || normCode === null || scaleCode !== 'SYN-RW-3.0') return null;
  for (const norm of twoNorms.get(`SYN/${normVersion}`)!.moments)
    if (norm.moment === moment) return (scaleScore - norm.mean) / norm.groupMeanSd;
  return null;
}

function naiveLevel(units: number): string {
  return units >= 0.8416212 ? 'I' : units >= 0.2533471 ? 'II' : units >= -0.2533471 ? 'III' : units >= -0.8416212
    ? 'IV' : 'V';
}

interface Expected {
  n: number; off: number; score: number | null; mean: number | null; low: number | null; high: number | null;
  level: string | null; side: string;
}

function naiveStanding(results: readonly SchoolResult[]): Expected {
  const n = results.length;
  let off = 0, total = 0, points = 0;
  for (const result of results) {
    if (result.testMoment !== result.moment) off += 1;
    total += naiveUnits(result)!;
    points += result.scaleScore;
  }
  if (n < 7) return { n, off, score: null, mean: null, low: null, high: null, level: null,
    side: `te weinig leerlingen (${n})` };
  const mean = total / n;
  let squares = 0;
  for (const result of results) squares += (naiveUnits(result)! - mean) ** 2;
  const error = Math.sqrt(squares / (n - 1)) / Math.sqrt(n);
  const t90 = studentQuantile(0.95, n - 1), t95 = studentQuantile(0.975, n - 1);
  const side = n < 10 ? `te weinig leerlingen (${n})` : mean - t95 * error > 0 ? 'hoger dan landelijk'
    : mean + t95 * error < 0 ? 'lager dan landelijk' : 'geen verschil buiten toeval';
  return {
    n, off, score: points / n, mean, low: mean - t90 * error, high: mean + t90 * error,
    level: n < 10 ? null : naiveLevel(mean), side,
  };
}

function cell(table: ReportTable, row: readonly Cell[], key: string): Cell {
  const at = table.columns.findIndex((column) => column.key === key);
  assert.ok(at >= 0, `no column ${key}`);
  return row[at]!;
}

function value(table: ReportTable, row: readonly Cell[], key: string): number | string | null {
  const { text, value: stored } = cell(table, row, key);
  return stored === undefined ? text : stored;
}

function assertNear(actual: number | string | null, expected: number | null, what: string): void {
  if (expected === null) return assert.equal(actual, null, what);
  assert.ok(typeof actual === 'number' && Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`);
}

function assertStanding(table: ReportTable, row: readonly Cell[], expected: Expected, mixedMoments = false): void {
  assert.equal(value(table, row, 'aantal'), expected.n);
  assert.equal(value(table, row, 'ander_moment'), expected.off);
  if (!mixedMoments) assertNear(value(table, row, 'gemiddelde_score'), expected.score, 'score');
  assertNear(value(table, row, 'plaats'), expected.mean, 'plaats');
  assertNear(value(table, row, 'plaats_laag'), expected.low, 'laag');
  assertNear(value(table, row, 'plaats_hoog'), expected.high, 'hoog');
  const level = cell(table, row, 'niveau').text;
  // A mean within a rounding of a cut may fall on either side.
  if (expected.mean === null || [0.8416212, 0.2533471].every((cut) => Math.abs(Math.abs(expected.mean!) - cut) > 1e-6))
    assert.equal(level, expected.level ?? '–');
  assert.equal(value(table, row, 'oordeel'), expected.side);
}

/** The group of a pupil on a day, by walking through all of them. */
function naiveGroup(memberships: readonly Membership[], { pupilId, schoolYear, takenOn }: SchoolResult): string | null {
  let found: string | null = null;
  for (const { pupilId: whose, schoolYear: year, joinedOn, leftOn, groupName } of memberships)
    if (whose === pupilId && year === schoolYear && joinedOn <= takenOn && !(leftOn !== null
      && leftOn <= takenOn)) found = groupName;
  return found;
}

describe('every figure of the school reports, made again by plain loops', () => {
  test('cross-section', () => {
    fc.assert(fc.property(randomResults, (all) => {
      const results = all.filter(({ schoolYear, season }) => schoolYear === '2026-2027' && season === 'M');
      const memberships = membershipsOf(results);
      const part = crossSectionPart({
        subject: 'arithmetic', schoolYear: '2026-2027', season: 'M', results, norms: twoNorms, bandKind, source,
        groupOf: groupThen(memberships), groups: [],
      });
      const placed = results.filter((result) => naiveUnits(result) !== null);
      if (placed.length === 0) return assert.equal(part, null);
      const [table, small] = part!.tables;
      let counted = 0;
      for (const row of table!.rows) {
        const [name, moment] = [cell(table!, row, 'groep').text, cell(table!, row, 'moment').text];
        const members = placed.filter((result) => result.moment === moment
          && (naiveGroup(memberships, result) ?? 'Groep van toen niet bekend') === name);
        assertStanding(table!, row, naiveStanding(members));
        counted += members.length;
        const dots = (small?.rows ?? []).filter((dot) => dot[0]!.text === name && dot[1]!.text === moment);
        assert.equal(dots.length, members.length < 7 ? members.length : 0);
        for (const dot of dots) assert.ok(members.some(({ scaleScore }) => scaleScore === value(small!, dot, 'score')));
      }
      assert.equal(counted, placed.length);
    }), runs);
  });

  test('trend by year group', () => {
    fc.assert(fc.property(randomResults, (results) => {
      const part = trendPart({
        subject: 'arithmetic', schoolYears, yearGroup: undefined, results, norms: twoNorms, bandKind, source,
      });
      const placed = results.filter((result) => naiveUnits(result) !== null);
      if (placed.length === 0) return assert.equal(part, null);
      const [trends, years] = part!.tables as [ReportTable, ReportTable];
      let counted = 0;
      for (const row of years.rows) {
        const members = placed.filter(({ moment, schoolYear, normVersion }) => 
          moment === cell(years, row, 'moment').text
          && schoolYear === cell(years, row, 'schooljaar').text
          && cell(years, row, 'maat').text.endsWith(`SYN/${normVersion}`));
        assertStanding(years, row, naiveStanding(members));
        counted += members.length;
      }
      assert.equal(counted, placed.length);
      for (const row of trends.rows) assertTrend(trends, row, placed);
    }), runs);
  });

  test('trend by cohort, of all pupils and of those who stayed', () => {
    fc.assert(fc.property(randomResults, fc.boolean(), (results, stayers) => {
      const part = cohortPart({ subject: 'arithmetic', results, norms: twoNorms, yearGroup: undefined, stayers,
        bandKind, source });
      if (!part) return;
      const [changes, times] = part.tables as [ReportTable, ReportTable];
      for (const row of changes.rows) {
        const group = String(value(changes, row, 'nu_jaargroep'));
        const members = naiveCohort(results, group, stayers);
        const own = times.rows.filter((time) => String(value(times, time, 'nu_jaargroep')) === group);
        let counted = 0;
        for (const time of own) {
          const at = members.filter(({ schoolYear, season, normVersion }) =>
            schoolYear === cell(times, time, 'schooljaar').text && season === cell(times, time, 'moment').text
            && cell(times, time, 'maat').text.endsWith(`SYN/${normVersion}`));
          assertStanding(times, time, naiveStanding(at), true);
          counted += at.length;
        }
        assert.equal(counted, members.length);
        assertChange(changes, row, members);
      }
    }), runs);
  });

  test('level distribution over time', () => {
    fc.assert(fc.property(randomResults, fc.constantFrom('roman' as const, 'letter' as const), (results, kind) => {
      const part = levelSharesPart({ subject: 'arithmetic', yearGroup: undefined, results, bandKind: kind, source });
      const levelled = results.filter((result) => result[kind] !== null && result.moment !== null);
      if (levelled.length === 0) return assert.equal(part, null);
      const [table] = part!.tables as [ReportTable];
      const periods = table.rows.slice(0, -1);
      let counted = 0;
      for (const row of periods) {
        const [season, schoolYear] = row[0]!.text.split(' ');
        const members = levelled.filter((result) => result.season === season && result.schoolYear === schoolYear);
        assert.equal(value(table, row, 'aantal'), members.length);
        counted += members.length;
        for (const level of kind === 'roman' ? ['I', 'II', 'III', 'IV', 'V'] : ['A', 'B', 'C', 'D', 'E']) {
          let count = 0;
          for (const result of members) if (result[kind] === level) count += 1;
          assert.equal(value(table, row, `aantal_${level.toLowerCase()}`), count);
          assertNear(value(table, row, `deel_${level.toLowerCase()}`), members.length < 7 ? null
            : count / members.length, level);
        }
      }
      assert.equal(counted, levelled.length);
      const order = periods.map((row) => row[0]!.text.split(' ')).map(([season, year]) =>
        `${year}${'BME'.indexOf(season!)}`);
      assert.deepEqual(order, [...new Set(order)].toSorted());
    }), runs);
  });

  test('reference levels', () => {
    fc.assert(fc.property(randomResults, (results) => {
      const memberships = membershipsOf(results);
      const part = referencePart({ subject: 'arithmetic', standard, yearGroup: undefined, results,
        groupOf: groupThen(memberships) });
      const judged = results.filter(({ season, yearGroup, scaleCode, moment }) => scaleCode === 'SYN-RW-3.0'
        && moment !== null
        && (yearGroup === '7' || yearGroup === '8' || (yearGroup === '6' && season === 'E'))
        && !(yearGroup === '7' && season === 'B'));
      if (judged.length === 0) return assert.equal(part, null);
      const [table] = part!.tables as [ReportTable];
      let counted = 0;
      for (const row of table.rows) {
        const [moment, year, group] = [0, 1, 2].map((at) => row[at]!.text);
        const members = judged.filter((result) => `${result.season}${result.yearGroup}` === moment
          && result.schoolYear === year
          && (group === 'alle groepen' || naiveGroup(memberships, result) === group));
        assert.equal(value(table, row, 'aantal'), members.length);
        if (group === 'alle groepen') counted += members.length;
        let [below, first, aim, near] = [0, 0, 0, 0];
        for (const { scaleScore, scaleSe } of members) {
          if (scaleScore < 690) below += 1;
          else if (scaleScore < 740) first += 1;
          else aim += 1;
          if (scaleSe !== null && (Math.abs(scaleScore - 690) <= 1.6448536 * scaleSe
            || Math.abs(scaleScore - 740) <= 1.6448536 * scaleSe)) near += 1;
        }
        assert.deepEqual(['aantal_onder_1f', 'aantal_1f', 'aantal_1s'].map((key) => value(table, row, key)), [below,
          first, aim]);
        assert.equal(value(table, row, 'dicht_bij_grens'), near);
        assertNear(value(table, row, 'deel_1s'), members.length < 7 ? null : aim / members.length, 'deel 1S');
      }
      assert.equal(counted, judged.length);
      const outside = results.filter((result) => result.moment === null && result.scaleCode === 'SYN-RW-3.0'
        && ['E6', 'M7', 'E7', 'B8', 'M8', 'E8'].includes(`${result.season}${result.yearGroup}`)).length;
      assert.equal(part!.remarks.some((remark) => remark.startsWith(`${outside} result`)
        && remark.endsWith('niet mee: van buiten de normperiode.')), outside > 0);
    }), runs);
  });
});

const standard: ReferenceStandard = {
  code: 'SYN-REF', version: 1, subject: 'arithmetic', scaleCode: 'SYN-RW-3.0', source: 'synthetisch', synthetic: true,
  validFrom: '2018-08-01', cuts: [{ level: '1F', score: 690 }, { level: '1S', score: 740 }],
};

/** A weighted line by its normal equations, over the years with the newest norm and ten pupils or more. */
/** Student's t at 97.5 % for one to six degrees of freedom, from a printed table. */
const STUDENT_975 = [12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851];

function assertTrend(table: ReportTable, row: readonly Cell[], placed: readonly SchoolResult[]): void {
  const own = placed.filter(({ moment }) => moment === cell(table, row, 'moment').text);
  const last = own.reduce((newest, { schoolYear }) => (schoolYear > newest ? schoolYear : newest), '');
  const version = Math.max(...own.filter(({ schoolYear }) => schoolYear === last).map((result) => result.normVersion!));
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  const points: [number, number, number][] = [];
  let withMean = 0;
  for (const year of schoolYears) {
    const ofYear = own.filter(({ schoolYear }) => schoolYear === year);
    if ([1, 2].some((norm) => ofYear.filter(({ normVersion }) => normVersion === norm).length >= 7)) withMean += 1;
    const { n, mean, low } = naiveStanding(ofYear.filter(({ normVersion }) => normVersion === version));
    if (mean === null || low === null || n < 10) continue;
    const error = (mean - low) / studentQuantile(0.95, n - 1);
    const [x, weight] = [Number(year.slice(0, 4)) - 2020, 1 / error ** 2];
    points.push([x, mean, weight]);
    w += weight; wx += weight * x; wy += weight * mean; wxx += weight * x * x; wxy += weight * x * mean;
  }
  assert.equal(value(table, row, 'jaren'), withMean);
  if (points.length < 3) {
    assert.equal(value(table, row, 'per_jaar'), null);
    return assert.equal(value(table, row, 'trend'), 'te weinig jaren met genoeg leerlingen');
  }
  const slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
  const start = (wy - slope * wx) / w;
  let misfit = 0;
  for (const [x, y, weight] of points) misfit += weight * (y - start - slope * x) ** 2;
  const ratio = misfit / (points.length - 2);
  const error = Math.sqrt(w / (w * wxx - wx * wx)) * Math.sqrt(Math.max(1, ratio));
  const times = ratio > 1 ? STUDENT_975[points.length - 3]! : 1.959963985;
  const close = (actual: number | string | null, expected: number) =>
    assert.ok(Math.abs(Number(actual) - expected) < 1e-6, `${actual} is not ${expected}`);
  close(value(table, row, 'per_jaar'), slope);
  close(value(table, row, 'per_jaar_laag'), slope - times * error);
  close(value(table, row, 'per_jaar_hoog'), slope + times * error);
  if (Math.abs(Math.abs(slope) - times * error) > 1e-6) {
    assert.equal(value(table, row, 'trend'), Math.abs(slope) < times * error ? 'geen verandering buiten toeval'
      : slope > 0 ? 'stijgt' : 'daalt');
  }
}

/** Everybody who is in this year group in the newest year, with all that is in a norm; stayers at both ends. */
function naiveCohort(results: readonly SchoolResult[], group: string, stayers: boolean): readonly SchoolResult[] {
  let newest = '';
  for (const { schoolYear } of results) if (schoolYear > newest) newest = schoolYear;
  const now = new Map<string, SchoolResult>();
  for (const result of results) {
    const known = now.get(result.pupilId);
    if (result.schoolYear === newest && (!known || known.takenOn <= result.takenOn)) now.set(result.pupilId, result);
  }
  const members = results.filter((result) => now.get(result.pupilId)?.yearGroup === group
    && naiveUnits(result) !== null);
  if (!stayers) return members;
  const times = members.map(timeOf).toSorted().filter((time) => members.filter((each) =>
    timeOf(each) === time).length >= 7);
  if (times.length === 0) return [];
  const at = (time: string, pupilId: string) => members.some((each) => each.pupilId === pupilId
    && timeOf(each) === time);
  return members.filter(({ pupilId }) => at(times[0]!, pupilId) && at(times.at(-1)!, pupilId));
}

function timeOf({ schoolYear, season }: SchoolResult): string {
  return `${schoolYear} ${'BME'.indexOf(season)}`;
}

/** The same pupils at both ends of what has the newest norm. */
function assertChange(table: ReportTable, row: readonly Cell[], members: readonly SchoolResult[]): void {
  const keyOf = (each: SchoolResult) => `${timeOf(each)} ${each.normVersion}`;
  const keys = members.map(keyOf).toSorted().filter((key) => members.filter((each) => keyOf(each) === key).length >= 7);
  const last = keys.at(-1);
  if (last === undefined) return assert.equal(value(table, row, 'verschil'), null);
  const first = keys.find((key) => key.endsWith(last.slice(-2)))!;
  const differences: number[] = [];
  for (const end of members) {
    if (`${timeOf(end)} ${end.normVersion}` !== last) continue;
    const start = members.find((each) => each.pupilId === end.pupilId
      && `${timeOf(each)} ${each.normVersion}` === first);
    if (start) differences.push(naiveUnits(end)! - naiveUnits(start)!);
  }
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1;
  if (years < 3 || differences.length < 10) {
    assert.equal(value(table, row, 'verschil'), null);
    return assert.equal(value(table, row, 'oordeel'), 'te weinig jaren of leerlingen voor een oordeel');
  }
  const n = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / n;
  const error = Math.sqrt(differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1) / n);
  const half = studentQuantile(0.975, n - 1) * error;
  assert.equal(value(table, row, 'aantal'), n);
  assertNear(value(table, row, 'verschil'), mean, 'verschil');
  assertNear(value(table, row, 'verschil_laag'), mean - half, 'laag');
  assert.equal(value(table, row, 'oordeel'), mean - half > 0 ? 'meer groei dan landelijk'
    : mean + half < 0 ? 'minder groei dan landelijk' : 'geen verschil met landelijke groei buiten toeval');
}
