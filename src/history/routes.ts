import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { stepsClosedSentence } from '../onboarding/nl.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { plural } from '../ui/format.ts';
import { renderFragment, type PageNotice } from '../ui/page.tsx';
import { completeHistory, importHistoryFromLas, type FetchRefusal } from './actions.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { gapPage } from './gap-page.tsx';
import { judgeHeldAgain, listGaps } from './gaps.ts';
import { matchRoutes } from './match-routes.ts';
import { requestWords } from './nl.ts';
import { Fetching, historyPage } from './pages.tsx';
import { tidyRoutes } from './tidy-routes.ts';
import { viewHistory } from './view.ts';

const messages: Readonly<Record<string, PageNotice>> = {
  klaar: {
    kind: 'success',
    title: 'Stap 2 is klaar',
    text: 'De rapporten tonen de oude resultaten en er is planadvies.',
  },
  overgenomen: { kind: 'success', title: 'Overgenomen', text: 'Kijk hieronder wat er van elk resultaat is geworden.' },
  weggedaan: { kind: 'info', title: 'Weggedaan', text: 'Er is niets van overgenomen.' },
};

/** Step 2: old results from the LAS and from files, and everything a person has to say about them. */
export function historyRoutes(server: Server, platform: Platform, gate: Gate): void {
  startRoutes(server, platform, gate);
  fileRoutes(server, platform, gate);
  tidyRoutes(server, platform, gate);
  deliveryRoutes(server, platform, gate);
  matchRoutes(server, platform, gate);
  server.get('/klantenservice/onbekende-toetsen', async (request, reply) => {
    const viewer = await gate.service(request);
    return html(reply, gapPage(platform, viewer, await platform.doors.withPlatform(listGaps)));
  });
}

function startRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    melding: Type.Optional(Type.String({ maxLength: 40 })), gezien: Type.Optional(Type.Integer({ minimum: 0 })),
  });
  server.get('/beheer/geschiedenis', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const { melding = '', gezien } = request.query;
    const message = gezien === undefined ? messages[melding] : heldNotice(gezien);
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
  const first = Type.Object({ eerst: Type.Optional(Type.Literal('kijken')) });
  server.post('/beheer/geschiedenis/ophalen', { schema: { querystring: first } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const asked = await importHistoryFromLas(platform, viewer, { preview: request.query.eerst === 'kijken' });
    return asked.ok ? reply.redirect('/beheer/geschiedenis', 303) : refused(viewer, reply, asked.refusal);
  });
  server.post('/beheer/geschiedenis/opnieuw', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { count } = await judgeHeldAgain(platform, viewer);
    return reply.redirect(`/beheer/geschiedenis?gezien=${count}`, 303);
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
      refusal.code === 'steps-closed' ? stepsClosedSentence(refusal) : 'Kies hieronder een bestand.';
    const notice = { kind: 'error', title: requestWords[refusal.code], text } as const;
    return html(
      reply.code(409),
      historyPage(platform, viewer, await viewHistory(platform, viewer), { notices: [notice] }),
    );
  }
}

function heldNotice(count: number): PageNotice {
  return count === 0
    ? { kind: 'info', title: 'Nog niets nieuws', text: 'Wij kennen deze toetsen nog niet.' }
    : { kind: 'success', title: 'Gelukt', text: `${plural(count, 'resultaat is', 'resultaten zijn')} nu wel bekend.` };
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
