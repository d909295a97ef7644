import { rosterWantedJob, type RosterWanted } from '../onboarding/jobs.ts';
import { findLasHost, listOutages, markAnswering, markSilent } from '../onboarding/night-store.ts';
import { CallOutage } from '../platform/outgoing.ts';
import type { Platform } from '../platform/platform.ts';
import { fetchRosterNow, type FetchOutcome } from './fetch-roster.ts';
import { LasDown } from './las-client.ts';

/**
 * Fetches the roster of a school, unless its LAS gave no answer a moment ago: then the school waits with the
 * others of that LAS until it may be asked again, for as long as it takes. Who finds a LAS silent makes the
 * others wait. What a person asks for goes at once.
 */
export async function fetchInTurn(
  platform: Platform, { schoolId, byPerson = false }: RosterWanted,
): Promise<FetchOutcome | 'waits'> {
  const { doors, jobs } = platform;
  const { host, outage, waits } = await doors.withPlatform(async (tx) => {
    const lasHost = await findLasHost(tx, schoolId);
    const known = (await listOutages(tx)).find((one) => one.lasHost === lasHost);
    if (!lasHost || !known || known.secondsLeft === 0 || byPerson)
      return { host: lasHost, outage: known, waits: false };
    const startAfterSeconds = known.secondsLeft + spreadOf(schoolId, known.secondsLeft);
    await jobs.send(tx, rosterWantedJob, { schoolId }, { startAfterSeconds, group: lasHost });
    return { host: lasHost, outage: known, waits: true };
  });
  if (waits) return 'waits';
  try {
    const outcome = await fetchRosterNow(platform, schoolId);
    if (host && outage) await doors.withPlatform((tx) => markAnswering(tx, host));
    return outcome;
  } catch (error) {
    const down = error instanceof LasDown || (error instanceof CallOutage && error.retryable);
    if (host && down)
      await doors.withPlatform((tx) => markSilent(tx, host));
    throw error;
  }
}

/** Who waited comes back over half the time again, not all at once. */
function spreadOf(schoolId: string, seconds: number): number {
  return Number.parseInt(schoolId.slice(-4), 16) % (Math.ceil(seconds / 2) + 1);
}
