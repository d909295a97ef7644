import type { Result } from './result.ts';
import { assert, present } from './assert.ts';
import { ok, refuse } from './result.ts';

declare const plainDateBrand: unique symbol;

/** A calendar day without time or zone, written `2027-01-19`; sorts as text. Years 1000 to 9999. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

/** Reads `YYYY-MM-DD`; refuses another form and days that no calendar has, such as 30 February. */
export function parsePlainDate(text: string): Result<PlainDate, 'form' | 'no-such-day'> {
  const match = form.exec(text);
  if (match === null || text < '1000') return refuse('form');
  const day = Number(match[3]);
  if (day < 1 || day > daysIn(Number(match[1]), Number(match[2]))) return refuse('no-such-day');
  return ok(text as PlainDate);
}

/** Days of a month; 0 of one that does not exist. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return monthDays[month - 1] ?? 0;
}

const monthDays: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day of a text that the program itself wrote; anything else is a bug. */
export function plainDate(text: string): PlainDate {
  const parsed = parsePlainDate(text);
  assert(parsed.ok, 'a plain date written by the program must exist');
  return parsed.value;
}

/** The day a number of days later; a negative number goes back. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return plainDate(new Date(utcMs(date) + days * dayMs).toISOString().slice(0, 10));
}

/** Whole days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((utcMs(to) - utcMs(from)) / dayMs);
}

/** The numbers of a day. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Year, month (1 to 12) and day of the month (1 to 31). */
export function dateParts(date: PlainDate): DateParts {
  const match = present(form.exec(date), 'a PlainDate has its form');
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** The day it is at that instant in Europe/Amsterdam. */
export function plainDateInAmsterdam(instant: Date): PlainDate {
  return plainDate(amsterdamDay.format(instant));
}

/** `en-CA` is the locale whose numeric date is written year-month-day. */
const amsterdamDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

function utcMs(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
