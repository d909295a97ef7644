import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { RoutingRule, TestPart } from '../content/types.ts';
import type { Shift } from '../psychometrics/routing.ts';
import { chooseNextPart } from './routing-rules.ts';

const shifts = [-1, 0, 1] as const;
const shift = fc.constantFrom<Shift>(...shifts);
/** Shifts in which a taak exists; as planned it always does. */
const available = fc.subarray([-1, 1] as const).map((beside): readonly Shift[] => [0, ...beside]);
const rule = fc.record({
  low: fc.double({ min: -3, max: 3, noNaN: true }), width: fc.double({ min: 0.1, max: 3, noNaN: true }),
}).map(({ low, width }): RoutingRule =>
    ({ testCode: 'RW-M5', afterPart: 1, version: 4, easierBelow: low, harderFrom: low + width }));
const theta = fc.double({ min: -6, max: 6, noNaN: true });

function choicesIn(exist: readonly Shift[]): TestPart[] {
  return exist.map((one) => ({ testCode: 'RW-M5', medium: 'screen', partNo: 2, shift: one, formCode: `taak${one}` }));
}

test('the next taak is never more than one moment from the plan nor from the taak before, and always exists', () => {
  fc.assert(fc.property(available, shift, fc.option(fc.record({ rule, theta })), (exist, current, routed) => {
    const chosen = chooseNextPart({ partNo: 2, choices: choicesIn(exist), current, routed });
    assert.ok(Math.abs(chosen.shift) <= 1);
    assert.ok(Math.abs(chosen.shift - current) <= 1);
    assert.ok(exist.includes(chosen.shift));
    assert.equal(chosen.formCode, `taak${chosen.shift}`);
    assert.equal(chosen.step, ['easier', 'same', 'harder'][Math.sign(chosen.shift - current) + 1]);
  }));
});

test('the same input gives the same choice, and more ability never an easier taak', () => {
  fc.assert(fc.property(available, shift, rule, theta, fc.double({ min: 0, max: 4, noNaN: true }),
    (exist, current, of, at, more) => {
      const choose = (ability: number) => chooseNextPart(
        { partNo: 2, choices: choicesIn(exist), current, routed: { rule: of, theta: ability } });
      assert.deepEqual(choose(at), choose(at));
      assert.ok(choose(at + more).shift >= choose(at).shift);
    }));
});

test('what is not routed goes on as hard as it is, and says so without an ability', () => {
  for (const current of shifts) {
    const chosen = chooseNextPart({ partNo: 2, choices: choicesIn(shifts), current, routed: null });
    assert.deepEqual(chosen, {
      partNo: 2, formCode: `taak${current}`, shift: current, step: 'same', reason: 'not-routed', theta: null,
      ruleVersion: null,
    });
  }
});
