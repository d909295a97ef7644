// Results go back to the school's own administration. In: results of our own tests, as they are made. Out:
// messages to the LAS, one queue for each school and link, and for every result whether it is waiting,
// delivered or refused. Invariants: an administration has one key for ever, so that sending again never makes
// a second result; the time of making rises with every message; what leaves is written down before it leaves,
// so that a result is sent again rather than lost; a result that came from elsewhere is never sent; every own
// result is counted once. The law as a whole is held by faulty-las.test.ts.
import type { Subject } from '../content/types.ts';
import { defineJob } from '../platform/jobs/jobs.ts';

/**
 * Send what waits for a school. The retries are for trouble of our own: what a LAS does not take now carries the
 * time at which it goes again, for as long as it takes (wake.ts).
 */
export const deliverResultsJob = defineJob<{ readonly schoolId: string }>(
  'handoff.deliver', { retries: 5, retryDelaySeconds: 15 });

/**
 * Where a result stands: `unknown-pupil` when the LAS does not know the pupil by a key, so that it cannot be
 * sent; `earlier-las` when the LAS that the school had before took it in an earlier school year.
 */
export type DeliveryState = 'waiting' | 'delivered' | 'refused' | 'unknown-pupil' | 'earlier-las';

/** What stopped a result or the whole queue, beside the codes of UWLR: no answer; one that is no message;
 * nothing was sent, because the LAS does not know us at any school; and because our settings do not name it;
 * and that it sends us elsewhere. */
export type OwnFaultCode = 'no-answer' | 'unreadable' | 'las-stopped' | 'no-supplier' | 'address-moved';

/** One own result in force, as the page shows it. */
export interface ResultOnItsWay {
  readonly resultId: string;
  readonly pupilId: string;
  readonly subject: Subject;
  readonly state: DeliveryState;
  readonly title: string;
  readonly takenOn: string;
  readonly scaleScore: number;
  readonly roman: string | null;
  readonly functioningLevel: string | null;
  readonly settledAt: Date | null;
  readonly attempts: number;
  /** What the LAS said, of what was refused and of what waits after a failed try. */
  readonly faultCode: string | null;
  readonly faultText: string | null;
}

/** Own results in force by state; made = waiting + delivered + refused + unknown + earlier. */
export interface HandoffCounts {
  readonly made: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly refused: number;
  readonly unknown: number;
  readonly earlier: number;
}
