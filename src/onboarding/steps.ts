import type { SchoolViewer } from '../access/types.ts';
import type { Result } from '../base/result.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { postMail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { accessListsWantedJob, requestRoster } from './jobs.ts';
import { stepsMail } from './mail.ts';
import { calendarDaysLater, isReadyForRoster, isStep1Done, nextRosterNight, stepsOpen } from './rules.ts';
import {
  findContact, getOnboarding, listDueSchoolIds, lockOnboarding, markStep1Completed, markStepsOpened,
} from './store.ts';
import type { StepsClosed } from './types.ts';

/**
 * Completes step 1 when nothing is missing any more, once: from now on one can sign in, plan and take, and in
 * `stepDelayDays` calendar days steps 2 and 3 open. Called in the transaction that brought what was missing.
 */
export async function completeStep1(platform: Platform, tx: TenantTx): Promise<void> {
  const state = await lockOnboarding(tx);
  if (!isStep1Done(state)) return;
  await platform.jobs.send(tx, accessListsWantedJob, { schoolId: tx.schoolId });
  const at = platform.clock.now();
  await markStep1Completed(tx, {
    at,
    stepsDueAt: calendarDaysLater(at, platform.config.stepDelayDays),
    rosterDueAt: nextRosterNight(at, tx.schoolId),
  });
}

/** Goes on after Basispoort was accepted: fetch the roster, or, when it came from a file, complete step 1. */
export async function continueStep1(platform: Platform, tx: TenantTx): Promise<void> {
  const state = await lockOnboarding(tx);
  if (state.rosterStatus === 'loaded') await completeStep1(platform, tx);
  else if (isReadyForRoster(state)) await requestRoster(platform, tx);
}

/** Asks for the roster again, when there is a key to ask with. */
export async function fetchAgain(platform: Platform, viewer: SchoolViewer): Promise<void> {
  await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    const state = await lockOnboarding(tx);
    if (state.keyAcceptedAt && state.rosterStatus !== 'loading') await requestRoster(platform, tx);
  });
}

/** Refuses what belongs to steps 2 and 3 before they are open, and says when they will be. */
export async function requireStepsOpen(tx: TenantTx): Promise<Result<null, StepsClosed>> {
  return stepsOpen(await getOnboarding(tx, tx.schoolId));
}

/**
 * Opens steps 2 and 3 of every school whose time has come by the clock of the domain, and posts the mail that
 * says so: exactly once each, also when several nodes do this at the same moment.
 */
export async function openDueSteps(platform: Platform): Promise<number> {
  const { doors, clock } = platform;
  const now = clock.now();
  const due = await doors.withPlatform((tx) => listDueSchoolIds(tx, now));
  for (const schoolId of due) {
    await doors.withTenant(schoolId, { kind: 'job', id: 'onboarding.open-steps' }, 'onboarding',
      (tx) => openSteps(platform, tx, now));
  }
  return due.length;
}

async function openSteps(platform: Platform, tx: TenantTx, now: Date): Promise<void> {
  if (!await markStepsOpened(tx, now)) return;
  await audit(tx, now, 'steps.opened');
  const contact = await findContact(tx);
  if (!contact) return;
  const { config } = platform;
  await postMail(platform, tx, {
    kind: 'steps-opened',
    schoolId: tx.schoolId,
    to: contact.contactEmail,
    ...stepsMail({ ...contact, ...config }),
  });
}
