import type { Platform } from '../platform/platform.ts';
import { sittingScoredJob } from '../scoring/types.ts';
import { makeResult } from './actions.ts';

/** Binds the work of this stage: a test that was scored gets its result. */
export function bindAbilityJobs(platform: Platform): void {
  platform.jobs.handle(sittingScoredJob, ({ schoolId, scoringId }) => makeResult(platform, schoolId, scoringId));
}
