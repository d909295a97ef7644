import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { leftOverPath } from '../planning/addresses.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { leftOverPage } from './left-over-page.tsx';
import { endLeftOver, viewLeftOver } from './left-over.ts';

const uuid = Type.String({ format: 'uuid' });
const count = Type.Optional(Type.Integer({ minimum: 0 }));
const querystring = Type.Object({ resultaat: count, afgebroken: count });
const body = Type.Object({ plan: Type.Union([uuid, Type.Array(uuid, { maxItems: 1000 })]) });

/** Tests that were begun and that nobody will go on with: seeing and ending them. */
export function leftOverRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get(leftOverPath, { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'supervise-test');
    const { resultaat, afgebroken } = request.query;
    const done = resultaat === undefined && afgebroken === undefined ? null
      : { scored: resultaat ?? 0, brokenOff: afgebroken ?? 0 };
    const page = leftOverPage(platform, viewer, await viewLeftOver(platform, viewer), done);
    return reply.type('text/html; charset=utf-8').send(page);
  });

  server.post(leftOverPath, { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'supervise-test');
    const { scored, brokenOff } = await endLeftOver(platform, viewer, [request.body.plan].flat());
    return reply.redirect(`${leftOverPath}?resultaat=${scored}&afgebroken=${brokenOff}`, 303);
  });
}
