import { Type } from 'typebox';
import type { Server } from '../../platform/http/server.ts';
import type { Sandbox } from '../types.ts';
import { mailListPage, mailPage } from './pages.tsx';
import { findMail, keepMail, listMails } from './store.ts';

const messageBody = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200 }),
  from: Type.String({ maxLength: 500 }),
  to: Type.String({ maxLength: 500 }),
  subject: Type.String({ maxLength: 500 }),
  text: Type.String({ maxLength: 200_000 }),
  at: Type.String({ format: 'date-time' }),
});

/** The mail tray: programs lay mail in it, visitors read it. */
export function mailRoutes(server: Server, sandbox: Sandbox): void {
  const { withSandbox, clock, platformUrl } = sandbox;
  server.post('/sandbox/mail/berichten', {
    schema: { body: messageBody }, config: { openToOtherSites: true },
  }, async (request, reply) => {
    const { id, from, to, subject, text, at } = request.body;
    const isNew = await withSandbox((tx) => keepMail(tx, {
      mailId: id, fromAddress: from, toAddress: to, subject, textBody: text, at: new Date(at),
    }));
    return reply.code(isNew ? 201 : 200).send({ id, kept: isNew });
  });
  server.get('/sandbox/mail', async (_request, reply) => {
    const mails = await withSandbox(listMails);
    return reply.type('text/html; charset=utf-8').send(mailListPage({ mails, now: clock.now() }));
  });
  server.get('/sandbox/mail/:mailId', {
    schema: { params: Type.Object({ mailId: Type.String() }) },
  }, async (request, reply) => {
    const mail = await withSandbox((tx) => findMail(tx, request.params.mailId));
    if (!mail) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').send(mailPage({ mail, platformUrl, now: clock.now() }));
  });
}
