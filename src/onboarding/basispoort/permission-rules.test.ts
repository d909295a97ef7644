import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decidePermissions, nightOf } from './permission-rules.ts';
import type { KnownConnection } from './store.ts';

const at = new Date('2027-01-10T08:00:00Z');

function connection(institutionId: number, state: 'asked' | 'in' | 'out'): KnownConnection {
  return {
    schoolId: `school-${institutionId}`, institutionId, site: '99XX00',
    grantedAt: state === 'asked' ? null : at, revokedAt: state === 'out' ? at : null,
  };
}

function decide(
  known: readonly KnownConnection[], permitted: readonly number[],
  lately: { readonly granted?: readonly number[]; readonly withdrawn?: readonly number[] } = {},
) {
  const { changed, strangers } = decidePermissions(known, {
    permitted: new Set(permitted), grantedLately: new Set(lately.granted), withdrawnLately: new Set(lately.withdrawn),
  });
  return { changed: changed.map(({ connection: { institutionId }, granted }) => [institutionId, granted]), strangers };
}

describe('permissions of a night', () => {
  test('who lets us in now is what counts, whatever the days say', () => {
    const known = [connection(1, 'asked'), connection(2, 'in'), connection(3, 'out'), connection(4, 'in')];
    assert.deepEqual(decide(known, [1, 3, 4]).changed, [[1, true], [2, false], [3, true]]);
    assert.deepEqual(decide(known, [2, 4], { granted: [1], withdrawn: [4] }).changed, []);
  });

  test('who withdrew and gave again between two nights is new, because lists may have been emptied', () => {
    assert.deepEqual(decide([connection(1, 'in')], [1], { granted: [1], withdrawn: [1] }).changed, [[1, true]]);
    assert.deepEqual(decide([connection(1, 'in')], [1], { granted: [1] }).changed, []);
  });

  test('a school that lets us in and that nobody asked is a stranger', () => {
    assert.deepEqual(decide([connection(1, 'in')], [1, 9]).strangers, [9]);
  });

  test('a night belongs to its morning, and begins when the portal has done its own', () => {
    assert.equal(nightOf(new Date('2027-01-19T03:59:59Z')), '2027-01-18');
    assert.equal(nightOf(new Date('2027-01-19T04:00:00Z')), '2027-01-19');
    assert.equal(nightOf(new Date('2027-07-01T03:00:00Z')), '2027-07-01');
  });
});
