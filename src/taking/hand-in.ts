import { present } from '../base/assert.ts';
import { abilityOfTaken } from '../content/measure.ts';
import { pointsOfAnswer } from '../content/points.ts';
import { findRoutingRule, getCalibration, getForm, listTestParts } from '../content/store.ts';
import type { RoutingRule } from '../content/types.ts';
import { features } from '../ordering/store.ts';
import { movePlan } from '../planning/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { chooseNextPart } from './routing-rules.ts';
import { saveRoutingDecision } from './routing-store.ts';
import { listFinalAnswers, listSittingsOfPlans, submitSitting } from './store.ts';
import type { Sitting } from './types.ts';
import { sittingSubmittedJob } from './types.ts';

/**
 * Closes a sitting, locked with its plan, and asks for its scoring, in the caller's transaction. Before the last taak
 * it decides which one comes next; with the last one the plan is in. False when the taak or its plan is not open.
 */
export async function submit(platform: Platform, tx: TenantTx, sitting: Sitting, at: Date): Promise<boolean> {
  const { sittingId, planId, planStatus } = sitting;
  if (planStatus !== 'planned' && planStatus !== 'started') return false;
  if (!await submitSitting(tx, sittingId, { submittedBy: `${tx.actor.kind}:${tx.actor.id}`, at })) return false;
  const sittings = await listSittingsOfPlans(tx, [planId]);
  const allIn = sittings.filter(({ submittedAt }) => submittedAt).length === sitting.partCount;
  await movePlan(tx, planId, ['planned', 'started'], allIn ? 'submitted' : 'started');
  await audit(tx, at, 'test.submitted', { kind: 'sitting', id: sittingId }, { planId, partNo: sitting.partNo });
  if (!allIn) await decideNext(tx, sittings, sitting, at);
  await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
  return true;
}

/** Decides which form is taken after a taak, unless that one was begun already (paper has no order). */
async function decideNext(
  tx: TenantTx, sittings: readonly Sitting[], last: Sitting, at: Date,
): Promise<void> {
  const partNo = last.partNo + 1;
  if (partNo > last.partCount || sittings.some((sitting) => sitting.partNo === partNo)) return;
  const parts = await listTestParts(tx, last.testCode, last.medium);
  const decision = chooseNextPart({
    partNo, choices: parts.filter((part) => part.partNo === partNo), current: last.shift,
    routed: await routedBy(tx, sittings.filter(({ submittedAt }) => submittedAt), last),
  });
  await saveRoutingDecision(tx, last.planId, decision, at);
  const { shift, reason } = decision;
  await audit(tx, at, 'test.routed', { kind: 'sitting', id: last.sittingId }, { partNo, shift, reason });
}

/** The rule after this taak with the ability on the taken so far; null where nothing is chosen. */
async function routedBy(
  tx: TenantTx, taken: readonly Sitting[], { medium, schoolYear, testCode, partNo }: Sitting,
): Promise<{ readonly rule: RoutingRule; readonly theta: number } | null> {
  if (medium !== 'screen' || !(await features(tx, tx.schoolId, schoolYear)).has('adaptive_routing')) return null;
  const rule = await findRoutingRule(tx, testCode, partNo);
  if (!rule) return null;
  const scored = [];
  for (const { sittingId, formCode } of taken) {
    const form = await getForm(tx, formCode);
    if (form.items.some(({ item }) => item.needsMarking)) return null;
    const answers = await listFinalAnswers(tx, sittingId);
    const given = new Map(answers.map(({ itemId, responses }) => [itemId, responses]));
    scored.push({ form, scores: form.items.map(({ item }) => pointsOfAnswer(item, given.get(item.id))) });
  }
  const { calibrationCode, calibrationVersion } = present(scored[0], 'a taak was taken').form;
  const { theta } = abilityOfTaken(scored, await getCalibration(tx, calibrationCode, calibrationVersion));
  return { rule, theta };
}
