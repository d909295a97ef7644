import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../base/plain-date.ts';
import type { PupilIdentity } from '../roster/types.ts';
import type { Outcome } from './rules.ts';
import { isOddTestDay, tidyFile, tidyRoster, type RosterFacts } from './tidy.ts';
import type { HistoryRecord, RefusalReason, WaitingReason } from './types.ts';

const today = plainDate('2027-01-19');

function pupil(pupilId: string, given: Partial<PupilIdentity> = {}): PupilIdentity {
  return {
    pupilId, callName: `Kind ${pupilId}`, prefix: null, lastName: `Naam ${pupilId}`, firstNames: null,
    birthDate: plainDate(`2016-03-${String(Number(pupilId) + 10)}`), gender: 'unknown', active: true, yearGroup: '6',
    identifiers: [
      { source: 'uwlr', kind: 'las-key', value: `L${pupilId}` }, { source: 'eckid', kind: 'eckid', value: 'x' },
    ],
    ...given,
  };
}

function found(
  pupils: readonly PupilIdentity[], parts: Partial<RosterFacts> = {},
): readonly (readonly [string, number])[] {
  const homeGroups = new Map(pupils.map(({ pupilId }) => [pupilId, 'Groep 6']));
  const groups = [{ name: 'Groep 6', yearGroup: '6', kind: 'class' }];
  return tidyRoster({ pupils, homeGroups, groups, today, ...parts }).map(({ code, count }) => [code, count]);
}

test('a roster that is in order gives nothing to mend', () => {
  assert.deepEqual(found([pupil('1'), pupil('2')]), []);
  assert.deepEqual(found([]), []);
});

test('what a roster lacks is told with how many and whom', () => {
  const eck = { source: 'eckid', kind: 'eckid', value: 'x' } as const;
  const pupils = [
    pupil('1', { birthDate: null }),
    pupil('2', { birthDate: plainDate('1990-01-01') }),
    pupil('3', { yearGroup: null }),
    pupil('4', { identifiers: [eck] }),
    pupil('5', { identifiers: [{ source: 'edexml', kind: 'las-key', value: '#5' }, eck] }),
    pupil('6', { identifiers: [{ source: 'uwlr', kind: 'las-key', value: 'L6' }] }),
    pupil('7', { callName: 'Daan', lastName: 'Dubbel', birthDate: plainDate('2015-05-06') }),
    pupil('8', { callName: 'DAAN', lastName: 'Dubbel', birthDate: plainDate('2015-05-06') }),
    pupil('9', { lastName: 'Tweehuysen', birthDate: plainDate('2015-11-02') }),
    pupil('10', { lastName: 'Tweehuysen', birthDate: plainDate('2015-11-02') }),
  ];
  const homeGroups = new Map(pupils.slice(1).map(({ pupilId }) => [pupilId, 'Groep 6']));
  const groups = [{ name: 'De Vlinders', yearGroup: null, kind: 'class' }];
  assert.deepEqual(found(pupils, { homeGroups, groups }), [
    ['no-birth-date', 1], ['odd-birth-date', 1], ['no-year-group', 1], ['no-group', 1], ['no-key', 1],
    ['dummy-key', 1], ['no-eck-id', 1], ['same-person', 2], ['twins', 2], ['group-without-year-group', 1],
  ]);
  const [first] = tidyRoster({ pupils, homeGroups, groups, today });
  assert.deepEqual(first?.pupils.map(({ pupilId }) => pupilId), ['1']);
});

function judged(reason: RefusalReason | WaitingReason | 'duplicate' | 'taken', parts: Partial<HistoryRecord> = {}) {
  const record: HistoryRecord = {
    recordNo: 1, line: 2, pupil: { key: null, person: null }, sourceKey: null, origin: 'migrated',
    subjectText: 'Rekenen', subject: 'arithmetic', momentText: 'M5', generation: '3.0 (synthetisch)',
    takenOn: plainDate('2026-01-22'), yearGroup: 5, score: 640, scaleCode: null, interval: null, correctCount: null,
    itemCount: null, references: [], ...parts,
  };
  const outcome = reason === 'taken' || reason === 'duplicate'
    ? { status: 'duplicate', pupilId: null, naturalKey: '' } as const
    : { status: 'waiting', reason, pupilId: null, naturalKey: '' } as Outcome;
  return { record, sourcePupil: `bron ${record.recordNo}`, outcome };
}

test('what a file would run into is told before anything of it is taken', () => {
  const points = tidyFile([
    judged('incomplete'), judged('older-generation'), judged('foreign-generation'), judged('no-candidate'),
    judged('no-candidate', { line: 3 }), judged('similar-candidate', { recordNo: 2 }), judged('duplicate'),
    judged('needs-year-group', { yearGroup: null }), judged('typed-in-needs-link'), judged('implausible-score'),
    judged('unknown-test'), judged('needs-year-group', { takenOn: plainDate('2026-08-01') }),
  ], [], today);
  assert.deepEqual(points.map(({ code, count }) => [code, count]), [
    ['file-incomplete', 1], ['file-no-year-group', 1], ['file-generation', 2], ['file-unknown-pupils', 1],
    ['file-doubtful-pupils', 1], ['file-doubles', 1], ['file-dates', 1], ['file-typed-in', 1], ['file-scores', 1],
    ['file-unknown-test', 1],
  ]);
  assert.deepEqual(tidyFile([], [], today), []);
});

test('a test day in the summer, in the future or longer ago than anybody is at school is odd', () => {
  for (const day of ['2026-07-25', '2026-08-15', '2027-01-20', '2017-01-20']) {
    assert.ok(isOddTestDay(plainDate(day), today), day);
  }
  for (const day of ['2026-07-20', '2026-08-16', '2027-01-19', '2018-06-01']) {
    assert.ok(!isOddTestDay(plainDate(day), today), day);
  }
});
