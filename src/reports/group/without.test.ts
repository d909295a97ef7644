import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanProgress } from '../../planning/store.ts';
import { reasonsWithout, withoutWords } from './without.ts';

const now = new Date('2027-01-19T08:00:00Z');

/** A plan on screen that nobody began. */
const planned = {
  status: 'planned', medium: 'screen', partCount: 3, partsIn: 0, openPart: null, opensAt: null, closesAt: null,
  endedCode: null,
} as PlanProgress;

function reasonsOf(plans: readonly (Partial<PlanProgress> | null)[], isNow = true): readonly (string | undefined)[] {
  const pupils = plans.map((plan, index) => ({
    pupilId: `p${index}`, yearGroup: '5', plans: plan ? [{ ...planned, ...plan } as PlanProgress] : [],
  }));
  const reasons = reasonsWithout(pupils, 'arithmetic', { now, isNow });
  return pupils.map(({ pupilId }) => reasons.get(pupilId));
}

test('why there is no result: not planned, planned, begun, broken off, or on its way', () => {
  assert.deepEqual(reasonsOf([
    null, {}, { status: 'started', partsIn: 1, openPart: 2 }, { status: 'broken-off', endedCode: 'ill' },
    { medium: 'paper' }, { status: 'submitted' },
  ]), [
    'niet klaargezet', 'klaargezet, nog niet begonnen', 'begonnen, 1 van 3 taken af', 'afgebroken (ziek)',
    'op papier, nog niet ingevoerd', 'ingeleverd, wordt nagekeken',
  ]);
});

test('who has not begun while most others are done was not there', () => {
  const scored = { status: 'scored', partsIn: 3 } as const;
  assert.deepEqual(reasonsOf([{}, scored, scored])[0], 'nog in te halen');
  assert.deepEqual(reasonsOf([{}, {}, {}, scored])[0], 'klaargezet, nog niet begonnen');
});

test('of a season that is over it matters only that there is nothing', () => {
  assert.deepEqual(reasonsOf([null, {}, { status: 'invalid', endedCode: 'helped' }], false),
    ['niet gemaakt', 'niet gemaakt', 'ongeldig verklaard (geholpen)']);
});

test('reasons are counted, the most common first', () => {
  assert.equal(withoutWords([]), null);
  assert.equal(withoutWords(['niet klaargezet', 'afgebroken (ziek)', 'niet klaargezet']),
    '3 leerlingen hebben geen resultaat: 2 niet klaargezet; 1 afgebroken (ziek).');
});
