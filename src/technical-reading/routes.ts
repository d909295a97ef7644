import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { loadReadingList, saveReadings } from './actions.ts';
import { readingPage, readingPath, stopwatchPath, type ReadingPageAfter } from './page.tsx';
import { fieldOf } from './read-rows.ts';
import type { ReadingSubject } from './types.ts';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const query = Type.Object({
  vak: Type.Optional(Type.Union([Type.Literal('dmt'), Type.Literal('avi')])),
  bewaard: Type.Optional(Type.Integer({ minimum: 0 })),
});
const body = Type.Record(Type.String(), Type.String({ maxLength: 60 }));

/** The pages for DMT and AVI, and the stopwatch. */
export function technicalReadingRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (
    reply: FastifyReply, viewer: SchoolViewer, groupId: string, subject: ReadingSubject, after: ReadingPageAfter,
  ) => {
    const list = await loadReadingList(platform, viewer, groupId, subject);
    if (!list) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(readingPage(platform, viewer, list, after));
  };

  server.get('/groepen/:groupId/technisch-lezen', { schema: { params, querystring: query } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'enter-paper-test');
      const { vak = 'dmt', bewaard } = request.query;
      return show(reply, viewer, request.params.groupId, vak, bewaard === undefined ? {} : { saved: bewaard });
    });

  server.post('/groepen/:groupId/technisch-lezen', { schema: { params, querystring: query, body } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'enter-paper-test');
      const { vak = 'dmt' } = request.query;
      const { groupId } = request.params;
      const typedOf = (pupilId: string) => (name: string) => request.body[fieldOf(name, pupilId)] ?? '';
      const saved = await saveReadings(platform, viewer, groupId, vak, typedOf);
      if (saved.ok) return reply.redirect(`${readingPath(groupId, vak)}&bewaard=${saved.value}`, 303);
      if (saved.refusal === 'not-found') throw new NotFound();
      return show(reply.code(422), viewer, groupId, vak, { refused: { typedOf, faults: saved.refusal } });
    });

  server.get(stopwatchPath, async (_request, reply) => reply.header('cache-control', 'no-cache')
    .type('text/javascript; charset=utf-8').send(await readFile(new URL('stopwatch.js', import.meta.url))));
}
