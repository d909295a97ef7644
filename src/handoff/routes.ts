import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { stepsClosedSentence } from '../onboarding/nl.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import type { PageNotice } from '../ui/page.tsx';
import { openResultsLink, sendAgain, type OpenRefusal } from './actions.ts';
import { openWords } from './nl.ts';
import { messagesRoutes } from './messages-routes.ts';
import { handoffPage } from './pages.tsx';
import { resendRoutes } from './resend-routes.ts';
import { viewHandoff, type HandoffFilter } from './view.ts';

const messages: Readonly<Record<string, PageNotice>> = {
  aan: {
    kind: 'success',
    title: 'De koppeling staat aan',
    text: 'Wat klaarstaat, gaat nu naar uw LAS. Ververs deze pagina om te zien hoe het gaat.',
  },
  onderweg: {
    kind: 'info',
    title: 'Onderweg',
    text: 'Wij proberen het nu. Ververs deze pagina om te zien hoe het gaat.',
  },
};

const wordsOfActs: Readonly<Record<string, PageNotice>> = {
  opnieuw: {
    kind: 'info',
    title: 'Ze gaan opnieuw',
    text: 'De resultaten staan weer in de rij. Ververs deze pagina om te zien hoe het gaat.',
  },
  'geen-koppeling': { kind: 'error', title: 'De koppeling staat niet aan', text: 'Zet eerst de koppeling aan.' },
  ingetrokken: { kind: 'success', title: 'Het resultaat is ingetrokken', text: 'Het telt nergens meer mee.' },
  weghalen: {
    kind: 'warning',
    title: 'Het resultaat is hier ingetrokken',
    text: 'Haal het ook in het LAS weg. Hieronder staat welk resultaat het is; vink het af als het weg is.',
  },
  weggehaald: { kind: 'success', title: 'Afgevinkt', text: 'Het resultaat is uit het LAS.' },
};

const everything: HandoffFilter = { groupId: null, state: null, page: 1 };

/** Step 3: the results link, and where every result stands. */
export function handoffRoutes(server: Server, platform: Platform, gate: Gate): void {
  messagesRoutes(server, platform, gate);
  resendRoutes(server, platform, gate);
  const querystring = Type.Object({
    groep: Type.Optional(Type.Union([Type.String({ format: 'uuid', maxLength: 36 }), Type.Literal('')])),
    stand: Type.Optional(
      Type.Union([
        Type.Literal(''),
        Type.Literal('waiting'),
        Type.Literal('delivered'),
        Type.Literal('refused'),
        Type.Literal('unknown-pupil'),
        Type.Literal('earlier-las'),
      ]),
    ),
    pagina: Type.Optional(Type.Integer({ minimum: 1 })),
    melding: Type.Optional(Type.String({ maxLength: 40 })),
  });
  server.get('/beheer/resultaten', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-delivery');
    const { groep, stand, pagina = 1, melding = '' } = request.query;
    const message = messages[melding] ?? wordsOfActs[melding];
    const view = await viewHandoff(platform, viewer, {
      groupId: groep || null,
      state: stand || null,
      page: pagina,
    });
    return html(reply, handoffPage(platform, viewer, view, message ? [message] : []));
  });
  server.post('/beheer/resultaten/aanzetten', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const opened = await openResultsLink(platform, viewer);
    return opened.ok
      ? reply.redirect('/beheer/resultaten?melding=aan', 303)
      : refused(viewer, reply, opened.refusal);
  });
  const again = async (viewer: SchoolViewer, reply: FastifyReply, resultId: string | null) => {
    const sent = await sendAgain(platform, viewer, resultId);
    return sent.ok
      ? reply.redirect('/beheer/resultaten?melding=onderweg', 303)
      : refused(viewer, reply, sent.refusal);
  };
  server.post('/beheer/resultaten/versturen', async (request, reply) =>
    again(await gate.school(request, reply, 'run-onboarding'), reply, null));
  const body = Type.Object({ resultaat: Type.String({ format: 'uuid', maxLength: 36 }) });
  server.post('/beheer/resultaten/opnieuw', { schema: { body } }, async (request, reply) =>
    again(await gate.school(request, reply, 'run-onboarding'), reply, request.body.resultaat));

  async function refused(
    viewer: SchoolViewer,
    reply: FastifyReply,
    refusal: OpenRefusal,
  ): Promise<FastifyReply> {
    const text =
      refusal.code === 'steps-closed'
        ? stepsClosedSentence(refusal)
        : 'Voer eerst een autorisatiesleutel in bij stap 1.';
    const notice = { kind: 'error', title: openWords[refusal.code], text } as const;
    return html(
      reply.code(409),
      handoffPage(platform, viewer, await viewHandoff(platform, viewer, everything), [notice]),
    );
  }
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
