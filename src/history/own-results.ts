import type { Result } from '../ability/types.ts';
import { displayedScore } from '../psychometrics/scale.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { HistoryRecord } from './types.ts';

/**
 * The key under which the LAS keeps the result of a sitting, whatever becomes of the result: a corrected one
 * has it too. Handoff sends it; a LAS that returns everything it holds returns it.
 */
export function resultKeyOf(sittingId: string): string {
  return `R-${sittingId}`;
}

/** What there is to recognise a result of our own by. */
export type OwnResult = Pick<Result, 'pupilId' | 'subject' | 'takenOn' | 'scaleScore'>;

/** Tells whether a record is a result of one of our own tests that comes back; null: nobody knows whose it is. */
export type OwnResultCheck = (record: HistoryRecord, pupilId: string | null) => boolean;

/**
 * Makes the check: by the key that we sent, in any file of any pupil; or by pupil, subject, day and score as
 * sent, for a file without keys.
 * @param results those of own tests that count now: a score that was corrected may be another result by now
 * @param sittingIds every sitting that ever gave a result, for the LAS keeps what we took back until somebody
 * removes it there
 */
export function ownResultCheck(results: readonly OwnResult[], sittingIds: readonly string[]): OwnResultCheck {
  const keys = new Set(sittingIds.map(resultKeyOf));
  const numbers = new Set(results.map(({ pupilId, subject, takenOn, scaleScore }) =>
    [pupilId, subject, takenOn, displayedScore(asScaleScore(scaleScore))].join('|')));
  return ({ sourceKey, subject, takenOn, score }, pupilId) =>
    (sourceKey !== null && keys.has(sourceKey))
    || (pupilId !== null && numbers.has([pupilId, subject, takenOn, score].join('|')));
}
