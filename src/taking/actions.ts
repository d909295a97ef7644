import { may } from '../access/rules.ts';
import type { PupilSession, SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { findTest, getForm } from '../content/store.ts';
import { subjectNames } from '../content/types.ts';
import { accommodationsFor } from '../planning/accommodations-store.ts';
import type { Accommodations } from '../planning/accommodations.ts';
import { mayBeTakenAt } from '../planning/opening.ts';
import { listOpenScreenPlans, lockPlan, movePlan } from '../planning/store.ts';
import type { PlannedTest } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { submit } from './hand-in.ts';
import { syntheticLabel } from './nl.ts';
import { parcelAddress, parcelKey } from './parcel.ts';
import { openPasses } from './pass.ts';
import { practiceItemOf } from './practice.ts';
import { listRoutingDecisions } from './routing-store.ts';
import { firstOpenItem, isOpenAt, pupilItems } from './rules.ts';
import {
  acknowledgedSequence, addAnswers, findSitting, listFinalAnswers, listSittingsOfPlans, lockSitting,
  lockSittingWithPlan, openSitting, takeOverSitting,
} from './store.ts';
import { tellSitting } from './topics.ts';
import type { GivenAnswer, OpenTest, Sitting } from './types.ts';
import type { AnswersMessage, AnswersReceipt, HandInMessage, HandInReceipt, Task, TakingRefusalCode } from './wire.ts';

/** Why a test cannot be begun or gone on with now. */
export type StartRefusal =
  | 'not-found' | 'submitted' | 'other-school-year'
  /** Outside the window in which it may be begun. */
  | 'not-now'
  /** The teacher lets the pupil wait. */
  | 'paused';

/** A pupil goes on with a planned screen test of this school year: with the taak that is open, or the next one. */
export async function startSitting(
  platform: Platform, viewer: SchoolViewer, planId: string,
): Promise<Result<{ readonly sittingId: string }, StartRefusal>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const plan = await lockPlan(tx, planId);
    const own = plan !== undefined && may(viewer, 'take-test', { pupilId: plan.pupilId });
    if (!own || plan.medium !== 'screen') return refuse('not-found');
    const takenOn = plainDateInAmsterdam(at);
    const refusal = startRefusal(plan, takenOn, at);
    if (refusal) return refuse(refusal);
    const sittings = await listSittingsOfPlans(tx, [planId]);
    const open = sittings.find(({ submittedAt, discardedAt }) => !submittedAt && !discardedAt);
    if (open) return ok({ sittingId: open.sittingId });
    const part = await nextPart(tx, plan, sittings.length);
    const accommodations = await accommodationsNow(tx, plan);
    const sittingId = await openSitting(tx, {
      sittingId: platform.newId(), planId, ...part, accommodations, takenOn, at,
    });
    await movePlan(tx, planId, ['planned'], 'started');
    await audit(tx, at, 'test.started', { kind: 'sitting', id: sittingId }, { planId, partNo: part.partNo });
    return ok({ sittingId });
  });
}

function startRefusal(plan: PlannedTest, today: PlainDate, now: Date): StartRefusal | null {
  if (plan.status === 'submitted' || plan.status === 'scored') return 'submitted';
  if (plan.status !== 'planned' && plan.status !== 'started') return 'not-found';
  if (plan.schoolYear !== schoolYearOf(today)) return 'other-school-year';
  if (!mayBeTakenAt(plan, now)) return 'not-now';
  return plan.pausedAt ? 'paused' : null;
}

/** The taak that comes after those that were taken: the first as planned, a later one as it was chosen. */
async function nextPart(tx: TenantTx, { planId, formCode }: PlannedTest, taken: number) {
  if (taken === 0) return { partNo: 1, shift: 0, formCode } as const;
  const decision = (await listRoutingDecisions(tx, planId)).find(({ partNo }) => partNo === taken + 1);
  const { partNo, shift, formCode: chosen } = present(decision, `plan ${planId} has no taak after its taak ${taken}`);
  return { partNo, shift, formCode: chosen };
}

/** What the pupil uses now, without reading aloud where the test does not allow it. */
async function accommodationsNow(tx: TenantTx, { pupilId, testCode }: PlannedTest): Promise<Accommodations> {
  const profile = present((await accommodationsFor(tx, [pupilId])).get(pupilId), 'a profile for each pupil');
  const readAloud = profile.readAloud && ((await findTest(tx, testCode))?.readAloud ?? false);
  return { ...profile, readAloud };
}

