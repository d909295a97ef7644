// What routing does to a whole norm population: for the tests of a bank and for docs/routing.md.

import { present } from '../base/assert.ts';
import { findRow, type FiniteEstimate, scoreTable, type ScoreTable } from '../psychometrics/ability.ts';
import { itemSet, type ItemSet } from '../psychometrics/irt.ts';
import type { Random } from '../psychometrics/random.ts';
import { routeNext, type Shift } from '../psychometrics/routing.ts';
import { drawItemScores } from '../psychometrics/simulate.ts';
import { asTheta } from '../psychometrics/types.ts';
import type { Bank } from './types.ts';

/** What became of invented pupils who took one test on screen; two taken at least. */
export interface RoutedPopulation {
  /** Share of the pupils, 0 to 1, by the shifts of their later taken, e.g. `0`, `-1`, `0 1`. */
  readonly routes: ReadonlyMap<string, number>;
  /** Mean standard error in points of the reported scale: as routed, and had all gone on as planned. */
  readonly routedError: number;
  readonly plannedError: number;
  /** Mean share of the points of the taken after the first. */
  readonly laterShare: number;
}

/** Lets pupils of the norm population of a test's moment take it, with the rules as they are in the bank. */
export function routePopulation(bank: Bank, testCode: string, pupils: number, random: Random): RoutedPopulation {
  const { moment } = present(bank.tests.find(({ code }) => code === testCode), `no test ${testCode}`);
  const norm = present(bank.normTable.moments.find((entry) => entry.moment === moment), `no norm for ${moment}`);
  const { a, c } = bank.calibration.scale;
  const taken = takenOf(bank, testCode);
  const routes = new Map<string, number>();
  let [routed, planned, points, most] = [0, 0, 0, 0];
  for (let pupil = 0; pupil < pupils; pupil += 1) {
    const theta = (random.normal(norm.mean, norm.sd) - c) / a;
    const way = takeTest(taken, theta, random, true);
    planned += takeTest(taken, theta, random, false).estimate.se * a / pupils;
    routed += way.estimate.se * a / pupils;
    points += way.laterPoints;
    most += way.laterMost;
    const name = way.shifts.join(' ');
    routes.set(name, (routes.get(name) ?? 0) + 1 / pupils);
  }
  return { routes, routedError: routed, plannedError: planned, laterShare: points / most };
}

interface Taken {
  readonly partCount: number;
  readonly setOf: (partNo: number, shift: Shift) => ItemSet;
  readonly estimate: (shifts: readonly Shift[], score: number) => FiniteEstimate;
  readonly route: (afterPart: number, theta: number, current: Shift) => Shift;
}

function takenOf(bank: Bank, testCode: string): Taken {
  const parts = bank.parts.filter((part) => part.testCode === testCode && part.medium === 'screen');
  const parameters = new Map(bank.calibration.items.map((item) => [item.itemId, item]));
  const itemsOf = (partNo: number, shift: Shift) => {
    const part = present(parts.find((one) => one.partNo === partNo && one.shift === shift), `no taak ${partNo}`);
    const form = present(bank.forms.find(({ code }) => code === part.formCode), `no form ${part.formCode}`);
    return form.itemIds.map((id) => present(parameters.get(id), `no parameters of ${id}`));
  };
  const sets = new Map<string, ItemSet>();
  const tables = new Map<string, ScoreTable<FiniteEstimate>>();
  return {
    partCount: Math.max(...parts.map(({ partNo }) => partNo)),
    setOf: (partNo, shift) => remembered(sets, `${partNo} ${shift}`, () => itemSet(itemsOf(partNo, shift))),
    estimate: (shifts, score) => present(findRow(remembered(tables, shifts.join(' '), () =>
      scoreTable(itemSet(shifts.flatMap((shift, index) => itemsOf(index + 1, shift))))), score), `no score ${score}`),
    route: (afterPart, theta, current) => {
      const rule = present(bank.routing.find((one) => one.testCode === testCode && one.afterPart === afterPart),
        `no rule after taak ${afterPart} of ${testCode}`);
      const cuts = { easierBelow: asTheta(rule.easierBelow), harderFrom: asTheta(rule.harderFrom) };
      const shifts = parts.filter(({ partNo }) => partNo === afterPart + 1).map(({ shift }) => shift);
      return routeNext({ version: '1', ...cuts }, asTheta(theta), current, shifts).shift;
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function takeTest(taken: Taken, theta: number, random: Random, routed: boolean) {
  const shifts: Shift[] = [];
  let [score, laterPoints, laterMost] = [0, 0, 0];
  let shift: Shift = 0;
  for (let partNo = 1; partNo <= taken.partCount; partNo += 1) {
    if (routed && partNo > 1) shift = taken.route(partNo - 1, taken.estimate(shifts, score).theta, shift);
    const set = taken.setOf(partNo, shift);
    const weighted = drawItemScores(set, asTheta(theta), random).reduce((sum, points) => sum + points, 0);
    shifts.push(shift);
    score += weighted;
    laterPoints += partNo > 1 ? weighted : 0;
    laterMost += partNo > 1 ? set.maxScore : 0;
  }
  return { shifts: shifts.slice(1), laterPoints, laterMost, estimate: taken.estimate(shifts, score) };
}
