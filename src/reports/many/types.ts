// The parent reports of many groups, printed in the background. In: the groups and the period that somebody chose.
// Out: one file a group, in one zip. Invariants: one batch of a school runs at a time; a file that is printed stays
// printed, however often the work is done again; nothing of a batch that was stopped, and nothing after a week, stays.
import type { Period } from '../frame/choice.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';

/** Prints the reports of one group of a batch. A group may be asked for more than once. */
export const printGroupJob = defineJob<{
  readonly schoolId: string; readonly batchId: string; readonly groupId: string;
}>('reports.print-group', { retries: 3, retryDelaySeconds: 5, workers: { count: 4, perGroup: 2 } });

/** How a batch stands. `failed`: a group could not be printed, however often it was tried. */
export type BatchState = 'running' | 'ready' | 'cancelled' | 'failed';

/** A batch with how far it is. */
export interface Batch {
  readonly batchId: string;
  readonly state: BatchState;
  readonly schoolYear: string;
  readonly season: Period['season'];
  readonly doubleSided: boolean;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  /** Null as long as the files are there. */
  readonly filesRemovedAt: Date | null;
  readonly groups: number;
  readonly groupsPrinted: number;
  readonly pupils: number;
  readonly pupilsPrinted: number;
}

/** What somebody asks for. */
export interface BatchWish {
  readonly period: Period;
  /** Groups that exist now; at least one. */
  readonly groupIds: readonly string[];
  readonly doubleSided: boolean;
}

/** Why a batch is not begun: nobody with a result, or no package for it. */
export type BatchRefusal = 'no-results' | 'not-in-package';

/** Days that files are kept after a batch ended. */
export const FILES_KEPT_DAYS = 7;
