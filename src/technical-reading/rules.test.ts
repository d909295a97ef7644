import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { plainDate } from '../base/plain-date.ts';
import { dmtOutcome, judgeAvi, readSeconds, suggestAvi } from './rules.ts';
import { syntheticAviLimits, syntheticDmtNorms } from './synthetic-norms.ts';
import { aviLevels, type AviLevel, type DmtCard } from './types.ts';

const january = { takenOn: plainDate('2027-01-19'), yearGroup: 5, moment: 'M5' } as const;

function cards(...counts: readonly (readonly [1 | 2 | 3, number, number])[]): DmtCard[] {
  return counts.map(([card, read, wrong]) => ({ card, version: 'A', read, wrong }));
}

function outcome(list: readonly DmtCard[], at: Parameters<typeof dmtOutcome>[1] = january) {
  const made = dmtOutcome(list, at, syntheticDmtNorms);
  return made.ok ? made.value : made.refusal;
}

test('a pupil with the mean number of words stands in the middle of the own moment', () => {
  const made = outcome(cards([1, 70, 2], [2, 62, 3], [3, 52, 2]));
  assert.ok(typeof made === 'object');
  assert.deepEqual([made.right, made.roman, made.functioningLevel, Math.round(made.scaleScore)],
    [177, 'III', 'M5', 668]);
  assert.ok(made.intervalLow < made.scaleScore && made.scaleScore < made.intervalHigh);
});

test('cards 2 and 3 are enough from M5 on, and say less precisely where a pupil stands', () => {
  const two = cards([2, 62, 3], [3, 52, 2]);
  const made = outcome(two);
  const whole = outcome(cards([1, 70, 2], [2, 62, 3], [3, 52, 2]));
  assert.ok(typeof made === 'object' && typeof whole === 'object');
  assert.ok(made.se > whole.se);
  assert.equal(outcome(two, { ...january, yearGroup: 4, moment: 'E4' }), 'cards-missing');
  assert.equal(outcome(cards([1, 70, 2], [2, 60, 2])), 'cards-missing');
});

test('a card has no more words than it has, and no more wrong than read', () => {
  const with3 = (read: number, wrong: number) => outcome(cards([1, 70, 2], [2, 62, 3], [3, read, wrong]));
  assert.deepEqual([with3(121, 0), with3(10, 11), with3(-1, 0), with3(1.5, 0)],
    ['too-many-words', 'more-wrong-than-read', 'not-a-count', 'not-a-count']);
});

test('outside the norm periods there is a score and no level', () => {
  const made = outcome(cards([1, 70, 2], [2, 62, 3], [3, 52, 2]), { ...january, takenOn: plainDate('2026-08-20') });
  assert.ok(typeof made === 'object' && made.roman === null && made.functioningLevel === 'M5');
});

test('more words right is a higher score', () => {
  const count = fc.integer({ min: 0, max: 110 });
  fc.assert(fc.property(count, count, count, (a, b, c) => {
    const [low, high] = [[a, b, c], [a + 1, b, c]].map(([one, two, three]) =>
      outcome(cards([1, one!, 0], [2, two!, 0], [3, three!, 0])));
    assert.ok(typeof low === 'object' && typeof high === 'object' && high.scaleScore > low.scaleScore);
  }));
});

test('an AVI card is judged by time and errors, and both must be within the limits', () => {
  const judge = (seconds: number, errors: number) => judgeAvi({ level: 'M4', seconds, errors }, syntheticAviLimits);
  assert.deepEqual([judge(125, 6), judge(126, 6), judge(125, 7), judge(175, 11), judge(176, 0), judge(60, 12)],
    ['mastery', 'instruction', 'instruction', 'instruction', 'frustration', 'frustration']);
});

test('the level is the highest card on mastery, and to learn from the highest on instruction above it', () => {
  const read = (level: AviLevel, seconds: number, errors = 0) => ({ level, seconds, errors });
  const suggest = (...list: readonly ReturnType<typeof read>[]) => {
    const made = suggestAvi(list, syntheticAviLimits);
    return made.ok ? made.value : made.refusal;
  };
  assert.deepEqual(suggest(read('E3', 100), read('M4', 150), read('E4', 300)), { mastery: 'E3', instruction: 'M4' });
  assert.deepEqual(suggest(read('M4', 150), read('E4', 100)), { mastery: 'E4', instruction: null });
  assert.deepEqual(suggest(read('M3', 900)), { mastery: null, instruction: null });
  assert.deepEqual([suggest(), suggest(read('M3', 9), read('M3', 9)), suggest(read('M3', 0))],
    ['cards-missing', 'card-twice', 'not-a-count']);
});

test('the limits of AVI name all twelve levels, and those of mastery lie within those of instruction', () => {
  assert.deepEqual(syntheticAviLimits.levels.map(({ level }) => level), [...aviLevels]);
  for (const { mastery, instruction } of syntheticAviLimits.levels) {
    assert.ok(mastery.seconds < instruction.seconds && mastery.errors < instruction.errors);
  }
});

test('a time is read as seconds or as minutes and seconds', () => {
  assert.deepEqual(['85', '1:25', '1.05', '0:09', '1:5', '1:75', 'x', ''].map(readSeconds),
    [85, 85, 65, 9, undefined, undefined, undefined, undefined]);
});
