import type { SchoolViewer } from '../access/types.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { EndCode } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { countLateAnswers, type LateDecision } from '../taking/late-answers.ts';
import { listSittingsOfPlans } from '../taking/store.ts';
import { endPlan, reopenSitting, type ReopenRefusal } from '../taking/supervise.ts';
import { tellPlan } from '../taking/topics.ts';
import { saveRemark } from './taking-store.ts';
import { withTaking } from './taking-view.ts';

/** A test of a pupil of a group. */
export interface WhichTaking {
  readonly groupId: string;
  readonly planId: string;
}

/** Most characters of a remark. */
export const remarkMax = 500;

/** Opens a taak that was handed in again; the pupil's device hears it. */
export async function reopen(
  platform: Platform, viewer: SchoolViewer, which: WhichTaking, sittingId: string,
): Promise<Result<true, ReopenRefusal>> {
  const done = await withTaking(platform, viewer, which, async (tx) => {
    if (!(await listSittingsOfPlans(tx, [which.planId])).some((one) => one.sittingId === sittingId)) return undefined;
    const reopened = await reopenSitting(platform, tx, sittingId, platform.clock.now());
    if (reopened.ok) await tellPlan(platform.live, tx, which.planId, { event: 'reopened' });
    return reopened;
  });
  if (!done) return refuse('not-found');
  return done.ok ? ok(true) : done;
}

/** Ends a test with a reason; the pupil's device hears it. */
export async function end(
  platform: Platform, viewer: SchoolViewer, which: WhichTaking,
  how: { readonly code: EndCode; readonly unfinished: 'hand-in' | 'discard' },
): Promise<Result<true, 'not-found' | 'not-open'>> {
  const done = await withTaking(platform, viewer, which, async (tx) => {
    const ended = await endPlan(platform, tx, which.planId, how, platform.clock.now());
    if (ended.ok) await tellPlan(platform.live, tx, which.planId, { event: 'ended' });
    return ended;
  });
  if (!done) return refuse('not-found');
  return done.ok ? ok(true) : done;
}

/** Decides about the answers of a taak that came in after it was handed in. */
export async function decideLate(
  platform: Platform, viewer: SchoolViewer, which: WhichTaking, sittingId: string, decision: LateDecision,
): Promise<Result<true, 'not-found'>> {
  const done = await withTaking(platform, viewer, which, async (tx) => {
    if (!(await listSittingsOfPlans(tx, [which.planId])).some((one) => one.sittingId === sittingId)) return undefined;
    return countLateAnswers(platform, tx, sittingId, decision, `${viewer.actor.kind}:${viewer.actor.id}`);
  });
  return done === undefined ? refuse('not-found') : ok(true);
}

/** Writes down what a teacher wants to remember; an empty text takes it away. */
export async function remark(
  platform: Platform, viewer: SchoolViewer, which: WhichTaking, text: string,
): Promise<Result<true, 'not-found' | 'too-long'>> {
  const written = text.trim().replace(/\r\n/g, '\n');
  if (written.length > remarkMax) return refuse('too-long');
  const done = await withTaking(platform, viewer, which, async (tx, { pupil }) => {
    const at = platform.clock.now();
    await saveRemark(tx, which.planId, written, {
      writtenBy: `${viewer.actor.kind}:${viewer.actor.id}`, writtenAt: at,
    });
    await audit(tx, at, 'taking.remarked', { kind: 'pupil', id: pupil.pupilId }, { planId: which.planId });
    return true;
  });
  return done ? ok(true) : refuse('not-found');
}