/** What a pupil can begin or go on with now, with how far it is; the oldest plan first. */
export async function listOpenTests(platform: Platform, viewer: SchoolViewer): Promise<readonly OpenTest[]> {
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const plans = await listOpenScreenPlans(tx, viewer.id, schoolYearOf(plainDateInAmsterdam(now)), now);
    const sittings = await listSittingsOfPlans(tx, plans.map(({ planId }) => planId));
    return plans.map(({ planId, subject, partCount, pausedAt }) => {
      const own = sittings.filter((sitting) => sitting.planId === planId);
      const partsIn = own.filter(({ submittedAt }) => submittedAt).length;
      return { planId, subject, partCount, partsIn, isBusy: own.length > partsIn, isPaused: pausedAt !== null };
    });
  });
}

/** The whole taak for the device that asks, which has the sitting from now on. */
export async function openTask(
  platform: Platform, viewer: SchoolViewer, sittingId: string,
): Promise<Result<Task, 'not-found' | 'not-open'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const sitting = await ownSitting(tx, viewer, sittingId, findSitting);
    if (!sitting) return refuse('not-found');
    if (!sitting.submittedAt && !isOpenAt(sitting, platform.clock.now())) return refuse('not-open');
    const form = await getForm(tx, sitting.formCode);
    // Not the title of the form: its moment would tell a pupil that the test is an easier or a harder one.
    const title = subjectNames[form.subject];
    const formLabel = form.synthetic ? syntheticLabel : title;
    const { partNo, partCount } = sitting;
    const paused = sitting.pausedAt !== null;
    const { accommodations } = sitting;
    const about = { sittingId, partNo, partCount, paused, title, pupilLabel: viewer.label, formLabel, accommodations };
    if (sitting.submittedAt) {
      return ok({ ...about, epoch: sitting.deviceEpoch, items: [], responses: {}, position: 0, state: 'submitted' });
    }
    const epoch = await takeOverSitting(tx, sittingId);
    // A first load takes over from nobody: a class that begins announces nothing.
    if (epoch > 1) await tellSitting(platform.live, tx, sittingId, { event: 'taken-over', epoch });
    const answers = await listFinalAnswers(tx, sittingId);
    const responses = Object.fromEntries(answers.map((answer) => [answer.itemId, answer.responses]));
    const position = firstOpenItem(form.items.map(({ item }) => item.id), responses);
    const { schoolId, pupilId, planId, formCode } = { ...sitting, schoolId: tx.schoolId };
    const pass = openPasses(platform.secrets).issue({ schoolId, sittingId, planId, pupilId, formCode, epoch });
    const parcel = { schoolId, sittingId, epoch };
    return ok({
      ...about, pass, epoch, lastSequence: 0, items: pupilItems(form), responses, position, state: 'open',
      parcelAddress: parcelAddress(parcel), storageKey: parcelKey(platform.secrets, parcel).toString('base64url'),
      ...(partNo === 1 && { practiceItem: practiceItemOf(form.subject) }),
    });
  });
}

/**
 * Stores answers a transaction a message, and says up to which number everything is on disk. Not what the platform
 * does: answers share commits (`answer-writer.ts`). It is what `bench taking` compares them with, and what tests
 * fill with.
 */
export async function recordAnswers(
  platform: Platform, viewer: PupilSession, sittingId: string, { epoch, answers }: AnswersMessage,
): Promise<Result<AnswersReceipt, 'not-found' | 'no-such-item' | TakingRefusalCode>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const sitting = await ownSitting(tx, viewer, sittingId, lockSitting);
    if (!sitting) return refuse('not-found');
    if (sitting.submittedAt) return refuse('submitted');
    if (sitting.discardedAt || sitting.planStatus === 'withdrawn') return refuse('not-open');
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

/**
 * Hands a taak in, once: a second time changes nothing and is fine. Which taak comes next is decided here; scoring
 * follows by itself.
 */
export async function handIn(
  platform: Platform, viewer: PupilSession, sittingId: string, { epoch, lastSequence }: HandInMessage,
): Promise<Result<HandInReceipt, 'not-found' | TakingRefusalCode>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const sitting = await ownSitting(tx, viewer, sittingId, lockSittingWithPlan);
    if (!sitting) return refuse('not-found');
    const done = { ok: true, next: nextAfter(sitting) } as const;
    if (sitting.submittedAt) return ok(done);
    if (epoch !== sitting.deviceEpoch) return refuse('other-device');
    if (await acknowledgedSequence(tx, sittingId, epoch) < lastSequence) return refuse('answers-missing');
    return await submit(platform, tx, sitting, at) ? ok(done) : refuse('not-open');
  });
}

function nextAfter({ partNo, partCount }: Sitting): HandInReceipt['next'] {
  return partNo < partCount ? { partNo: partNo + 1 } : null;
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
