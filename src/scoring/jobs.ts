import type { Platform } from '../platform/platform.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import { scoreSubmitted } from './actions.ts';

/** Binds the work of this stage: a test that was handed in is scored. */
export function bindScoringJobs(platform: Platform): void {
  platform.jobs.handle(sittingSubmittedJob, ({ schoolId, sittingId }) => scoreSubmitted(platform, schoolId, sittingId));
}
