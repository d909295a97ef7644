import { sql } from 'kysely';
import { first, list, write, type SandboxTx } from '../store.ts';

/** A mail as it lies in the tray. */
export interface TrayMail {
  readonly mailId: string;
  readonly at: Date;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly textBody: string;
}

/** Lays a mail in the tray; the same id again changes nothing.
 * @returns whether it was new */
export async function keepMail(tx: SandboxTx, mail: TrayMail): Promise<boolean> {
  const { mailId, at, fromAddress, toAddress, subject, textBody } = mail;
  return await write(tx, sql`insert into sandbox.mail (mail_id, at, from_address, to_address, subject, text_body)
    values (${mailId}, ${at}, ${fromAddress}, ${toAddress}, ${subject}, ${textBody})
    on conflict (mail_id) do nothing`) === 1;
}

/** The newest mails first, at most 200. */
export function listMails(tx: SandboxTx): Promise<readonly TrayMail[]> {
  return list<TrayMail>(tx, sql`select mail_id, at, from_address, to_address, subject, text_body
    from sandbox.mail order by at desc, mail_id limit 200`);
}

/** One mail, or undefined. */
export function findMail(tx: SandboxTx, mailId: string): Promise<TrayMail | undefined> {
  return first<TrayMail>(tx, sql`select mail_id, at, from_address, to_address, subject, text_body
    from sandbox.mail where mail_id = ${mailId}`);
}
