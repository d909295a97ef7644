import type { PlainDate } from './plain-date.ts';
import type { Result } from './result.ts';
import { assert } from './assert.ts';
import { dateParts, plainDate } from './plain-date.ts';
import { ok, refuse } from './result.ts';

declare const schoolYearBrand: unique symbol;

/** A Dutch school year, written `2026-2027`; runs from 1 August to 31 July; sorts as text. */
export type SchoolYear = string & { readonly [schoolYearBrand]: true };

/** Reads `2026-2027`; refuses another form, and years that do not follow each other. */
export function parseSchoolYear(text: string): Result<SchoolYear, 'form' | 'not-consecutive'> {
  const match = /^([12]\d{3})-([12]\d{3})$/.exec(text);
  if (match === null) return refuse('form');
  if (Number(match[2]) !== Number(match[1]) + 1) return refuse('not-consecutive');
  return ok(text as SchoolYear);
}

/** The school year that starts on 1 August of this calendar year (1000 to 2998). */
export function schoolYearStarting(year: number): SchoolYear {
  const parsed = parseSchoolYear(`${year}-${year + 1}`);
  assert(parsed.ok, 'a school year starts in a whole year from 1000 to 2998');
  return parsed.value;
}

/** The school year a day falls in; 1 August is the first day. */
export function schoolYearOf(date: PlainDate): SchoolYear {
  const { year, month } = dateParts(date);
  return schoolYearStarting(month >= 8 ? year : year - 1);
}

/** The calendar year in which a school year starts. */
export function startOf(schoolYear: SchoolYear): number {
  return Number(schoolYear.slice(0, 4));
}

/** The school year a number of years later; a negative number goes back. */
export function addSchoolYears(schoolYear: SchoolYear, years: number): SchoolYear {
  return schoolYearStarting(startOf(schoolYear) + years);
}

/** 1 August, the first day of a school year. */
export function firstDayOf(schoolYear: SchoolYear): PlainDate {
  return plainDate(`${startOf(schoolYear)}-08-01`);
}

/** 31 July, the last day of a school year. */
export function lastDayOf(schoolYear: SchoolYear): PlainDate {
  return plainDate(`${startOf(schoolYear) + 1}-07-31`);
}
