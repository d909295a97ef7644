import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { reaches } from '../access/rules.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Sessions } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listGroups } from '../roster/store.ts';
import type { PageNotice } from '../ui/page.tsx';
import {
  closeClassCode, makeCards, openClassCode, prolongClassCode, readCards, replaceCard, unlockPicture, viewClassCode,
} from './class-code-actions.ts';
import { cardsPage, classCodePage, classCodesPage, codePath } from './class-code-pages.tsx';
import { sessionMinutes } from './class-code-rules.ts';
import { listOpenGroupIds } from './class-code-store.ts';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const act = 'open-class-code';

/** Letting a class in without the portal: the code, and the cards of the pupils. */
export function classCodeRoutes(server: Server, platform: Platform, gate: Gate, sessions: Sessions): void {
  codeRoutes(server, platform, gate, sessions);
  cardRoutes(server, platform, gate);
}

function codeRoutes(server: Server, platform: Platform, gate: Gate, sessions: Sessions): void {
  server.get('/klassencodes', async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    const view = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => ({
      groups: await listGroups(tx, { schoolYear: currentSchoolYear(platform.clock) }),
      open: await listOpenGroupIds(tx, platform.clock.now()),
    }));
    const groups = reaches(viewer, act) === 'school'
      ? view.groups : view.groups.filter(({ groupId }) => viewer.ownGroupIds.includes(groupId));
    return html(reply, classCodesPage(platform, viewer, groups, view.open));
  });

  const query = Type.Object({ klaar: Type.Optional(Type.String()) });
  server.get('/groepen/:groupId/klassencode', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    const view = found(await viewClassCode(platform, viewer, request.params.groupId));
    return html(reply, classCodePage(platform, viewer, view, notices[request.query.klaar ?? ''] ?? null));
  });

  const body = Type.Object({ minuten: Type.Integer() });
  server.post('/groepen/:groupId/klassencode', { schema: { params, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    const minutes = sessionMinutes.find((known) => known === request.body.minuten) ?? sessionMinutes[0];
    found(await openClassCode(platform, viewer, request.params.groupId, minutes));
    return reply.redirect(codePath(request.params.groupId), 303);
  });
  server.post('/groepen/:groupId/klassencode/verlengen', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    found(await prolongClassCode(platform, sessions, viewer, request.params.groupId));
    return reply.redirect(codePath(request.params.groupId), 303);
  });
  server.post('/groepen/:groupId/klassencode/sluiten', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    found(await closeClassCode(platform, sessions, viewer, request.params.groupId));
    return reply.redirect(`${codePath(request.params.groupId)}?klaar=dicht`, 303);
  });
}

function cardRoutes(server: Server, platform: Platform, gate: Gate): void {
  const query = Type.Object({ nieuw: Type.Optional(Type.String()) });
  server.get('/groepen/:groupId/klassencode/kaartjes', { schema: { params, querystring: query } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, act);
      const view = found(await readCards(platform, viewer, request.params.groupId));
      return html(reply, cardsPage(platform, viewer, view, request.query.nieuw !== undefined));
    });
  server.post('/groepen/:groupId/klassencode/kaartjes', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    found(await makeCards(platform, viewer, request.params.groupId));
    return reply.redirect(`${codePath(request.params.groupId)}/kaartjes`, 303);
  });

  const pupil = Type.Object({ leerling: Type.String({ format: 'uuid' }) });
  server.post('/groepen/:groupId/klassencode/kaartjes/nieuw', { schema: { params, body: pupil } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, act);
      const done = await replaceCard(platform, viewer, request.params.groupId, request.body.leerling);
      if (!done.ok) throw new NotFound();
      return reply.redirect(`${codePath(request.params.groupId)}/kaartjes?nieuw=ja`, 303);
    });

  const picture = Type.Object({ plaatje: Type.String({ maxLength: 40 }) });
  server.post('/groepen/:groupId/klassencode/slot', { schema: { params, body: picture } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    const done = await unlockPicture(platform, viewer, request.params.groupId, request.body.plaatje);
    if (!done.ok) throw new NotFound();
    return reply.redirect(`${codePath(request.params.groupId)}?klaar=slot`, 303);
  });
}

const notices: Readonly<Record<string, PageNotice>> = {
  dicht: { kind: 'success', title: 'De klassencode is dicht', text: 'Wie ermee binnen was, is nu uitgelogd.' },
  slot: { kind: 'success', title: 'Het slot is eraf', text: 'De leerling kan het opnieuw proberen.' },
};

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFound();
  return value;
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
