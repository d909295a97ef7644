import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { testPlatform } from '../../../test/platform.ts';
import { one, sql } from '../database/query.ts';
import { Outage } from '../outage.ts';
import { postMail, sendMail } from './mail.ts';

const mail = {
  kind: 'test', schoolId: null, to: 'bea@school.example', subject: 'Stap één', text: 'De link: https://x.example/1',
};

test('with a mail server a mail goes out once by SMTP, and its text does not stay behind', async (t) => {
  const received: string[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        received.push(Buffer.concat(pieces).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  t.after(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  const { port } = smtp.server.address() as AddressInfo;
  const platform = await testPlatform({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  const mailId = await platform.doors.withPlatform((tx) => postMail(platform, tx, mail));
  await sendMail(platform, mailId);
  await sendMail(platform, mailId);
  assert.equal(received.length, 1);
  assert.match(received[0] ?? '', /^To: bea@school\.example$/m);
  assert.match(received[0] ?? '', /https:\/\/x\.example\/1/);
  const stored = await platform.doors.withPlatform((tx) => one(tx, sql`
    select text_body, sent_via from mail_message where mail_id = ${mailId}`));
  assert.deepEqual(stored, { textBody: '', sentVia: 'smtp' });
});

test('without a mail server and without a tray a mail waits and is not called sent', async () => {
  const platform = await testPlatform();
  const mailId = await platform.doors.withPlatform((tx) => postMail(platform, tx, mail));
  await assert.rejects(sendMail(platform, mailId), Outage);
  const { sentAt } = await platform.doors.withPlatform((tx) => one<{ sentAt: Date | null }>(tx, sql`
    select sent_at from mail_message where mail_id = ${mailId}`));
  assert.equal(sentAt, null);
});
