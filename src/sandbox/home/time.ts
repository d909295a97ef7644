import { present } from '../../base/assert.ts';
import { addDays, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { readDateTime } from '../../exchange/xml/date-time.ts';

/** Where "vannacht" goes: first to 02.00 of the coming night, when nightly work runs, then to 08.30 of that morning. */
export function tonight(now: Date): { readonly night: Date; readonly morning: Date } {
  const today = plainDateInAmsterdam(now);
  const thisNight = wallClock(today, '02:00:00');
  const day = now < thisNight ? today : addDays(today, 1);
  return { night: wallClock(day, '02:00:00'), morning: wallClock(day, '08:30:00') };
}

/** The same time of day, three calendar days later. */
export function threeDaysLater(now: Date): Date {
  return wallClock(addDays(plainDateInAmsterdam(now), 3), amsterdamTime.format(now));
}

function wallClock(date: string, time: string): Date {
  return present(readDateTime(`${date}T${time}`), 'a wall-clock time that the program wrote');
}

const amsterdamTime = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
