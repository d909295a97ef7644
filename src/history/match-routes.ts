import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { plural } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import {
  decideSourcePupil,
  fillYearGroups,
  undoDecision,
  type DecisionRefusal,
  type YearGroupChoice,
} from './decide.ts';
import { matchPage } from './match-pages.tsx';
import { viewMatches } from './match-view.ts';
import { decisionWords } from './nl.ts';

/** The screen for pupils in doubt, and for results without a year group. */
export function matchRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    vraag: Type.Optional(Type.Integer({ minimum: 0 })), gedaan: Type.Optional(Type.Integer({ minimum: 0 })),
  });
  server.get('/beheer/koppelen', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { vraag = 0, gedaan } = request.query;
    const notices = gedaan === undefined ? [] : [savedNotice(gedaan)];
    return html(
      reply,
      matchPage(platform, viewer, await viewMatches(platform, viewer), { at: vraag, notices }),
    );
  });
  const pupil = Type.String({ format: 'uuid', maxLength: 36 });
  const answer = Type.Object({
    bron: Type.String({ maxLength: 400 }),
    vraag: Type.Optional(Type.String({ maxLength: 400 })),
    leerling: Type.Optional(
      Type.Union([pupil, Type.Literal('andere'), Type.Literal('geen'), Type.Literal('')]),
    ),
    andere: Type.Optional(Type.Union([pupil, Type.Literal('')])),
  });
  server.post('/beheer/koppelen', { schema: { body: answer } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { bron, leerling = '', andere = '', vraag = '0' } = request.body;
    const at = Number.parseInt(vraag, 10) || 0;
    // Who chooses in the list means that pupil, also without touching the circle before it.
    const chosen = leerling || (andere ? 'andere' : '');
    const pupilId = chosen === 'andere' ? andere : chosen;
    if (pupilId === '') {
      const error = chosen === 'andere' ? { field: 'andere', message: 'Kies de leerling in de lijst.' }
        : { field: 'leerling', message: 'Kies welke leerling dit is, of kies Geen van deze leerlingen.' };
      const view = await viewMatches(platform, viewer);
      return html(reply.code(422), matchPage(platform, viewer, view, { at, chosen, errors: [error] }));
    }
    const decided = await decideSourcePupil(platform, viewer, bron, pupilId === 'geen' ? null : pupilId);
    if (!decided.ok) return refused(viewer, reply, decided.refusal);
    // The next in the queue has moved up to this place.
    return reply.redirect(`/beheer/koppelen?vraag=${at}&gedaan=${decided.value.count}`, 303);
  });
  server.post(
    '/beheer/koppelen/ongedaan',
    { schema: { body: Type.Object({ bron: Type.String({ maxLength: 400 }) }) } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'resolve-matches');
      const undone = await undoDecision(platform, viewer, request.body.bron);
      return undone.ok ? reply.redirect('/beheer/koppelen', 303) : refused(viewer, reply, undone.refusal);
    },
  );
  const groups = Type.Record(Type.String(), Type.String({ maxLength: 10 }));
  server.post('/beheer/koppelen/jaargroepen', { schema: { body: groups } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const filled = await fillYearGroups(platform, viewer, choicesOf(request.body));
    return filled.ok ? reply.redirect(`/beheer/koppelen?gedaan=${filled.value.count}`, 303)
      : refused(viewer, reply, filled.refusal);
  });

  async function refused(
    viewer: SchoolViewer,
    reply: FastifyReply,
    refusal: DecisionRefusal,
  ): Promise<FastifyReply> {
    const notice = { kind: 'warning', title: 'Er is niets gewijzigd', text: decisionWords[refusal] } as const;
    const view = await viewMatches(platform, viewer);
    return html(reply.code(409), matchPage(platform, viewer, view, { at: 0, notices: [notice] }));
  }
}

/** What the form of year groups sends; an empty choice means later. */
function choicesOf(body: Readonly<Record<string, string>>): readonly YearGroupChoice[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const field = /^jaargroep:([^:]{36}):(\d{1,9})$/.exec(name);
    return field && value !== ''
      ? [{ deliveryId: field[1]!, recordNo: Number(field[2]), yearGroup: Number(value) }]
      : [];
  });
}

function savedNotice(count: number): PageNotice {
  return {
    kind: 'success',
    title: 'Opgeslagen',
    text: `${plural(count, 'resultaat is', 'resultaten zijn')} verwerkt.`,
  };
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
