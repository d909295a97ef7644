import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { information, itemSet } from '../psychometrics/irt.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { asTheta, itemParameters } from '../psychometrics/types.ts';
import { type RoutedPopulation, routePopulation } from './routed-population.ts';
import { expectedShare, leastShareOfHarder, routingRule } from './routing-cuts.ts';
import { syntheticPackages } from './synthetic-packages.ts';
import { type Bank, subjectNames } from './types.ts';

const banks: readonly Bank[] = (await Promise.all(syntheticPackages.map((own) => own.write())))
  .flatMap((content) => content.banks);
const pupils = 1000;
const routed = new Map(banks.flatMap((bank) => bank.tests
  .filter(({ code }) => bank.parts.some((part) => part.testCode === code && part.partNo > 1))
  .map(({ code }) => [code, routePopulation(bank, code, pupils, seededRandom(`routing/${code}`))] as const)));

/** Share of the pupils whose second taak had a shift. */
function shareOf({ routes }: RoutedPopulation, shift: number): number {
  return [...routes].filter(([way]) => way.split(' ')[0] === String(shift)).reduce((sum, [, share]) => sum + share, 0);
}

test('every test of more than one taak is routed, and each way is taken by some and by no two thirds', () => {
  for (const [code, population] of routed) {
    for (const shift of [-1, 0, 1]) {
      const share = shareOf(population, shift);
      assert.ok(share > 0.05 && share < 0.67, `${code}: ${shift} is taken by ${share}`);
    }
  }
});

test('routing makes the standard error smaller in every test', () => {
  for (const [code, { routedError, plannedError }] of routed) {
    assert.ok(routedError < plannedError, `${code}: ${routedError} against ${plannedError}`);
  }
});

test('after routing pupils still get between half and three quarters of the points', () => {
  for (const [code, { laterShare }] of routed) {
    assert.ok(laterShare > 0.5 && laterShare < 0.75, `${code}: ${laterShare}`);
  }
});

const task = (hardness: number) =>
  Array.from({ length: 24 }, (_, index) => itemParameters(`${hardness}/${index}`, [
    { score: 2, beta: hardness + (index - 11.5) / 24 }]));

test('the lower cut lies where two taken tell the same, the upper one where the harder can be managed', () => {
  const next = { easier: task(-0.5), planned: task(0), harder: task(0.5) };
  const { easierBelow, harderFrom } = routingRule(next);
  assert.ok(Math.abs(easierBelow - -0.25) < 0.002, `${easierBelow}`);
  assert.ok(Math.abs(expectedShare(itemSet(next.harder), harderFrom) - leastShareOfHarder) < 0.001);
  const tells = (items: typeof next.easier): number => information(itemSet(items), asTheta(harderFrom));
  assert.ok(tells(next.harder) > tells(next.planned));
});

test('taken that are equally hard have no cut between them', () => {
  const next = { easier: task(0), planned: task(0), harder: task(0.5) };
  assert.throws(() => routingRule(next), { name: 'Bug' });
});

test('docs/routing.md has the figures of the banks as they are (INBEELD_REFRESH=1 writes them)', () => {
  const page = join(import.meta.dirname, '../../docs/routing.md');
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split('<!-- figures -->\n');
  const [, after] = (rest ?? '').split('<!-- end of figures -->\n');
  const expected = `${before}<!-- figures -->\n${figures()}<!-- end of figures -->\n${after}`;
  if (process.env['INBEELD_REFRESH'] === '1') writeFileSync(page, expected);
  else assert.equal(text, expected);
});

function figures(): string {
  return banks.map((bank) => {
    const rows = bank.tests.flatMap(({ code, moment }) => {
      const population = routed.get(code);
      const rule = bank.routing.find(({ testCode, afterPart }) => testCode === code && afterPart === 1);
      const norm = bank.normTable.moments.find((entry) => entry.moment === moment);
      if (!population || !rule || !norm) return [];
      const point = (theta: number): string => String(Math.round(theta * bank.calibration.scale.a
        + bank.calibration.scale.c));
      const { routedError, plannedError, laterShare } = population;
      const cells = [
        moment, String(norm.mean), point(rule.easierBelow), point(rule.harderFrom),
        ...[-1, 0, 1].map((shift) => percent(shareOf(population, shift))),
        routedError.toFixed(1), plannedError.toFixed(1), percent(1 - routedError / plannedError), percent(laterShare),
      ];
      return [`| ${cells.join(' | ')} |\n`];
    });
    return `\n**${subjectNames[bank.subject]}**\n\n${head}${rows.join('')}\n`;
  }).join('');
}

const head = '| moment | mean | easier below | harder from | easier | planned | harder | error routed | error planned'
  + ' | smaller by | later points |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n';

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
