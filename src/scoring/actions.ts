import { getForm } from '../content/store.ts';
import { listFinalEntries } from '../paper/store.ts';
import { movePlan } from '../planning/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listCountedAnswers } from '../taking/late-answers.ts';
import { listFinalMarks } from '../taking/marking-store.ts';
import { listSittingsOfPlans, lockSittingWithPlan } from '../taking/store.ts';
import type { Sitting } from '../taking/types.ts';
import type { ScoringInput } from './rules.ts';
import { inputDigest, scoreSitting, scoringVersion, totalOf, unmarkedItems } from './rules.ts';
import { addScoring, listNewestScorings } from './store.ts';
import { sittingScoredJob } from './types.ts';

/**
 * Scores what a taak holds now; one that was scored from the same input before is left as it is. Once the plan is in
 * and every taak that counts has its scores, their result is asked for.
 */
export async function scoreSubmitted(platform: Platform, schoolId: string, sittingId: string): Promise<void> {
  const actor = { kind: 'job', id: 'sitting.submitted' } as const;
  await platform.doors.withTenant(schoolId, actor, 'scoring', async (tx) => {
    // The plan is locked with it: of two taken that are scored at the same moment the second sees the first.
    const sitting = await lockSittingWithPlan(tx, sittingId);
    if (sitting?.planStatus === 'broken-off') return askAgain(platform, tx, sitting);
    // Its hand-in may have been taken back before its turn came.
    if (!sitting?.submittedAt) return;
    const done = await scoreTaak(platform, tx, sitting);
    if (done !== 'to-mark') await settlePlan(platform, tx, sitting.planId, done === 'new');
  });
}

/** What was scored before the test was broken off may have a result, which counts no more. */
async function askAgain(platform: Platform, tx: TenantTx, { planId }: Sitting): Promise<void> {
  const sittings = await listSittingsOfPlans(tx, [planId]);
  const [newest] = await listNewestScorings(tx, sittings.map(({ sittingId }) => sittingId));
  if (newest) await platform.jobs.send(tx, sittingScoredJob, { schoolId: tx.schoolId, scoringId: newest.scoringId });
}

/** Whether the scoring of a taak is a new one; a taak that has to be marked first gets none yet, also when it has one
 * of before the pupil wrote something else. */
async function scoreTaak(platform: Platform, tx: TenantTx, sitting: Sitting): Promise<'new' | 'known' | 'to-mark'> {
  const form = await getForm(tx, sitting.formCode);
  const input = await inputOf(tx, sitting);
  if (unmarkedItems(form, input).length > 0) return 'to-mark';
  const scoring = {
    scoringId: platform.newId(), sittingId: sitting.sittingId, codeVersion: scoringVersion,
    scoredAt: platform.clock.now(), inputDigest: inputDigest(form, sitting, input), total: totalOf(input),
  };
  return await addScoring(tx, scoring, scoreSitting(form, input)) ? 'new' : 'known';
}

/** Asks for the result of a plan that is in, when every taak that counts is scored and something is new about it. */
async function settlePlan(platform: Platform, tx: TenantTx, planId: string, isNew: boolean): Promise<void> {
  const counted = (await listSittingsOfPlans(tx, [planId])).filter(({ submittedAt }) => submittedAt);
  const status = counted[0]?.planStatus;
  if (status !== 'submitted' && status !== 'scored') return;
  const scorings = await listNewestScorings(tx, counted.map(({ sittingId }) => sittingId));
  const [newest] = scorings;
  if (!newest || scorings.length < counted.length) return;
  const isSettled = await movePlan(tx, planId, ['submitted'], 'scored');
  if (!isSettled && !isNew) return;
  await platform.jobs.send(tx, sittingScoredJob, { schoolId: tx.schoolId, scoringId: newest.scoringId });
}

async function inputOf(tx: TenantTx, { medium, sittingId }: Sitting): Promise<ScoringInput> {
  const marks = await listFinalMarks(tx, sittingId);
  return medium === 'screen'
    ? { medium, marks, answers: await listCountedAnswers(tx, sittingId) }
    : { medium, marks, entries: await listFinalEntries(tx, sittingId) };
}
