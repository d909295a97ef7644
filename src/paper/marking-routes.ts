import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { markField, markingPage, markingPath, shownField } from './marking-page.tsx';
import { loadMarkingDesk, saveMarks } from './marking.ts';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const count = Type.Optional(Type.Integer({ minimum: 0 }));
const query = Type.Object({
  opgave: Type.Optional(Type.String({ maxLength: 200 })), bewaard: count, klaar: count, geweigerd: count,
});
const body = Type.Record(Type.String(), Type.String({ maxLength: 10 }));

/** The desk at which written answers are marked. */
export function markingRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/groepen/:groupId/nakijken', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'enter-paper-test');
    const desk = await loadMarkingDesk(platform, viewer, request.params.groupId);
    if (!desk) throw new NotFound();
    const { opgave, bewaard, klaar = 0, geweigerd = 0 } = request.query;
    const kept = bewaard === undefined ? undefined : { kept: bewaard, complete: klaar, refused: geweigerd };
    return reply.type('text/html; charset=utf-8').send(markingPage(platform, viewer, desk, { itemId: opgave, kept }));
  });

  server.post('/groepen/:groupId/nakijken', { schema: { params, querystring: query, body } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'enter-paper-test');
      const { groupId } = request.params;
      const itemId = request.query.opgave ?? '';
      const given = Object.entries(request.body).flatMap(([name, text]) => {
        const sittingId = name.startsWith(markField('')) ? name.slice(markField('').length) : null;
        if (sittingId === null || text.trim() === request.body[shownField(sittingId)]) return [];
        const score = text.trim() === '' ? null : /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : Number.NaN;
        return [{ sittingId, itemId, score }];
      });
      const saved = await saveMarks(platform, viewer, groupId, given);
      if (!saved) throw new NotFound();
      const path = markingPath(groupId, itemId);
      const { kept, complete, refused } = saved;
      return reply.redirect(`${path}&bewaard=${kept}&klaar=${complete}&geweigerd=${refused}`, 303);
    });
}
