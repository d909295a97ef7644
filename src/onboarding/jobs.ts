import type { TenantTx } from '../platform/database/tenancy.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { saveRosterStatus } from './store.ts';

/**
 * Fetch the roster of a school from its LAS. Done by intake; tried for about an hour when the LAS is down.
 */
export const rosterWantedJob = defineJob<{ schoolId: string }>('onboarding.roster-wanted',
  { retries: 8, retryDelaySeconds: 10 });

/** Bring Basispoort's access lists in line with the roster. Done by intake. */
export const accessListsWantedJob = defineJob<{ schoolId: string }>('onboarding.access-lists-wanted',
  { retries: 8, retryDelaySeconds: 10 });

/** Read back whole who is on the lists of our tiles, and mend what differs. Done by intake. */
export const accessListsVerifyJob = defineJob<{ night: string }>('onboarding.access-lists-verify',
  { retries: 5, retryDelaySeconds: 60 });

/** Asks for the roster in the caller's transaction, and shows at once that it is being loaded. */
export async function requestRoster(platform: Platform, tx: TenantTx): Promise<void> {
  await saveRosterStatus(tx, 'loading', { phase: 'asking' });
  await platform.jobs.send(tx, rosterWantedJob, { schoolId: tx.schoolId });
}
