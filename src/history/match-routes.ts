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
  leaveOutUnknown,
  undoDecision,
  undoLastDecision,
  type DecisionRefusal,
  type YearGroupChoice,
} from './decide.ts';
import { automaticPage } from './match-lists.tsx';
import { mergeRoutes } from './merge-routes.ts';
import { matchPage } from './match-pages.tsx';
import { viewAutomatic, viewMatches } from './match-view.ts';
import { decisionWords } from './nl.ts';

/** The screen for pupils in doubt, and for results without a year group. */
export function matchRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    vraag: Type.Optional(Type.Integer({ minimum: 0 })), gedaan: Type.Optional(Type.Integer({ minimum: 0 })),
    terug: Type.Optional(Type.Literal('1')), niets: Type.Optional(Type.Literal('1')),
  });
  server.get('/beheer/koppelen', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { vraag = null, gedaan, terug, niets } = request.query;
    const view = await viewMatches(platform, viewer);
    const notices = [
      ...gedaan === undefined ? [] : [savedNotice(gedaan)], ...terug === undefined ? [] : [takenBackNotice],
      ...niets === undefined ? [] : [nothingNotice('nothing-waits')],
    ];
    return html(reply, matchPage(platform, viewer, view, {
      at: terug === undefined ? vraag : view.reopenedAt, notices,
    }));
  });
  decidingRoutes(server, platform, gate);
  automaticRoute(server, platform, gate);
  mergeRoutes(server, platform, gate);
  const groups = Type.Record(Type.String(), Type.String({ maxLength: 10 }));
  server.post('/beheer/koppelen/jaargroepen', { schema: { body: groups } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const filled = await fillYearGroups(platform, viewer, choicesOf(request.body));
    return filled.ok ? reply.redirect(`/beheer/koppelen?gedaan=${filled.value.count}`, 303)
      : refused(platform, viewer, reply, filled.refusal);
  });
}

function decidingRoutes(server: Server, platform: Platform, gate: Gate): void {
  const pupil = Type.String({ format: 'uuid', maxLength: 36 });
  const body = Type.Object({
    bron: Type.String({ maxLength: 400 }),
    vraag: Type.Optional(Type.String({ maxLength: 400 })),
    leerling: Type.Optional(
      Type.Union([pupil, Type.Literal('andere'), Type.Literal('geen'), Type.Literal('')]),
    ),
    andere: Type.Optional(Type.Union([pupil, Type.Literal('')])),
  });
  server.post('/beheer/koppelen', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { bron, leerling = '', andere = '', vraag = '0' } = request.body;
    const at = Number.parseInt(vraag, 10) || 0;
    // Who chooses in the list and presses Enter means that pupil.
    const pupilId = leerling === 'andere' || leerling === '' ? andere : leerling;
    if (pupilId === '') {
      const error = { field: 'andere', message: 'Kies eerst de leerling in deze lijst.' };
      const view = await viewMatches(platform, viewer);
      return html(reply.code(422), matchPage(platform, viewer, view, { at, errors: [error] }));
    }
    const decided = await decideSourcePupil(platform, viewer, bron, pupilId === 'geen' ? null : pupilId);
    if (!decided.ok) return refused(platform, viewer, reply, decided.refusal);
    // The next in the queue has moved up to this place.
    return reply.redirect(`/beheer/koppelen?vraag=${at}&gedaan=${decided.value.count}`, 303);
  });
  const source = Type.Object({
    bron: Type.String({ maxLength: 400 }), laatste: Type.Optional(Type.Literal('1')),
  });
  server.post('/beheer/koppelen/ongedaan', { schema: { body: source } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { bron, laatste } = request.body;
    const undone = await (laatste ? undoLastDecision : undoDecision)(platform, viewer, bron);
    return undone.ok ? reply.redirect('/beheer/koppelen?terug=1', 303)
      : refused(platform, viewer, reply, undone.refusal);
  });
  const many = Type.Object({ aantal: Type.Integer({ minimum: 1 }) });
  server.post('/beheer/koppelen/onbekend', { schema: { body: many } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const left = await leaveOutUnknown(platform, viewer, request.body.aantal);
    return left.ok ? reply.redirect(`/beheer/koppelen?gedaan=${left.value.count}`, 303)
      : refused(platform, viewer, reply, left.refusal);
  });
}

function automaticRoute(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({ pagina: Type.Optional(Type.Integer({ minimum: 1 })) });
  server.get('/beheer/koppelen/vanzelf', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const view = await viewAutomatic(platform, viewer, request.query.pagina ?? 1);
    return html(reply, automaticPage(platform, viewer, view));
  });
}

async function refused(
  platform: Platform, viewer: SchoolViewer, reply: FastifyReply, refusal: DecisionRefusal,
): Promise<FastifyReply> {
  const notice = nothingNotice(refusal);
  const view = await viewMatches(platform, viewer);
  return html(reply.code(409), matchPage(platform, viewer, view, { at: null, notices: [notice] }));
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

function nothingNotice(refusal: DecisionRefusal): PageNotice {
  return { kind: 'warning', title: 'Er is niets gewijzigd', text: decisionWords[refusal] };
}

const takenBackNotice: PageNotice = {
  kind: 'success',
  title: 'Teruggenomen',
  text: 'De resultaten wachten weer. Kies hieronder van wie ze zijn, of doe het later.',
};

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
