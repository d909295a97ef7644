import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import { parseSchoolYear, type SchoolYear } from '../base/school-year.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import { openingWords } from './nl.ts';
import {
  hasExpired, instantInAmsterdam, mayBeTakenAt, openingFields, readOpening, usualOpening, type OpeningFields,
} from './opening.ts';

const now = new Date('2027-01-19T08:00:00Z');
const nothing: OpeningFields = { fromDay: '', fromTime: '', untilDay: '', untilTime: '' };
const { periods } = arithmeticNormTable();
const schoolYear = yearOf('2026-2027');

function yearOf(text: string): SchoolYear {
  const parsed = parseSchoolYear(text);
  assert.ok(parsed.ok);
  return parsed.value;
}

function read(fields: Partial<OpeningFields>) {
  const opening = readOpening({ ...nothing, ...fields }, now);
  return opening.ok ? [opening.value.opensAt?.toISOString(), opening.value.closesAt?.toISOString()] : opening.refusal;
}

test('a test is open as usual from now until the end of the norm period, and later in a season to come', () => {
  assert.deepEqual(usualOpening(periods, 'M', schoolYear, now),
    { opensAt: null, closesAt: new Date('2027-03-31T22:00:00Z') });
  assert.equal(openingWords(usualOpening(periods, 'M', schoolYear, now), now), 'nu tot en met wo 31 maart 2027');
  assert.equal(openingWords(usualOpening(periods, 'E', schoolYear, now), now),
    'vanaf do 1 april 2027 tot en met za 31 juli 2027');
});

test('a day is read as a browser sends it and as the Dutch write it', () => {
  const days = ['2027-02-01', '01-02-2027', '1-2-2027', '1/2/2027', ' 1.2.2027 '];
  for (const fromDay of days) assert.deepEqual(read({ fromDay }), ['2027-01-31T23:00:00.000Z', undefined], fromDay);
});

test('a last day without a time is open until it is over, and with one until then', () => {
  assert.deepEqual(read({ untilDay: '31-03-2027' }), [undefined, '2027-03-31T22:00:00.000Z']);
  assert.deepEqual(read({ untilDay: '31-03-2027', untilTime: '9.30' }), [undefined, '2027-03-31T07:30:00.000Z']);
});

test('what is no day, no time or no stretch of time is refused with its own word', () => {
  assert.equal(read({ fromDay: '30-02-2027' }), 'no-such-day');
  assert.equal(read({ fromTime: '9.30' }), 'no-such-day');
  assert.equal(read({ fromDay: '1-2-2027', fromTime: '24.00' }), 'no-such-time');
  assert.equal(read({ fromDay: '2-2-2027', untilDay: '1-2-2027' }), 'ends-before-it-opens');
  assert.equal(read({ untilDay: '18-01-2027' }), 'already-over');
});

test('what a form shows of a time to be open gives that time when it comes back', () => {
  const times = fc.constantFrom('00:00', '00:30', '03:00', '08:30', '23:59');
  fc.assert(fc.property(fc.nat(700), times, fc.nat(100), (days, time, more) => {
    const day = addDays(plainDate('2027-01-20'), days);
    const opensAt = instantInAmsterdam(day, time);
    const closesAt = instantInAmsterdam(addDays(day, more + 2), '00:00');
    const again = readOpening(openingFields({ opensAt, closesAt }), now);
    assert.deepEqual(again, { ok: true, value: { opensAt, closesAt } });
  }));
});

test('who began in time may finish, and who did not finds the test closed', () => {
  const opening = { opensAt: new Date('2027-01-19T07:00:00Z'), closesAt: now };
  const before = new Date(now.getTime() - 1);
  assert.equal(mayBeTakenAt({ status: 'planned', ...opening }, before), true);
  assert.equal(mayBeTakenAt({ status: 'planned', ...opening }, now), false);
  assert.equal(hasExpired({ status: 'planned', ...opening }, now), true);
  assert.equal(mayBeTakenAt({ status: 'started', ...opening }, now), true);
  assert.equal(hasExpired({ status: 'started', ...opening }, now), false);
  assert.equal(mayBeTakenAt({ status: 'planned', ...opening }, new Date('2027-01-19T06:59:59Z')), false);
});
