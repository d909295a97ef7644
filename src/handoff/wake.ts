import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { claimDue, listDueSchoolIds } from './store.ts';
import { mailHeldUpSchools } from './trouble-mail.ts';
import { deliverResultsJob } from './types.ts';

/** Seconds in which a delivery that was woken has come to an end, one way or the other, which sets its time anew. */
const claimSeconds = 900;

/**
 * Asks for a delivery of every school whose results are due by the clock of the domain: after an outage of its
 * LAS, for as long as that takes, and once a new key ended a fault of the link. Of several nodes that look at
 * the same moment one asks.
 * @returns how many were asked for
 */
export async function wakeDueQueues({ doors, clock, jobs }: Platform): Promise<number> {
  const now = clock.now();
  const until = new Date(now.getTime() + claimSeconds * 1000);
  let asked = 0;
  for (const schoolId of await doors.withPlatform((tx) => listDueSchoolIds(tx, now))) {
    const claimed = await doors.withTenant(schoolId, { kind: 'job', id: 'handoff.wake' }, 'handoff', async (tx) => {
      const due = await claimDue(tx, now, until);
      if (due) await jobs.send(tx, deliverResultsJob, { schoolId });
      return due;
    });
    asked += claimed ? 1 : 0;
  }
  return asked;
}

const tickMs = 5000;

/** Looks every five seconds of real time whether results are due, and whether somebody has to be told that they
 * do not move. The times stand in the database; this only looks.
 * @returns stops the looking */
export function startHandoffTicker(platform: Platform): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    const failed = (error: unknown) => platform.log('handoff.tick-failed', { error: troubleWords(error) });
    void wakeDueQueues(platform).catch(failed)
      .then(() => mailHeldUpSchools(platform)).catch(failed)
      .finally(() => {
        busy = false;
      });
  }, tickMs);
  timer.unref();
  return () => clearInterval(timer);
}
