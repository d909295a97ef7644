import { assert, present } from '../base/assert.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { findNormTable, getCalibration, getForm } from '../content/store.ts';
import { testYearGroup } from '../planning/rules.ts';
import type { TestYearGroup } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findPupil, placementOf } from '../roster/store.ts';
import { findNewestScoringId, findScoring } from '../scoring/store.ts';
import { lockSitting } from '../taking/store.ts';
import type { Sitting } from '../taking/types.ts';
import { addResults } from './add-results.ts';
import { computeResult } from './rules.ts';
import { resultMadeJob } from './types.ts';

/**
 * Makes the result of a scoring and lets it take the place of older ones of the same sitting. A scoring that has its
 * result already, or that a newer one has overtaken, changes nothing.
 */
export async function makeResult(platform: Platform, schoolId: string, scoringId: string): Promise<void> {
  const actor = { kind: 'job', id: 'sitting.scored' } as const;
  await platform.doors.withTenant(schoolId, actor, 'ability', async (tx) => {
    const scoring = present(await findScoring(tx, scoringId), `no scoring ${scoringId}`);
    const { sittingId } = scoring;
    // Locked before it is asked which scoring is the newest: a correction waits until this result is there, or is seen.
    const sitting = present(await lockSitting(tx, sittingId), `no sitting ${sittingId}`);
    if (await findNewestScoringId(tx, sittingId) !== scoringId) return;
    const form = await getForm(tx, sitting.formCode);
    const draft = computeResult({
      pupilId: sitting.pupilId, yearGroup: await yearGroupThen(tx, sitting), sittingId, scoringId,
      medium: sitting.medium, takenOn: sitting.takenOn, form,
      calibration: await getCalibration(tx, form.calibrationCode, form.calibrationVersion),
      normTable: await findNormTable(tx, form.scaleCode, sitting.takenOn),
      scores: scoring.points,
    });
    const resultId = platform.newId();
    const madeAt = platform.clock.now();
    if (await addResults(tx, [{ resultId, draft }], madeAt) === 0) return;
    await audit(tx, madeAt, 'result.made', { kind: 'result', id: resultId }, { sittingId, scoringId });
    await platform.jobs.send(tx, resultMadeJob, { schoolId, resultId });
  });
}

/** The pupil's own year group in the school year of taking; planning took none without one. */
async function yearGroupThen(tx: TenantTx, { pupilId, takenOn, sittingId }: Sitting): Promise<TestYearGroup> {
  const placed = (await placementOf(tx, [pupilId], schoolYearOf(takenOn))).get(pupilId);
  const yearGroup = testYearGroup(placed ?? (await findPupil(tx, pupilId))?.yearGroup ?? null);
  assert(yearGroup, `the pupil of sitting ${sittingId} has no year group from 3 to 8`);
  return yearGroup;
}
