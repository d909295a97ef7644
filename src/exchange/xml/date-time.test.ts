import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readDateTime, writeDateTime } from './date-time.ts';

const iso = (text: string): string | null => readDateTime(text)?.toISOString() ?? null;

test('a time without zone is the clock on the wall in Amsterdam, in winter and in summer', () => {
  assert.equal(iso('2027-01-19T09:00:00'), '2027-01-19T08:00:00.000Z');
  assert.equal(iso('2026-08-01T09:00:00'), '2026-08-01T07:00:00.000Z');
  assert.equal(iso('2026-08-01T09:00:00Z'), '2026-08-01T09:00:00.000Z');
  assert.equal(iso('2026-08-01T09:00:00-05:00'), '2026-08-01T14:00:00.000Z');
  assert.equal(iso('2026-08-01T09:00:00.999'), '2026-08-01T07:00:00.000Z');
});

test('the hour that October has twice is read as the first, the hour that March skips as winter time', () => {
  assert.equal(iso('2026-10-25T02:30:00'), '2026-10-25T00:30:00.000Z');
  assert.equal(iso('2026-10-25T03:00:00'), '2026-10-25T02:00:00.000Z');
  assert.equal(iso('2026-03-29T02:30:00'), '2026-03-29T01:30:00.000Z');
  assert.equal(iso('2026-03-29T01:59:59'), '2026-03-29T00:59:59.000Z');
});

test('a day or time that does not exist, or another form, is refused', () => {
  for (const text of [
    '2026-02-30T00:00:00',
    '2026-01-01T25:00:00',
    '2026-01-01',
    '1-1-2026 9:00',
    '2026-01-01T00:00:00+15:00',
  ]) {
    assert.equal(iso(text), null, text);
  }
  assert.equal(iso('2026-12-31T24:00:00Z'), '2027-01-01T00:00:00.000Z');
});

test('an instant that is written carries its offset and reads back as itself', () => {
  assert.equal(writeDateTime(new Date('2027-01-19T08:00:00Z')), '2027-01-19T09:00:00+01:00');
  assert.equal(writeDateTime(new Date('2026-07-01T08:00:00Z')), '2026-07-01T10:00:00+02:00');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const instant = new Date(seconds * 1000);
      assert.deepEqual(readDateTime(writeDateTime(instant)), instant);
    }),
    { numRuns: 500, seed: 10 },
  );
});

test('our rule for summer time gives the offset that the time zone database has, since 1996', () => {
  const zone = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', timeZoneName: 'longOffset' });
  for (let at = Date.UTC(1996, 0); at < Date.UTC(2036, 0); at += 41 * 3_600_000) {
    const name = zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
    assert.equal(writeDateTime(new Date(at)).slice(-6), name.replace('GMT', ''));
  }
});
