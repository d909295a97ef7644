import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { paceOf } from './rapid-answers.ts';

/** Answers so many seconds after the one before. */
function answers(...gaps: readonly number[]): readonly Date[] {
  let atMs = Date.parse('2027-01-19T08:00:00Z');
  return [0, ...gaps].map((seconds) => new Date(atMs += seconds * 1000));
}

test('a tenth of the answers within three seconds is told, two slips of the finger are not', () => {
  const calm = Array.from({ length: 20 }, () => 40);
  assert.deepEqual(paceOf(answers(...calm)), { answers: 21, rapid: 0, isRapid: false });
  assert.deepEqual(paceOf(answers(...calm, 1, 1)), { answers: 23, rapid: 2, isRapid: false });
  assert.deepEqual(paceOf(answers(...calm, 1, 2.9, 3, 0.5)), { answers: 25, rapid: 3, isRapid: true });
  assert.equal(paceOf(answers(...calm, ...calm, 1, 1, 1)).isRapid, false, 'three of forty-three are less than a tenth');
  assert.deepEqual(paceOf([]), { answers: 0, rapid: 0, isRapid: false });
});

test('the order in which answers are read changes nothing', () => {
  const gaps = fc.array(fc.nat(60), { maxLength: 40 });
  fc.assert(fc.property(gaps, (seconds) => {
    const given = answers(...seconds);
    assert.deepEqual(paceOf([...given].reverse()), paceOf(given));
  }));
});
