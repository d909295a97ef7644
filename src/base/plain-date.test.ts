import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePlainDate } from './plain-date.ts';

test('a day is read if and only if the calendar has it, as JavaScript has it', () => {
  for (const year of [1000, 1900, 1999, 2000, 2024, 2026, 2100, 9999]) {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const text = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
        const at = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
        assert.equal(parsePlainDate(text).ok, exists, text);
      }
    }
  }
});

test('another form, or a year before 1000, is no day', () => {
  for (const text of ['0999-01-01', '2026-1-1', '01-01-2026', '2026-01-01Z', ' 2026-01-01', '20260101', '']) {
    assert.equal(parsePlainDate(text).ok, false, text);
  }
});
