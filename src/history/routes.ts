import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { stepsClosedSentence } from '../onboarding/nl.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import { uploadedFile } from '../platform/http/upload.ts';
import type { Platform } from '../platform/platform.ts';
import { renderFragment, type PageNotice } from '../ui/page.tsx';
import { completeHistory, importHistoryCsv, importHistoryFromLas, type FetchRefusal } from './actions.ts';
import { historyDeliveryPage, recordsCsv } from './delivery-page.tsx';
import { matchRoutes } from './match-routes.ts';
import { requestWords } from './nl.ts';
import { Fetching, historyPage } from './pages.tsx';
import { viewHistory, viewHistoryDelivery } from './view.ts';

const messages: Readonly<Record<string, PageNotice>> = {
  klaar: {
    kind: 'success',
    title: 'Stap 2 is klaar',
    text: 'De rapporten tonen de oude resultaten en er is planadvies.',
  },
};

/** Step 2: old results from the LAS and from a file, and the pupils in doubt. */
export function historyRoutes(server: Server, platform: Platform, gate: Gate): void {
  startRoutes(server, platform, gate);
  deliveryRoutes(server, platform, gate);
  matchRoutes(server, platform, gate);
}

function startRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({ melding: Type.Optional(Type.String({ maxLength: 40 })) });
  server.get('/beheer/geschiedenis', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const message = messages[request.query.melding ?? ''];
    return html(
      reply,
      historyPage(platform, viewer, await viewHistory(platform, viewer), {
        notices: message ? [message] : [],
      }),
    );
  });
  server.get('/beheer/geschiedenis/voortgang', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const { underWay } = await viewHistory(platform, viewer);
    if (underWay === 0) reply.header('hx-refresh', 'true');
    return html(reply, renderFragment(Fetching()));
  });
  server.post('/beheer/geschiedenis/ophalen', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const asked = await importHistoryFromLas(platform, viewer);
    return asked.ok ? reply.redirect('/beheer/geschiedenis', 303) : refused(viewer, reply, asked.refusal);
  });
  server.post('/beheer/geschiedenis/bestand', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const bytes = await uploadedFile(request, platform.config.uploadBytesMax);
    if (typeof bytes === 'string') {
      const message =
        bytes === 'no-file'
          ? 'Kies eerst een CSV-bestand.'
          : 'Dit bestand is te groot. Er is niets gewijzigd.';
      const view = await viewHistory(platform, viewer);
      return html(reply.code(bytes === 'no-file' ? 422 : 413),
        historyPage(platform, viewer, view, { errors: [{ field: 'bestand', message }] }));
    }
    const taken = await importHistoryCsv(platform, viewer, bytes);
    if (!taken.ok) return refused(viewer, reply, taken.refusal);
    return reply.redirect(`/beheer/geschiedenis/${taken.value.deliveryId}`, 303);
  });
  server.post('/beheer/geschiedenis/klaar', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const done = await completeHistory(platform, viewer);
    return done.ok
      ? reply.redirect('/beheer/geschiedenis?melding=klaar', 303)
      : refused(viewer, reply, done.refusal);
  });

  async function refused(
    viewer: SchoolViewer,
    reply: FastifyReply,
    refusal: FetchRefusal,
  ): Promise<FastifyReply> {
    const text =
      refusal.code === 'steps-closed' ? stepsClosedSentence(refusal) : 'Kies hieronder een CSV-bestand.';
    const notice = { kind: 'error', title: requestWords[refusal.code], text } as const;
    return html(
      reply.code(409),
      historyPage(platform, viewer, await viewHistory(platform, viewer), { notices: [notice] }),
    );
  }
}

const statusSchema = Type.Union([
  Type.Literal('taken'), Type.Literal('duplicate'), Type.Literal('refused'), Type.Literal('waiting'),
]);

function deliveryRoutes(server: Server, platform: Platform, gate: Gate): void {
  const params = Type.Object({ deliveryId: Type.String({ format: 'uuid', maxLength: 36 }) });
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
  const listQuery = Type.Object({ reden: Type.Optional(Type.String({ maxLength: 40 })) });
  server.get(
    '/beheer/geschiedenis/:deliveryId/regels.csv',
    { schema: { params, querystring: listQuery } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'see-onboarding');
      const view = await viewHistoryDelivery(platform, viewer, request.params.deliveryId);
      if (!view) throw new NotFound();
      const { reden } = request.query;
      const records = view.records.filter(({ reason }) => !reden || reason === reden);
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
