import type { PlainDate } from '../../base/plain-date.ts';
import type { Result } from '../../base/result.ts';
import { addDays, parsePlainDate, plainDate } from '../../base/plain-date.ts';
import { ok, refuse } from '../../base/result.ts';

/** How the numbers of a file are written: which sign stands before the decimals. */
export type DecimalSign = ',' | '.';

/** The text of a cell as a person reads it: without white space round it, without the tricks by which
 * spreadsheets are told that something is a text (`="001"`, `'001`), without control characters. */
export function plainCell(raw: string): string {
  if (plainAlready.test(raw)) return raw;
  const text = raw.replaceAll(/[\u00a0\u2000-\u200b\u202f\ufeff]/g, ' ').trim();
  const told = /^="([^"]*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=\S)/, '');
  return told.replaceAll(controls, ' ').replaceAll(/\s+/g, ' ').trim();
}

/** Most cells: letters, digits and signs without anything to take away. */
const plainAlready = /^[\p{L}\p{N}.,/()-]+(?: [\p{L}\p{N}.,/()-]+)*$/u;

/** Characters that are no text. */
// eslint-disable-next-line no-control-regex
export const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Why a date is not one. */
export type DateTrouble = 'no-date' | 'short-year' | 'month-first';

/** A date as people and spreadsheets write it: 2016-03-09, 9-3-2016, 9/3/2016, 9.3.2016, 9 maart 2016,
 * 20160309, with a time behind it that is dropped, or the number of days since 30 December 1899 that Excel
 * keeps (1954 to 2119).
 * @param monthFirst whether the column also has dates of which the second number cannot be a month */
export function parseCsvDate(
  text: string,
  monthFirst: boolean,
): Result<{ readonly date: PlainDate; readonly serial: boolean }, DateTrouble> {
  const day = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AP]M)?$/i, '');
  const serial = /^\d{5}([.,]0+)?$/.test(day) ? Number.parseInt(day, 10) : null;
  if (serial !== null) {
    if (serial < firstSerial || serial > lastSerial) return refuse('no-date');
    return ok({ date: addDays(plainDate('1899-12-30'), serial), serial: true });
  }
  const parts = isoParts(day) ?? dutchParts(day);
  if (parts === null) return refuse('no-date');
  if (parts.year.length === 2) return refuse('short-year');
  if (parts.slash && monthFirst) return refuse('month-first');
  const parsed = parsePlainDate(`${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`);
  return parsed.ok ? ok({ date: parsed.value, serial: false }) : refuse('no-date');
}

/** 1 October 1954 and 9 January 2119: nobody in an old result is older or younger. */
const firstSerial = 20_000;
const lastSerial = 80_000;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** Written with slashes, so that it may be American. */
  readonly slash: boolean;
}

function isoParts(text: string): Parts | null {
  const written = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, year, month, day] = written ?? [];
  return year && month && day ? { year, month, day, slash: false } : null;
}

function dutchParts(text: string): Parts | null {
  const match = /^(\d{1,2})([-/. ])([\p{L}]+|\d{1,2})\.?[-/. ](\d{4}|\d{2})$/u.exec(text);
  if (match === null) return null;
  const [, day = '', sign = '', word = '', year = ''] = match;
  const month = /^\d/.test(word) ? word : monthOf(word);
  return month === null ? null : { year, month, day, slash: sign === '/' };
}

const months = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

function monthOf(word: string): string | null {
  const start = word.toLowerCase().replace(/^maart$/, 'mrt').slice(0, 3);
  const at = months.indexOf(start);
  return at < 0 ? null : String(at + 1);
}

/** Whether a date has slashes and a second number that no month has, so that its column is American. */
export function showsMonthFirst(text: string): boolean {
  const second = /^\d{1,2}\/(\d{1,2})\/\d{2,4}\b/.exec(text)?.[1];
  return second !== undefined && Number(second) > 12;
}

