import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { resendKeys } from './actions.ts';
import { messagePage, messagesPage, messagesPath } from './messages-pages.tsx';
import { keysIn, viewMessage, viewMessages } from './messages-view.ts';

/** The message log of a school: what was said between us and its LAS. */
export function messagesRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    soort: Type.Optional(Type.Union(
      [Type.Literal(''), Type.Literal('roster'), Type.Literal('results'), Type.Literal('history')])),
    afloop: Type.Optional(Type.Union([Type.Literal(''), Type.Literal('accepted'), Type.Literal('trouble')])),
    pagina: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  });
  server.get(messagesPath, { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-delivery');
    const { soort, afloop, pagina = 1 } = request.query;
    const view = await viewMessages(platform, viewer, {
      flow: soort || null, outcome: afloop || null, page: pagina,
    });
    return reply.type('text/html; charset=utf-8').send(messagesPage(platform, viewer, view));
  });
  const params = Type.Object({ exchangeId: Type.String({ format: 'uuid', maxLength: 36 }) });
  server.get(`${messagesPath}/:exchangeId`, { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-delivery');
    const view = await viewMessage(platform, viewer, request.params.exchangeId);
    if (!view) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(messagePage(platform, viewer, view));
  });
  server.post(`${messagesPath}/:exchangeId/opnieuw`, { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const view = await viewMessage(platform, viewer, request.params.exchangeId);
    if (!view?.messages || !view.maySendAgain) throw new NotFound();
    const sent = await resendKeys(platform, viewer, keysIn(view.messages.request));
    return reply.redirect(`/beheer/resultaten?melding=${sent.ok ? 'opnieuw' : 'geen-koppeling'}`, 303);
  });
}
