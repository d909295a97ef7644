import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { BoardGate, Gate } from '../../access/gate.ts';
import { listBoards } from '../../ordering/board-store.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FieldError } from '../../ui/components/form.tsx';
import { inviteBoardPerson, listBoardSchools, remindSchools, type BoardRefusal } from './actions.ts';
import { boardPage, reminderPreviewPage } from './page.tsx';
import { boardsPage, type BoardInput } from './service-page.tsx';

const filter = Type.Optional(Type.Union([Type.Literal('school'), Type.Literal('portal'), Type.Literal('trouble')]));

/** The overview of a board and its reminders, and the page where customer service invites boards. */
export function boardRoutes(server: Server, platform: Platform, gate: Gate & BoardGate): void {
  const querystring = Type.Object({
    wacht: filter, gestuurd: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  });
  server.get('/bestuur', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.board(request);
    const { wacht = null, gestuurd = null } = request.query;
    const schools = await listBoardSchools(platform, viewer);
    return page(reply, boardPage(platform, viewer, { schools, filter: wacht, sent: gestuurd }));
  });
  server.get('/bestuur/herinneren', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.board(request);
    const schools = await listBoardSchools(platform, viewer);
    return page(reply, reminderPreviewPage(platform, viewer, { schools, filter: request.query.wacht ?? null }));
  });
  const one = Type.String({ format: 'uuid' });
  const body = Type.Object({ school: Type.Optional(Type.Union([one, Type.Array(one, { maxItems: 1000 })])) });
  server.post('/bestuur/herinneren', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.board(request);
    const { school = [] } = request.body;
    const sent = await remindSchools(platform, viewer, typeof school === 'string' ? [school] : school);
    return reply.redirect(`/bestuur?gestuurd=${sent}`, 303);
  });
  serviceRoutes(server, platform, gate);
}

const refusals: Readonly<Record<BoardRefusal, FieldError>> = {
  number: { field: 'boardNumber', message: 'Vul de vijf cijfers van het bestuursnummer in.' },
  name: { field: 'boardName', message: 'Vul de naam van het bestuur in.' },
  person: { field: 'email', message: 'Vul een naam in en een e-mailadres, bijvoorbeeld naam@bestuur.nl.' },
};

function serviceRoutes(server: Server, platform: Platform, gate: Gate): void {
  const nothing: BoardInput = { boardNumber: '', boardName: '', name: '', email: '' };
  const listed = () => platform.doors.withPlatform(listBoards);
  const querystring = Type.Object({ uitgenodigd: Type.Optional(Type.String({ pattern: '^\\d{5}$' })) });
  server.get('/klantenservice/besturen', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.service(request);
    const invited = request.query.uitgenodigd ?? null;
    return page(reply, boardsPage(platform, viewer, { boards: await listed(), input: nothing, errors: [], invited }));
  });
  const typed = Type.String({ maxLength: 320, default: '' });
  const body = Type.Object({ boardNumber: typed, boardName: typed, name: typed, email: typed });
  server.post('/klantenservice/besturen', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.service(request);
    const invited = await inviteBoardPerson(platform, request.body);
    if (invited.ok) return reply.redirect(`/klantenservice/besturen?uitgenodigd=${invited.value.boardNumber}`, 303);
    const errors = [refusals[invited.refusal]];
    return page(reply.code(422), boardsPage(platform, viewer,
      { boards: await listed(), input: request.body, errors, invited: null }));
  });
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}
