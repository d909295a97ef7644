import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listChanges, matchUsers, type RosterPerson } from './access-rules.ts';

const digest = (eckId: string) => `d(${eckId})`;

function person(personId: string, eckId: string | null, ...lasKeys: readonly string[]): RosterPerson {
  return { personId, active: true, eckDigest: eckId === null ? null : digest(eckId), lasKeys };
}

describe('who may open a tile', () => {
  test('a person is recognised by ECK iD, else by the key of the LAS', () => {
    const roster = [person('anna', 'A', '1'), person('bram', null, '2')];
    const users = [{ userId: 11, eckId: 'A', lasKey: null }, { userId: 12, eckId: 'B', lasKey: '2' }];
    assert.deepEqual(matchUsers(users, roster, digest), [
      { personId: 'anna', userId: 11 },
      { personId: 'bram', userId: 12 },
    ]);
  });

  test('a key does not outweigh another ECK iD, and two that disagree are nobody', () => {
    const roster = [person('anna', 'A', '1'), person('bram', 'B', '2')];
    assert.deepEqual(matchUsers([{ userId: 11, eckId: 'C', lasKey: '1' }], roster, digest), []);
    assert.deepEqual(matchUsers([{ userId: 11, eckId: 'A', lasKey: '2' }], roster, digest), []);
  });

  test('only differences go out, and users of other schools stay on the list', () => {
    assert.deepEqual(listChanges([1, 2, 99], [2, 3], [1, 2, 3]), { add: [3], remove: [1] });
    assert.deepEqual(listChanges([2, 3, 99], [2, 3], [1, 2, 3]), { add: [], remove: [] });
  });
});
