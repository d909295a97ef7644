import type { TenantTx } from '../platform/database/tenancy.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import { findLasHost } from './night-store.ts';
import { saveRosterStatus } from './store.ts';

/** Whose roster, and whether somebody is waiting for it. */
export interface RosterWanted {
  readonly schoolId: string;
  readonly byPerson?: boolean;
}

/**
 * Fetch the roster of a school from its LAS. Done by intake; tried for about an hour when something fails, and
 * for as long as it takes when the LAS is down. One LAS keeps at most half of the workers of a node busy.
 */
export const rosterWantedJob = defineJob<RosterWanted>('onboarding.roster-wanted',
  { retries: 8, retryDelaySeconds: 10, workers: { count: 6, perGroup: 3 } });

/** Bring Basispoort's access lists in line with the roster. Done by intake. */
export const accessListsWantedJob = defineJob<{ schoolId: string }>('onboarding.access-lists-wanted',
  { retries: 8, retryDelaySeconds: 10 });

/** Read back whole who is on the lists of our tiles, and mend what differs. Done by intake. */
export const accessListsVerifyJob = defineJob<{ night: string }>('onboarding.access-lists-verify',
  { retries: 5, retryDelaySeconds: 60 });

/** Give Basispoort's permission back and take everybody off the lists of our tiles: the licence has ended. */
export const relinquishWantedJob = defineJob<{ schoolId: string }>('onboarding.relinquish-wanted',
  { retries: 12, retryDelaySeconds: 60 });

/** Try the key of a school that its LAS gave no answer to. Done by intake; for about a day. */
export const keyTrialWantedJob = defineJob<{ schoolId: string }>('onboarding.key-trial-wanted',
  { retries: 12, retryDelaySeconds: 20 });

/** Asks for the roster in the caller's transaction, and shows at once that it is being loaded. */
export async function requestRoster(platform: Platform, tx: TenantTx): Promise<void> {
  await saveRosterStatus(tx, 'loading', { phase: 'asking' });
  const group = (await findLasHost(tx, tx.schoolId)) ?? undefined;
  const data = { schoolId: tx.schoolId, byPerson: true };
  await platform.jobs.send(tx, rosterWantedJob, data, group ? { group } : {});
}
