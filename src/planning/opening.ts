import { addDays, parsePlainDate, plainDate, plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { startOf, type SchoolYear } from '../base/school-year.ts';
import type { NormPeriod, Season } from '../content/types.ts';
import type { PlannedTest } from './types.ts';

/** From when until when a pupil may begin a test on screen; null is no bound, `closesAt` itself is too late. */
export interface Opening {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

type Window = Pick<PlannedTest, 'status' | 'opensAt' | 'closesAt'>;

/** Whether a pupil may begin, or go on, at this instant. Who began in time may finish, also the next taak. */
export function mayBeTakenAt({ status, opensAt, closesAt }: Window, now: Date): boolean {
  if (status === 'started') return true;
  return status === 'planned' && (opensAt === null || opensAt <= now) && (closesAt === null || closesAt > now);
}

/** Whether the time of a plan is over and the pupil never began. */
export function hasExpired({ status, closesAt }: Window, now: Date): boolean {
  return status === 'planned' && closesAt !== null && closesAt <= now;
}

/** The days of a norm period within a school year, both included. */
export function daysOf({ from, to }: NormPeriod, schoolYear: SchoolYear): { from: PlainDate; to: PlainDate } {
  const day = (text: string) => plainDate(`${startOf(schoolYear) + (text >= '08-01' ? 0 : 1)}-${text}`);
  return { from: day(from), to: day(to) };
}

/** Open from now, or from the first day of a season that is still to come, until the end of its norm period. */
export function usualOpening(
  periods: readonly NormPeriod[], season: Season, schoolYear: SchoolYear, now: Date,
): Opening {
  const period = periods.find((one) => one.season === season);
  if (!period) return { opensAt: null, closesAt: null };
  const { from, to } = daysOf(period, schoolYear);
  return {
    opensAt: from > plainDateInAmsterdam(now) ? instantInAmsterdam(from, '00:00') : null,
    closesAt: instantInAmsterdam(addDays(to, 1), '00:00'),
  };
}

/** What somebody filled in: days and times of day as text, empty where nothing was. */
export interface OpeningFields {
  readonly fromDay: string;
  readonly fromTime: string;
  readonly untilDay: string;
  readonly untilTime: string;
}

/** What is wrong with it. */
export type OpeningRefusal = 'no-such-day' | 'no-such-time' | 'ends-before-it-opens' | 'already-over';

/** Reads days (`2027-01-19` or `19-01-2027`) and times (`9:30`, `09.30`). Without a day there is no bound; without a
 * time a test opens when the day begins and closes when the day is over. */
export function readOpening(fields: OpeningFields, now: Date): Result<Opening, OpeningRefusal> {
  const opensAt = readInstant(fields.fromDay, fields.fromTime, 0);
  if (!opensAt.ok) return opensAt;
  const closesAt = readInstant(fields.untilDay, fields.untilTime, 1);
  if (!closesAt.ok) return closesAt;
  if (closesAt.value && closesAt.value <= now) return refuse('already-over');
  if (opensAt.value && closesAt.value && closesAt.value <= opensAt.value) return refuse('ends-before-it-opens');
  return ok({ opensAt: opensAt.value, closesAt: closesAt.value });
}

function readInstant(dayText: string, timeText: string, daysWithoutTime: 0 | 1): Result<Date | null, OpeningRefusal> {
  if (dayText.trim() === '') return timeText.trim() === '' ? ok(null) : refuse('no-such-day');
  const day = readDay(dayText.trim());
  if (!day) return refuse('no-such-day');
  if (timeText.trim() === '') return ok(instantInAmsterdam(addDays(day, daysWithoutTime), '00:00'));
  const time = /^([01]?\d|2[0-3])[.:]([0-5]\d)(?::00)?$/.exec(timeText.trim());
  return time ? ok(instantInAmsterdam(day, `${time[1]!.padStart(2, '0')}:${time[2]}`)) : refuse('no-such-time');
}

/** A day as a browser sends it or as the Dutch write it; null when there is no such day. */
function readDay(text: string): PlainDate | null {
  const dutch = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  const parsed = parsePlainDate(
    dutch ? `${dutch[3]}-${dutch[2]!.padStart(2, '0')}-${dutch[1]!.padStart(2, '0')}` : text);
  return parsed.ok ? parsed.value : null;
}

/** The same as a form shows it again; an end at midnight is the whole day before it. */
export function openingFields({ opensAt, closesAt }: Opening): OpeningFields {
  const untilTime = closesAt ? timeInAmsterdam(closesAt) : '';
  const wholeDay = untilTime === '00:00';
  const untilDay = closesAt ? plainDateInAmsterdam(closesAt) : null;
  return {
    fromDay: opensAt ? plainDateInAmsterdam(opensAt) : '', fromTime: opensAt ? timeInAmsterdam(opensAt) : '',
    untilDay: untilDay ? (wholeDay ? addDays(untilDay, -1) : untilDay) : '', untilTime: wholeDay ? '' : untilTime,
  };
}

/** The instant of a day and a time of day (`HH:MM`) in Amsterdam; a time that the clock skips in March is an hour
 * later, of one that comes twice in October it is the first. */
export function instantInAmsterdam(day: PlainDate, time: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const candidates = [2, 1].map((hours) => new Date(asUtc - hours * 3_600_000));
  return candidates.find((instant) => plainDateInAmsterdam(instant) === day && timeInAmsterdam(instant) === time)
    ?? candidates[1]!;
}

/** The time of day in Amsterdam, `09:00`. */
export function timeInAmsterdam(instant: Date): string {
  return clock.format(instant);
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
