// Answers become points. In: taken that were handed in. Out: one score an item, and a job for the ability once every
// taak that counts has its scores.
// Invariants: an item is scored by its own response processing, never by a table of ours; the same answers scored
// by the same program are the same scoring.
import type { ItemPoints } from '../content/points.ts';
import { defineJob } from '../platform/jobs/jobs.ts';

/** Every taak of a test that counts is scored: its ability can be computed. Named by the newest scoring. */
export const sittingScoredJob = defineJob<{ readonly schoolId: string; readonly scoringId: string }>(
  'sitting.scored', { retries: 5, retryDelaySeconds: 5 });

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
