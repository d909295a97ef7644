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
import { listSchoolIds, purgeContent, purgeQuietNights, RETENTION_DAYS } from './store.ts';

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

/**
 * Empties the deliveries of every school whose thirty days have passed, and removes nights without news and calls
 * to its LAS after as many, by the clock of the domain. A school at which that fails holds up no other.
 * @returns how many were emptied
 */
export async function purgeDeliveries(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const schoolIds = await platform.doors.withPlatform(listSchoolIds);
  let count = 0;
  for (const schoolId of schoolIds) {
    count += await purgeSchool(platform, schoolId, now).catch((error: unknown) => {
      platform.log('intake.purge-failed', { school: schoolId, error: nameOf(error) });
      return 0;
    });
  }
  return count;
}

function purgeSchool({ doors }: Platform, schoolId: string, now: Date): Promise<number> {
  const old = new Date(now.getTime() - RETENTION_DAYS * 86_400_000);
  return doors.withTenant(schoolId, { kind: 'job', id: 'intake.purge' }, 'administration', async (tx) => {
    await purgeBefore(tx, old);
    await purgeQuietNights(tx, old);
    await purgeExchanges(tx, now);
    return purgeContent(tx, now);
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

const PURGE_EVERY_MS = 3_600_000;

/** Empties old deliveries every hour of real time.
 * @returns stops that */
export function startPurgeTicker(platform: Platform): () => void {
  const timer = setInterval(() => {
    purgeDeliveries(platform).catch((error: unknown) =>
      platform.log('intake.purge-failed', { error: nameOf(error) }));
  }, PURGE_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
