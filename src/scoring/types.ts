// Answers become points. In: a sitting that was handed in. Out: one score an item, and a job for the ability.
// Invariants: an item is scored by its own response processing, never by a table of ours; the same answers scored
// by the same program are the same scoring.
import { defineJob } from '../platform/jobs/jobs.ts';

/** A sitting was scored: its ability can be computed. */
export const sittingScoredJob = defineJob<{ readonly schoolId: string; readonly scoringId: string }>(
  'sitting.scored', { retries: 5, retryDelaySeconds: 5 });

/** Points on one item, without its weight. */
export interface ItemPoints {
  readonly itemId: string;
  readonly itemVersion: number;
  /** 0 to the item's maximum. */
  readonly score: number;
  /** Whether there was an answer, or for a paper test a score; without one the item counts as 0. */
  readonly answered: boolean;
}

/** A scoring of a sitting with its points. */
export interface Scoring {
  readonly scoringId: string;
  readonly sittingId: string;
  readonly inputDigest: string;
  readonly codeVersion: string;
  readonly scoredAt: Date;
  /** Points without weights of a taak of which only the total was entered; its items then have none. */
  readonly total: number | null;
  readonly points: readonly ItemPoints[];
}
