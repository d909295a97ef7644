import { may } from '../access/rules.ts';
import type { PupilSession, SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { getForm } from '../content/store.ts';
import { subjectNames } from '../content/types.ts';
import { lockPlan, movePlan } from '../planning/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { firstOpenItem, isOpenOn, pupilItems } from './rules.ts';
import {
  acknowledgedSequence, addAnswers, findSitting, listFinalAnswers, lockSitting, lockSittingWithPlan, openSitting,
  submitSitting, takeOverSitting,
} from './store.ts';
import { syntheticLabel } from './nl.ts';
import type { GivenAnswer, Sitting } from './types.ts';
import { sittingSubmittedJob } from './types.ts';
import type { AnswersMessage, AnswersReceipt, HandInMessage, Task, TakingRefusalCode } from './wire.ts';

/** A pupil opens a planned screen test of this school year: the sitting that is open, or a new one. */
export async function startSitting(
  platform: Platform, viewer: SchoolViewer, planId: string,
): Promise<Result<{ readonly sittingId: string }, 'not-found' | 'submitted' | 'other-school-year'>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const plan = await lockPlan(tx, planId);
    const own = plan !== undefined && may(viewer, 'take-test', { pupilId: plan.pupilId });
    if (!own || plan.medium !== 'screen' || plan.status === 'withdrawn') return refuse('not-found');
    if (plan.status === 'submitted' || plan.status === 'scored') return refuse('submitted');
    const takenOn = plainDateInAmsterdam(at);
    if (plan.schoolYear !== schoolYearOf(takenOn)) return refuse('other-school-year');
    const sittingId = await openSitting(tx, { sittingId: platform.newId(), planId, takenOn, at });
    await movePlan(tx, planId, ['planned'], 'started');
    await audit(tx, at, 'test.started', { kind: 'sitting', id: sittingId }, { planId });
    return ok({ sittingId });
  });
}

/** The whole taak for the device that asks, which has the sitting from now on. */
export async function openTask(
  platform: Platform, viewer: SchoolViewer, sittingId: string,
): Promise<Result<Task, 'not-found' | 'not-open'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const sitting = await ownSitting(tx, viewer, sittingId, findSitting);
    if (!sitting) return refuse('not-found');
    const today = plainDateInAmsterdam(platform.clock.now());
    if (!sitting.submittedAt && !isOpenOn(sitting, today)) return refuse('not-open');
    const form = await getForm(tx, sitting.formCode);
    // Not the title of the form: its moment would tell a pupil that the test is an easier or a harder one.
    const title = subjectNames[form.subject];
    const formLabel = form.synthetic ? syntheticLabel : title;
    const about = { sittingId, title, pupilLabel: viewer.label, formLabel };
    if (sitting.submittedAt) {
      return ok({ ...about, epoch: sitting.deviceEpoch, items: [], responses: {}, position: 0, state: 'submitted' });
    }
    const epoch = await takeOverSitting(tx, sittingId);
    const answers = await listFinalAnswers(tx, sittingId);
    const responses = Object.fromEntries(answers.map((answer) => [answer.itemId, answer.responses]));
    const position = firstOpenItem(form.items.map(({ item }) => item.id), responses);
    return ok({ ...about, epoch, lastSequence: 0, items: pupilItems(form), responses, position, state: 'open' });
  });
}

/**
 * Stores answers and says up to which number everything is on disk; the caller may tell the pupil only after this
 * returned. The hot path: one transaction of two statements, because a class answers at the same time.
 */
export async function recordAnswers(
  platform: Platform, viewer: PupilSession, sittingId: string, { epoch, answers }: AnswersMessage,
): Promise<Result<AnswersReceipt, 'not-found' | 'no-such-item' | TakingRefusalCode>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const sitting = await ownSitting(tx, viewer, sittingId, lockSitting);
    if (!sitting) return refuse('not-found');
    if (sitting.submittedAt) return refuse('submitted');
    if (sitting.withdrawn) return refuse('not-open');
    if (epoch !== sitting.deviceEpoch) return refuse('other-device');
    const form = await getForm(tx, sitting.formCode);
    const known = new Set(form.items.map(({ item }) => item.id));
    if (answers.some(({ itemId }) => !known.has(itemId))) return refuse('no-such-item');
    const given = answers.map(({ sequence, itemId, responses, at: said }): GivenAnswer =>
      ({ sequence, itemId, responses, givenAt: givenAt(said, at) }));
    const stored = await addAnswers(tx, sittingId, epoch, given, at);
    // Withdrawn between the two statements, when the lock was waited for.
    if (!stored.open) return refuse('not-open');
    return stored.clash ? refuse('other-device') : ok({ acknowledged: stored.acknowledged, epoch });
  });
}

/** Hands a taak in, once: a second time changes nothing and is fine. Scoring follows by itself. */
export async function handIn(
  platform: Platform, viewer: PupilSession, sittingId: string, { epoch, lastSequence }: HandInMessage,
): Promise<Result<{ readonly ok: true }, 'not-found' | TakingRefusalCode>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const sitting = await ownSitting(tx, viewer, sittingId, lockSittingWithPlan);
    if (!sitting) return refuse('not-found');
    if (sitting.submittedAt) return ok({ ok: true });
    if (epoch !== sitting.deviceEpoch) return refuse('other-device');
    if (await acknowledgedSequence(tx, sittingId, epoch) < lastSequence) return refuse('answers-missing');
    return await submit(platform, tx, sitting, at) ? ok({ ok: true }) : refuse('not-open');
  });
}

/**
 * Closes a sitting, locked with its plan, and asks for its scoring, in the caller's transaction; false when the
 * plan is not open.
 */
export async function submit(platform: Platform, tx: TenantTx, sitting: Sitting, at: Date): Promise<boolean> {
  const { sittingId, planId } = sitting;
  if (!await movePlan(tx, planId, ['planned', 'started'], 'submitted')) return false;
  await submitSitting(tx, sittingId, { submittedBy: `${tx.actor.kind}:${tx.actor.id}`, at });
  await audit(tx, at, 'test.submitted', { kind: 'sitting', id: sittingId }, { planId });
  await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
  return true;
}

/** The viewer's own screen sitting, for its page; to everybody else it does not exist. */
export function findOwnSitting(
  platform: Platform, viewer: SchoolViewer, sittingId: string,
): Promise<Sitting | undefined> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', (tx) =>
    ownSitting(tx, viewer, sittingId, findSitting));
}

/** The sitting when it is the viewer's own screen test, and the viewer still a pupil of the school: a session says only
 * who signed in. */
async function ownSitting(
  tx: TenantTx, viewer: PupilSession, sittingId: string, load: typeof findSitting,
): Promise<Sitting | undefined> {
  const sitting = await load(tx, sittingId);
  const own = sitting?.medium === 'screen' && sitting.atSchool
    && may(viewer, 'take-test', { pupilId: sitting.pupilId });
  return own ? sitting : undefined;
}

/** The pupil's clock as it was told; ours when it cannot be read. */
function givenAt(said: string, received: Date): Date {
  const at = new Date(said);
  return Number.isNaN(at.getTime()) ? received : at;
}