/** Which decimal sign a number proves by itself: null when it has none, or may be read both ways. */
export function decimalSignOf(text: string): DecimalSign | null {
  const last = /^[+-]?\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*([.,])\d+$/.exec(text);
  if (last !== null && last[1] !== last[2]) return last[2] as DecimalSign;
  const [, whole, sign, decimals] = /^[+-]?(\d+)([.,])(\d+)$/.exec(text) ?? [];
  const maybeThousands = decimals?.length === 3 && whole !== '0' && (whole?.length ?? 0) <= 3;
  return sign === undefined || maybeThousands ? null : (sign as DecimalSign);
}

/** A number with a decimal comma or point, and with or without a sign between thousands.
 * @param sign what the rest of the file proves; null when nothing does
 * @returns `ambiguous` for 1.234 while nothing tells whether that is a thousand */
export function parseCsvNumber(text: string, sign: DecimalSign | null): Result<number, 'no-number' | 'ambiguous'> {
  const own = decimalSignOf(text) ?? sign;
  if (own === null && /^[+-]?\d{1,3}[.,]\d{3}$/.test(text)) return refuse('ambiguous');
  const thousands = own === '.' ? /(?<=\d)[,' ](?=\d{3}(\D|$))/g : /(?<=\d)[.' ](?=\d{3}(\D|$))/g;
  const plain = text.replaceAll(thousands, '').replace(',', '.');
  return /^[+-]?\d{1,9}(\.\d{1,9})?$/.test(plain) ? ok(Number(plain)) : refuse('no-number');
}

/** `M5` of `M5`, `m 5`, `Medio 5`, `midden groep 5`; else the text as it is. */
export function momentOf(text: string): string {
  const match = /^(b|m|e|begin|medio|midden|eind|einde)\s*(?:van\s*)?(?:groep\s*|gr\.?\s*)?([3-8])$/i.exec(text);
  return match === null ? text.toUpperCase() : `${(match[1] ?? '').charAt(0)}${match[2] ?? ''}`.toUpperCase();
}

/** Subject, generation and moment of a test's whole name: `Rekenen-Wiskunde 3.0 M5`. */
export function testOfName(text: string): {
  readonly subject: string | null;
  readonly generation: string | null;
  readonly moment: string | null;
} {
  const moment = /(?:^|[\s(])([BME][3-8])(?=$|[\s),])/i.exec(text)?.[1] ?? null;
  const generation = /(?:^|[\s(])((?:\d\.\d|LOVS)(?: \(synthetisch\))?)(?=$|[\s),])/i.exec(text)?.[1] ?? null;
  const parts = [moment, generation].filter((part) => part !== null);
  const rest = parts.reduce((left, part) => left.replace(part, ' '), text);
  const subject = rest.replaceAll(/[()]/g, ' ').replaceAll(/\s+/g, ' ').replaceAll(/^[\s,–-]+|[\s,–-]+$/g, '');
  return { subject: subject === '' ? null : subject, generation, moment: moment?.toUpperCase() ?? null };
}

/** `Vries, Sanne de` as its parts; null for another order, which nobody can tell apart for sure. */
export function personOfName(text: string): {
  readonly lastName: string;
  readonly callName: string;
  readonly prefix: string | null;
} | null {
  const [, lastName, given] = /^([^,]+),\s*([^,]+)$/.exec(text) ?? [];
  const [callName, ...rest] = given?.trim().split(' ') ?? [];
  if (lastName === undefined || callName === undefined || callName === '') return null;
  // What begins with a small letter belongs to the last name, what does not is a second first name.
  const prefix = rest.slice(rest.findIndex((word) => /^['’]?\p{Ll}/u.test(word))).join(' ');
  const found = rest.some((word) => /^['’]?\p{Ll}/u.test(word));
  return { lastName: lastName.trim(), callName, prefix: found ? prefix : null };
}
