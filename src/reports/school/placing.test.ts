import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../base/plain-date.ts';
import { groupThen, resultsOfSite } from './placing.ts';
import type { Membership, SchoolResult } from './types.ts';

const of = (
  pupilId: string, groupName: string, joinedOn: string, leftOn: string | null, site = '99XX00',
): Membership => ({
  pupilId, groupId: groupName, groupName, schoolYear: '2026-2027', site,
  joinedOn: plainDate(joinedOn), leftOn: leftOn === null ? null : plainDate(leftOn),
});
const taken = (pupilId: string, takenOn: string, schoolYear = '2026-2027') =>
  ({ pupilId, schoolYear, takenOn: plainDate(takenOn) });

const groupOf = groupThen([
  of('Wisselaar', '5b', '2027-02-01', null, '99XX01'), of('Wisselaar', '5a', '2026-08-20', '2027-02-01'),
  of('Instroom', '6', '2027-01-10', null),
]);

test('a result counts for the home group of the day on which it was taken', () => {
  assert.equal(groupOf(taken('Wisselaar', '2027-01-31'))?.groupName, '5a');
  assert.equal(groupOf(taken('Wisselaar', '2027-02-01'))?.groupName, '5b');
});

test('a test from before the first known group counts for that group, and another year for none', () => {
  assert.equal(groupOf(taken('Instroom', '2026-12-05'))?.groupName, '6');
  assert.equal(groupOf(taken('Instroom', '2026-06-05', '2025-2026')), undefined);
});

test('a pupil belongs to the site of then; where that is not known, to the site of now', () => {
  const results = [
    taken('Wisselaar', '2027-01-20'), taken('Wisselaar', '2027-05-20'), taken('Wisselaar', '2024-05-20', '2023-2024'),
  ] as unknown as readonly SchoolResult[];
  const now = new Map([['Wisselaar', '99XX01']]);
  assert.deepEqual(resultsOfSite(results, '99XX00', groupOf, now), results.slice(0, 1));
  assert.deepEqual(resultsOfSite(results, '99XX01', groupOf, now), results.slice(1));
});
