import type { FastifyReply } from 'fastify';
import type { Gate } from '../access/gate.ts';
import type { Server } from '../platform/http/server.ts';
import { uploadedFile } from '../platform/http/upload.ts';
import type { Platform } from '../platform/platform.ts';
import { tidyPage } from './tidy-page.tsx';
import { viewTidy } from './tidy-view.ts';

/** Looking over both administrations before step 2; also while that step is not open yet. */
export function tidyRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/beheer/geschiedenis/nakijken', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return html(reply, tidyPage(platform, viewer, await viewTidy(platform, viewer, null)));
  });
  server.post('/beheer/geschiedenis/nakijken', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const bytes = await uploadedFile(request, platform.config.uploadBytesMax);
    if (typeof bytes !== 'string') {
      return html(reply, tidyPage(platform, viewer, await viewTidy(platform, viewer, bytes)));
    }
    const message = bytes === 'no-file' ? 'Kies eerst een bestand.' : 'Dit bestand is te groot.';
    const view = await viewTidy(platform, viewer, null);
    return html(
      reply.code(bytes === 'no-file' ? 422 : 413),
      tidyPage(platform, viewer, view, [{ field: 'bestand', message }]),
    );
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
