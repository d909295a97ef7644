import { assert, present } from '../base/assert.ts';
import { schoolYearOf } from '../base/school-year.ts';
import type { TakenForm } from '../content/measure.ts';
import { findNormTable, getCalibration, getForm } from '../content/store.ts';
import { testYearGroup } from '../planning/rules.ts';
import { lockPlan } from '../planning/store.ts';
import type { TestYearGroup } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findPupil, placementOf } from '../roster/store.ts';
import { findScoring, listNewestScorings } from '../scoring/store.ts';
import { listSittingsOfPlans, lockSittingWithPlan } from '../taking/store.ts';
import type { Sitting } from '../taking/types.ts';
import { addResults } from './add-results.ts';
import { withdrawResultsOf } from './invalidate.ts';
import { computeResult } from './rules.ts';
import { isMadeOf } from './store.ts';
import { resultMadeJob } from './types.ts';

/**
 * Makes one result of all taken of a test that count, and lets it take the place of older ones of that test. A scoring
 * that a newer one has overtaken, scorings that have their result already, and a test that does not count any more
 * change nothing; of a test that was broken off after all the result is taken back.
 */
export async function makeResult(platform: Platform, schoolId: string, scoringId: string): Promise<void> {
  const actor = { kind: 'job', id: 'sitting.scored' } as const;
  await platform.doors.withTenant(schoolId, actor, 'ability', async (tx) => {
    const { sittingId } = present(await findScoring(tx, scoringId), `no scoring ${scoringId}`);
    // Locked before it is asked which scorings are the newest: a correction waits until this result is there, or is
    // seen.
    const { planId } = present(await lockSittingWithPlan(tx, sittingId), `no sitting ${sittingId}`);
    const sittings = await listSittingsOfPlans(tx, [planId]);
    if (sittings[0]?.planStatus === 'broken-off') {
      return withdrawResultsOf(platform, tx, planId, platform.clock.now());
    }
    const counted = sittings.filter(({ submittedAt }) => submittedAt);
    const scorings = await listNewestScorings(tx, counted.map((sitting) => sitting.sittingId));
    if (sittings[0]?.planStatus !== 'scored' || scorings[0]?.scoringId !== scoringId) return;
    const first = present(sittings.find(({ partNo }) => partNo === 1), `plan ${planId} has no first taak`);
    const scoringIds = scorings.map((scoring) => scoring.scoringId);
    if (await isMadeOf(tx, first.sittingId, scoringIds)) return;
    const draft = await resultOf(tx, first, counted, scorings);
    const resultId = platform.newId();
    const madeAt = platform.clock.now();
    await addResults(tx, [{ resultId, draft, scoringIds }], madeAt);
    await audit(tx, madeAt, 'result.made', { kind: 'result', id: resultId }, {
      sittingId: first.sittingId, scoringId, taken: counted.length,
    });
    await platform.jobs.send(tx, resultMadeJob, { schoolId, resultId });
  });
}

async function resultOf(
  tx: TenantTx, first: Sitting, counted: readonly Sitting[],
  scorings: readonly { readonly sittingId: string; readonly scoringId: string }[],
) {
  const { formCode } = present(await lockPlan(tx, first.planId), `no plan ${first.planId}`);
  const form = await getForm(tx, formCode);
  const taken: TakenForm[] = [];
  for (const sitting of counted) {
    const { scoringId } = present(scorings.find(({ sittingId }) => sittingId === sitting.sittingId), 'each is scored');
    const { total, points } = present(await findScoring(tx, scoringId), `no scoring ${scoringId}`);
    const ofTaak = await getForm(tx, sitting.formCode);
    taken.push(total === null ? { form: ofTaak, scores: points } : { form: ofTaak, total });
  }
  const takenOn = counted.map((sitting) => sitting.takenOn).toSorted().at(-1) ?? first.takenOn;
  return computeResult({
    pupilId: first.pupilId, yearGroup: await yearGroupThen(tx, first), sittingId: first.sittingId,
    scoringId: present(scorings[0], 'a taak is scored').scoringId, medium: first.medium, takenOn, form,
    calibration: await getCalibration(tx, form.calibrationCode, form.calibrationVersion),
    normTable: await findNormTable(tx, form.scaleCode, takenOn), taken, partsPlanned: first.partCount,
  });
}

/** The pupil's own year group in the school year of taking; planning took none without one. */
async function yearGroupThen(tx: TenantTx, { pupilId, takenOn, sittingId }: Sitting): Promise<TestYearGroup> {
  const placed = (await placementOf(tx, [pupilId], schoolYearOf(takenOn))).get(pupilId);
  const yearGroup = testYearGroup(placed ?? (await findPupil(tx, pupilId))?.yearGroup ?? null);
  assert(yearGroup, `the pupil of sitting ${sittingId} has no year group from 3 to 8`);
  return yearGroup;
}
