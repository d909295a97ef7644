import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { judgeList, listChanges, matchUsers, type RosterPerson } from './access-rules.ts';

const digest = (eckId: string) => `d(${eckId})`;

function person(personId: string, eckId: string | null, ...lasKeys: readonly string[]): RosterPerson {
  return { personId, active: true, eckDigest: eckId === null ? null : digest(eckId), lasKeys, userIds: [] };
}

/** The same person, whom the portal had under these numbers. */
const known = (before: RosterPerson, ...userIds: readonly number[]): RosterPerson => ({ ...before, userIds });

describe('who is who at the portal', () => {
  test('a person is recognised by ECK iD, else by the key of the LAS', () => {
    const roster = [person('anna', 'A', '1'), person('bram', null, '2')];
    const users = [{ userId: 11, eckId: 'A', lasKey: null }, { userId: 12, eckId: 'B', lasKey: '2' }];
    assert.deepEqual(matchUsers(users, roster, digest).numbers, [
      { personId: 'anna', userId: 11 },
      { personId: 'bram', userId: 12 },
    ]);
  });

  test('a key does not outweigh another ECK iD, and two that disagree are for a person to look at', () => {
    const roster = [person('anna', 'A', '1'), person('bram', 'B', '2')];
    for (const user of [{ userId: 11, eckId: 'C', lasKey: '1' }, { userId: 11, eckId: 'A', lasKey: '2' }]) {
      assert.deepEqual(matchUsers([user], roster, digest),
        { numbers: [], doubts: [{ userId: 11, reason: 'keys-disagree' }] });
    }
  });

  test('an ECK iD that appears or changes leaves who has the same number and key the same person', () => {
    const roster = [known(person('anna', 'A', '1'), 11), known(person('bram', null, '2'), 12)];
    const users = [{ userId: 11, eckId: 'A2', lasKey: '1' }, { userId: 12, eckId: 'B', lasKey: '2' }];
    assert.equal(matchUsers(users, roster, digest).numbers.length, 2);
    assert.deepEqual(matchUsers([{ userId: 11, eckId: 'A2', lasKey: null }], roster, digest).doubts,
      [{ userId: 11, reason: 'keys-disagree' }]);
  });

  test('of two numbers for one person the one that was known counts, and the other is looked at', () => {
    const roster = [known(person('anna', 'A', '1'), 15)];
    const users = [{ userId: 11, eckId: 'A', lasKey: null }, { userId: 15, eckId: 'A', lasKey: null }];
    assert.deepEqual(matchUsers(users, roster, digest), {
      numbers: [{ personId: 'anna', userId: 15 }], doubts: [{ userId: 11, reason: 'two-users' }],
    });
  });

  test('who is in no roster is nobody, and no reason to look', () => {
    assert.deepEqual(matchUsers([{ userId: 11, eckId: 'Z', lasKey: '9' }], [person('anna', 'A', '1')], digest),
      { numbers: [], doubts: [] });
  });
});

describe('who may open a tile', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 30 }));

  test('what goes out turns the list as it was into the list as it must be, and nothing else', () => {
    fc.assert(fc.property(ids, ids, (listed, wanted) => {
      const { add, remove } = listChanges(listed, wanted);
      const after = new Set([...listed.filter((id) => !remove.includes(id)), ...add]);
      assert.deepEqual([...after].sort((a, b) => a - b), wanted.toSorted((a, b) => a - b));
      assert.deepEqual(listChanges([...after], wanted), { add: [], remove: [] });
    }));
  });

  test('reading back finds who was dropped and who is there unasked, and leaves other schools alone', () => {
    assert.deepEqual(judgeList(new Set([1, 3, 99]), [1, 2], [1, 2, 3]), { dropped: [2], stray: [3] });
    assert.deepEqual(judgeList(new Set([1, 2, 99]), [1, 2], [1, 2, 3]), { dropped: [], stray: [] });
  });
});
