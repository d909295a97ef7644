import { parsePlainDate } from '../../base/plain-date.ts';

/** Reads an xs:dateTime. Without a zone it is the clock on the wall in Europe/Amsterdam (exchange.md 15.9);
 * of the hour
 * that occurs twice in October the first is meant, and the hour that March skips counts as winter time.
 * @returns the instant in whole seconds; null for another form or a time that does not exist */
export function readDateTime(text: string): Date | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, day = '', time = '', zone = ''] = match;
  // 24:00:00 is midnight at the end of the day, both in xs:dateTime and in JavaScript.
  const wallMs = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(wallMs) || !parsePlainDate(day).ok) return null;
  if (zone === '') return new Date(wallMs - amsterdamOffsetOfWall(wallMs) * 60_000);
  const offset = zone === 'Z' ? 0 : minutesOf(zone);
  return offset === null ? null : new Date(wallMs - offset * 60_000);
}

/** Writes an instant with the offset that Europe/Amsterdam has then: `2027-01-19T09:00:00+01:00`. Whole
 * seconds. */
export function writeDateTime(instant: Date): string {
  const minutes = amsterdamOffset(instant.getTime());
  const wall = new Date(instant.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${wall}+${String(minutes / 60).padStart(2, '0')}:00`;
}

const form = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** Whether a text is a time zone of XML Schema: at most 14 hours away, or nothing. */
export function isZone(text: string): boolean {
  return text === '' || text === 'Z' || (/^[+-]\d{2}:\d{2}$/.test(text) && minutesOf(text) !== null);
}

function minutesOf(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Minutes ahead of UTC when the clock on the wall in Amsterdam shows this time (given as if it were UTC). */
function amsterdamOffsetOfWall(wallMs: number): number {
  return amsterdamOffset(wallMs - 120 * 60_000) === 120 ? 120 : 60;
}

/** 120 from the last Sunday of March 01:00 UTC to the last Sunday of October 01:00 UTC, else 60: Directive
 * 2000/84/EC,
 * applied to all years; before 1996 the autumn change was a month earlier, which no message here is old
 * enough to see. */
function amsterdamOffset(utcMs: number): number {
  const year = new Date(utcMs).getUTCFullYear();
  return utcMs >= lastSundayMs(year, 2) && utcMs < lastSundayMs(year, 9) ? 120 : 60;
}

function lastSundayMs(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 86_400_000;
}
