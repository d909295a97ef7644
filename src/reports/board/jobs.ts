import type { Platform } from '../../platform/platform.ts';
import { troubleWords } from '../../platform/trouble.ts';
import { publishAggregates, publishDueAggregates } from './actions.ts';
import { publishAggregatesJob } from './types.ts';

/** Binds the work of this folder: a school publishes its aggregates. */
export function bindBoardReportJobs(platform: Platform): void {
  platform.jobs.handle(publishAggregatesJob, ({ schoolId }) => publishAggregates(platform, schoolId));
}

const LOOK_EVERY_MS = 30_000;

/**
 * Looks every half minute of real time which schools are due; the times stand in the database.
 * @returns stops the looking
 */
export function startBoardReportTicker(platform: Platform): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void publishDueAggregates(platform)
      .catch((error: unknown) => platform.log('aggregates.tick-failed', { error: troubleWords(error) }))
      .finally(() => { busy = false; });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
