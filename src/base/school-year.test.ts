import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, parsePlainDate, plainDate, plainDateInAmsterdam } from './plain-date.ts';
import {
  addSchoolYears,
  firstDayOf,
  lastDayOf,
  parseSchoolYear,
  schoolYearOf,
  schoolYearStarting,
} from './school-year.ts';

test('a school year is two years that follow each other', () => {
  assert.deepEqual(parseSchoolYear('2026-2027'), { ok: true, value: '2026-2027' });
  assert.deepEqual(parseSchoolYear('2026-2028'), { ok: false, refusal: 'not-consecutive' });
  for (const text of ['2026', '2026-27', ' 2026-2027', '2026/2027', '3026-3027']) {
    assert.deepEqual(parseSchoolYear(text), { ok: false, refusal: 'form' }, text);
  }
});

test('a school year runs from 1 August to 31 July', () => {
  assert.equal(schoolYearOf(plainDate('2026-07-31')), '2025-2026');
  assert.equal(schoolYearOf(plainDate('2026-08-01')), '2026-2027');
  const year = schoolYearStarting(2026);
  assert.deepEqual([firstDayOf(year), lastDayOf(year)], ['2026-08-01', '2027-07-31']);
  assert.equal(addDays(lastDayOf(year), 1), firstDayOf(addSchoolYears(year, 1)));
});

test('a plain date exists on the calendar', () => {
  assert.deepEqual(parsePlainDate('2028-02-29'), { ok: true, value: '2028-02-29' });
  assert.deepEqual(parsePlainDate('2027-02-29'), { ok: false, refusal: 'no-such-day' });
  assert.deepEqual(parsePlainDate('2027-13-01'), { ok: false, refusal: 'no-such-day' });
  assert.deepEqual(parsePlainDate('1-1-2027'), { ok: false, refusal: 'form' });
  assert.throws(() => plainDate('2027-02-29'));
});

test('days between two dates do not feel summer time', () => {
  assert.equal(daysBetween(plainDate('2027-03-27'), plainDate('2027-03-29')), 2);
  assert.equal(daysBetween(plainDate('2027-03-29'), plainDate('2027-03-27')), -2);
});

test('the day in Amsterdam begins an hour or two before the day in UTC', () => {
  assert.equal(plainDateInAmsterdam(new Date('2027-01-18T23:00:00Z')), '2027-01-19');
  assert.equal(plainDateInAmsterdam(new Date('2026-07-31T21:59:59Z')), '2026-07-31');
});
