import { relinquish } from '../onboarding/cancel.ts';
import {
  accessListsVerifyJob, accessListsWantedJob, keyTrialWantedJob, relinquishWantedJob, rosterWantedJob,
} from '../onboarding/jobs.ts';
import { purgeExchanges } from '../link/message-log.ts';
import type { Platform } from '../platform/platform.ts';
import { pushAccessLists, verifyAccessLists } from './access-lists.ts';
import { purgeBefore } from './before-store.ts';
import { fetchInTurn } from './fetch-in-turn.ts';
import { tryKeptKey } from './key-trial.ts';
import { listSchoolIds, purgeContent, RETENTION_DAYS } from './store.ts';

/** Binds the jobs of this stage; called once at the start. */
export function bindIntakeJobs(platform: Platform): void {
  platform.jobs.handle(rosterWantedJob, async (wanted) => {
    if (await fetchInTurn(platform, wanted) === 'changed') await platform.database.refreshStatistics();
  });
  platform.jobs.handle(accessListsWantedJob, ({ schoolId }) => pushAccessLists(platform, schoolId));
  platform.jobs.handle(relinquishWantedJob, ({ schoolId }) => relinquish(platform, schoolId));
  platform.jobs.handle(keyTrialWantedJob, ({ schoolId }) => tryKeptKey(platform, schoolId));
  platform.jobs.handle(accessListsVerifyJob, async () => { await verifyAccessLists(platform); });
}

/** Empties the deliveries of every school whose thirty days have passed, and removes calls to its LAS from the
 * message log after as many, by the clock of the domain.
 * @returns how many were emptied */
export async function purgeDeliveries(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const schoolIds = await platform.doors.withPlatform(listSchoolIds);
  let count = 0;
  for (const schoolId of schoolIds) {
    count += await platform.doors.withTenant(schoolId, { kind: 'job', id: 'intake.purge' }, 'administration',
      async (tx) => {
        await purgeBefore(tx, new Date(now.getTime() - RETENTION_DAYS * 86_400_000));
        await purgeExchanges(tx, now);
        return purgeContent(tx, now);
      });
  }
  return count;
}

const PURGE_EVERY_MS = 3_600_000;

/** Empties old deliveries every hour of real time.
 * @returns stops that */
export function startPurgeTicker(platform: Platform): () => void {
  const timer = setInterval(() => {
    purgeDeliveries(platform).catch((error: unknown) =>
      platform.log('intake.purge-failed', { error: error instanceof Error ? error.name : 'unknown' }));
  }, PURGE_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
