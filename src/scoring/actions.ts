import { assert } from '../base/assert.ts';
import { getForm } from '../content/store.ts';
import { movePlan } from '../planning/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listFinalEntries } from '../paper/store.ts';
import { listFinalAnswers, lockSittingWithPlan } from '../taking/store.ts';
import type { Sitting } from '../taking/types.ts';
import type { ScoringInput } from './rules.ts';
import { inputDigest, scoreSitting, scoringVersion, totalOf } from './rules.ts';
import { addScoring } from './store.ts';
import { sittingScoredJob } from './types.ts';

/** Scores what a sitting holds now; a sitting that was scored from the same input before is left as it is. */
export async function scoreSubmitted(platform: Platform, schoolId: string, sittingId: string): Promise<void> {
  const actor = { kind: 'job', id: 'sitting.submitted' } as const;
  await platform.doors.withTenant(schoolId, actor, 'scoring', async (tx) => {
    const sitting = await lockSittingWithPlan(tx, sittingId);
    assert(sitting?.submittedAt, `sitting ${sittingId} was not handed in`);
    const form = await getForm(tx, sitting.formCode);
    const input = await inputOf(tx, sitting);
    const scoring = {
      scoringId: platform.newId(), sittingId, codeVersion: scoringVersion, scoredAt: platform.clock.now(),
      inputDigest: inputDigest(form, sitting, input), total: totalOf(input),
    };
    if (!await addScoring(tx, scoring, scoreSitting(form, input))) return;
    await movePlan(tx, sitting.planId, ['submitted'], 'scored');
    await platform.jobs.send(tx, sittingScoredJob, { schoolId, scoringId: scoring.scoringId });
  });
}

async function inputOf(tx: TenantTx, { medium, sittingId }: Sitting): Promise<ScoringInput> {
  return medium === 'screen'
    ? { medium, answers: await listFinalAnswers(tx, sittingId) }
    : { medium, entries: await listFinalEntries(tx, sittingId) };
}
