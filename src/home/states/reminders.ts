import {
  dueReminders, listWaiting, nextLook, type DueReminder, type ReminderCode,
} from '../../onboarding/reminder-rules.ts';
import {
  listSentByClock, lockDueSchools, moveRemindersDue, saveReminder,
} from '../../onboarding/reminder-store.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Actor, TenantTx } from '../../platform/database/tenancy.ts';
import { postMail } from '../../platform/mail/mail.ts';
import type { Platform } from '../../platform/platform.ts';
import { reminderMail } from './mails.ts';
import { findStanding, type SchoolInState } from './store.ts';

const actor: Actor = { kind: 'job', id: 'home.reminders' };

/** How many schools are looked at in one go. */
const SCHOOLS_AT_ONCE = 50;

/**
 * Sends every reminder whose day has come by the clock of the domain, each once, also when several nodes look at the
 * same moment; what was done meanwhile is not reminded of.
 * @returns how many mails
 */
export async function sendDueReminders(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const schoolIds = await platform.doors.withPlatform((tx) => lockDueSchools(tx, now, SCHOOLS_AT_ONCE));
  let count = 0;
  for (const schoolId of schoolIds) {
    count += await platform.doors.withTenant(schoolId, actor, 'onboarding', (tx) => remind(platform, tx, now));
  }
  return count;
}

async function remind(platform: Platform, tx: TenantTx, now: Date): Promise<number> {
  const school = await findStanding(tx);
  const waiting = listWaiting(school.facts, school);
  const before = await listSentByClock(tx);
  const isSent = (code: ReminderCode, at: Date) =>
    before.some((sent) => sent.code === code && sent.occasionAt.getTime() === at.getTime());
  let count = 0;
  for (const due of dueReminders(waiting, now, isSent)) {
    const isNew = await saveReminder(tx, { ...due, sentAt: now, sentBy: 'clock' });
    if (isNew && await postReminder(platform, tx, school, due, null)) count += 1;
  }
  await moveRemindersDue(tx, nextLook(waiting, now));
  return count;
}

/**
 * Posts one reminder to the contact person.
 * @param boardName who asked for it; null: the clock
 * @returns false where there is nobody to send it to
 */
export async function postReminder(
  platform: Platform, tx: TenantTx, { facts }: SchoolInState,
  { code, trouble }: Pick<DueReminder, 'code' | 'trouble'>, boardName: string | null,
): Promise<boolean> {
  const { contactName, contactEmail, schoolName, agreementAcceptedAt } = facts;
  if (!contactName || !contactEmail) return false;
  const view = { ...platform.config, contactName, schoolName, boardName, agreementAcceptedAt };
  await postMail(platform, tx, {
    kind: `herinnering-${code}`, schoolId: tx.schoolId, to: contactEmail, ...reminderMail(view, code, trouble),
  });
  await audit(tx, platform.clock.now(), 'reminder.sent', undefined, { code, board: boardName !== null });
  return true;
}
