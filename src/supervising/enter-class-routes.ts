import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Sessions } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { choosePicturePage, classCodePage, digitsPage } from './enter-class-pages.tsx';
import { enterClass, findClass, picturesOf, type FoundClass } from './enter-class.ts';
import { isPicture } from './pictures.tsx';

/** How a pupil comes in without the portal: class code, own picture, digits, own tests. */
export function enterClassRoutes(server: Server, platform: Platform, sessions: Sessions): void {
  codeRoutes(server, platform, sessions);
  cardRoutes(server, platform, sessions);
}

function codeRoutes(server: Server, platform: Platform, sessions: Sessions): void {
  const query = Type.Object({ opnieuw: Type.Optional(Type.String()), dicht: Type.Optional(Type.String()) });
  server.get('/klas', { schema: { querystring: query } }, async (request, reply) => {
    const session = await sessions.load(request);
    // Somebody who is in already, staff as well, does not lose that by looking here.
    if (session?.user) return reply.redirect(session.user.kind === 'pupil' ? '/afname' : '/start', 303);
    const { opnieuw, dicht } = request.query;
    if (foundIn(session) && opnieuw === undefined) return reply.redirect('/klas/plaatje', 303);
    return page(reply, classCodePage(platform, dicht === undefined ? null : 'closed'));
  });

  const body = Type.Object({ code: Type.String({ maxLength: 40 }) });
  server.post('/klas', { schema: { body } }, async (request, reply) => {
    const found = await findClass(platform, request.body.code, request.ip);
    if (!found.ok) return page(reply.code(422), classCodePage(platform, found.refusal, request.body.code));
    const { bond, ...classFound } = found.value;
    await sessions.start(request, reply, { user: null, data: { classFound } }, bond);
    return reply.redirect('/klas/plaatje', 303);
  });
}

function cardRoutes(server: Server, platform: Platform, sessions: Sessions): void {
  const found = async (request: FastifyRequest) => foundIn(await sessions.load(request));

  server.get('/klas/plaatje', async (request, reply) => {
    const classFound = await found(request);
    if (!classFound) return reply.redirect('/klas', 303);
    const pictures = await picturesOf(platform, classFound);
    if (!pictures) return leave(request, reply);
    return page(reply, choosePicturePage(platform, pictures));
  });

  const query = Type.Object({ plaatje: Type.String({ maxLength: 40 }) });
  server.get('/klas/code', { schema: { querystring: query } }, async (request, reply) => {
    if (!await found(request)) return reply.redirect('/klas', 303);
    const { plaatje } = request.query;
    if (!isPicture(plaatje)) throw new NotFound();
    return page(reply, digitsPage(platform, plaatje, null));
  });

  const body = Type.Object({ plaatje: Type.String({ maxLength: 40 }), cijfers: Type.String({ maxLength: 40 }) });
  server.post('/klas/code', { schema: { body } }, async (request, reply) => {
    const classFound = await found(request);
    if (!classFound) return reply.redirect('/klas', 303);
    const { plaatje, cijfers } = request.body;
    if (!isPicture(plaatje)) throw new NotFound();
    const entered = await enterClass(platform, classFound, { picture: plaatje, digits: cijfers });
    if (!entered.ok && entered.refusal === 'closed') return leave(request, reply);
    if (!entered.ok) return page(reply.code(422), digitsPage(platform, plaatje, entered.refusal));
    const { user, bond } = entered.value;
    await sessions.start(request, reply, { user, data: { exit: '/klas' } }, bond);
    return reply.redirect('/afname', 303);
  });

  async function leave(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    await sessions.end(request, reply);
    return reply.redirect('/klas?dicht=ja', 303);
  }
}

/** The class that this device found, as the code's own request stored it. */
function foundIn(session: Awaited<ReturnType<Sessions['load']>>): FoundClass | undefined {
  return session?.user ? undefined : session?.data['classFound'] as FoundClass | undefined;
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}
