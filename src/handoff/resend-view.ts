import type { SchoolViewer } from '../access/types.ts';
import { findResult } from '../ability/store.ts';
import { subjectNames } from '../content/types.ts';
import { findResultsLink } from '../onboarding/results-queue.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { findPupil } from '../roster/store.ts';
import type { PupilName } from '../roster/types.ts';
import { listResendPeriods, mayBeInLas, type ResendPeriod } from './again-store.ts';
import { queueNow } from './desk.ts';

/** The tests by period that can go once more. */
export function viewResendPeriods(
  platform: Platform, viewer: SchoolViewer,
): Promise<readonly ResendPeriod[]> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const link = await findResultsLink(tx);
    return link ? listResendPeriods(tx, queueNow(platform, link)) : [];
  });
}

/** A result that somebody may withdraw. */
export interface WithdrawView {
  readonly resultId: string;
  readonly pupil: PupilName;
  readonly title: string;
  readonly takenOn: string;
  /** The LAS has it, or nobody knows. */
  readonly maybeInLas: boolean;
}

/** Loads a result of our own that counts; null for any other. */
export function viewWithdrawal(
  { doors, clock }: Platform, viewer: SchoolViewer, resultId: string,
): Promise<WithdrawView | null> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const result = await findResult(tx, resultId);
    if (!result || result.supersededBy !== null || result.sittingId === null) return null;
    const pupil = await findPupil(tx, result.pupilId);
    if (!pupil) return null;
    await audit(tx, clock.now(), 'results.read', { kind: 'result', id: resultId }, { results: 1 });
    const link = await findResultsLink(tx);
    return {
      resultId, pupil, takenOn: result.takenOn,
      title: `${subjectNames[result.subject]} ${result.testMoment ?? ''}`.trim(),
      maybeInLas: link ? await mayBeInLas(tx, link.connectionId, resultId) : false,
    };
  });
}
