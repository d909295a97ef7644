import type { Platform } from '../platform/platform.ts';
import { fetchHistory } from './actions.ts';
import { historyWantedJob } from './types.ts';

/** Binds the work of this stage: a delivery that was asked for is fetched. */
export function bindHistoryJobs(platform: Platform): void {
  platform.jobs.handle(historyWantedJob, async ({ schoolId, deliveryId }) => {
    await fetchHistory(platform, schoolId, deliveryId);
    await platform.database.refreshStatistics();
  });
}
