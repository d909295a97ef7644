import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import { knownResults, sameScorePoints, sameTakingDays, type Candidate, type KnownRecord } from './same-result.ts';

const day = plainDate('2026-01-22');

function known(parts: Partial<KnownRecord> = {}): KnownRecord {
  return {
    naturalKey: 'known', standing: 'taken', pupilId: 'sanne', kind: 'history-uwlr', test: 'M5', takenOn: day,
    score: 640, hasRawScore: false, resultId: 'result-1', stored: { deliveryId: 'd', recordNo: 1 }, ...parts,
  };
}

function compared(parts: Partial<Candidate> = {}, ...there: readonly KnownRecord[]): string {
  const candidate: Candidate = {
    naturalKey: 'candidate', pupilId: 'sanne', kind: 'history-csv', test: 'M5', takenOn: day, score: 640,
    hasRawScore: false, hasKey: false, ...parts,
  };
  return knownResults(there.length > 0 ? there : [known()]).compare(candidate).kind;
}

test('one result that two administrations hold is one, within two weeks and half a point', () => {
  assert.equal(compared(), 'duplicate');
  assert.equal(compared({ takenOn: addDays(day, sameTakingDays), score: 640 + sameScorePoints }), 'duplicate');
  assert.equal(compared({ takenOn: addDays(day, sameTakingDays + 1) }), 'new');
  assert.equal(compared({ test: 'E5' }), 'new');
  assert.equal(compared({ pupilId: 'linde' }), 'new');
});

test('the record with its raw score is better than one without, and never the other way round', () => {
  assert.equal(compared({ hasRawScore: true }), 'better');
  assert.equal(compared({ hasRawScore: true }, known({ hasRawScore: true })), 'duplicate');
  assert.equal(compared({}, known({ hasRawScore: true })), 'duplicate');
  assert.equal(compared({ hasRawScore: true }, known({ standing: 'waiting', resultId: null })), 'duplicate');
});

test('another score contradicts between two sources, and within one source only without keys on the same day', () => {
  assert.equal(compared({ score: 652 }), 'conflict');
  assert.equal(compared({ score: 652, takenOn: addDays(day, 3) }), 'conflict');
  const table = known({ kind: 'history-csv' });
  assert.equal(compared({ score: 652 }, table), 'conflict');
  assert.equal(compared({ score: 652, takenOn: addDays(day, 3) }, table), 'new');
  assert.equal(compared({ score: 652, kind: 'history-uwlr', hasKey: true }), 'new');
});

test('what a person turned down, or was corrected since, contradicts nothing and is not asked about again', () => {
  assert.equal(compared({ score: 652 }, known({ standing: 'other-chosen', resultId: null })), 'new');
  assert.equal(compared({}, known({ standing: 'other-chosen', resultId: null })), 'duplicate');
  assert.equal(compared({ score: 652 }, known({ resultId: null })), 'new');
});

test('being the same does not depend on the order in which the known ones came', () => {
  const some = fc.record({
    score: fc.constantFrom(640, 640.4, 652), later: fc.constantFrom(0, 3, 20), hasRawScore: fc.boolean(),
    kind: fc.constantFrom('history-uwlr' as const, 'history-csv' as const),
  });
  fc.assert(fc.property(fc.array(some, { maxLength: 5 }), (list) => {
    const all = list.map(({ score, later, hasRawScore, kind }, at) =>
      known({ naturalKey: `k${at}`, score, takenOn: addDays(day, later), hasRawScore, kind, resultId: `r${at}` }));
    const isNew = (order: readonly KnownRecord[]): boolean => compared({}, ...order, known({ pupilId: 'x' })) === 'new';
    assert.equal(isNew(all), isNew(all.toReversed()));
  }));
});

test('a known result that was dropped is known no more', () => {
  const one = known();
  const collection = knownResults([one]);
  collection.drop(one);
  assert.ok(!collection.hasKey('known'));
});
