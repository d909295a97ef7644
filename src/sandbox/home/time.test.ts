import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threeDaysLater, tonight } from './time.ts';

const iso = (date: Date): string => date.toISOString();

test('"vannacht" is the coming night, also just after midnight', () => {
  assert.deepEqual(Object.values(tonight(new Date('2027-01-19T08:00:00Z'))).map(iso),
    ['2027-01-20T01:00:00.000Z', '2027-01-20T07:30:00.000Z']);
  assert.equal(iso(tonight(new Date('2027-01-19T23:30:00Z')).night), '2027-01-20T01:00:00.000Z');
  assert.equal(iso(tonight(new Date('2027-01-20T01:30:00Z')).night), '2027-01-21T01:00:00.000Z');
});

test('three days later it is the same time of day, also when the clock was put forward in between', () => {
  assert.equal(iso(threeDaysLater(new Date('2027-01-19T08:00:00Z'))), '2027-01-22T08:00:00.000Z');
  assert.equal(iso(threeDaysLater(new Date('2027-03-26T08:00:00Z'))), '2027-03-29T07:00:00.000Z');
});
