import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate, PupilGate } from '../access/gate.ts';
import { NotFound, Redirect } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { findOwnSitting, listOpenTests, openTask, startSitting } from './actions.ts';
import { deviceRoutes } from './device-routes.ts';
import { pastTestPage, playerPage, pupilHomePage } from './pages.tsx';
import { isOpenAt } from './rules.ts';
import { type TakingRefusal, type TakingRefusalCode } from './wire.ts';

const sittingParams = Type.Object({ sittingId: Type.String({ format: 'uuid' }) });

/** The pupil's pages, and what the player asks. */
export function takingRoutes(server: Server, platform: Platform, gate: Gate & PupilGate): void {
  pupilRoutes(server, platform, gate);
  playerRoutes(server, platform, gate);
  deviceRoutes(server, platform, gate);
}

function pupilRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/afname', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'take-test');
    return html(reply, pupilHomePage(platform, viewer, await listOpenTests(platform, viewer)));
  });

  const params = Type.Object({ planId: Type.String({ format: 'uuid' }) });
  server.post('/afname/:planId/start', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'take-test');
    const started = await startSitting(platform, viewer, request.params.planId);
    if (!started.ok && started.refusal === 'not-found') throw new NotFound();
    if (!started.ok && started.refusal === 'other-school-year') {
      return html(reply.code(409), pastTestPage(platform, viewer));
    }
    return reply.redirect(started.ok ? `/afname/${started.value.sittingId}` : '/afname', 303);
  });

  server.get('/afname/:sittingId', { schema: { params: sittingParams } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'take-test');
    const sitting = await findOwnSitting(platform, viewer, request.params.sittingId);
    if (!sitting) throw new NotFound();
    if (!isOpenAt(sitting, platform.clock.now())) throw new Redirect('/afname');
    return html(reply, playerPage(platform, sitting.sittingId));
  });
}

function playerRoutes(server: Server, platform: Platform, gate: Gate & PupilGate): void {
  server.get('/afname/:sittingId/taak', { schema: { params: sittingParams } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'take-test');
    const task = await openTask(platform, viewer, request.params.sittingId);
    // Nothing of the content stays on the device.
    reply.header('cache-control', 'no-store');
    return task.ok ? reply.send(task.value) : refused(reply, task.refusal);
  });
}

/** A refusal as the player reads it; what is not this pupil's does not exist. */
function refused(reply: FastifyReply, code: TakingRefusalCode | 'not-found'): FastifyReply {
  if (code === 'not-found') throw new NotFound();
  return reply.code(409).send({ code } satisfies TakingRefusal);
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
