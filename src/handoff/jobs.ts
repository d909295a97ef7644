import { resultMadeJob } from '../ability/types.ts';
import type { Platform } from '../platform/platform.ts';
import { wantAggregates } from '../reports/board/actions.ts';
import { queueResult } from './actions.ts';
import { deliverResults } from './deliver.ts';
import { deliverResultsJob } from './types.ts';

/** Seconds after which somebody who found another sender at work looks again. */
const lookAgainSeconds = 5;

/** Binds the work of this stage: a result that was made is put in the queue, and the queue is sent. The numbers of the
 * school for its board hear of it too. */
export function bindHandoffJobs(platform: Platform): void {
  platform.jobs.handle(resultMadeJob, async ({ schoolId, resultId }) => {
    await queueResult(platform, schoolId, resultId);
    await wantAggregates(platform, schoolId);
  });
  platform.jobs.handle(deliverResultsJob, async ({ schoolId }) => {
    if (await deliverResults(platform, schoolId) !== 'busy') return;
    await platform.doors.withTenant(schoolId, { kind: 'job', id: deliverResultsJob.name }, 'handoff', (tx) =>
      platform.jobs.send(tx, deliverResultsJob, { schoolId }, { startAfterSeconds: lookAgainSeconds }));
  });
}
