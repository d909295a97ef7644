import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { EndCode } from '../planning/types.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { endNames } from '../supervising/nl.ts';
import { viewTaking } from '../supervising/taking-view.ts';
import { invalidatePage } from './invalidate-page.tsx';
import { invalidatePlan } from './invalidate.ts';

const params = Type.Object({
  groupId: Type.String({ format: 'uuid' }), planId: Type.String({ format: 'uuid' }),
});

/** Declaring a test invalid, from the page of its taking. */
export function invalidateRoutes(server: Server, platform: Platform, gate: Gate): void {
  const path = '/groepen/:groupId/afname/:planId/ongeldig';
  server.get(path, { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'withdraw-result');
    const view = await viewTaking(platform, viewer, request.params);
    if (!view) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(invalidatePage(platform, viewer, view, []));
  });

  const body = Type.Object({ reden: Type.Optional(Type.String()) });
  server.post(path, { schema: { params, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'withdraw-result');
    const view = await viewTaking(platform, viewer, request.params);
    if (!view) throw new NotFound();
    const { reden } = request.body;
    const code = reden !== undefined && Object.hasOwn(endNames, reden) ? reden as EndCode : null;
    if (!code) {
      const errors = [{ field: 'reden', message: 'Kies een reden.' }];
      return reply.code(422).type('text/html; charset=utf-8').send(invalidatePage(platform, viewer, view, errors));
    }
    const done = await invalidatePlan(platform, viewer, request.params.planId, code);
    if (!done.ok) throw new NotFound();
    const { groupId, planId } = request.params;
    return reply.redirect(`/groepen/${groupId}/afname/${planId}?klaar=ongeldig`, 303);
  });
}
