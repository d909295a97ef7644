import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { historyDeliveryPage, recordsCsv } from './delivery-page.tsx';
import { applyPreview, discardPreview } from './import-files.ts';
import { applyWords } from './nl.ts';
import { viewHistoryDelivery } from './view.ts';

const statusSchema = Type.Union([
  Type.Literal('taken'), Type.Literal('duplicate'), Type.Literal('refused'), Type.Literal('waiting'),
]);
const params = Type.Object({ deliveryId: Type.String({ format: 'uuid', maxLength: 36 }) });

/** One delivery: what became of it, its lists, and taking or putting away what was only shown. */
export function deliveryRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    stand: Type.Optional(statusSchema),
    pagina: Type.Optional(Type.Integer({ minimum: 1 })),
  });
  server.get(
    '/beheer/geschiedenis/:deliveryId',
    { schema: { params, querystring } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'see-onboarding');
      const view = await viewHistoryDelivery(platform, viewer, request.params.deliveryId);
      if (!view) throw new NotFound();
      const { stand = null, pagina = 1 } = request.query;
      return html(
        reply,
        historyDeliveryPage(platform, viewer, { ...view, filter: { status: stand, page: pagina } }),
      );
    },
  );
  listRoute(server, platform, gate);
  server.post('/beheer/geschiedenis/:deliveryId/overnemen', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { deliveryId } = request.params;
    const applied = await applyPreview(platform, viewer, deliveryId);
    if (applied.ok) return reply.redirect(`/beheer/geschiedenis/${deliveryId}`, 303);
    const view = await viewHistoryDelivery(platform, viewer, deliveryId);
    if (!view) throw new NotFound();
    const notice = { kind: 'warning', title: 'Er is niets gewijzigd', text: applyWords[applied.refusal] } as const;
    const filter = { status: null, page: 1 };
    return html(reply.code(409), historyDeliveryPage(platform, viewer, { ...view, filter }, [notice]));
  });
  server.post('/beheer/geschiedenis/:deliveryId/wegdoen', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const discarded = await discardPreview(platform, viewer, request.params.deliveryId);
    if (!discarded.ok) throw new NotFound();
    return reply.redirect('/beheer/geschiedenis?melding=weggedaan', 303);
  });
}

function listRoute(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    reden: Type.Optional(Type.String({ maxLength: 40 })), schaal: Type.Optional(Type.Literal('onbekend')),
  });
  server.get(
    '/beheer/geschiedenis/:deliveryId/regels.csv',
    { schema: { params, querystring } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'see-onboarding');
      const view = await viewHistoryDelivery(platform, viewer, request.params.deliveryId);
      if (!view) throw new NotFound();
      const { reden, schaal } = request.query;
      const records = view.records
        .filter(({ reason }) => !reden || reason === reden)
        .filter(({ recordNo }) => !schaal || view.unknownScale.has(recordNo));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="oude-resultaten.csv"')
        .send(recordsCsv(records));
    },
  );
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
