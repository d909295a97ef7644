import type { Platform } from '../platform/platform.ts';
import { rosterWantedJob } from './jobs.ts';
import { hostOf, listOutages, lockDueRosters, moveRostersDue } from './night-store.ts';
import { nextRosterNight } from './rules.ts';

/** How many schools go in one transaction; after a standstill many are due at once. */
const SCHOOLS_AT_ONCE = 100;

/**
 * Asks for the roster of every school whose night has come by the clock of the domain: exactly once for each
 * night, also when several nodes do this at the same moment, and once for all nights that passed in a
 * standstill. A school without a key, and one whose administrator stopped the nights, is moved on to its next
 * night. Of a LAS that is down the schools wait until it may be asked again.
 * @returns how many were asked for
 */
export async function requestDueRosters(platform: Platform): Promise<number> {
  for (let asked = 0; ;) {
    const { due, sent } = await requestSome(platform);
    asked += sent;
    if (due < SCHOOLS_AT_ONCE) return asked;
  }
}

async function requestSome({ doors, clock, jobs }: Platform): Promise<{ due: number; sent: number }> {
  const now = clock.now();
  return doors.withPlatform(async (tx) => {
    const due = await lockDueRosters(tx, now, SCHOOLS_AT_ONCE);
    const moved = due.map(({ schoolId }) => ({ schoolId, dueAt: nextRosterNight(now, schoolId) }));
    await moveRostersDue(tx, moved);

    const wanted = due.filter(({ hasKey, paused }) => hasKey && !paused);
    const outages = new Map((await listOutages(tx)).map((outage) => [outage.lasHost, outage.secondsLeft]));
    for (const { schoolId, rosterUrl } of wanted) {
      const group = rosterUrl === null ? '' : hostOf(rosterUrl);
      const startAfterSeconds = outages.get(group) ?? 0;
      await jobs.send(tx, rosterWantedJob, { schoolId }, { startAfterSeconds, group });
    }
    return { due: due.length, sent: wanted.length };
  });
}
