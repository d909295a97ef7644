import { createTransport } from 'nodemailer';
import { present } from '../../base/assert.ts';
import type { Config } from '../config.ts';
import { change, find, sql } from '../database/query.ts';
import type { PlatformTx, TenantTx } from '../database/tenancy.ts';
import { defineJob } from '../jobs/jobs.ts';
import { newId } from '../ids.ts';
import { Outage } from '../outage.ts';
import type { Platform } from '../platform.ts';

/** A mail as a stage writes it: in its own transaction, sent after the commit. */
export interface Mail {
  readonly kind: string;
  readonly schoolId: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends one stored mail; eight tries in about two hours. */
export const sendMailJob = defineJob<{ mailId: string }>('mail.send', { retries: 8, retryDelaySeconds: 5 });

/** Stores a mail and asks for its sending, both in the caller's transaction. */
export async function postMail(platform: Platform, tx: TenantTx | PlatformTx, mail: Mail): Promise<string> {
  const mailId = newId();
  await change(tx, sql`insert into mail_message (mail_id, school_id, kind, to_address, subject, text_body, created_at)
    values (${mailId}, ${mail.schoolId}, ${mail.kind}, ${mail.to}, ${mail.subject}, ${mail.text},
      ${platform.clock.now()})`);
  await platform.jobs.send(tx, sendMailJob, { mailId });
  return mailId;
}

interface StoredMail {
  readonly toAddress: string;
  readonly subject: string;
  readonly textBody: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/**
 * Sends a stored mail once: by SMTP when that is configured, else into the mail tray. Its text is gone afterwards: a
 * link to sign in with must not lie readable beside the table that keeps only its hash.
 */
export async function sendMail(platform: Platform, mailId: string): Promise<void> {
  const mail = present(await platform.doors.withPlatform((tx) => find<StoredMail>(tx,
    sql`select to_address, subject, text_body, created_at, sent_at from mail_message where mail_id = ${mailId}`)),
  `mail ${mailId}`);
  if (mail.sentAt) return;
  const via = await deliver(platform.config, mailId, mail);
  await platform.doors.withPlatform((tx) => change(tx,
    sql`update mail_message set sent_at = ${platform.clock.now()}, sent_via = ${via}, text_body = ''
      where mail_id = ${mailId}`));
}

async function deliver(config: Config, mailId: string, mail: StoredMail): Promise<'smtp' | 'tray'> {
  if (config.smtpUrl) {
    const transport = createTransport(config.smtpUrl);
    await transport.sendMail({
      messageId: `<${mailId}@inbeeld>`, from: config.mailFrom, to: mail.toAddress, subject: mail.subject,
      text: mail.textBody,
    });
    transport.close();
    return 'smtp';
  }
  if (!config.mailTrayUrl) {
    throw new Outage('no mail server (SMTP_URL) and no mail tray (MAIL_TRAY_URL)', { retryable: true });
  }
  const answer = await fetch(config.mailTrayUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: mailId, from: config.mailFrom, to: mail.toAddress, subject: mail.subject, text: mail.textBody,
      at: mail.createdAt.toISOString(),
    }),
  });
  if (!answer.ok) throw new Outage(`the mail tray answered ${answer.status}`, { retryable: true });
  return 'tray';
}

/** Binds the sending of mail. */
export function bindMailJobs(platform: Platform): void {
  platform.jobs.handle(sendMailJob, ({ mailId }) => sendMail(platform, mailId));
}
